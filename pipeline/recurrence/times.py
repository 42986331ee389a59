"""The times of one day of a rule, as seconds since midnight on the wall clock, in order."""

from collections.abc import Iterator
from datetime import datetime

from pipeline.recurrence.budget import Budget
from pipeline.recurrence.rule import Frequency, Rule

_DAY_S = 86_400
_UNIT_S = {Frequency.HOURLY: 3600, Frequency.MINUTELY: 60, Frequency.SECONDLY: 1}


def times_of_day(rule: Rule, budget: Budget) -> list[int]:
    """The times that a completed `rule` of days or longer has on each of its days."""
    budget.spend(len(rule.hours) * len(rule.minutes) * len(rule.seconds))
    return [h * 3600 + m * 60 + s for h in rule.hours for m in rule.minutes for s in rule.seconds]


def times_within(rule: Rule, budget: Budget) -> list[int]:
    """The times that a completed `rule` of hours, minutes or seconds has in each hour, minute or second."""
    minutes = rule.minutes if rule.frequency is Frequency.HOURLY else (0,)
    seconds = rule.seconds if rule.frequency is not Frequency.SECONDLY else (0,)
    budget.spend(len(minutes) * len(seconds))
    times = [m * 60 + s for m in minutes for s in seconds]
    return [times[n] for n in chosen(rule.positions, len(times))] if rule.positions else times


def chosen(positions: tuple[int, ...], length: int) -> list[int]:
    """Which of `length` candidates BYSETPOS takes, as indices from 0: sorted, unique."""
    indices = {position - 1 if position > 0 else length + position for position in positions}
    return sorted(index for index in indices if 0 <= index < length)


class Clock:
    """The times of any day of a rule of hours, minutes or seconds: found by arithmetic, never by stepping there."""

    def __init__(self, rule: Rule, first: datetime, budget: Budget) -> None:
        self._rule = rule
        self._unit_s = _UNIT_S[rule.frequency]
        self._units = _DAY_S // self._unit_s
        self._first = first.toordinal() * self._units + seconds_of(first) // self._unit_s
        self._within = times_within(rule, budget)
        self._budget = budget

    def times(self, day: int, *, since: int = 0) -> Iterator[int]:
        """The times of `day` from the hour, minute or second that holds `since`."""
        start = since // self._unit_s
        ahead = (self._first - day * self._units - start) % self._rule.interval
        grid = range(start + ahead, self._units, self._rule.interval)
        for unit in self._allowed(grid):
            for time in self._within:
                yield unit * self._unit_s + time

    def _allowed(self, grid: range) -> Iterator[int]:
        """The units of `grid` that BYHOUR, BYMINUTE and BYSECOND allow; tries the shorter of grid and parts."""
        depth = self._rule.frequency - Frequency.DAILY
        parts = (self._rule.hours, self._rule.minutes, self._rule.seconds)[:depth]
        if not any(parts):
            yield from grid
            return
        hours, minutes, seconds = (part or range(size) for part, size in zip(_filled(parts), (24, 60, 60), strict=True))
        if len(grid) < len(hours) * len(minutes) * len(seconds):
            yield from self._met(grid, parts)
            return
        size_m, size_s = (60 if depth > 1 else 1), (60 if depth > 2 else 1)
        for hour in hours:
            for minute in minutes:
                for second in seconds:
                    self._budget.spend()
                    unit = (hour * size_m + minute) * size_s + second
                    if unit in grid:
                        yield unit

    def _met(self, grid: range, parts: tuple[tuple[int, ...], ...]) -> Iterator[int]:
        for unit in grid:
            self._budget.spend()
            second = unit * self._unit_s
            fields = (second // 3600, second // 60 % 60, second % 60)
            if all(not part or field in part for part, field in zip(parts, fields, strict=False)):
                yield unit


def _filled(parts: tuple[tuple[int, ...], ...]) -> tuple[tuple[int, ...], ...]:
    """Three parts; those below the unit of the rule are one zero."""
    return (*parts, *((0,),) * (3 - len(parts)))


def seconds_of(moment: datetime) -> int:
    return moment.hour * 3600 + moment.minute * 60 + moment.second
