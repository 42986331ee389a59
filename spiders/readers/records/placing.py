"""Where an activity takes place, out of the fields of its record."""

import re

from schemas.place import Place
from spiders.readers.records.fields import Row, first
from spiders.readers.records.names import Path
from spiders.readers.records.roles import roles
from spiders.text import one_line

_LONGEST = 300


def place(fields: Row) -> Place | None:
    """The place that `fields` print, in parts as far as they print parts."""
    known = roles(tuple(fields))
    parts = dict(known.place)
    name, address = _line(fields, parts["name"]), _line(fields, parts["address"])
    street = _line(fields, parts["street"])
    numbered = list(dict.fromkeys(line for path in known.lines if (line := _line(fields, (path,)))))
    if numbered and not street:
        address = ", ".join(numbered)
    if name and not address and not street and any(sign.isdigit() for sign in name):
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


def _line(fields: Row, paths: tuple[Path, ...]) -> str | None:
    for path in paths:
        value = fields.get(path)
        if isinstance(value, str | int) and not isinstance(value, bool):
            line = one_line(str(value)[:2000])[:_LONGEST]
            if line and not re.match(r"(?:https?:|www\.)", line.lower()) and any(sign.isalnum() for sign in line):
                return line
    return None


def _degrees(fields: Row, paths: tuple[Path, ...], largest: int) -> float | None:
    value = first(fields, paths)
    try:
        number = float(str(value).replace(",", ".")) if value is not None and not isinstance(value, bool) else None
    except ValueError:
        return None
    return number if number is not None and abs(number) <= largest else None
