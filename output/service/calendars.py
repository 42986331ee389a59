"""The calendar of a filter: the events of the release that fit, soonest first as far as calendar programs can bear."""

from collections.abc import Iterable, Iterator, Mapping

from output.dutch import AUDIENCES, CATEGORIES, LANGUAGES, day_and_year
from output.feeds import CLIENT_BYTES, CLIENT_EVENTS
from output.ical_calendar import calendar
from output.service.events import Events
from output.service.filters import Filter
from output.service.index import Index
from output.service.keys import SupportKind, Weekday
from schemas.schedule import Daypart
from schemas.vocabulary import CostKind

CONTENT_TYPE = "text/calendar; charset=utf-8"
_ROOM_FOR_HEAD = 2_000

_WORDS: dict[str, str] = {
    Weekday.MONDAY: "maandag",
    Weekday.TUESDAY: "dinsdag",
    Weekday.WEDNESDAY: "woensdag",
    Weekday.THURSDAY: "donderdag",
    Weekday.FRIDAY: "vrijdag",
    Weekday.SATURDAY: "zaterdag",
    Weekday.SUNDAY: "zondag",
    Daypart.MORNING: "ochtend",
    Daypart.AFTERNOON: "middag",
    Daypart.EVENING: "avond",
    Daypart.NIGHT: "nacht",
    CostKind.FREE: "gratis",
    CostKind.PAID: "niet gratis",
    CostKind.DONATION: "vrije gift",
    CostKind.UNKNOWN: "prijs onbekend",
    SupportKind.TRAVEL: "reiskosten vergoed",
    SupportKind.PREPARATION: "hulp vooraf",
    SupportKind.COMPANION: "iemand gaat mee",
    SupportKind.CHILDCARE: "kinderopvang",
    SupportKind.CHILDREN_WELCOME: "kinderen mogen mee",
}


def filter_calendar(index: Index, selected: int, wanted: Filter, *, is_simple: bool) -> bytes:
    """The whole calendar, activities in the order of their ids. Its name says when not all fits in."""
    events = index.one_by_one if is_simple else index.by_rule
    fitting = selected & index.postings["in_feeds", is_simple]
    numbers = sorted(_within_budget(index.soonest_first(fitting), events))
    title, total = name(wanted, index.areas), fitting.bit_count()
    if len(numbers) < total:
        title += f" (niet alles: {len(numbers)} van {total} activiteiten)"
    return b"".join(calendar(title, events.read(numbers)))


def _within_budget(numbers: Iterable[int], events: Events) -> Iterator[int]:
    count, size = 0, _ROOM_FOR_HEAD
    for number in numbers:
        more_events, more_bytes = count + events.counts[number], size + events.lengths[number]
        if more_events <= CLIENT_EVENTS and more_bytes <= CLIENT_BYTES:
            count, size = more_events, more_bytes
            yield number
        if count == CLIENT_EVENTS:
            return


def name(wanted: Filter, areas: Mapping[str, str]) -> str:
    """What the calendar is called in the list of a calendar program; `areas` are those that the release names.

    >>> name(Filter(cost=(CostKind.FREE,), walk_in=True, area=("WK1",)), {"WK1": "wijk Oost"})
    'Bruggen: wijk Oost, gratis, zonder aanmelden'
    """
    return "Bruggen: " + (", ".join(_parts(wanted, areas)) or "alles")


def _parts(wanted: Filter, areas: Mapping[str, str]) -> Iterator[str]:
    yield from (CATEGORIES[one] for one in wanted.category)
    if wanted.text:
        yield f"“{wanted.text}”"
    yield from (areas.get(code, code) for code in wanted.area)
    if wanted.postcode and wanted.distance_m:
        yield f"binnen {wanted.distance_m / 1000:g} km van {wanted.postcode}".replace(".", ",")
    yield from (_WORDS[one] for one in (*wanted.weekday, *wanted.daypart))
    if wanted.first_day:
        yield f"vanaf {day_and_year(wanted.first_day)}"
    if wanted.last_day:
        yield f"tot en met {day_and_year(wanted.last_day)}"
    yield from (f"voor {AUDIENCES[one]}" for one in wanted.audience)
    yield from (LANGUAGES.get(one, one) for one in wanted.languages)
    yield from _thresholds(wanted)


def _thresholds(wanted: Filter) -> Iterator[str]:
    if wanted.dutch_level:
        yield f"Nederlands {wanted.dutch_level}"
    yield from (_WORDS[one] for one in (*wanted.cost, *wanted.support))
    if wanted.walk_in is not None:
        yield "zonder aanmelden" if wanted.walk_in else "met aanmelden"
    if wanted.online is not None:
        yield "online" if wanted.online else "niet online"
