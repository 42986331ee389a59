"""What may be asked: one record, and both ways between it and a query string.

Within one key any of its values will do, except for `support`, where all are needed; between keys all must hold.
Nothing that is unknown counts as a yes, and neither does what was only inferred, but for the category.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlencode

from output.service.keys import KEYS, USUAL_DISTANCE_M, SupportKind, Weekday
from schemas.errors import BruggenError
from schemas.record import Record
from schemas.schedule import Daypart
from schemas.vocabulary import Audience, Category, CostKind, DutchLevel

LONGEST_QUERY = 2000
MOST_VALUES = 20


class BadQuery(BruggenError):
    """A request asks for what is not offered: say what was expected."""


class Filter(Record):
    """What somebody looks for; an empty one is everything. Several values stand in order, each once.

    `postcode` has its four digits only: a distance needs no home address. `distance_m` is None without a postcode.
    """

    area: tuple[str, ...] = ()
    postcode: str | None = None
    distance_m: int | None = None
    first_day: date | None = None
    last_day: date | None = None
    weekday: tuple[Weekday, ...] = ()
    daypart: tuple[Daypart, ...] = ()
    category: tuple[Category, ...] = ()
    audience: tuple[Audience, ...] = ()
    languages: tuple[str, ...] = ()
    dutch_level: DutchLevel | None = None
    cost: tuple[CostKind, ...] = ()
    walk_in: bool | None = None
    online: bool | None = None
    support: tuple[SupportKind, ...] = ()
    text: str | None = None


_BY_NAME = {key.name: key for key in KEYS}


def pairs(query: bytes) -> list[tuple[str, str]]:
    """The keys and values of a query string. Raises BadQuery for one that is none, or longer than anybody needs."""
    if len(query) > LONGEST_QUERY:
        raise BadQuery(f"the query has {len(query)} characters, expected at most {LONGEST_QUERY}")
    try:
        return parse_qsl(query.decode("ascii"), keep_blank_values=True, strict_parsing=bool(query), errors="strict")
    except ValueError as error:
        raise BadQuery(f"the query is not made of key=value in UTF-8, joined by &: {error}") from error


def parsed(found: Iterable[tuple[str, str]], *, beside: Iterable[str] = ()) -> Filter:
    """The filter that the pairs describe; others read the keys of `beside`. Raises BadQuery with all that is wrong."""
    others = tuple(beside)
    values: dict[str, list[str]] = {}
    for name, text in found:
        if name not in others:
            values.setdefault(name, []).append(text)
    known = ", ".join((*_BY_NAME, *others))
    faults = [f"{_shown(name)}: no such key, expected one of {known}" for name in values if name not in _BY_NAME]
    fields = {
        _BY_NAME[name].field: value
        for name, texts in values.items()
        if name in _BY_NAME and (value := _value(name, texts, faults)) is not None
    }
    faults += _contradictions(fields)
    if faults:
        raise BadQuery("; ".join(faults))
    if "postcode" in fields:
        fields.setdefault("distance_m", USUAL_DISTANCE_M)
    return Filter(**fields)


def _value(name: str, texts: Sequence[str], faults: list[str]) -> Any:  # noqa: ANN401 the field's own type
    key = _BY_NAME[name]
    if len(texts) > (MOST_VALUES if key.many else 1):
        faults.append(f"{name}: {len(texts)} values, expected at most {MOST_VALUES if key.many else 1}")
        return None
    read = []
    for text in texts:
        try:
            read.append(key.read(text))
        except ValueError as error:
            faults.append(f"{name}: {_shown(text)}, expected {error}")
    return None if len(read) < len(texts) else tuple(sorted(set(read))) if key.many else read[0]


def _contradictions(fields: dict[str, Any]) -> Iterator[str]:
    if "distance_m" in fields and "postcode" not in fields:
        yield "distance: given without postcode, expected both"
    first, last = fields.get("first_day"), fields.get("last_day")
    if first and last and first > last:
        yield f"to: {last} lies before from, expected {first} or later"


def _shown(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:40] + "…")


def rendered(wanted: Filter) -> str:
    """The one query string of `wanted`: keys in the order of the table, values in order."""
    return urlencode(list(_pairs(wanted)))


def _pairs(wanted: Filter) -> Iterator[tuple[str, str]]:
    for key in KEYS:
        value = getattr(wanted, key.field)
        if value is None or value == ():
            continue
        for one in value if key.many else (value,):
            yield key.name, key.write(one)
