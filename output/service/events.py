"""The events of each activity as the release's own calendars have them: checked at publishing, cut out here."""

import re
from array import array
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from output.feeds import INDEX, FeedEntry, index_of
from output.service.lines import slices
from schemas.errors import BruggenError

_EVENT = re.compile(rb"BEGIN:VEVENT\r\nUID:([a-z0-9]+)[-@]")
_LONGEST_MATCH = 100
_CHUNK = 8_000_000
_END = b"END:VCALENDAR\r\n"


class Events:
    """The events of the activities of a release in one profile, by number."""

    def __init__(self, count: int) -> None:
        self._paths: list[Path] = []
        self._files = array("I", bytes(4 * count))
        self._starts = array("Q", bytes(8 * count))
        self.lengths = array("I", bytes(4 * count))
        self.counts = array("I", bytes(4 * count))

    def add(self, path: Path, numbers: dict[str, int], missing: set[int]) -> None:
        """Note where the events of the `missing` activities stand in a calendar, and miss them no more."""
        self._paths.append(path)
        for activity_id, start, length, events in _runs(path):
            number = numbers.get(activity_id)
            if number in missing:
                self._files[number] = len(self._paths) - 1
                self._starts[number], self.lengths[number], self.counts[number] = start, length, events
                missing.discard(number)

    def read(self, numbers: Sequence[int]) -> list[bytes]:
        """The events of these activities, in this order. Raises StaleRelease when a calendar is not there as it was."""
        by_file: dict[int, list[int]] = {}
        for number in numbers:
            by_file.setdefault(self._files[number], []).append(number)
        found: dict[int, bytes] = {}
        for file, members in by_file.items():
            spans = [(self._starts[number], self.lengths[number]) for number in members]
            pieces = slices(self._paths[file], spans, first=b"BEGIN:VEVENT\r\n", last=b"END:VEVENT\r\n")
            found.update(zip(members, pieces, strict=True))
        return [found[number] for number in numbers]


def events(release: Path, numbers: dict[str, int], awaited: Sequence[int]) -> tuple[Events, Events]:
    """The events by rule and one by one. Calendars that hold everything are looked through first, of those the largest,
    and others only as long as an activity of `awaited` was not found. Raises OSError, msgspec.MsgspecError, or
    BruggenError for a calendar that is not the one of the index.
    """
    entries = sorted(index_of((release / INDEX).read_bytes()).feeds, key=_breadth)
    by_rule, one_by_one = Events(len(numbers)), Events(len(numbers))
    missing, missing_simple = set(awaited), set(awaited)
    for entry in sorted(entries, key=lambda entry: bool(entry.left_out)):
        if missing and entry.events:
            by_rule.add(_checked(release / entry.path, entry.bytes), numbers, missing)
    for entry in sorted(entries, key=lambda entry: bool(entry.simple_left_out)):
        if missing_simple and entry.simple_events:
            one_by_one.add(_checked(release / entry.simple_path, entry.simple_bytes), numbers, missing_simple)
    return by_rule, one_by_one


def _checked(path: Path, size: int) -> Path:
    if (found := path.stat().st_size) != size:
        raise BruggenError(f"{path}: {found} bytes, expected {size}")
    return path


def _breadth(entry: FeedEntry) -> tuple[bool, bool]:
    return entry.organisation is not None, entry.municipality is not None


def _runs(path: Path) -> Iterator[tuple[str, int, int, int]]:
    """Id, start, length and number of events of each activity; its events stand together."""
    size = path.stat().st_size - len(_END)
    current, since, count = "", 0, 0
    for (start, activity_id), _ in pairwise([*_starts(path), (size, "")]):
        if activity_id != current:
            if current:
                yield current, since, start - since, count
            current, since, count = activity_id, start, 0
        count += 1
    if current:
        yield current, since, size - since, count


def _starts(path: Path) -> Iterator[tuple[int, str]]:
    with path.open("rb") as file:
        tail, tail_at = b"", 0
        while chunk := file.read(_CHUNK):
            if b"\0" in chunk:
                raise BruggenError(f"{path}: holds NUL, expected a calendar")
            text, seen = tail + chunk, 0
            for match in _EVENT.finditer(text):
                seen = match.end()
                yield tail_at + match.start(), match[1].decode()
            kept = max(seen, len(text) - _LONGEST_MATCH)
            tail, tail_at = text[kept:], tail_at + kept
