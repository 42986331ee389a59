"""When an activity really happens, before anybody prints it."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from msgspec.structs import replace

from schemas.record import Record

TODAY = date(2026, 11, 23)
"""The day on which the sources of a world are read; a Monday."""
_HORIZON = timedelta(days=400)
_WEEK = timedelta(days=7)


class When(Record):
    """The days and the time of an activity; `run` is one of the keys of `_STEPS`.

    `start` and `end` are minutes after midnight. `second`: days from the first to the second day in a week, for
    "twice". `dates`: all of them, for "single" and "dates". `other_time`: one day that starts at another minute.
    """

    run: str
    first: date
    start: int
    end: int
    until: date | None = None
    second: int = 0
    dates: tuple[date, ...] = ()
    skipped: date | None = None
    other_time: tuple[date, int] | None = None

    @property
    def nth(self) -> int:
        """The number of its weekday in the month, from 1."""
        return (self.first.day - 1) // 7 + 1

    def days(self, since: date) -> Iterator[date]:
        """The days from `since` on on which it happens, in order, for a bit more than a year."""
        last = min(self.until or date.max, since + _HORIZON)
        for day in self.dates or self._rule(since):
            if day > last:
                return
            if day >= since and day != self.skipped:
                yield day

    def _rule(self, since: date) -> Iterator[date]:
        if self.run == "monthly":
            yield from self._months()
            return
        step = _STEPS[self.run]
        day = self.first
        if since > day:
            day += step * ((since - day) // step)
        while True:
            yield day
            if self.second:
                yield day + timedelta(days=self.second)
            day += step

    def _months(self) -> Iterator[date]:
        day = self.first
        while True:
            yield day
            month = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
            day = nth_weekday(month, self.first.weekday(), nth=self.nth)


_STEPS = {"weekly": _WEEK, "course": _WEEK, "twice": _WEEK, "biweekly": 2 * _WEEK, "daily": timedelta(days=1)}


def nth_weekday(month: date, weekday: int, *, nth: int) -> date:
    """The nth such weekday of the month that starts at `month`; the fifth may lie in the month after."""
    return month + timedelta(days=(weekday - month.weekday()) % 7 + 7 * (nth - 1))


def shifted(when: When, *, days: int = 0, minutes: int = 0) -> When:
    """The same so many days and minutes later; its exceptions are forgotten."""
    late = timedelta(days=days)
    return replace(
        when,
        first=when.first + late,
        start=when.start + minutes,
        end=when.end + minutes,
        until=when.until and when.until + late,
        dates=tuple(day + late for day in when.dates),
        skipped=None,
        other_time=None,
    )


def a_when(rng: Random, run: str, *, hours: tuple[int, ...], minutes: tuple[int, ...]) -> When:
    """A time for an activity that recurs as `run` says, at one of `hours`, for one of `minutes`."""
    start = rng.choice(hours) * 60 + rng.choice((0, 0, 0, 30, 30, 15, 45))
    end = start + rng.choice(minutes)
    weekday = rng.choice((0, 1, 1, 2, 2, 3, 3, 4, 4, 5)) if run not in {"single", "daily"} else rng.randrange(7)
    monday = TODAY - timedelta(days=TODAY.weekday())
    day = monday + timedelta(days=weekday)
    if run in {"single", "dates"}:
        return _dated(rng, run, day=day + _WEEK * rng.randint(1, 12), start=start, end=end)
    if run in {"daily", "course"}:
        first = day + _WEEK * rng.randint(-1, 4)
        length = _WEEK * rng.randint(5, 9) if run == "course" else timedelta(days=rng.randint(9, 40))
        return When(run=run, first=first, start=start, end=end, until=first + length)
    first = day - _WEEK * rng.choice((2, 8, 11, 12, 30, 60, 61, 90, 140))
    if run == "monthly":
        first = nth_weekday(first.replace(day=1), weekday, nth=rng.randint(1, 4))
    season = rng.random() < 0.4
    until = TODAY + timedelta(days=rng.randint(60, 220)) if season else None
    second = rng.randint(1, 6 - weekday) if run == "twice" and weekday < 6 else 0
    return When(run=run, first=first, start=start, end=end, until=until, second=second)


def _dated(rng: Random, run: str, *, day: date, start: int, end: int) -> When:
    days = [day]
    for _ in range(rng.randint(2, 5) if run == "dates" else 0):
        days.append(days[-1] + _WEEK * rng.choice((1, 2, 3, 3, 4, 5)) + timedelta(days=rng.choice((0, 0, 0, 1, 2))))
    return When(run=run, first=day, start=start, end=end, dates=tuple(days), until=days[-1])
