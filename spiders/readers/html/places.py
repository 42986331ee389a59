"""Where a record takes place, as its lines print it."""

import re

from schemas.place import Place
from spiders.readers.html.naming import is_place
from spiders.readers.html.records import Record
from spiders.readers.html.view import View
from spiders.readers.html.words import COLUMN_ROLES, PLACING

PLACE_LABEL = re.compile(
    r"^(?:locatie|location|waar|where|plaats|place|venue|adres|address|zaal)\s*[:|–-]\s*(?P<place>\S.{2,150})",
    re.IGNORECASE,
)
_LOOKED_AT = 30
_LONGEST = 160


def place_of(view: View, record: Record, *, title: str) -> Place | None:
    """The venue and address of a record: a cell or block for places, a label, or a line that is an address."""
    name = address = None
    label = -2  # the line that only says "Locatie"
    for number in range(record.first, min(record.end, record.first + _LOOKED_AT)):
        line = view.outline.lines[number]
        if not line.text or len(line.text) > _LONGEST or view.said[number].days:
            continue
        text = _stated(view, number)
        if COLUMN_ROLES.get((text or line.text).casefold().strip(" :")) == "place":
            label = number
            continue
        if text is None and label == number - 1:
            text = line.text
        if is_place(text or line.text) and address is None and not view.said[number].clocks:
            address = text or line.text
        elif text and name is None and text.casefold() not in title.casefold():
            name = text
    return Place(name=name, address=address) if name or address else None


def _stated(view: View, number: int) -> str | None:
    """What a line says of the place, where something marks it as that."""
    line = view.outline.lines[number]
    if labelled := PLACE_LABEL.match(line.text):
        return labelled["place"].strip()
    if view.columns.role(line.element) == "place":
        return line.text
    for element in view.outline.above(line.element):
        one = view.outline.elements[element]
        if one.end - one.first > 4:
            return None
        if PLACING.search(one.marks):
            return line.text
    return None
