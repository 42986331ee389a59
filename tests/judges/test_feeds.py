"""The calendars of the demo's release before judges that others wrote, and damaged copies of them."""

from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from output.feeds import index_of
from schemas.activity import Activity, Occurrence
from tests.judges.damages import DAMAGES
from tests.judges.extensions import EXTENSIONS
from tests.judges.judges import JUDGES
from tests.judges.shown import READERS
from tests.output.readers import told
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


@pytest.fixture(scope="module")
def whole(calendars: list[Path]) -> dict[str, bytes]:
    """Everything, in both forms."""
    return {path.name: path.read_bytes() for path in calendars if path.match("feeds/all*.ics")}


@pytest.mark.parametrize("reader", READERS)
def test_each_reader_shows_exactly_what_the_dataset_holds(
    reader: str, operator: Operator, whole: dict[str, bytes]
) -> None:
    activities = [msgspec.convert(one, Activity) for one in operator.published("activities")]
    occurrences = [msgspec.convert(one, Occurrence) for one in operator.published("occurrences")]
    expected = [(start, title, status) for start, _, title, status in told(occurrences, activities)]
    assert {"CANCELLED", "CONFIRMED"} <= {status for _, _, status in expected}
    for name, feed in whole.items():
        assert READERS[reader](feed, TODAY, TODAY + timedelta(days=90)) == sorted(expected), name


@pytest.mark.parametrize("judge", JUDGES)
def test_each_judge_takes_those_extensions_for_faults_that_the_table_says(
    judge: str, whole: dict[str, bytes], tmp_path: Path
) -> None:
    extended = {tmp_path / f"{number}.ics": name for number, name in enumerate(EXTENSIONS)}
    for path, name in extended.items():
        path.write_bytes(EXTENSIONS[name].added(whole["all.ics"]))
    refused = {extended[path] for path in JUDGES[judge](list(extended))}
    assert refused == {name for name, one in EXTENSIONS.items() if judge in one.refused_by}


@pytest.mark.parametrize("reader", READERS)
def test_extensions_change_nothing_of_what_a_reader_shows_who_does_not_refuse_them(
    reader: str, whole: dict[str, bytes]
) -> None:
    read, last = READERS[reader], TODAY + timedelta(days=14)
    shown = read(whole["all.ics"], TODAY, last)
    for name, one in EXTENSIONS.items():
        if reader not in one.refused_by:
            assert read(one.added(whole["all.ics"]), TODAY, last) == shown, name
