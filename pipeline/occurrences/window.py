"""Which instances lie in a window, whatever mixture of dates, local times and instants its bounds are."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from pipeline.recurrence import LATEST

_DAY = timedelta(days=1)
_MARGIN = timedelta(hours=2)  # no zone moves its clocks further, but for a few changes of date line
EARLIEST = datetime(1, 1, 2)  # noqa: DTZ001 as LATEST, at the other end


def midnight(day: date | datetime) -> datetime:
    """A date as its first moment; a datetime as it is."""
    return day if isinstance(day, datetime) else datetime.combine(day, time())


@dataclass(frozen=True, slots=True)
class Window:
    """From `start`, inclusive, to `end`, exclusive, for a schedule in `zone` (None: floating).

    A date bound is the midnight that begins it. Bounds without offset are compared with the wall clock of an instance,
    bounds with offset as instants; floating times and whole days without zone are then taken in the zone of the bound.
    Equal bounds are a moment: the window holds what covers it.
    """

    start: date | datetime
    end: date | datetime
    zone: tzinfo | None = None

    def holds(self, start: date | datetime, end: date | datetime | None) -> bool:
        """Whether something from `start` to `end` overlaps the window; without end or length it is a moment."""
        until = _scale(self.end)
        begins = self._scaled(start, self.end)
        if begins > until or (begins == until and self.start != self.end):
            return False
        if end is None and not isinstance(start, datetime):
            end = start + _DAY
        last = None if end is None else self._scaled(end, self.start)
        first = self._scaled(start, self.start)
        return last > _scale(self.start) if last and last > first else first >= _scale(self.start)

    def local(self, margin: timedelta = _MARGIN) -> tuple[datetime, datetime]:
        """The window in local times of the schedule, wider by a margin: what can be in it runs within these."""
        return moved(self._local(self.start), -margin), moved(self._local(self.end), margin)

    def core(self) -> tuple[datetime, datetime]:
        """Local times between which every start lies in the window for sure."""
        return self.local(-_MARGIN)

    def _local(self, bound: date | datetime) -> datetime:
        moment = midnight(bound)
        try:
            return (moment.astimezone(self.zone) if moment.tzinfo and self.zone else moment).replace(tzinfo=None)
        except OverflowError:
            return moment.replace(tzinfo=None)

    def _scaled(self, value: date | datetime, bound: date | datetime) -> datetime:
        moment = midnight(value)
        if not isinstance(bound, datetime) or bound.tzinfo is None:
            return moment.replace(tzinfo=None)
        return instant(moment.replace(tzinfo=moment.tzinfo or self.zone or bound.tzinfo))


def instant(moment: datetime) -> datetime:
    """`moment` in UTC, so that it compares and subtracts as an instant; naive as it is.

    In the first and last hours that datetime holds, its wall clock.
    """
    if moment.tzinfo is None:
        return moment
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return moment.replace(tzinfo=UTC)


def _scale(bound: date | datetime) -> datetime:
    return instant(midnight(bound))


def moved(moment: datetime, by: timedelta) -> datetime:
    """`moment` moved, but no further than calendars reach."""
    try:
        return max(EARLIEST, min(moment + by, LATEST))
    except OverflowError:
        return EARLIEST if by < timedelta() else LATEST
