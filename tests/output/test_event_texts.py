"""Texts of events: kept, left out, seen through before they enter a feed."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from output.event_texts import event_texts, faults
from output.ical_calendar import calendar
from output.ical_check import calendar_fault, event_fault
from output.ical_text import folded
from output.selection import offers
from schemas.schedule import Slot, Status
from tests.output.calendars import text_of
from tests.output.editions import AS_OF, HARBOUR, activity, edition, occurrence, once, schedule, town, weekly


def test_a_day_that_does_not_exist_leaves_out_its_event_alone() -> None:
    broken = activity("a1", schedule(Slot(dtstart="2026-02-30T10:00:00")))
    content = edition(broken, occurrence("a1", "2026-11-24T10:00:00+01:00"), *weekly("b2"))
    texts = event_texts(offers(content), as_of=date.fromisoformat(AS_OF), known={})
    (problem,) = faults(texts)
    assert (problem.where, problem.what.startswith("left out of the feeds: a time that does not exist")) == ("a1", True)
    assert texts["b2"].fault is None


def test_only_what_changed_is_written_again() -> None:
    first = offers(town())
    known = event_texts(first, as_of=date.fromisoformat(AS_OF), known={})
    changed = edition(*weekly(), *once("b2", "2026-11-26T19:00:00+01:00", organisation=HARBOUR))
    again = event_texts(offers(changed), as_of=date.fromisoformat(AS_OF), known=known)
    assert again["b2"] is not known["b2"]
    assert event_texts(offers(town()), as_of=date.fromisoformat(AS_OF), known=known)["b2"] is known["b2"]


@pytest.mark.parametrize(("status", "is_kept"), [(Status.SCHEDULED, True), (Status.MISSING, False)])
def test_another_visit_leaves_a_text_as_it_is_unless_it_tells_of_the_visit(status: Status, is_kept: bool) -> None:
    one, evening = once("a1", "2026-11-26T18:00:00+01:00", status=status)
    later = replace(one, last_seen_at=one.last_seen_at + timedelta(days=1), provenance={"title": "nl.otterdam.haven"})
    known = event_texts(offers(edition(one, evening)), as_of=date.fromisoformat(AS_OF), known={})
    again = event_texts(offers(edition(later, evening)), as_of=date.fromisoformat(AS_OF), known=known)
    assert (again["a1"] is known["a1"]) is is_kept


@pytest.mark.parametrize(
    ("replaced", "by", "fault"),
    [
        (b"\r\nSTATUS", b"\nSTATUS", "control character"),
        (b"SUMMARY:", b"SUMMARY:\x07", "control character"),
        (b"SUMMARY:", b"SUMMARY:" + b"x" * 76, "75 octets"),
        (b"UID:a1@bruggen\r\n", b"", "missing"),
        (b"END:VEVENT", b"END:VTODO", "missing"),
        (b"DTSTART;TZID=Europe/Amsterdam:", b"DTSTART;TZID=Mars/Olympus:", "out of form"),
        (b"Taalcaf\xc3\xa9 Lombok", b"Taalcaf\xc3\r\n \xa9 Lombok", "inside a character"),
    ],
)
def test_a_broken_event_is_seen_before_it_enters_a_feed(replaced: bytes, by: bytes, fault: str) -> None:
    good = text_of(edition(*once("a1", "2026-11-26T18:00:00+01:00"))).by_rule
    assert event_fault(good) is None
    broken = good.replace(replaced, by, 1)
    assert broken != good
    assert fault in (event_fault(broken) or "")


def test_a_calendar_with_one_uid_twice_is_seen() -> None:
    event = text_of(edition(*once("a1", "2026-11-26T18:00:00+01:00"))).by_rule
    assert calendar_fault(b"".join(calendar("Alles", [event]))) is None
    assert calendar_fault(b"".join(calendar("Alles", [event, event]))) == "two events bear one UID"


def test_a_calendar_that_is_cut_off_is_seen() -> None:
    text = b"".join(calendar("Alles", [text_of(edition(*weekly())).by_rule]))
    assert calendar_fault(text[:-40]) is not None


def test_lines_are_folded_at_75_octets_between_characters() -> None:
    assert folded("x" * 75) == "x" * 75
    assert folded("x" * 150) == "x" * 75 + "\r\n " + "x" * 74 + "\r\n " + "x"
    assert folded("x" * 74 + "é") == "x" * 74 + "\r\n é"
