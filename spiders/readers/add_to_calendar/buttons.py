"""Buttons that offer an event to several calendars: addtocalendar.com, addevent.com, and the web component."""

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from spiders.readers.add_to_calendar.moments import iso, moment
from spiders.readers.schema_org import Thing
from spiders.text import node_text

MOST_BUTTONS = 2000

# Of each fact, the class names that bear it within a button; addevent.com has had two sets of them.
_CLASSES = {
    "name": ("atc_title", "title", "_summary", "summary"),
    "start": ("atc_date_start", "start", "_start"),
    "end": ("atc_date_end", "end", "_end"),
    "tzid": ("atc_timezone", "timezone", "_zonecode"),
    "location": ("atc_location", "location", "_location"),
    "description": ("atc_description", "description", "_description"),
    "order": ("date_format", "_date_format"),
    "is_day": ("all_day_event", "_all_day_event"),
}
_CLASS_BUTTONS = ".atc_event, .addeventatc, .addthisevent"
_ELEMENT = "add-to-calendar-button"
_ELEMENT_FACTS = {
    "name": "name",
    "start": "startdate",
    "end": "enddate",
    "tzid": "timezone",
    "location": "location",
    "description": "description",
}


def buttons(tree: LexborHTMLParser, page_tzid: str) -> Iterator[tuple[str, Thing]]:
    """The events of the buttons of a page, in the order they stand there, kind by kind; each with its kind."""
    for node in tree.css(_CLASS_BUTTONS)[:MOST_BUTTONS]:
        if event := _event(_by_class(node), page_tzid):
            yield "classes", event
    for node in tree.css(_ELEMENT)[:MOST_BUTTONS]:
        if event := _event(_by_attribute(node), page_tzid):
            yield "element", event


def _by_class(button: LexborNode) -> dict[str, str]:
    """What the elements directly within a button state; deeper ones may belong to another."""
    stated: dict[str, str] = {}
    child = button.child
    while child is not None:
        names = (child.attributes.get("class") or "").split()
        for fact, known in _CLASSES.items():
            if not set(known).isdisjoint(names):
                stated.setdefault(fact, node_text(child))
        child = child.next
    return stated


def _by_attribute(button: LexborNode) -> dict[str, str]:
    """What the attributes of the web component state; day and time stand in two of them."""
    attributes = button.attributes
    stated = {fact: attributes.get(name) or "" for fact, name in _ELEMENT_FACTS.items()}
    stated["end"] = stated["end"] or (stated["start"] if attributes.get("endtime") else "")
    for fact, name in (("start", "starttime"), ("end", "endtime")):
        if stated[fact] and (clock := attributes.get(name)):
            stated[fact] = f"{stated[fact]}T{clock}"
    return stated


def _event(stated: dict[str, str], page_tzid: str) -> Thing | None:
    is_day_first = stated.get("order", "").upper().startswith("DD")
    start, end = (
        moment(iso(stated.get(fact, ""), is_day_first=is_day_first), tzid=stated.get("tzid"), page_tzid=page_tzid)
        for fact in ("start", "end")
    )
    if start and stated.get("is_day", "").strip().lower() == "true":
        start, end = start[:10], end and end[:10]
    facts = {
        "name": stated.get("name"),
        "startDate": start,
        "endDate": end,
        "location": stated.get("location"),
        "description": stated.get("description"),
    }
    if not facts["name"] or start is None:
        return None
    return Thing(types=("Event",), properties={name: [text] for name, text in facts.items() if text})
