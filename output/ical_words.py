"""What an event says beside when it is: title, place, links, and a description that decides whether one goes."""

from functools import lru_cache
from typing import NamedTuple

from output.dutch import CATEGORIES, PREFIX, rhythm
from output.facts import category_line, facet_lines, hour_line, status_line, unknown_line
from output.ical_text import LONGEST_DESCRIPTION, LONGEST_TITLE, escaped, folded
from output.plain_text import address, cleaned, isolated, one_line
from schemas.activity import Activity
from schemas.place import KnownPlace, Precision
from schemas.schedule import Status
from schemas.vocabulary import AttendanceMode, Category, Rights

_STATUS = {
    Status.SCHEDULED: "CONFIRMED",
    Status.CANCELLED: "CANCELLED",
    Status.POSTPONED: "CANCELLED",  # at this hour the door is closed; nobody must stand before it
    Status.TENTATIVE: "TENTATIVE",
    Status.MISSING: "TENTATIVE",
    Status.GONE: "CANCELLED",
    Status.PAST: "CONFIRMED",
}
_COLORS = {
    Category.LANGUAGE: "seagreen",
    Category.MEETING: "darkorange",
    Category.FOOD: "firebrick",
    Category.SPORT: "royalblue",
    Category.FAMILY: "mediumvioletred",
    Category.CELEBRATION: "goldenrod",
    Category.BUDDIES: "teal",
    Category.ADVICE: "slategray",
    Category.CULTURE: "purple",
    Category.MUSIC: "indigo",
    Category.REPAIR: "saddlebrown",
    Category.NATURE: "forestgreen",
    Category.FAITH_DIALOGUE: "steelblue",
    Category.GAMES: "crimson",
    Category.COURSE: "darkcyan",
    Category.CRAFTS: "peru",
}
"""Names of CSS3 colours, RFC 7986 §5.9; a calendar program that knows none shows its own."""
_VAGUE = {Precision.CITY, Precision.NEIGHBOURHOOD}  # a pin there would send people to the middle of a town


class Turn(NamedTuple):
    """What one time that it takes place says of itself, but for when that is."""

    status: Status
    title: str | None = None
    url: str | None = None
    is_moved: bool = False
    lacks_hour: bool = False


def lines_of(activity: Activity, turn: Turn) -> str:
    """All lines that do not say when, each ending in a line break."""
    url, join_url = address(turn.url or activity.url), address(activity.join_url)
    lines = (
        f"STATUS:{_STATUS[turn.status]}\r\nTRANSP:TRANSPARENT",
        folded(f"SUMMARY:{escaped(summary(turn.title or activity.title, turn.status))}"),
        *_place_lines(activity.place, activity.attendance_mode),
        *([folded(f"URL:{url}")] if url else ()),
        *_category_lines(activity.category),
        *([folded(f'CONFERENCE;VALUE=URI;LABEL="Meedoen online":{join_url}')] if join_url else ()),
        folded(f"DESCRIPTION:{escaped(_description(activity, turn, url))}"),
        "",
    )
    return "\r\n".join(lines)


def summary(title: str, status: Status) -> str:
    """The title, with what must be read first before it: nobody may stand before a closed door."""
    prefix, plain = PREFIX.get(status, ""), one_line(title, LONGEST_TITLE) or "(zonder titel)"
    return prefix + isolated(plain) if prefix else plain


def _category_lines(category: Category | None) -> tuple[str, ...]:
    return (f"CATEGORIES:{CATEGORIES[category]}", f"COLOR:{_COLORS[category]}") if category else ()


@lru_cache(maxsize=4096)
def _place_lines(place: KnownPlace | None, mode: AttendanceMode | None) -> tuple[str, ...]:
    if place is None:
        return ("LOCATION:Online",) if mode is AttendanceMode.ONLINE else ()
    location = location_of(place)
    lines = (folded(f"LOCATION:{escaped(location)}"),) if location else ()
    if place.lat is None or place.lon is None or place.precision in _VAGUE:
        return lines
    return (*lines, f"GEO:{place.lat:.6f};{place.lon:.6f}")


def location_of(place: KnownPlace) -> str:
    """Name, street, postcode and town as map apps look them up: nothing twice, and no room, which they do not know."""
    town = " ".join(part for part in (place.postcode, place.city) if part)
    text = ", ".join(one_line(part, LONGEST_TITLE) for part in (place.name, place.street, town) if part)
    once: dict[str, str] = {}
    for part in text.split(", "):
        once.setdefault(part.casefold(), part)
    return ", ".join(once.values())


def _description(activity: Activity, turn: Turn, url: str | None) -> str:
    """What decides whether one goes stands first: is it on, may I come, what helps; then what it is, and by whom."""
    is_on = _STATUS[turn.status] != "CANCELLED"
    how_often = rhythm(activity.schedule)
    text = cleaned(activity.description or "", LONGEST_DESCRIPTION) if activity.rights is Rights.FULL else None
    room = activity.place and activity.place.room
    lines = (
        status_line(activity, turn.status),
        "Let op: deze keer is het op een andere dag of tijd." if is_on and turn.is_moved else None,
        hour_line(activity.schedule.daypart) if turn.lacks_hour else None,
        f"Herhaalt: {how_often}" if how_often else None,
        f"In het gebouw: {isolated(one_line(room, LONGEST_TITLE))}" if room else None,
        *_online_lines(activity.attendance_mode, address(activity.join_url)),
        *facet_lines(activity),
        unknown_line(activity) if is_on else None,
        text or category_line(activity),
        f"Organisatie: {isolated(one_line(activity.organisation.name, LONGEST_TITLE))}",
        f"Meer informatie: {url}" if url else None,
    )
    return "\n".join(filter(None, lines))


def _online_lines(mode: AttendanceMode | None, join_url: str | None) -> tuple[str, ...]:
    if join_url:
        return (f"Meedoen online: {join_url}",)
    return (_ONLINE[mode],) if mode in _ONLINE else ()


_ONLINE = {
    AttendanceMode.ONLINE: "Dit is online. De link weten wij niet.",
    AttendanceMode.MIXED: "Je kunt ook online meedoen. De link weten wij niet.",
}
