"""A month of days that change, published each day and read by programs that poll."""

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from output.feeds import FeedEntry, index_of
from output.release import publish
from output.selection import offers
from pipeline.build import build
from pipeline.edition import edition
from pipeline.store import Store, opened
from schemas.change import Edition
from tests.judges.judges import NODE_MODULES
from tests.judges.polling import Khal, Shown, by_ical_js, local, served
from tests.output.readers import told as _told
from tests.truth.month import Day, month

DAYS = 30
ACTIVITIES = 40
SEEN_AHEAD = timedelta(days=60)


def expected(published: Edition, first: date, last: date) -> Shown:
    """What subscribers should see of an edition, from `first` until before `last`."""
    found = []
    for offer in offers(published):
        for one in offer.occurrences:
            if first.isoformat() <= local(one.start)[:10] < last.isoformat():
                ((_, _, title, status),) = _told([one], [offer.activity])
                found.append((local(one.start), title, status))
    return sorted(set(found))


def publish_day(day: Day, store: Store, var: Path) -> Edition:
    build(store, day.staged, run_id=day.run_id, now=day.now)
    found = edition(store, as_of=day.now.date())
    publish(found, var=var, run_id=day.run_id)
    return found


def whole(var: Path) -> FeedEntry:
    """The feed of everything."""
    return index_of((var / "public/feeds/index.json").read_bytes()).feeds[0]


@pytest.mark.skipif(
    shutil.which("node") is None or not (NODE_MODULES / "ical.js").is_dir(),
    reason="ical.js is not installed: `npm ci` brings it",
)
def test_after_each_day_of_a_month_two_clients_hold_exactly_what_is_published(tmp_path: Path) -> None:
    var, known, before = tmp_path / "var", dict[int, str](), b""
    with opened(tmp_path / "bruggen.duckdb") as store, served(var / "public") as origin:
        khal: Khal | None = None
        for day in month(seed=5, activities=ACTIVITIES, days=DAYS):
            published = publish_day(day, store, var)
            first, last = day.now.date(), day.now.date() + SEEN_AHEAD
            awaited = expected(published, first, last)
            assert len(awaited) > ACTIVITIES
            khal = khal or Khal(f"{origin}/feeds/all.ics", tmp_path / "khal")
            assert khal.poll(first, last - timedelta(days=1)) == awaited, day.run_id
            assert by_ical_js(f"{origin}/feeds/all.ics", first, last) == awaited, day.run_id
            feed = (var / "public/feeds/all.ics").read_bytes()
            assert _changed_silently(before, feed) == [], day.run_id
            before, uids = feed, _uids(feed)
            for number, activity_id in _ids(day, store):
                assert known.setdefault(number, activity_id) == activity_id, (day.run_id, number)
                assert uids[activity_id] <= 1, (day.run_id, number)
    assert len(known) == len(set(known.values())) == ACTIVITIES


def _ids(day: Day, store: Store) -> Iterator[tuple[int, str]]:
    """Of each listing that is printed today, the activity that it truly is, and the id that it is published under."""
    for source_id, key, activity_id in store.query("SELECT source_id, key, activity_id FROM listings"):
        if (number := day.activity_of.get((source_id, key))) is not None:
            yield number, activity_id


def _changed_silently(before: bytes, after: bytes) -> list[bytes]:
    """The events that say something else under the same stamps: GNOME's calendar keeps what it has of those."""
    had = _events(before)
    return [stamps for stamps, event in _events(after).items() if had.get(stamps, event) != event]


def _events(text: bytes) -> dict[bytes, bytes]:
    """Each event by its UID, stamps and RECURRENCE-ID."""
    return dict(re.findall(rb"(UID:.*?SEQUENCE:\d+\r\n(?:RECURRENCE-ID[^\r]+)?)(.*?)END:VEVENT", text, flags=re.DOTALL))


def _uids(text: bytes) -> Counter[str]:
    """How many events a calendar holds for each activity, changed evenings of a series left out."""
    events = re.findall(rb"UID:([a-z0-9]+)@[^\r]+\r\n(?:[A-Z-]+:[^\r]*\r\n){4}(RECURRENCE-ID)?", text)
    return Counter(activity_id.decode() for activity_id, recurrence_id in events if not recurrence_id)
