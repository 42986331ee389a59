"""A judgement at the end of its file: what stood there stays as it was, comments and order included."""

import json
import os
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from pipeline.judgements.reading import files, read
from pipeline.judgements.verdicts import Judgements
from schemas.judgement import Judgement, ListingName


def written(directory: Path, judgement: Judgement, *, titles: Sequence[str] = ()) -> tuple[Path, Judgements]:
    """The file that `judgement` was added to, and all judgements with it.

    `titles` of the listings stand above it, for whoever reviews the file. Raises JudgementError, and leaves everything
    as it was, when another judgement contradicts it or the file is no TOML.
    """
    contents = files(directory)
    name = _file_name(judgement)
    contents[name] = _with_table(contents.get(name, b""), judgement, titles)
    together = read(contents)
    path = directory / name
    _replace(path, contents[name])
    return path, together


def _file_name(judgement: Judgement) -> str:
    """That of the municipality of the first listing: nl/molendam.toml."""
    country, municipality, _ = judgement.one.source_id.split(".", 2)
    return f"{country}/{municipality}.toml"


def _with_table(before: bytes, judgement: Judgement, titles: Sequence[str]) -> bytes:
    gap = b"" if not before else b"\n" if before.endswith(b"\n") else b"\n\n"
    return before + gap + _table(judgement, titles).encode()


def _table(judgement: Judgement, titles: Sequence[str]) -> str:
    lines = [f"# {printable(title)}" for title in titles]
    lines += [
        "[[pair]]",
        f"verdict = {_text(judgement.verdict)}",
        f"one = {_name(judgement.one)}",
        f"other = {_name(judgement.other)}",
        f"by = {_text(judgement.by)}",
        f"on = {judgement.on}",
    ]
    lines += [f"why = {_text(judgement.why)}"] if judgement.why else []
    return "\n".join(lines) + "\n"


def _name(name: ListingName) -> str:
    return f"{{ source_id = {_text(name.source_id)}, key = {_text(name.key)} }}"


def _text(text: str) -> str:
    """`text` as TOML spells it: as JSON does, but for DEL; what is no character becomes a question mark."""
    characters = text.encode("utf-8", "replace").decode()
    return json.dumps(characters, ensure_ascii=False).replace("\x7f", "\\u007f")


def printable(text: str) -> str:
    r"""`text` on one line, without what steers terminals, writing direction or files.

    >>> printable("Taal\x1b[31mcafé\n op  dinsdag\u202e")
    'Taal [31mcafé op dinsdag'
    """
    kinds = ((character, unicodedata.category(character)) for character in text)
    kept = (character if kind[0] != "C" else "" if kind == "Cf" else " " for character, kind in kinds)
    return " ".join("".join(kept).split())


def _replace(path: Path, content: bytes) -> None:
    """`path` holds `content` on disk when this returns; after a crash, that or what it held before."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.unfinished")
    with unfinished.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
