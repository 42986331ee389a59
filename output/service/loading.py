"""An index made of the files of one release. Only what is searched is read into memory; records stay on disk."""

from array import array
from collections.abc import Hashable, Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from output.dataset import FOLDER
from output.feeds import INDEX, index_of
from output.feeds.names import area_words
from output.service.changes import Changes
from output.service.days import MOST_ACTIVITIES, MOST_OCCURRENCES, Days, Moment, daypart, last_day, ordinal
from output.service.events import events
from output.service.index import NEVER, Index
from output.service.lines import Lines, head
from output.service.nearness import Places, Point
from output.service.postings import Postings
from output.service.records import SearchedActivity, SearchedAlias, SearchedOccurrence, properties
from output.service.words import Words
from schemas.errors import BruggenError
from schemas.schedule import Daypart

_Record = TypeVar("_Record", SearchedActivity, SearchedAlias, SearchedOccurrence)
_VAGUE = "city"  # a point in the middle of a town is near nothing


def index(release: Path) -> Index:
    """The index of the release in a folder. Raises BruggenError for what is no whole release."""
    try:
        return _Loading(release).index()
    except (OSError, msgspec.MsgspecError, ValueError, LookupError) as error:
        raise BruggenError(f"{release}: cannot be searched: {error}") from error


class _Loading:
    def __init__(self, release: Path) -> None:
        self._release = release
        path = release / FOLDER / "activities.json"
        self._head = head(path)
        if self._head.count >= MOST_ACTIVITIES:
            raise BruggenError(f"{path}: {self._head.count} activities, expected fewer than {MOST_ACTIVITIES}")
        self._activities = Lines(path)
        self._postings = Postings[Hashable](self._head.count)
        self._words, self._days = Words(self._head.count), Days()
        self._numbers: dict[str, int] = {}
        self._stated: list[Daypart | None] = []
        self._numbers_at: dict[Point, array[int]] = {}
        self._points_of: dict[str, list[Point]] = {}
        self._first_coming = array("Q", [NEVER]) * self._head.count

    def index(self) -> Index:
        for number, activity in enumerate(_decoded(self._activities, SearchedActivity)):
            self._add_activity(number, activity)
        if list(self._numbers) != sorted(self._numbers) or len(self._numbers) < self._head.count:
            raise BruggenError(f"{self._release}: activities out of order, expected them by id, each once")
        occurrences = Lines(self._release / FOLDER / "occurrences.json")
        on_days: set[int] = set()
        for number, occurrence in enumerate(_decoded(occurrences, SearchedOccurrence)):
            self._add_occurrence(number, occurrence, on_days)
        awaited = [number for number, when in enumerate(self._first_coming) if when < NEVER]
        by_rule, one_by_one = events(self._release, self._numbers, awaited)
        for is_simple, found in enumerate((by_rule, one_by_one)):
            for number in (number for number, count in enumerate(found.counts) if count):
                self._postings.add(("in_feeds", bool(is_simple)), number)
        self._postings.settle()
        self._words.settle()
        self._days.settle()
        return Index(
            name=self._release.name,
            as_of=self._head.as_of,
            ids=list(self._numbers),
            activities=self._activities,
            occurrences=occurrences,
            postings=self._postings,
            words=self._words,
            places=Places(self._numbers_at, self._points_of),
            days=self._days,
            on_days=sorted(on_days),
            first_coming=self._first_coming,
            by_time=array("I", sorted(range(self._head.count), key=self._first_coming.__getitem__)),
            by_rule=by_rule,
            one_by_one=one_by_one,
            aliases=self._aliases(),
            areas=self._areas(),
            changes=Changes(self._release / FOLDER / "changes"),
        )

    def _areas(self) -> dict[str, str]:
        feeds = index_of((self._release / INDEX).read_bytes()).feeds
        named = {one.area_code: one.area_name for one in feeds if one.area_code}
        return {code: area_words(code, official) for code, official in named.items()}

    def _aliases(self) -> dict[str, str]:
        path = self._release / FOLDER / "aliases.json"
        return {one.id: one.activity_id for one in _decoded(Lines(path), SearchedAlias)} if path.is_file() else {}

    def _add_activity(self, number: int, activity: SearchedActivity) -> None:
        self._numbers[activity.id] = number
        self._stated.append(activity.schedule.daypart)
        for key in properties(activity):
            self._postings.add(key, number)
        self._words.add(activity.text, number)
        place = activity.place
        if place and place.lat is not None and place.lon is not None and place.precision != _VAGUE:
            point = (place.lat, place.lon)
            self._numbers_at.setdefault(point, array("I")).append(number)
            if place.postcode:
                self._points_of.setdefault(place.postcode[:4], []).append(point)

    def _add_occurrence(self, number: int, one: SearchedOccurrence, on_days: set[int]) -> None:
        activity = self._numbers.get(one.activity_id)
        if activity is None or number >= MOST_OCCURRENCES:
            return
        part = daypart(one.start, all_day=one.all_day, stated=self._stated[activity])
        minute = 0 if one.all_day else int(one.start[11:13]) * 60 + int(one.start[14:16])
        moment = Moment(ordinal(one.start[:10]), minute, activity)
        last = last_day(one.start, one.end, all_day=one.all_day)
        self._days.add(moment, part, number, last_day=last)
        for day in range(moment.day, last + 1):
            on_days.add(day)
            self._postings.add(("day", day, part if day == moment.day else None), activity)
        when = moment.day << 11 | minute
        self._first_coming[activity] = min(when, self._first_coming[activity])


def _decoded(lines: Lines, kind: type[_Record]) -> Iterator[_Record]:
    return map(msgspec.json.Decoder(kind).decode, lines.scan())
