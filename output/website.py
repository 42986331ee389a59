"""The page for people: what is on in the coming fortnight, the calendars and the files. Dutch first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from urllib.parse import urljoin

from output import dutch, facts
from output.dataset import FOLDER
from output.feeds import Facet, FeedEntry
from output.feeds.pages import town_name
from output.html import templates
from output.plain_text import address, one_line
from output.selection import Offer, coming
from schemas.activity import Activity, Occurrence
from schemas.change import Edition
from schemas.dataset import LICENSE
from schemas.schedule import Daypart
from schemas.vocabulary import AttendanceMode

FORTNIGHT_DAYS = 14
LONGEST_PAGE = 600  # occurrences; more belongs in a calendar
_SHOWN_FACETS = ("cost", "registration", "women_only", "men_only", "age", "dutch_level", "support")

_DATASET_FILES = (
    ("activities", "Activiteiten", "activity"),
    ("occurrences", "Elke keer apart, 90 dagen vooruit", "occurrence"),
    ("organisations", "Organisaties", "organisation"),
    ("places", "Plekken", "place"),
    ("sources", "Sites die wij lezen", "source"),
)


@dataclass(frozen=True)
class Row:
    """One occurrence as the page shows it. `machine_time` is for programs, all else for people."""

    machine_time: str
    time: str
    title: str
    language: str | None
    url: str | None
    place: str
    organisation: str
    rhythm: str | None
    status: str
    prefix: str
    status_line: str | None
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Day:
    """A day on which something is on. `when` is its ISO date."""

    when: str
    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class FeedLinks:
    """A feed with its addresses: relative, or full where it is known where the release is served."""

    entry: FeedEntry
    href: str
    simple_href: str
    webcal: str | None


@dataclass(frozen=True)
class Area:
    """The feeds of one municipality: the whole of it, and those of its organisations."""

    name: str
    whole: FeedLinks | None
    organisations: tuple[FeedLinks, ...]


def pages(
    edition: Edition, offers: Sequence[Offer], entries: Sequence[FeedEntry], *, base_url: str | None
) -> Iterator[tuple[str, list[bytes]]]:
    """Path and bytes of every page."""
    as_of = date.fromisoformat(edition.as_of)
    on_soon = _on_soon(offers, as_of)
    links = [_links(one, base_url) for one in entries if _is_shown(one)]
    text = templates.get_template("index.html").render(
        as_of=f"{dutch.day(as_of)} {as_of.year}",
        as_of_iso=edition.as_of,
        days=_days(on_soon[:LONGEST_PAGE]),
        not_shown=max(0, len(on_soon) - LONGEST_PAGE),
        everything=next(one for one in links if one.entry.municipality is None),
        areas=_areas(links),
        dataset_folder=FOLDER,
        dataset_files=_DATASET_FILES,
        license=LICENSE,
    )
    yield "index.html", [text.encode()]


def _is_shown(entry: FeedEntry) -> bool:
    """The whole of each area and its organisations; all other cuts stand on the page of feeds."""
    if entry.facet is Facet.ORGANISATION:
        return entry.activities > 0 and entry.value == entry.organisation
    return entry.facet is Facet.ALL and entry.value is None


_Once = tuple[str, Activity, Occurrence]
"""The day under which an occurrence stands, its activity, and itself."""


def _on_soon(offers: Sequence[Offer], as_of: date) -> list[_Once]:
    """What is on in the fortnight, by day, time and title."""
    first = as_of.isoformat()
    found = [
        (max(one.start[:10], first), offer.activity, one)
        for offer in offers
        for one in coming(offer, as_of=as_of, days=FORTNIGHT_DAYS)
    ]
    return sorted(found, key=lambda once: (once[0], once[2].start[10:], _title(once[1], once[2]), once[2].start))


def _days(chosen: Sequence[_Once]) -> list[Day]:
    return [
        Day(day, dutch.day(date.fromisoformat(day)), tuple(_row(activity, one) for _, activity, one in group))
        for day, group in groupby(chosen, key=lambda once: once[0])
    ]


def _title(activity: Activity, one: Occurrence) -> str:
    return one_line(one.title or activity.title, 200)


def _row(activity: Activity, one: Occurrence) -> Row:
    return Row(
        machine_time=one.start,
        time=_time(one, activity.schedule.daypart),
        title=_title(activity, one),
        language=activity.text_language,
        url=address(one.url or activity.url),
        place=_place(activity),
        organisation=one_line(activity.organisation.name, 200),
        rhythm=dutch.rhythm(activity.schedule),
        status=one.status.value,
        prefix=dutch.PREFIX.get(one.status, "").strip(" :"),
        status_line=facts.status_line(activity, one.status),
        facts=tuple(facts.facet_lines(activity, _SHOWN_FACETS)),
    )


def _time(one: Occurrence, daypart: Daypart | None) -> str:
    """The hours as stated; no end where none is stated."""
    if one.all_day and one.end:
        last = date.fromisoformat(one.end[:10]) - timedelta(days=1)
        return f"t/m {last.day} {dutch.MONTHS[last.month - 1]}" if last.isoformat() > one.start else "hele dag"
    if one.all_day:
        return dutch.DAYPARTS[daypart] if daypart else "tijd onbekend"
    start = datetime.fromisoformat(one.start)
    end = datetime.fromisoformat(one.end) if one.end else None
    return f"{start:%H.%M}–{end:%H.%M}" if end and end > start else f"{start:%H.%M}"


def _place(activity: Activity) -> str:
    place = activity.place
    parts = [place.name, place.room, place.street, place.city] if place else []
    if activity.attendance_mode in {AttendanceMode.ONLINE, AttendanceMode.MIXED}:
        parts.append("online")
    return ", ".join(one_line(part, 200) for part in parts if part)


def _areas(links: Sequence[FeedLinks]) -> list[Area]:
    municipal = [one for one in links if one.entry.municipality]
    return [
        Area(
            town_name(municipality, (one.entry for one in group)),
            next((one for one in group if one.entry.organisation is None), None),
            tuple(sorted((one for one in group if one.entry.organisation), key=lambda one: one.entry.title.casefold())),
        )
        for municipality, group in (
            (key, list(found)) for key, found in groupby(municipal, key=lambda one: one.entry.municipality or "")
        )
    ]


def _links(entry: FeedEntry, base_url: str | None) -> FeedLinks:
    if base_url is None:
        return FeedLinks(entry, entry.path, entry.simple_path, None)
    base = base_url if base_url.endswith("/") else f"{base_url}/"
    href = urljoin(base, entry.path)
    return FeedLinks(entry, href, urljoin(base, entry.simple_path), f"webcal:{href.partition(':')[2]}")
