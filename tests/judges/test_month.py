"""A month of days that change, published each day and read by programs that poll."""

import re
import shutil
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
    var, seen = tmp_path / "var", set[str]()
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
            seen |= _one_uid_for_each((var / "public/feeds/all.ics").read_bytes(), published)
    assert len(seen) >= ACTIVITIES / 2


def _one_uid_for_each(text: bytes, published: Edition) -> set[str]:
    """The UIDs in a calendar: each is of one activity, and stands there once but for its changed evenings."""
    events = re.findall(rb"UID:([^\r]+)\r\n(?:[A-Z-]+:[^\r]*\r\n){4}(RECURRENCE-ID)?", text)
    mains = [uid.decode() for uid, recurrence_id in events if not recurrence_id]
    assert len(mains) == len(set(mains))
    ids = {one.id for one in published.activities}
    assert {re.split("[-@]", uid)[0] for uid in mains} <= ids
    return set(mains)
