"""The hand-written truth against the pages, as read by readers that nobody here wrote."""

import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
from extruct import MicrodataExtractor

from spiders.demo.answer import Answer
from spiders.demo.rendering import THE_TOWN, example_origins, render_source, render_town

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
TRUTH = tomllib.loads((Path(__file__).parent / "truth.toml").read_text("utf-8"))
TOWN = render_town(TRUTH["today"])
UNSEEN = {"/prive/vrijwilligers.html"}


class Time(NamedTuple):
    start: datetime | date
    end: datetime | date | None
    status: str


Found = dict[str, dict[str, set[Time]]]  # title → site → times


def moment(text: str) -> datetime | date:
    if "T" not in text:
        return date.fromisoformat(text)
    read = datetime.fromisoformat(text)
    return read if read.tzinfo else read.replace(tzinfo=AMSTERDAM)


def aware(value: Any) -> datetime | date:
    return value.replace(tzinfo=AMSTERDAM) if isinstance(value, datetime) and value.tzinfo is None else value


def day_of(time: Time) -> date:
    return time.start.astimezone(AMSTERDAM).date() if isinstance(time.start, datetime) else time.start


def calendar_times(body: bytes, window: tuple[date, date]) -> Iterator[tuple[str, Time]]:
    try:
        text = body.decode()
    except UnicodeDecodeError:
        text = body.decode("latin-1")
    calendar = icalendar.Calendar.from_ical(text)
    for event in recurring_ical_events.of(calendar).between(*window):
        if event.get("CLASS") != "PRIVATE" and "#bruggen-ignore" not in event.get("DESCRIPTION", ""):
            # The oracle gives an event without an end its start as its end.
            end = aware(event.end) if event.end != event.start else None
            status = "cancelled" if event.get("STATUS") == "CANCELLED" else "scheduled"
            yield str(event["SUMMARY"]), Time(aware(event.start), end, status)


def event_time(properties: dict[str, Any]) -> tuple[str, Time]:
    """Title and time of a schema.org Event, from JSON-LD or microdata."""
    is_cancelled = str(properties.get("eventStatus", "")).endswith("EventCancelled")
    end = properties.get("endDate")
    return properties["name"], Time(
        moment(properties["startDate"]), moment(end) if end else None, "cancelled" if is_cancelled else "scheduled"
    )


def page_times(body: bytes, _window: tuple[date, date]) -> Iterator[tuple[str, Time]]:
    html = body.decode()
    for script in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL):
        block = json.loads(re.sub(r",(\s*[}\]])", r"\1", script))
        rows = block if isinstance(block, list) else block.get("@graph", [block])
        yield from (event_time(row) for row in rows if "startDate" in row)
    for row in MicrodataExtractor().extract(html):
        if row["type"].endswith("/Event"):
            yield event_time(row["properties"])


def found(town: Mapping[str, Mapping[str, Answer]], window: tuple[date, date]) -> Found:
    """All that the independent readers find to begin in the window, its second day excluded."""
    titles: Found = defaultdict(lambda: defaultdict(set))
    for site, path, answer in readable(town):
        reader = calendar_times if path.endswith(".ics") else page_times
        for title, time in reader(answer.body, window):
            if window[0] <= day_of(time) < window[1]:
                titles[title][site].add(time)
    return titles


def readable(town: Mapping[str, Mapping[str, Answer]]) -> Iterator[tuple[str, str, Answer]]:
    """Site, path and answer of what a polite visitor may read."""
    for site in town.keys() - TRUTH["opted_out"]:
        for path, answer in town[site].items():
            is_page = path.endswith(".ics") or "html" in str(answer.content_type)
            if is_page and answer.status == 200 and path not in UNSEEN:
                yield site, path, answer


FOUND = found(TOWN, (TRUTH["today"], TRUTH["until"]))


def expected_times(row: dict[str, Any]) -> set[Time]:
    return {
        Time(moment(once["start"]), moment(once["end"]) if "end" in once else None, once.get("status", "scheduled"))
        for once in row["occurrences"]
    }


def test_the_pages_announce_exactly_the_activities_of_the_truth() -> None:
    assert set(FOUND) == {row["title"] for row in TRUTH["activity"]}


def test_every_activity_is_announced_by_the_sources_of_the_truth_at_its_times() -> None:
    announced = {title: dict(sites) for title, sites in FOUND.items()}
    expected = {row["title"]: dict.fromkeys(row["sources"], expected_times(row)) for row in TRUTH["activity"]}
    assert announced == expected


def test_what_is_announced_in_words_stands_in_words_on_its_site() -> None:
    for row in TRUTH["in_words"]:
        for site in row["sources"]:
            assert any(row["title"] in answer.body.decode() for answer in TOWN[site].values()), row["title"]
    everything = "".join(answer.body.decode("latin-1") for pages in TOWN.values() for answer in pages.values())
    assert all(title in everything for title in TRUTH["undecided"])


def test_every_site_is_accounted_for() -> None:
    groups = [{site for row in TRUTH[kind] for site in row["sources"]} for kind in ("activity", "in_words")] + [
        set(TRUTH["opted_out"]),
        set(TRUTH["server_error"]),
    ]
    assert sorted(site for group in groups for site in group) == sorted(TOWN)


def test_what_must_never_be_published_tempts_the_crawler_somewhere() -> None:
    everything = "".join(answer.body.decode("latin-1") for pages in TOWN.values() for answer in pages.values())
    assert [title for title in TRUTH["never"] if title.lower() not in everything.lower()] == []


def test_the_sources_opt_out_as_the_truth_says() -> None:
    sources = {site: tomllib.loads(render_source(site, origins=example_origins(), copy=THE_TOWN)) for site in TOWN}
    assert [site for site, source in sources.items() if source.get("opted_out")] == TRUTH["opted_out"]


@pytest.mark.parametrize("today", ["2026-03-27", "2026-10-25", "2026-12-31", "2027-02-14"])
def test_on_any_day_every_readable_site_has_something_on_in_the_coming_fortnight(today: str) -> None:
    first = date.fromisoformat(today)
    titles = found(render_town(first), (first, first + timedelta(days=14)))
    busy = {site for sites in titles.values() for site in sites}
    assert busy == {site for row in TRUTH["activity"] for site in row["sources"]}
    assert any(time.status == "cancelled" for time in titles["Samen eten in De Wilg"]["buurthuis-de-wilg"])
