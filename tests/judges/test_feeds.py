"""The calendars of the demo's release before judges that others wrote, and damaged copies of them."""

from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
from ical.calendar_stream import IcsCalendarStream

from output.feeds import index_of
from schemas.activity import Activity, Occurrence
from tests.judges.damages import DAMAGES
from tests.judges.judges import JUDGES
from tests.output.readers import AMSTERDAM, instant
from tests.test_whole_line import TODAY, Operator


@pytest.fixture(scope="module")
def calendars(release: Path) -> list[Path]:
    entries = index_of((release / "feeds/index.json").read_bytes()).feeds
    return [release / path for entry in entries for path in (entry.path, entry.simple_path)]


@pytest.mark.parametrize("judge", JUDGES)
def test_no_judge_finds_a_fault_in_any_calendar_of_the_demo(judge: str, calendars: list[Path]) -> None:
    assert len(calendars) > 20
    assert JUDGES[judge](calendars) == {}


@pytest.mark.parametrize("judge", JUDGES)
def test_each_judge_sees_the_damage_that_it_is_there_for(judge: str, calendars: list[Path], tmp_path: Path) -> None:
    (whole,) = (path for path in calendars if path.match("feeds/all.ics"))
    text = whole.read_bytes()
    damaged = {}
    for number, (name, damage) in enumerate(DAMAGES.items()):
        path = tmp_path / f"{number}.ics"
        path.write_bytes(damage.done(text))
        assert damage.done(text) != text, name
        damaged[path] = name
    seen = {damaged[path] for path in JUDGES[judge](list(damaged))}
    assert seen >= {name for name, damage in DAMAGES.items() if judge in damage.seen_by}


def test_home_assistant_shows_exactly_what_the_dataset_holds(operator: Operator, calendars: list[Path]) -> None:
    activities = {one["id"]: msgspec.convert(one, Activity) for one in operator.published("activities")}
    occurrences = [msgspec.convert(one, Occurrence) for one in operator.published("occurrences")]
    expected = sorted((instant(one.start), one.title or activities[one.activity_id].title) for one in occurrences)
    for name in ("feeds/all.ics", "feeds/all.simple.ics"):
        (path,) = (path for path in calendars if path.match(name))
        calendar = IcsCalendarStream.calendar_from_ics(path.read_text(encoding="utf-8"))
        found = calendar.timeline_tz(AMSTERDAM).overlapping(TODAY, TODAY + timedelta(days=90))
        shown = [
            (instant(one.dtstart.isoformat()), (one.summary or "").removeprefix("AFGELAST: "))
            for one in found
            if _day(one.dtstart) >= TODAY
        ]
        assert sorted(shown) == expected, name


def _day(when: date) -> date:
    return when.astimezone(AMSTERDAM).date() if hasattr(when, "astimezone") else when
