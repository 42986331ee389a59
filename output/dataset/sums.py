"""SHA-256 sums, as `sha256sum --check` reads them."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

NAME = "SHA256SUMS"
File = tuple[str, list[bytes]]


def with_sums(files: Iterable[File], folder: str) -> Iterator[File]:
    """`files` one by one, and then `SHA256SUMS` with what they hold, by paths within `folder`."""
    lines = []
    for path, pieces in files:
        digest = sha256()
        for piece in pieces:
            digest.update(piece)
        lines.append(f"{digest.hexdigest()}  {path.removeprefix(f'{folder}/')}\n")
        yield path, pieces
    yield f"{folder}/{NAME}", ["".join(sorted(lines, key=lambda one: one[66:])).encode()]


def read_as_summed(folder: Path, *names: str) -> list[bytes]:
    """What these files of `folder` hold. Raises ValueError where that is not what the sums say, or OSError."""
    lines = (line.partition("  ") for line in (folder / NAME).read_text(encoding="utf-8").splitlines())
    sums = {name: digest for digest, _, name in lines}
    contents = [(folder / name).read_bytes() for name in names]
    for name, content in zip(names, contents, strict=True):
        if sha256(content).hexdigest() != sums.get(name):
            raise ValueError(f"{folder / name}: not what {NAME} says")
    return contents
