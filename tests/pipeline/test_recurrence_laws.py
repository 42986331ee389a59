"""What holds for every rule: order, windows, budget; and dateutil as a second opinion where it follows RFC 5545."""

from collections import deque
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import islice

from dateutil.rrule import rrulestr
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from pipeline.recurrence import LATEST, Budget, Frequency, OutOfSteps, Rule, Series, rule, starts

FIRST = datetime(2024, 2, 27, 9, 30)  # noqa: DTZ001 rules are about wall clocks
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
TO_THE_DAY = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY")


def numbers(values: st.SearchStrategy[int], most: int = 3) -> st.SearchStrategy[str]:
    return st.lists(values, min_size=1, max_size=most, unique=True).map(lambda found: ",".join(map(str, found)))


def signed(highest: int) -> st.SearchStrategy[int]:
    return st.integers(1, highest) | st.integers(-highest, -1)


def weekdays(frequency: str) -> st.SearchStrategy[str]:
    plain = st.sampled_from(WEEKDAYS)
    if frequency not in {"MONTHLY", "YEARLY"}:
        return st.lists(plain, min_size=1, max_size=3, unique=True).map(",".join)
    nth = st.tuples(signed(5), plain).map(lambda pair: f"{pair[0]}{pair[1]}")
    # never MO together with 1MO: dateutil takes what is both, RFC 5545 what is either
    return st.lists(plain, min_size=1, max_size=3, unique=True).map(",".join) | st.lists(
        nth, min_size=1, max_size=3, unique=True
    ).map(",".join)


@st.composite
def rule_texts(draw: st.DrawFn, frequencies: tuple[str, ...] = TO_THE_DAY) -> str:
    """Rules of which a part stands with one chance in three or so; BYSETPOS only where there is something to pick."""
    frequency = draw(st.sampled_from(frequencies))
    possible = {
        "INTERVAL": st.integers(1, 5).map(str),
        "COUNT": st.integers(1, 30).map(str),
        "WKST": st.sampled_from(WEEKDAYS),
        "BYMONTH": numbers(st.integers(1, 12)),
        "BYMONTHDAY": numbers(signed(31)),
        "BYDAY": weekdays(frequency),
        "BYHOUR": numbers(st.integers(0, 23)),
        "BYMINUTE": numbers(st.integers(0, 59)),
    }
    names = draw(st.lists(st.sampled_from(sorted(possible)), max_size=4, unique=True))
    return ";".join([f"FREQ={frequency}", *(f"{name}={draw(possible[name])}" for name in names)])


def some(text: str, since: datetime, before: datetime) -> list[datetime]:
    return list(starts(Series(rule(text), FIRST), since=since, before=before, budget=Budget()))


def first_few(text: str, most: int) -> list[datetime]:
    """The first moments within three days, as many as the budget allows."""
    found: list[datetime] = []
    with suppress(OutOfSteps):
        before = FIRST + timedelta(days=3)
        found.extend(islice(starts(Series(rule(text), FIRST), since=FIRST, before=before, budget=Budget()), most))
    return found


def is_read_alike(of: Rule) -> bool:
    """Whether dateutil agrees with libical on how to read the rule (docs/recurrence.md)."""
    month_is_open = of.frequency is Frequency.YEARLY and of.month_days and not of.months
    return not month_is_open


@settings(max_examples=200, deadline=None, derandomize=True)
@given(rule_texts())
@example("FREQ=MONTHLY;BYDAY=-1TH;INTERVAL=2")
@example("FREQ=YEARLY;BYDAY=5SU,-5SU;BYMONTH=2")
def test_dateutil_gives_the_same_moments(text: str) -> None:
    assume(is_read_alike(rule(text)))
    ours = some(text, FIRST, FIRST + timedelta(days=1000))
    assert list(islice(rrulestr(text, dtstart=FIRST), len(ours))) == ours


@settings(max_examples=100, deadline=None, derandomize=True)
@given(rule_texts(("HOURLY", "MINUTELY", "SECONDLY")), st.integers(1, 2_000))
def test_dateutil_gives_the_same_moments_within_a_day(text: str, interval: int) -> None:
    parts = [part for part in text.split(";") if not part.startswith(("COUNT", "INTERVAL"))]
    ours = first_few(";".join([*parts, f"INTERVAL={interval}"]), most=40)
    assume(ours)
    theirs = rrulestr(";".join([*parts, f"INTERVAL={interval}"]), dtstart=FIRST)
    assert list(islice(theirs, len(ours))) == ours


@settings(max_examples=100, deadline=None, derandomize=True)
@given(rule_texts(), st.integers(0, 900), st.integers(0, 900))
def test_moments_are_in_order_and_a_window_cut_in_two_gives_the_same(text: str, from_day: int, days: int) -> None:
    since = FIRST + timedelta(days=from_day)
    middle, before = since + timedelta(days=days, hours=3), since + timedelta(days=2 * days, hours=6)
    whole = some(text, since, before)
    assert whole == sorted(set(whole))
    assert all(since <= moment < before for moment in whole)
    assert some(text, since, middle) + some(text, middle, before) == whole


@settings(max_examples=100, deadline=None, derandomize=True)
@given(rule_texts(), st.integers(0, 3000))
def test_jumping_to_a_window_gives_what_walking_there_gives(text: str, days: int) -> None:
    since = FIRST + timedelta(days=days)
    before = since + timedelta(days=400)
    walked = [moment for moment in some(text, FIRST, before) if moment >= since]
    assert some(text, since, before) == walked


@settings(max_examples=60, deadline=None, derandomize=True)
@given(rule_texts((*TO_THE_DAY, "HOURLY", "MINUTELY", "SECONDLY")), st.integers(1, 2_000))
def test_no_rule_takes_more_steps_than_it_may(text: str, steps: int) -> None:
    budget = Budget(steps)
    with suppress(OutOfSteps):
        deque(starts(Series(rule(text), FIRST), since=FIRST, before=LATEST, budget=budget), maxlen=0)
    assert 0 <= budget.left <= steps
