"""Where a record takes place, as its lines print it."""

import re

from schemas.place import Place
from spiders.readers.html.naming import is_place, is_venue
from spiders.readers.html.records import Record
from spiders.readers.html.view import View
from spiders.readers.html.words import COLUMN_ROLES, PLACING, VENUES

PLACE_LABEL = re.compile(
    r"^(?:locatie|location|waar|where|plaats|place|venue|adres|address|zaal)\s*[:|–-]\s*(?P<place>\S.{2,150})",
    re.IGNORECASE,
)
# A building by its kind, or a name with its article: what else stands behind "in" may be a month or a language.
_NAMED = rf"(?:(?i:{VENUES})\b[^.,;:()]{{0,50}}?[A-Z0-9][^.,;:()]{{0,40}}|(?:De|Het|’t|'t) [A-Z][^.,;:()]{{1,40}})"
_AT = re.compile(rf"(?:^|[\s,])(?i:in|bij|op|at|te) (?:(?i:de|het|’t|'t|the) )?(?P<place>{_NAMED})")
_BEHIND = re.compile(rf"\W{{1,3}}(?P<place>{_NAMED})(?=$|[.,;:()])")
_KINDS = r"plein|park|markt|hof|huis|zaal|kerk|veld|school|tuin|bos|strand|haven"
_SQUARE = re.compile(rf"(?i:op|in|bij) (?i:de|het|’t|'t) (?P<place>[A-Z][\w’'-]*(?:{_KINDS}))")
_LOOKED_AT = 30
_LONGEST = 160


def place_of(view: View, record: Record, *, title: str) -> Place | None:
    """The venue and address of a record: a cell or block for places, a label, a line that is one, or words."""
    name = address = told = None
    label = -2  # the line that only says "Locatie"
    for number in range(record.first, min(record.end, record.first + _LOOKED_AT)):
        line = view.outline.lines[number]
        if not line.text or len(line.text) > _LONGEST:
            continue
        told = told or _told(view, number, title=title)
        if view.said[number].days:
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
    name = name or (told if told != address else None)
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
        if PLACING.stand_in(one.marks):
            return line.text
    return None


def _told(view: View, number: int, *, title: str) -> str | None:
    """What a line tells of the place by its words: all of it, behind its hours, or behind "in" and the like."""
    text, clocks = view.outline.lines[number].text, view.said[number].clocks
    behind = text[clocks[-1].end :] if clocks else text
    if not clocks and is_venue(text) and text != title:
        return text
    found = (_BEHIND.match(behind) if clocks else _SQUARE.fullmatch(text)) or _AT.search(behind)
    return found["place"].strip() if found else None
