"""Which sources are declared, and is each source file right? The path of a file is the id of its source."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from schemas.errors import SourceError
from schemas.source import Source
from spiders.source_file import KeyLines, faults_of, parsed, sound_source

DEFAULT_DIRECTORY = Path(__file__).parent / "sources"
_SHAPE = "<country>/<municipality>/<slug>.toml"
_COUNTRY = re.compile(r"[a-z]{2}")
_SLUG = re.compile(r"[a-z0-9-]+")


def load_sources(directory: Path = DEFAULT_DIRECTORY) -> tuple[Source, ...]:
    """All sources declared under `directory`, in the order of their ids.

    Raises one SourceError for all that is wrong in all files, one line each: `file:line: what`.
    """
    if not directory.is_dir():
        raise SourceError(f"{directory}: no such directory; expected source files as {_SHAPE}")
    files = sorted(directory.rglob("*.toml"))
    if not files:
        raise SourceError(f"{directory}: no source file; expected at least one as {_SHAPE}")
    declared = [_declared(path, path.relative_to(directory)) for path in files]
    if wrong := [fault for entry in declared for fault in entry.faults]:
        raise SourceError("\n".join(wrong))
    return tuple(sorted((entry.source for entry in declared if entry.source), key=lambda source: source.id))


@dataclass(frozen=True)
class _Declared:
    """One file: its source, or what is wrong with it, one line each."""

    source: Source | None
    faults: tuple[str, ...] = ()


def _declared(path: Path, name: Path) -> _Declared:
    faults = list(_faults_of_path(name))
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        return _Declared(None, (*faults, f"{name.as_posix()}:1: not readable as UTF-8 text: {error}"))
    table, broken = parsed(text)
    source = None if broken else sound_source(table, ".".join(name.with_suffix("").parts))
    if source and not faults:
        return _Declared(source)
    found = [broken] if broken else list(faults_of(table, KeyLines(text)))
    return _Declared(None, (*faults, *(f"{name.as_posix()}:{line}: {what}" for line, what in sorted(found))))


def _faults_of_path(name: Path) -> Iterator[str]:
    parts = name.with_suffix("").parts
    if len(parts) != 3:
        yield f"{name.as_posix()}:1: stands at the wrong depth; expected {_SHAPE}"
        return
    country, *slugs = parts
    if not _COUNTRY.fullmatch(country):
        yield f"{name.as_posix()}:1: {country!r} is no country code; expected two small letters, as in nl"
    for slug in slugs:
        if not _SLUG.fullmatch(slug):
            yield f"{name.as_posix()}:1: {slug!r} is no slug; expected small letters, digits and hyphens"
