"""Evenings of a series that take place somewhere else: each is a listing of its own, with its own place and words."""

import re
from collections.abc import Iterator

from schemas.errors import UnreadableText
from schemas.schedule import Status
from spiders.readers.ical.events import Event, event
from spiders.readers.ical.grouping import Block, Group
from spiders.readers.ical.overrides import changes
from spiders.readers.ical.schedules import schedule

_LOCATION = re.compile(rb"\nLOCATION[;:].*(?:\n[ \t].*)*", re.IGNORECASE)
_SUMMARY = re.compile(rb"\nSUMMARY[;:].*(?:\n[ \t].*)*", re.IGNORECASE)


def elsewhere(group: Group) -> dict[Block, Group]:
    """The changes of single occurrences that hold and are at another place, each with the event that it is by itself.

    A cancelled occurrence stays with its series, wherever it would have been.
    """
    if group.master is None or not any(_may_differ(block, group.master) for block in group.overrides):
        return {}
    try:
        master = event(group.master.text, group.master.context)
        return {block: _alone(block, group, name) for name, block in _moved(master, group)}
    except UnreadableText:  # which is told where the group is read
        return {}


def is_at_another_place(one: Event, series: Event) -> bool:
    """Whether `one` states a place that its series does not; the same with more or less of its address is the same."""
    own, usual = _parts(one), _parts(series)
    return bool(own) and not (usual and (own <= usual or usual <= own))


def _may_differ(block: Block, master: Block) -> bool:
    stated, usual = _LOCATION.search(block.text), _LOCATION.search(master.text)
    return stated is not None and (usual is None or stated[0] != usual[0])


def _moved(master: Event, group: Group) -> Iterator[tuple[str, Block]]:
    read = list(_read(group))
    changed = [change for change, _ in read]
    blocks = {id(change): block for change, block in read}
    if master.start is None:
        return
    held = {one.recurrence_id for one in schedule(master, changed).overrides if not one.this_and_future}
    for name, change in changes(changed, master.start).items():
        if name in held and change.status is not Status.CANCELLED and is_at_another_place(change, master):
            yield name, blocks[id(change)]


def _read(group: Group) -> Iterator[tuple[Event, Block]]:
    for block in group.overrides:
        try:
            yield event(block.text, block.context), block
        except UnreadableText:
            continue


def _alone(block: Block, group: Group, name: str) -> Group:
    """`block` as an event, called as its series where it has no title of its own."""
    title = _SUMMARY.search(group.master.text) if group.master and not _SUMMARY.search(block.text) else None
    text = title[0] + block.text if title else block.text
    return Group(group.uid, f"{group.suffix}#{name}", None, (block._replace(text=text),))


def _parts(one: Event) -> set[str]:
    return {" ".join(part.split()) for part in re.split(r"[\n,]", (one.text("LOCATION") or "").casefold())} - {""}
