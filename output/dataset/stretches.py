"""What the long files of the dataset hold for each activity: its occurrences as JSON and CSV, and itself in schema.org.

Made once, and taken over from the visible release while nothing about the activity changes. Between two stretches of
JSON stands a comma and a line break, between two of CSV nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec

from output.dataset import schema_org
from output.dataset.formats import blocks, cells
from output.dataset.lines import published
from output.dataset.sums import read_as_summed
from output.dataset.tables import with_rights
from output.selection import DATASET_DAYS, Offer, coming
from output.told import fingerprint, told
from schemas.activity import Activity, Occurrence, Trust
from schemas.dataset import TABLES
from schemas.schedule import Status

(OCCURRENCES,) = (table for table in TABLES if table.record is Occurrence)
SCHEMA_ORG = "schema_org.jsonld"
_BLOCK = 500
_BETWEEN = len(b",\n")
_END = len(b"\n]}\n")


class Lengths(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """How long the stretches of one activity are, in bytes. `facts`: the fingerprint of what they were made of."""

    facts: bytes
    count: int
    lines: int
    cells: int
    event: int


@dataclass(frozen=True)
class Stretch:
    """What there is of one activity: `count` occurrences as lines of JSON and of CSV, and a line of schema.org."""

    facts: bytes
    count: int
    lines: bytes | memoryview
    cells: bytes | memoryview
    event: bytes | memoryview

    @property
    def lengths(self) -> Lengths:
        return Lengths(self.facts, self.count, len(self.lines), len(self.cells), len(self.event))


def stretches(offers: Iterable[Offer], *, as_of: date, known: Mapping[str, Stretch]) -> dict[str, Stretch]:
    """The stretches of `offers` by activity id, in their order; those in `known` taken over where they still hold."""
    found: dict[str, Stretch | None] = {}
    new: list[_New] = []
    for offer in offers:
        activity = offer.activity
        soon = tuple(_dated(one, activity) for one in coming(offer, as_of=as_of, days=DATASET_DAYS))
        facts, before = fingerprint(told(activity), soon), known.get(activity.id)
        found[activity.id] = before if before and before.facts == facts else None
        if found[activity.id] is None:
            new.append((facts, activity, soon))
    made = _made(new)
    return {activity_id: one or next(made) for activity_id, one in found.items()}


def _dated(one: Occurrence, activity: Activity) -> Occurrence:
    """`one` with the day on which its date was last seen, if it ever was and that day is known."""
    is_lost_alone = one.status is Status.MISSING and activity.status is not Status.MISSING
    if one.trust is Trust.RULE or is_lost_alone:
        return one
    return msgspec.structs.replace(one, last_seen_on=activity.last_seen_at.date().isoformat())


_New = tuple[bytes, Activity, Sequence[Occurrence]]
"""An activity and its coming occurrences, after their fingerprint."""


def _made(new: Sequence[_New]) -> Iterator[Stretch]:
    """A stretch for each; the rows of CSV of many come out of one pass, which is much faster."""
    for block in blocks(new, _BLOCK):
        pairs = [[published(one) for one in soon] for _, _, soon in block]
        rows = cells(OCCURRENCES, [[record for record, _ in group] for group in pairs])
        for (facts, activity, _), group, row in zip(block, pairs, rows, strict=True):
            harmless, _ = published(with_rights(activity))
            event = msgspec.json.encode(schema_org.event(harmless, [record for record, _ in group]))
            yield Stretch(facts, len(group), b",\n".join([line for _, line in group]), row, event)


def shown(folder: Path | None, lengths: Mapping[str, Lengths]) -> dict[str, Stretch]:
    """The stretches that stand in the files in `folder`; none where these are not as they were published."""
    if folder is None or not lengths:
        return {}
    try:
        whole = read_as_summed(folder, f"{OCCURRENCES.name}.json", f"{OCCURRENCES.name}.csv", SCHEMA_ORG)
    except (OSError, ValueError):
        return {}
    bodies = _body(whole[0]), whole[1].partition(b"\r\n")[2], _body(whole[2])
    lines, rows, events = (memoryview(body) for body in bodies)
    found: dict[str, Stretch] = {}
    line = cell = event = 0
    for activity_id, one in lengths.items():
        found[activity_id] = Stretch(
            one.facts,
            one.count,
            lines[line : line + one.lines],
            rows[cell : cell + one.cells],
            events[event : event + one.event],
        )
        line += one.lines + (_BETWEEN if one.count else 0)
        cell += one.cells
        event += one.event + _BETWEEN
    ends = max(0, line - _BETWEEN), cell, event - _BETWEEN
    return found if ends == tuple(map(len, bodies)) else {}


def _body(content: bytes) -> bytes:
    """The lines of a file between its first and its last one."""
    return content[content.index(b"\n") + 1 : -_END]
