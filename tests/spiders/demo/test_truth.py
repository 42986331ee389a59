"""The hand-written truth against the pages, as read by readers that nobody here wrote."""

import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events
from extruct import MicrodataExtractor

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


def is_in_window(time: Time) -> bool:
    day = time.start.astimezone(AMSTERDAM).date() if isinstance(time.start, datetime) else time.start
    return bool(TRUTH["today"] <= day < TRUTH["until"])


def calendar_times(body: bytes) -> Iterator[tuple[str, Time]]:
    try:
        text = body.decode()
    except UnicodeDecodeError:
        text = body.decode("latin-1")
    calendar = icalendar.Calendar.from_ical(text)
    for event in recurring_ical_events.of(calendar).between(TRUTH["today"], TRUTH["until"]):
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


def page_times(body: bytes) -> Iterator[tuple[str, Time]]:
    html = body.decode()
    for script in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL):
        block = json.loads(re.sub(r",(\s*[}\]])", r"\1", script))
        rows = block if isinstance(block, list) else block.get("@graph", [block])
        yield from (event_time(row) for row in rows if "startDate" in row)
    for row in MicrodataExtractor().extract(html):
        if row["type"].endswith("/Event"):
            yield event_time(row["properties"])


def found() -> Found:
    titles: Found = defaultdict(lambda: defaultdict(set))
    for site, answers in TOWN.items():
        for path, answer in answers.items():
            if path in UNSEEN or site in TRUTH["opted_out"] or answer.status != 200:
                continue
            reader = calendar_times if path.endswith(".ics") else page_times
            is_readable = path.endswith(".ics") or "html" in str(answer.content_type)
            for title, time in reader(answer.body) if is_readable else ():
                if is_in_window(time):
                    titles[title][site].add(time)
    return titles


FOUND = found()


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


def test_what_later_readers_shall_find_stands_in_words_on_its_site() -> None:
    for row in TRUTH["later"]:
        for site in row["sources"]:
            assert any(row["title"] in answer.body.decode() for answer in TOWN[site].values()), row["title"]
    assert {site for row in TRUTH["later"] for site in row["sources"]} == set(TRUTH["unread_as_yet"])


def test_every_site_is_accounted_for() -> None:
    readable = {site for row in TRUTH["activity"] for site in row["sources"]}
    groups = [readable, set(TRUTH["unread_as_yet"]), set(TRUTH["opted_out"]), set(TRUTH["server_error"])]
    assert sorted(site for group in groups for site in group) == sorted(TOWN)


def test_what_must_never_be_published_tempts_the_crawler_somewhere() -> None:
    everything = "".join(answer.body.decode("latin-1") for pages in TOWN.values() for answer in pages.values())
    assert [title for title in TRUTH["never"] if title.lower() not in everything.lower()] == []


def test_the_sources_opt_out_as_the_truth_says() -> None:
    sources = {site: tomllib.loads(render_source(site, origins=example_origins(), copy=THE_TOWN)) for site in TOWN}
    assert [site for site, source in sources.items() if source.get("opted_out")] == TRUTH["opted_out"]
