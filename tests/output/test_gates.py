"""What may not reach a subscriber: every fault that blanked, wiped or confused a real calendar program."""

import zoneinfo
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import icalendar
import msgspec
import pytest

from output.event_texts import event_texts
from output.feeds import calendars, feeds
from output.fill import FEWEST
from output.gates import feed_fault
from output.ical_check import event_fault
from output.release import OVERRULED, publish
from output.remembered import FILE
from output.selection import offers
from schemas.activity import Activity, Occurrence
from schemas.change import Alias, Edition
from schemas.errors import RefusedRelease
from schemas.place import KnownPlace
from schemas.schedule import Status
from schemas.vocabulary import Category
from tests.output.editions import AS_OF, HARBOUR, edition, once, town, weekly

FIRST, SECOND, THIRD = "20261124T063000Z", "20261124T073000Z", "20261125T063000Z"
TODAY = date.fromisoformat(AS_OF)


def texts_of(content: Edition, stem: str) -> tuple[bytes, bytes, tuple[str, ...], int]:
    """The calendar, its twin, the activities and the number of events of a feed."""
    on_offer = offers(content)
    texts = event_texts(on_offer, as_of=TODAY, known={})
    (feed,) = (one for one in feeds(on_offer, texts) if one.stem == stem)
    full, simple = calendars(feed, {one.activity.id: one for one in on_offer}, texts, as_of=TODAY)
    return b"".join(full.pieces), b"".join(simple.pieces), feed.activities, full.events


EVENT = event_texts(offers(edition(*weekly())), as_of=TODAY, known={})["a1"].by_rule


@pytest.mark.parametrize(
    ("whole", "broken"),
    [
        pytest.param(b"SUMMARY:", b"SUMMARY:Soep\n", id="a raw newline in a text"),
        pytest.param(b"SUMMARY:", b"SUMMARY:Soep\r", id="a raw carriage return in a text"),
        pytest.param(b"SUMMARY:", b"SUMMARY:\x00", id="NUL"),
        pytest.param(b"SUMMARY:", b"SUMMARY:" + b"a" * 80, id="a line of more than 75 octets"),
        pytest.param(b"SUMMARY:", b"SUMMARY:\xc3\r\n \xa9", id="a fold inside a character"),
        pytest.param(b"END:VEVENT\r\n", b"", id="no end"),
        pytest.param(b"DTSTART;", b"DURATION:P1W2D\r\nDTSTART;", id="a bad duration"),
        pytest.param(b"DTSTART;", b"DTSTART;TZID=Mars/Base:20261006T193000\r\nDTSTART;", id="two starts"),
        pytest.param(b"TZID=Europe/Amsterdam", b"TZID=Europe/Amsterdan", id="a zone that is not defined"),
        pytest.param(b"RRULE:FREQ", b"RRULE:FRQ", id="a rule without frequency"),
        pytest.param(b"BYDAY=TU", b"BYDAY=DI", id="a weekday in Dutch"),
        pytest.param(b"UID:", b"UIDX:", id="no UID"),
        pytest.param(b"STATUS:CONFIRMED", b"STATUS:AFGELAST", id="a status that no program knows"),
        pytest.param(b"DTSTAMP:2026", b"DTSTAMP:26", id="a stamp that is no time"),
    ],
)
def test_an_event_that_would_blank_a_client_is_refused(whole: bytes, broken: bytes) -> None:
    assert event_fault(EVENT) is None
    assert whole in EVENT
    assert event_fault(EVENT.replace(whole, broken)) is not None


Damage = Callable[[bytes], bytes]


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda _: b"", id="nothing at all"),
        pytest.param(lambda _: b"<!doctype html><title>503</title>", id="a page"),
        pytest.param(lambda text: text[: len(text) // 2], id="half of it"),
        pytest.param(lambda text: b"\xef\xbb\xbf" + text, id="a byte order mark"),
        pytest.param(lambda text: text.replace(b"\r\n", b"\n"), id="bare newlines"),
        pytest.param(lambda text: text.replace(EVENT, EVENT * 2), id="one UID twice"),
        pytest.param(lambda text: text.replace(EVENT, b""), id="an event less"),
        pytest.param(lambda text: text.replace(b"UID:b2", b"UID:zz"), id="an event of something else"),
    ],
)
def test_a_calendar_that_is_not_what_was_written_is_refused(damage: Damage) -> None:
    text, _, activities, events = texts_of(edition(*weekly(), *once("b2", "2026-11-26T18:00:00+01:00")), "feeds/all")
    assert feed_fault(text, events=events, activities=activities) is None
    assert feed_fault(damage(text), events=events, activities=activities) is not None


def test_the_zone_that_is_written_gives_what_the_zone_of_its_name_gives() -> None:
    icalendar.use_zoneinfo()  # other programs of the tests make it use pytz
    text, *_ = texts_of(town(), "feeds/all")
    (written,) = icalendar.Calendar.from_ical(text).walk("VTIMEZONE")
    own, named = written.to_tz(lookup_tzid=False), zoneinfo.ZoneInfo("Europe/Amsterdam")
    for day in range(0, 365 * 4, 3):
        when = datetime(2026, 1, 1, 12) + timedelta(days=day)  # noqa: DTZ001
        assert when.replace(tzinfo=own).utcoffset() == when.replace(tzinfo=named).utcoffset(), when


def in_category(category: Category, count: int, **more: Any) -> list[Activity | Occurrence]:
    return [
        part
        for n in range(count)
        for part in once(f"{category[:2]}{n}", "2026-11-26T18:00:00+01:00", category=category, **more)
    ]


def test_a_cut_that_many_leave_at_once_keeps_its_last_bytes_and_says_so(tmp_path: Path) -> None:
    publish(edition(*in_category(Category.FOOD, 4)), var=tmp_path, run_id=FIRST)
    path = "feeds/otterdam/categories/food.ics"
    before = (tmp_path / "public" / path).read_bytes()
    read_worse = [
        msgspec.structs.replace(one, category=None) for one in edition(*in_category(Category.FOOD, 4)).activities
    ]
    content = edition(*read_worse, *edition(*in_category(Category.FOOD, 4)).occurrences)
    published = publish(content, var=tmp_path, run_id=SECOND)
    assert (tmp_path / "public" / path).read_bytes() == before
    (held,) = published.left_out
    assert (held.where, "0 of 4 coming activities left" in held.what) == (path, True)


def test_an_activity_that_moves_to_another_district_leaves_the_first(tmp_path: Path) -> None:
    def at(code: str) -> Edition:
        place = KnownPlace(id="p", wk_code=code)
        return edition(*once("a1", "2026-11-26T18:00:00+01:00", place=place), *once("b1", "2026-11-26T18:00:00+01:00"))

    publish(at("WK000001"), var=tmp_path, run_id=FIRST)
    assert publish(at("WK000002"), var=tmp_path, run_id=SECOND).left_out == ()
    public = tmp_path / "public" / "feeds/otterdam/districts"
    assert b"UID:a1" not in (public / "wk000001.ics").read_bytes()
    assert b"UID:a1" in (public / "wk000002.ics").read_bytes()


def test_what_is_published_under_the_id_that_it_was_merged_into_is_not_missed(tmp_path: Path) -> None:
    both = [*once("a1", "2026-11-26T18:00:00+01:00"), *once("a2", "2026-11-26T18:00:00+01:00")]
    publish(edition(*both, *once("b1", "2026-11-26T18:00:00+01:00", organisation=HARBOUR)), var=tmp_path, run_id=FIRST)
    now = datetime(2026, 11, 25, tzinfo=UTC)
    aliases = tuple(Alias(id=one, activity_id="b1", at=now, reason="the same") for one in ("a1", "a2"))
    merged = edition(*once("b1", "2026-11-26T18:00:00+01:00", organisation=HARBOUR), aliases=aliases)
    assert publish(merged, var=tmp_path, run_id=SECOND).directory


def test_a_field_that_few_activities_had_may_go_with_them(tmp_path: Path) -> None:
    few = [*filled(5, place=KnownPlace(id="p1", name="De Haven")).activities]
    publish(edition(*few, *in_category(Category.FOOD, 30), *filled(5).occurrences), var=tmp_path, run_id=FIRST)
    bare = edition(*filled(5).activities, *in_category(Category.FOOD, 30), *filled(5).occurrences)
    assert publish(bare, var=tmp_path, run_id=SECOND).directory


def filled(count: int, **more: Any) -> Edition:
    return edition(*(part for n in range(count) for part in once(f"a{n:02}", "2026-11-26T18:00:00+01:00", **more)))


@pytest.mark.parametrize(("count", "is_refused"), [(FEWEST, True), (FEWEST - 1, False)])
def test_a_release_whose_records_became_poorer_waits_for_a_person(tmp_path: Path, count: int, is_refused: bool) -> None:
    publish(filled(count, place=KnownPlace(id="p1", name="De Haven")), var=tmp_path, run_id=FIRST)
    if is_refused:
        with pytest.raises(RefusedRelease, match=r"place: known of 0% of the activities, 100% before"):
            publish(filled(count), var=tmp_path, run_id=SECOND)
    assert publish(filled(count), var=tmp_path, run_id=THIRD, accept=is_refused).directory


def test_what_a_person_accepts_is_written_down_with_its_reason(tmp_path: Path) -> None:
    publish(town(), var=tmp_path, run_id=FIRST)
    published = publish(edition(), var=tmp_path, run_id=SECOND, accept=True)
    lines = (tmp_path / OVERRULED).read_text(encoding="utf-8").splitlines()
    assert f"{SECOND} feeds/all.ics: 0 of 5 coming activities left, expected at least half" in lines
    assert len(lines) == len(published.overruled)


def test_feeds_that_did_not_change_are_taken_over_without_being_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(town(), var=tmp_path, run_id=FIRST)
    written: list[str] = []
    whole = calendars
    monkeypatch.setattr(
        "output.feeds.shelf.calendars", lambda feed, *a, **k: written.append(feed.stem) or whole(feed, *a, **k)
    )
    renamed = tuple(
        msgspec.structs.replace(one, title="Ander koor") if one.id == "d4" else one for one in town().activities
    )
    publish(msgspec.structs.replace(town(), activities=renamed), var=tmp_path, run_id=SECOND)
    assert written == ["feeds/all", "feeds/beverwoude/all", "feeds/beverwoude/organisations/koor-tij"]


@pytest.mark.parametrize("damage", [b"", b"geen geheugen", b"\x00" * 100])
def test_damaged_memory_costs_time_and_nothing_else(tmp_path: Path, damage: bytes) -> None:
    publish(edition(*weekly()), var=tmp_path / "one", run_id=FIRST)
    (tmp_path / "one" / FILE).write_bytes(damage)
    publish(town(), var=tmp_path / "one", run_id=SECOND)
    publish(town(), var=tmp_path / "other", run_id=FIRST)
    path = "feeds/otterdam/all.ics"
    assert (tmp_path / "one/public" / path).read_bytes() == (tmp_path / "other/public" / path).read_bytes()


def test_memory_of_another_release_is_not_believed_about_feeds(tmp_path: Path) -> None:
    publish(edition(*weekly()), var=tmp_path, run_id=FIRST)
    publish(town(), var=tmp_path, run_id=SECOND)
    (tmp_path / "public").unlink()
    (tmp_path / "public").symlink_to(Path("releases") / FIRST)
    publish(town(), var=tmp_path, run_id=THIRD)
    assert b"UID:d4" in (tmp_path / "public/feeds/beverwoude/all.ics").read_bytes()


def test_a_cancelled_activity_stays_for_thirty_days_and_says_so_in_both_profiles() -> None:
    text, simple, *_ = texts_of(
        edition(*once("a1", "2026-11-26T18:00:00+01:00", status=Status.CANCELLED)), "feeds/otterdam/all"
    )
    for one in (text, simple):
        assert b"STATUS:CANCELLED" in one
        assert "SUMMARY:AFGELAST: Taalcafé".encode() in one
