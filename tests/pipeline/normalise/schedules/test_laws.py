"""What holds for every text: a schedule that was printed is read back, nothing raises, no date is out of this world."""

import sys
import time
from datetime import date, datetime
from types import FrameType
from typing import Any

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.cli.when import answer
from pipeline.normalise.schedules import announcements
from tests.pipeline.normalise.schedules import printed
from tests.pipeline.normalise.schedules.printed import Printed

ON = date(2026, 11, 24)


def read(text: str) -> Printed:
    row = answer({"text": text, "reference": None})
    days = {"single": [row["dtstart"]], "range": [row["dtstart"], row["dtend"]], "list": row["dates"]}
    (rule,) = [slot["rrule"] for slot in row["slots"]] or [None]
    found = tuple(str(day)[:10] for day in days.get(row["kind"], []))
    return Printed(text, row["kind"], rule, found, row["start_time"], row["end_time"])


@pytest.mark.parametrize("kind", [
    printed.weekly, printed.every_so_many_weeks, printed.monthly, printed.spoken,
    printed.single, printed.dated_list, printed.stretch,
])  # fmt: skip
def test_a_schedule_that_was_printed_is_read_back_as_it_was(kind: Any) -> None:
    @settings(max_examples=150, derandomize=True, deadline=None)
    @given(kind())
    def is_read_back(said: Printed) -> None:
        assert read(said.text) == said

    is_read_back()


@settings(max_examples=300, derandomize=True, deadline=None)
@given(printed.weekly() | printed.monthly() | printed.spoken())
def test_a_rule_starts_on_its_first_occurrence_from_the_date_of_the_page(said: Printed) -> None:
    (found,) = announcements(said.text, reference=ON)
    assert found.schedule is not None
    (slot,) = found.schedule.slots
    first = datetime.fromisoformat(slot.dtstart)
    assert first == next(iter(rrulestr(str(slot.rrule), dtstart=datetime.combine(ON, first.time()))))


# --- whatever the text -----------------------------------------------------------------------------------------------

PIECES = (
    "dinsdag", "elke", "iedere 2e", "en", ",", "-", "t/m", "van", "tot", "om", "10.00", "half drie", "20u30", "7",
    "31", "12-8", "31/12", "2026", "1969", "2101", "99", "0", "30 februari", "maart", "feb", "29 februari 2027",
    "behalve", "m.u.v.", "in de vakantie", "gesloten", "aanmelden vóór", "open", "'s avonds", "ochtend",
    "om de week", "laatste", "van de maand", "eens per", "every", "other", "Monday", "1st", "noon", "pm", "a.m.",
    "кожен вівторок", "الثلاثاء", "her salı", "mardi", "06-12345678", "€ 2,50", "1234 AB", "(", ")", "\n", "\n\n",
    "\t", ".", ";", ":", "/", "\u00a0", "\u200f", "\ud800", "\x00", "٣", "²", "½", "²⁰²⁶", "١٢ مارس",
    "99999999999999999999", "31-12-9999", "0-0-0", "24.00", "25:61", "24:00", "over 99 weken", "elke 0 weken",
    "elke 999999 weken", "1000000e dinsdag", "0e", "xxve", "5e maandag",
)  # fmt: skip
KINDS = {"none", "single", "range", "recurring", "list", "opening_hours"}
texts = st.text(max_size=200) | st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join)
references = st.none() | st.sampled_from(
    ("1970", "1970-01", "1970-01-01", "2026-11-24", "2100-12-31", "0001-01-01", "9999-12-31")
)


@settings(max_examples=400, derandomize=True, deadline=None)
@given(texts, references)
def test_no_text_raises_or_is_dated_before_1970_or_after_2100(text: str, reference: str | None) -> None:
    found = announcements(text, reference=date.fromisoformat((reference + "-01-01")[:10]) if reference else None)
    days = [day for one in found for day in (*one.dates, one.since, one.until) if day]
    slots = [slot for one in found if one.schedule for slot in one.schedule.slots]
    assert all(1970 <= day.year <= 2100 for day in days)
    assert all(1970 <= int(slot.dtstart[:4]) <= 2100 for slot in slots)
    assert all(slot.dtend is None or slot.dtend > slot.dtstart for slot in slots)
    assert all(0 <= one.span[0] < one.span[1] <= len(text) for one in found)
    assert answer({"text": text, "reference": reference})["kind"] in KINDS


AWKWARD = (
    "dinsdag ", "dinsdag, ", "elke ", "1, ", "1 en ", "12 maart ", "12 maart 2026, ", "12-3-2026 - ", "10.00 ",
    "10.00 - ", "van 10 tot ", "half ", "t/m ", "behalve ", "behalve in de vakanties ", "gesloten ", "1e en 2e ",
    "om de week ", "'s avonds ", "open ", "(", ". ", "\n", "\n\n", "dinsdag\n", "dinsdag 10.00 uur.\n\n", "a", "0",
    "-", " ", "06-", "ma-", "€ 1,", "elke dinsdag om 10.00 uur, ",
)  # fmt: skip


def calls(text: str) -> int:
    """The functions that are called, Python's and C's, while the text is read."""
    count = 0

    def counted(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        announcements(text, reference=ON)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("piece", AWKWARD)
def test_twice_the_text_costs_at_most_twice_the_calls(piece: str) -> None:
    once = calls(("dinsdag " + piece * 3_000)[:3_000])
    twice = calls(("dinsdag " + piece * 6_000)[:6_000])
    assert twice <= 2.3 * once + 500


def seconds(text: str) -> float:
    started = time.process_time()
    announcements(text, reference=ON)
    return time.process_time() - started


@pytest.mark.parametrize("piece", AWKWARD)
def test_eight_times_the_text_costs_far_less_than_sixty_four_times_the_time(piece: str) -> None:
    short, long = ("dinsdag " + piece * 1_500)[:1_500], ("dinsdag " + piece * 12_000)[:12_000]
    assert min(seconds(long), seconds(long)) <= 24 * max(seconds(short), 0.003)  # the machine may be busy once
