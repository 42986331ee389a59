"""SHA-256 sums, as `sha256sum --check` reads them."""

from collections.abc import Iterable, Iterator
from hashlib import sha256

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
    yield f"{folder}/SHA256SUMS", ["".join(sorted(lines, key=lambda one: one[66:])).encode()]
