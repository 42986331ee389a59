"""An index of one release: which activities and occurrences fit a filter. Another release gets another index."""

from array import array
from bisect import bisect_right
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from itertools import islice

from output.service.changes import Changes
from output.service.days import DAYPARTS, Days, Moment, Window
from output.service.events import Events
from output.service.filters import BadQuery, Filter
from output.service.keys import Weekday
from output.service.lines import Lines
from output.service.nearness import Places, Point
from output.service.postings import Postings, bits, flags, members
from output.service.words import Words

ONLINE_ONLY, MIXED = ("attendance_mode", "online"), ("attendance_mode", "mixed")
_WEEKDAYS = tuple(Weekday)
NEVER = 1 << 63
_FEW = 5_000  # selections that are sorted faster than the order of all is walked through
_ANY_OF = ("category", "audience", "languages", "cost")


@dataclass(frozen=True)
class Index:
    """The release `name` as of a day. Activities and occurrences are numbered as they stand in the dataset.

    `ids` are sorted. `first_coming`: when something takes place next, as a number to sort by; NEVER: nothing is known.
    `by_time`: all activities in that order. `aliases`: ids that stand for another. `areas`:
    in words, by code.
    """

    name: str
    as_of: str
    ids: list[str]
    activities: Lines
    occurrences: Lines
    postings: Postings[Hashable]
    words: Words
    places: Places
    days: Days
    on_days: list[int]
    first_coming: "array[int]"
    by_time: "array[int]"
    by_rule: Events
    one_by_one: Events
    aliases: dict[str, str]
    areas: dict[str, str]
    changes: Changes

    def number(self, activity_id: str) -> int | None:
        position = bisect_right(self.ids, activity_id) - 1
        return position if position >= 0 and self.ids[position] == activity_id else None

    def selected(self, wanted: Filter, middle: Point | None) -> int:
        """The activities that fit, as a set of bits. `middle` is that of the postcode that is asked for."""
        found = self.postings.everything
        for part in self._parts(wanted, middle):
            found &= part
        return found

    def _parts(self, wanted: Filter, middle: Point | None) -> Iterator[int]:
        postings = self.postings
        if wanted.area:
            yield postings.any_of([*(("area", code) for code in wanted.area), ONLINE_ONLY])
        if middle and wanted.distance_m:
            yield bits(self.places.within(middle, wanted.distance_m), postings.count) | postings[ONLINE_ONLY]
        window = window_of(wanted)
        if not window.is_open:
            yield postings.any_of(key for day in self.on_days if window.has_day(day) for key in _day_keys(day, window))
        for name in _ANY_OF:
            if values := getattr(wanted, name):
                yield postings.any_of((name, value) for value in values)
        yield from (postings["support", kind] for kind in wanted.support)
        yield from self._single_parts(wanted)
        if wanted.text:
            yield from self.words.having(wanted.text)

    def _single_parts(self, wanted: Filter) -> Iterator[int]:
        postings = self.postings
        if wanted.dutch_level:
            yield postings["dutch_level", wanted.dutch_level]
        if wanted.walk_in is not None:
            yield postings["walk_in", wanted.walk_in]
        if wanted.online is not None:
            yield postings.any_of((ONLINE_ONLY, MIXED)) if wanted.online else ~postings[ONLINE_ONLY]

    def page(self, selected: int, *, after: str | None, limit: int) -> tuple[list[int], bool]:
        """The next activities of a selection by id, and whether there are more."""
        since = 0 if after is None else bisect_right(self.ids, after)
        found = members(selected, self.postings.count, since=since)
        numbers = list(islice(found, limit))
        return numbers, next(found, None) is not None

    def occurring(
        self, wanted: Filter, selected: int, *, after: tuple[int, int, str] | None, limit: int
    ) -> tuple[list[int], Moment | None]:
        """The next occurrences of a selection, by their beginning, and the place of the last one if there are more.

        What begins at one moment in one activity stands on one page, so a page may be a little longer.
        """
        window = window_of(wanted)
        days = {
            day
            for day in self.on_days
            if window.has_day(day) and self.postings.any_of(_day_keys(day, window)) & selected
        }
        behind = None if after is None else Moment(after[0], after[1], bisect_right(self.ids, after[2]) - 1)
        numbers: list[int] = []
        last: Moment | None = None
        flagged = flags(selected, self.postings.count)
        for moment, number in self.days.found(window, flagged, days=days, after=behind):
            if len(numbers) >= limit and moment != last:
                return numbers, last
            numbers.append(number)
            last = moment
        return numbers, None

    def soonest_first(self, selected: int) -> Iterator[int]:
        """The selection by what takes place next."""
        if selected.bit_count() < _FEW:
            yield from sorted(members(selected, self.postings.count), key=self.first_coming.__getitem__)
        else:
            flagged = flags(selected, self.postings.count)
            yield from (number for number in self.by_time if flagged[number])

    def middle(self, postcode: str | None, table: dict[str, Point]) -> Point | None:
        """The middle of a postcode. Raises BadQuery where nobody knows it."""
        if postcode is None:
            return None
        found = table.get(postcode) or self.places.postcodes.get(postcode)
        if found is None:
            raise BadQuery(
                f"postcode: {postcode!r} is not known here, expected one in the area that this service covers"
            )
        return found


def window_of(wanted: Filter) -> Window:
    return Window(
        first=wanted.first_day.toordinal() if wanted.first_day else None,
        last=wanted.last_day.toordinal() if wanted.last_day else None,
        weekdays=frozenset(_WEEKDAYS.index(day) for day in wanted.weekday),
        dayparts=frozenset(wanted.daypart),
    )


def _day_keys(day: int, window: Window) -> Iterator[Hashable]:
    return (("day", day, part) for part in DAYPARTS if window.has_part(part))
