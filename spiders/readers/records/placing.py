"""Where an activity takes place, out of the fields of its record."""

import re

from schemas.place import Place
from spiders.readers.records.fields import Row, first
from spiders.readers.records.names import Path
from spiders.readers.records.roles import roles
from spiders.text import one_line

_LONGEST = 300
_STREET = re.compile(
    r"\b\d{4}\s?[A-Z]{2}\b|\b\d{5}\b|^\d{1,5}\s+(?:[NSEW]\.?\s)?[A-Z0-9]\w+|,\s*\d{1,5}\s+\w"
    r"|\b(?!(?:room|zaal|lokaal|kamer|studio|hall|gate|floor|ruimte|level|unit|suite|gebouw|building|theatre)\b)"
    r"[^\W\d_]{4,}\.?\s+\d{1,4}\s?[a-zA-Z]?(?=\s*(?:,|$|-|\())",
    re.IGNORECASE,
)


def place(fields: Row) -> Place | None:
    """The place that `fields` print, in parts as far as they print parts."""
    known = roles(tuple(fields))
    parts = dict(known.place)
    name, address = _said(fields, parts["name"]), _said(fields, parts["address"])
    street = " ".join(filter(None, (_line(fields, parts["street"]), _line(fields, parts["number"])))) or None
    numbered = list(dict.fromkeys(line for path in known.lines if (line := _line(fields, (path,)))))
    if numbered and not street:
        address = ", ".join(numbered)
    if name and not address and not street and _is_address(name):
        name, address = None, name
    lat, lon = _degrees(fields, parts["lat"], 90), _degrees(fields, parts["lon"], 180)
    has_both = lat is not None and lon is not None and (lat, lon) != (0, 0)
    found = Place(
        name=name,
        address=address if address != name else None,
        street=street,
        postcode=_line(fields, parts["postcode"]),
        city=_line(fields, parts["city"]),
        lat=lat if has_both else None,
        lon=lon if has_both else None,
    )
    return found if found != Place() else None


def _is_address(line: str) -> bool:
    """Whether a line that stands for the whole place has a street with its number, or a postcode.

    >>> _is_address("Kanaalstraat 200, Utrecht"), _is_address("400 E 41st Street"), _is_address("Theatre (225)")
    (True, True, False)
    """
    return _STREET.search(line) is not None


def _said(fields: Row, paths: tuple[Path, ...]) -> str | None:
    """The first line that holds letters: a bare number names no place."""
    return next((line for path in paths if (line := _line(fields, (path,))) and any(map(str.isalpha, line))), None)


def _line(fields: Row, paths: tuple[Path, ...]) -> str | None:
    for path in paths:
        value = fields.get(path)
        if isinstance(value, str | int) and not isinstance(value, bool):
            line = one_line(str(value)[:2000])[:_LONGEST]
            if line and not re.match(r"(?:https?:|www\.)", line.lower()) and any(map(str.isalnum, line)):
                return line
    return None


def _degrees(fields: Row, paths: tuple[Path, ...], largest: int) -> float | None:
    value = first(fields, paths)
    try:
        number = float(str(value).replace(",", ".")) if value is not None and not isinstance(value, bool) else None
    except ValueError:
        return None
    return number if number is not None and abs(number) <= largest else None
