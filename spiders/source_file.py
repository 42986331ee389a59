"""What is wrong in the text of one source file: every fault with its line, in words for the person who mends it."""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from enum import EnumType
from typing import Any, NamedTuple, get_args
from urllib.parse import urlsplit

import msgspec
from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from schemas.record import Record
from schemas.source import Source
from spiders.readers import LADDER

_READERS = tuple(name for rung in LADDER for name in rung)
_HEADER = re.compile(r"\s*\[+\s*([^\]]+?)\s*\]+")
_KEY = re.compile(r"\s*([\w.\"'\s-]+?)\s*=")
_URL = "^https?://"
_SYNTAX_LINE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")
_EXPECTED: tuple[tuple[str, str], ...] = (
    (r"Expected `str` matching regex '\^https\?://'", "an address that begins with http:// or https://"),
    (r"Expected `str` matching regex (.*)", r"a text matching \1"),
    (r"Expected `str` of length >= 1", "a text that is not empty"),
    (r"Expected `(?:int|float)` >= (\S+)", r"a number of at least \1"),
    (r"Expected `(?:int|float)` <= (\S+)", r"a number of at most \1"),
    (r"Expected `str.*", "a text in quotes"),
    (r"Expected `int.*", "a whole number"),
    (r"Expected `float.*", "a number"),
    (r"Expected `bool.*", "true or false"),
    (r"Expected `array.*", "a list in [ ]"),
    (r"Expected `object.*", "a table"),
)
"""What msgspec expects, in words; the first row that fits."""


class Fault(NamedTuple):
    line: int
    what: str


def parsed(text: str) -> tuple[dict[str, Any], Fault | None]:
    """The table that `text` holds, or an empty one and the fault in its TOML."""
    try:
        return tomllib.loads(text), None
    except tomllib.TOMLDecodeError as error:
        where = _SYNTAX_LINE.search(str(error))
        line = int(where[1]) if where and where[1] else text.count("\n") + 1
        return {}, Fault(line, f"not TOML: {_SYNTAX_LINE.sub('', str(error))}")


def sound_source(table: Mapping[str, Any], source_id: str) -> Source | None:
    """The source that `table` declares, or None when anything is wrong with it; `faults_of` tells what."""
    try:
        source = msgspec.convert({**table, "id": source_id}, Source)
    except msgspec.ValidationError:
        return None
    is_sound = "id" not in table and source.reader in (None, *_READERS) and not _has_two_readers(table)
    troubles = (*map(trouble_with_url, (source.url, *source.pages)), *map(_trouble_with_selector, _selectors(source)))
    return source if is_sound and not any(troubles) else None


def _selectors(source: Source) -> Iterator[str]:
    yield from filter(None, msgspec.structs.astuple(source.selectors) if source.selectors else ())


def _has_two_readers(table: Mapping[str, Any]) -> bool:
    return "reader" in table and "selectors" in table


class KeyLines:
    """On which line each key of a TOML text stands, by its dotted path."""

    def __init__(self, text: str) -> None:
        self._lines: dict[str, int] = {}
        table, quotes = "", ""
        for number, line in enumerate(text.splitlines(), start=1):
            if not quotes:
                table = self._note(line, number, table)
            quotes = _open_quotes(line, quotes)

    def _note(self, line: str, number: int, table: str) -> str:
        """Notes the key or table that begins on this line; answers the table that following keys belong to."""
        if header := _HEADER.match(line):
            self._lines.setdefault(_dotted(header[1]), number)
            return _dotted(header[1]) + "."
        if key := _KEY.match(line):
            self._lines.setdefault(table + _dotted(key[1]), number)
        return table

    def line(self, path: str) -> int:
        """The line of the key at `path`, else of the nearest table around it, else 1."""
        while path and path not in self._lines:
            inside = next((line for key, line in self._lines.items() if key.startswith(f"{path}.")), None)
            if inside:
                return inside
            path = path.rpartition(".")[0]
        return self._lines.get(path, 1)


def _dotted(path: str) -> str:
    return ".".join(part.strip().strip("\"'") for part in path.split("."))


def _open_quotes(line: str, quotes: str) -> str:
    """The triple quotes that are still open after `line`, given those open before it."""
    for mark in re.findall(r'"""|\'\'\'', line):
        if not quotes:
            quotes = mark
        elif quotes == mark:
            quotes = ""
    return quotes


def faults_of(table: Mapping[str, Any], lines: KeyLines) -> Iterator[Fault]:
    """Every fault in the keys and values of a source file."""
    if "id" in table:
        yield Fault(lines.line("id"), "unknown key 'id': the path of the file is the id")
    declared = {key: value for key, value in table.items() if key != "id"}
    yield from _faults(declared, Source, lines)
    reader = table.get("reader")
    if isinstance(reader, str) and reader not in _READERS:
        yield Fault(lines.line("reader"), f"reader: {reader!r} {_expected_one_of(reader, _READERS)}")
    elif _has_two_readers(table):
        yield Fault(lines.line("selectors"), f"selectors: beside reader = {reader!r}; expected one of the two")


def _faults(table: Mapping[str, Any], record: type[Record], lines: KeyLines, path: str = "") -> Iterator[Fault]:
    fields = {field.name: field for field in msgspec.structs.fields(record) if field.name != "id"}
    for key in table:
        if key not in fields:
            yield Fault(lines.line(path + key), f"unknown key {key!r}{_meant(key, fields)}")
    for name, field in fields.items():
        if name in table:
            yield from _faults_of_value(table[name], field.type, lines, path + name)
        elif field.required:
            yield Fault(lines.line(path.rstrip(".")), f"missing key {path + name!r}{_described(field.type)}")


def _faults_of_value(value: object, kind: Any, lines: KeyLines, path: str) -> Iterator[Fault]:  # noqa: ANN401
    """Faults of one value; tables are looked into, so that each of their keys is told."""
    nested = next((part for part in _parts(kind) if isinstance(part, type) and issubclass(part, Record)), None)
    if nested and isinstance(value, dict):
        yield from _faults(value, nested, lines, f"{path}.")
        return
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        yield Fault(lines.line(path), f"{path}: {_in_words(str(error), value, kind)}")
        return
    for one in value if isinstance(value, list) else [value]:
        if trouble := next((told for test in _tests(kind) if (told := test(str(one)))), None):
            yield Fault(lines.line(path), f"{path}: {one!r} {trouble}")


def _tests(kind: Any) -> Iterator[Callable[[str], str | None]]:  # noqa: ANN401
    """What values of this type have to stand beyond what msgspec asks."""
    notes = [part for part in _parts(kind) if isinstance(part, msgspec.Meta)]
    if any(note.pattern == _URL for note in notes):
        yield trouble_with_url
    if any((note.extra or {}).get("is_selector") for note in notes):
        yield _trouble_with_selector


def _trouble_with_selector(selector: str) -> str | None:
    try:
        LexborHTMLParser("").css(selector)
    except (SelectolaxError, ValueError):
        return "is no CSS selector that we know; expected one as .agenda-item or article > h3"
    return None


def _parts(kind: Any) -> Iterator[Any]:  # noqa: ANN401
    """A type with all types that it is made of."""
    yield kind
    for part in get_args(kind):
        yield from _parts(part)


def trouble_with_url(url: str) -> str | None:
    """Why `url` is no public address on the web, in words; None: it is one."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        return f"is no address: {error}"
    if not host or parts.scheme not in {"http", "https"} or re.search(r"\s", url):
        return "is no address; expected one as https://example.org/agenda"
    if parts.username or parts.password:
        return "holds a name or password; expected a public address"
    return None


def _in_words(message: str, value: object, kind: Any) -> str:  # noqa: ANN401
    """msgspec's message for the person who mends the file: what was seen, what was expected."""
    what, _, where = message.partition(" - at `$")
    seen = _at(value, where.rstrip("`"))
    choices = next((part for part in _parts(kind) if isinstance(part, EnumType)), None)
    if choices and isinstance(seen, str):
        return f"{seen!r} {_expected_one_of(seen, list(map(str, choices.__members__.values())))}"
    fitting = ((pattern, words) for pattern, words in _EXPECTED if re.match(pattern, what))
    pattern, words = next(fitting, (".*", what))
    return f"{seen!r} where {re.sub(pattern, words, what)} was expected"


def _at(value: object, where: str) -> object:
    """The part of `value` that msgspec's path (`[0][1]`) names."""
    for index in re.findall(r"\[(\d+)\]", where):
        if isinstance(value, list):
            value = value[int(index)]
    return value


def _expected_one_of(seen: str, names: Sequence[str]) -> str:
    return f"is unknown{_meant(seen, names)}; expected one of {', '.join(names)}"


def _meant(seen: str, names: Iterable[str]) -> str:
    close = get_close_matches(seen, names, n=1)
    return f" (did you mean {close[0]!r}?)" if close else ""


def _described(kind: Any) -> str:  # noqa: ANN401
    """What the field is for, in brackets; of several notes the last, which is the field's own."""
    notes = [part.description for part in get_args(kind) if isinstance(part, msgspec.Meta) and part.description]
    return f" ({notes[-1]})" if notes else ""
