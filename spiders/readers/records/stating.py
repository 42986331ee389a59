"""Facts that records state of an activity beside time and place: status, attendance, cost."""

import re

from schemas.facets import Facets
from schemas.schedule import Status
from schemas.vocabulary import AttendanceMode
from spiders.readers.records.fields import Row, text
from spiders.readers.records.names import table, words
from spiders.readers.records.roles import Roles
from spiders.readers.schema_org.stated import facets as schema_org_facets
from spiders.readers.schema_org.thing import Thing, Value
from spiders.text import absolute_url

_TRUE = frozenset({"true", "1", "yes", "ja", "y"})
_CANCELLED = re.compile(
    r"\b(?:event)?(?:cancell?ed|geannuleerd|afgelast|gaat niet door|annulé|abgesagt|vervallen|cancelado|annullato)\b"
)
_POSTPONED = re.compile(r"\b(?:event)?(?:postponed|uitgesteld|verplaatst naar nader|reporté|verschoben)\b")
_TENTATIVE = re.compile(r"\b(?:tentative|onder voorbehoud)\b")
_IN_TITLE = re.compile(
    r"^\W*(?P<first>cancell?ed|geannuleerd|afgelast|postponed|uitgesteld|gaat niet door|vervallen|abgesagt"
    r"|will not be held|vindt niet plaats|entfällt)\b"
    r"|[-–—:(\[*]\s*(?P<last>cancell?ed|geannuleerd|afgelast|postponed|uitgesteld|gaat niet door)\W*$",
    re.IGNORECASE,
)
_STATES_OF_RECORDS = {("status",), ("state",), ("event", "status"), ("post", "status"), ("publication", "status")}
_WITHDRAWN = frozenset(
    {"draft", "trash", "private", "deleted", "unpublished", "inherit", "auto-draft", "pending_review"}
)
_WORDS_OF_CANCELLATION = table("cancelled canceled cancel iscancelled iscanceled geannuleerd afgelast")


def status(fields: Row, known: Roles, title: str) -> Status | None:
    """The status that a field or the title states; the graver of two."""
    stated = [path for path in known.status if path in fields]
    found = [one for path in stated if (one := _status(path[-1], fields[path]))]
    if named := _IN_TITLE.search(title):
        word = (named["first"] or named["last"]).casefold()
        found.append(Status.POSTPONED if word in {"postponed", "uitgesteld"} else Status.CANCELLED)
    gravity = (Status.CANCELLED, Status.POSTPONED, Status.TENTATIVE, Status.SCHEDULED)
    return next((one for one in gravity if one in found), None)


def is_withdrawn(fields: Row, known: Roles) -> bool:
    """Whether the record is a draft, a template, or deleted."""
    if any(str(fields[path]).casefold() in _TRUE for path in known.withdrawn if path in fields):
        return True
    stated = (path for path in known.status if path in fields and words(path[-1]) in _STATES_OF_RECORDS)
    return any(str(fields[path]).casefold() in _WITHDRAWN for path in stated)


def attendance_mode(fields: Row, known: Roles) -> AttendanceMode | None:
    """Online where a field that is named so is true."""
    stated = [str(fields[path]).casefold() for path in known.online if path in fields and len(path) <= 2]
    return AttendanceMode.ONLINE if any(value in _TRUE or value == "online" for value in stated) else None


def join_url(fields: Row, known: Roles, base: str) -> str | None:
    addresses = (str(fields[path]) for path in known.join if path in fields)
    return next((url for address in addresses if (url := absolute_url(address, base))), None)


def facets(fields: Row, known: Roles) -> Facets | None:
    """What is stated of cost, in the terms of schema.org."""
    properties: dict[str, list[Value]] = {}
    free = [fields[path] for path in known.free if path in fields]
    if free and str(free[0]).casefold() in _TRUE:
        properties["isAccessibleForFree"] = [True]
    if price := text(fields, known.price):
        currency = text(fields, known.currency)
        offer: dict[str, list[Value]] = {"price": [price.strip()]}
        properties["offers"] = [Thing(properties=offer | ({"priceCurrency": [currency]} if currency else {}))]
    return schema_org_facets(Thing(properties=properties)) if properties else None


def _status(key: str, value: object) -> Status | None:
    said = str(value)[:80].casefold().replace("_", " ").rsplit("/", 1)[-1]
    if _WORDS_OF_CANCELLATION.intersection(words(key)):
        return Status.CANCELLED if said in _TRUE or _CANCELLED.search(said) else None
    if _CANCELLED.search(said):
        return Status.CANCELLED
    if _POSTPONED.search(said):
        return Status.POSTPONED
    if _TENTATIVE.search(said):
        return Status.TENTATIVE
    return Status.SCHEDULED if said in {"confirmed", "eventscheduled", "scheduled"} else None
