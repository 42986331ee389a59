"""Which class names are properties of what, and which values they have.

From https://microformats.org/wiki/h-event, /hcalendar and /hcard, as mf2 parsers read them; names that only
describe people are left out.
"""

from enum import Enum, auto


class Kind(Enum):
    """How the value of a property stands in its element."""

    TEXT = auto()
    DAY_OR_TIME = auto()
    LAST_DAY_OR_TIME = auto()
    ADDRESS = auto()
    COORDINATES = auto()
    PLACE = auto()
    ORGANISER = auto()
    ORGANISATION = auto()


Properties = dict[str, tuple[Kind, str]]

H_EVENT: Properties = {
    "p-name": (Kind.TEXT, "name"),
    "dt-start": (Kind.DAY_OR_TIME, "startDate"),
    "dt-end": (Kind.LAST_DAY_OR_TIME, "endDate"),
    "dt-duration": (Kind.DAY_OR_TIME, "duration"),
    "u-url": (Kind.ADDRESS, "url"),
    "u-uid": (Kind.ADDRESS, "uid"),
    "p-uid": (Kind.TEXT, "uid"),
    "e-content": (Kind.TEXT, "description"),
    "e-description": (Kind.TEXT, "description"),
    "p-description": (Kind.TEXT, "description"),
    "p-summary": (Kind.TEXT, "abstract"),
    "p-category": (Kind.TEXT, "keywords"),
    "p-status": (Kind.TEXT, "eventStatus"),
    "p-location": (Kind.PLACE, "location"),
    "p-organizer": (Kind.ORGANISER, "organizer"),
}
VEVENT: Properties = {
    "summary": (Kind.TEXT, "name"),
    "dtstart": (Kind.DAY_OR_TIME, "startDate"),
    "dtend": (Kind.LAST_DAY_OR_TIME, "endDate"),
    "duration": (Kind.DAY_OR_TIME, "duration"),
    "url": (Kind.ADDRESS, "url"),
    "uid": (Kind.TEXT, "uid"),
    "description": (Kind.TEXT, "description"),
    "category": (Kind.TEXT, "keywords"),
    "status": (Kind.TEXT, "eventStatus"),
    "location": (Kind.PLACE, "location"),
    "organizer": (Kind.ORGANISER, "organizer"),
}
PLACE: Properties = {
    name: value
    for plain, value in {
        "street-address": (Kind.TEXT, "streetAddress"),
        "postal-code": (Kind.TEXT, "postalCode"),
        "locality": (Kind.TEXT, "addressLocality"),
        "latitude": (Kind.TEXT, "latitude"),
        "longitude": (Kind.TEXT, "longitude"),
        "org": (Kind.TEXT, "name"),
        "geo": (Kind.COORDINATES, "geo"),
    }.items()
    for name in (plain, f"p-{plain}")
} | {"fn": (Kind.TEXT, "name"), "p-name": (Kind.TEXT, "name"), "h-geo": (Kind.COORDINATES, "geo")}
# Of those who organise, only organisations are read: a name alone may be a person's.
ORGANISER: Properties = {"org": (Kind.ORGANISATION, "name"), "p-org": (Kind.ORGANISATION, "name")}

ROOTS = {"h-event": H_EVENT, "vevent": VEVENT}
# Roots of other things: what lies within says nothing of the event around it. Frameworks of CSS have `h-full` and
# such, so the roots are listed.
_OTHER_ROOTS = "h-card h-adr h-geo h-entry h-item h-product h-recipe h-resume h-review vcard hentry"
OTHER_ROOTS = frozenset(_OTHER_ROOTS.split())
