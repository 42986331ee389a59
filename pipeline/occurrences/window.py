"""Which instances lie in a window, whatever mixture of dates, local times and instants its bounds are."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from pipeline.recurrence import LATEST

_DAY = timedelta(days=1)
EARLIEST = datetime(1, 1, 2)  # noqa: DTZ001 as LATEST, at the other end


def midnight(day: date | datetime) -> datetime:
    """A date as its first moment; a datetime as it is."""
    return day if isinstance(day, datetime) else datetime.combine(day, time())


@dataclass(frozen=True, slots=True)
class Window:
    """From `start`, inclusive, to `end`, exclusive, for a schedule in `zone` (None: floating).

    A date bound is the midnight that begins it. Equal bounds are a moment,
    and the window holds what covers it. Bounds without offset are compared with the wall clock of an
    instance, bounds with offset as instants; floating times and whole days without zone are then taken in the zone
    of the bound.
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

    def local(self) -> tuple[datetime, datetime]:
        """Local times of the schedule between which every instance in the window runs; a little wide."""
        return self._local(self.start, -_DAY), self._local(self.end, _DAY)

    def _local(self, bound: date | datetime, margin: timedelta) -> datetime:
        moment = midnight(bound)
        if moment.tzinfo:
            margin *= 2
        elif self.zone is None:
            margin /= 86_400
        return moved(moment.replace(tzinfo=None), margin)

    def _scaled(self, value: date | datetime, bound: date | datetime) -> datetime:
        moment = midnight(value)
        if not isinstance(bound, datetime) or bound.tzinfo is None:
            return moment.replace(tzinfo=None)
        return moment.replace(tzinfo=moment.tzinfo or self.zone or bound.tzinfo).astimezone(UTC)


def _scale(bound: date | datetime) -> datetime:
    moment = midnight(bound)
    return moment.astimezone(UTC) if moment.tzinfo else moment


def moved(moment: datetime, by: timedelta) -> datetime:
    """`moment` moved, but no further than calendars reach."""
    try:
        return max(EARLIEST, min(moment + by, LATEST))
    except OverflowError:
        return EARLIEST if by < timedelta() else LATEST
