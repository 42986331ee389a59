"""The tables of events within a document: lists of objects that bear titles and times, however deep they stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from spiders.readers.records.columns import SAMPLE, Columns, columns
from spiders.readers.records.context import Context
from spiders.readers.records.fields import row
from spiders.readers.records.names import is_event_word, table, words
from spiders.readers.records.platforms import Platform, platform_of
from spiders.readers.records.spans import has_parts

# Real answers hold their events up to 6 deep; what lies deeper is left out.
DEEPEST = 14
# Bounds the time for answers made to take much of it; a table of records counts as what it holds, read or not.
MOST_OBJECTS = 50_000
# Objects with more keys than this are tables of their own, not envelopes.
MOST_KEYS = 200
_NO_EVENTS = table(
    "documents documentlist document files file images image media comments attachments tickets ticket offers "
    "recurrence history revisions filters facets breadcrumbs navigation menu lexicon translations reminders "
    "@context speakers artists performers sponsors agendaitems authors users tags categories prices"
)


@dataclass(frozen=True, slots=True)
class Table:
    records: list[dict[str, Any]]
    columns: Columns
    platform: Platform
    context: Context


@dataclass(slots=True)
class _Budget:
    left: int = MOST_OBJECTS


def tables(document: Any, context: Context) -> Iterator[Table]:  # noqa: ANN401
    """The tables of events in `document`, in the order printed; of one within another only the outer."""
    yield from _tables(document, context, frozenset(), depth=0, budget=_Budget())


def _tables(value: Any, context: Context, around: frozenset[str], *, depth: int, budget: _Budget) -> Iterator[Table]:  # noqa: ANN401
    budget.left -= 1
    if depth > DEEPEST or budget.left < 0:
        return
    if isinstance(value, list):
        yield from _in_list(value, context, around, depth=depth, budget=budget)
    elif isinstance(value, dict):
        yield from _in_object(value, context, around, depth=depth, budget=budget)


def _in_list(
    value: list[Any], context: Context, around: frozenset[str], *, depth: int, budget: _Budget
) -> Iterator[Table]:
    records = [one for one in map(_unwrapped, value) if one is not None]
    if records and (found := _table(records, context, around, is_list=True)):
        budget.left -= len(records)
        yield found
        return
    wrapped = _wrapped(records) if len(records) == len(value) else None
    if wrapped:
        key, inner = wrapped
        yield from _tables(inner, context.below(key), around, depth=depth + 1, budget=budget)
        return
    for one in value:
        if budget.left < 0:
            return
        yield from _tables(one, context, around, depth=depth + 1, budget=budget)


def _wrapped(records: list[dict[str, Any]]) -> tuple[str, list[dict[str, Any]]] | None:
    """The objects that stand alone in each of the records, under one key: `[{"event": {...}}, {"event": {...}}]`."""
    if len(records) < 2:
        return None
    for key in records[0]:
        inner = [one for record in records if isinstance(one := record.get(key), dict)]
        if len(inner) == len(records) and (is_event_word(key) or len(records[0]) <= 4):
            return key, inner
    return None


def _in_object(
    value: dict[str, Any], context: Context, around: frozenset[str], *, depth: int, budget: _Budget
) -> Iterator[Table]:
    keys = around | value.keys() if len(value) <= MOST_KEYS else around
    by_key = [one for one in value.values() if isinstance(one, dict)]
    if len(by_key) > 1 and len(by_key) == len(value) and (table := _table(by_key, context, keys, is_list=True)):
        yield table
        return
    is_found = False
    within = context.within(value) if any(isinstance(inner, dict | list) for inner in value.values()) else context
    for key, inner in value.items():
        if budget.left < 0:
            return
        if isinstance(inner, dict | list) and not _NO_EVENTS.intersection((key.casefold(), "".join(words(key)))):
            for table in _tables(inner, within.below(key), keys, depth=depth + 1, budget=budget):
                is_found = True
                yield table
    if not is_found and (table := _table([value], context, around, is_list=False)):
        yield table


def _unwrapped(value: Any) -> dict[str, Any] | None:  # noqa: ANN401
    """`value` where it is an object, or the first of a list that begins with one and holds nothing else to read."""
    if isinstance(value, dict):
        return value
    if not isinstance(value, list) or not 0 < len(value) <= 2 or not isinstance(value[0], dict):
        return None
    return value[0] if len(value) == 1 or not isinstance(value[1], dict | list) else None


def _table(records: list[dict[str, Any]], context: Context, around: frozenset[str], *, is_list: bool) -> Table | None:
    """The records as a table, if they bear titles and times; a single object must say when it starts."""
    sample = records[:SAMPLE]
    keys = frozenset(key for record in sample for key in record)
    platform = platform_of(keys, around)
    if platform.skip:
        return None
    rows = [row(record) for record in sample]
    shape = columns(rows, spoken_of_as=context.names, titles=platform.paths("title"))
    if shape is None:
        return None
    is_timed = shape.has_time or bool(platform.paths("start")) or platform.is_text
    if not is_timed and context.day and shape.clocks:
        is_timed = True
    if not is_timed and not any(has_parts(record) for record in sample[:5]):
        return None
    if not is_list and not platform.name and not _says_start(shape):
        return None
    return Table(records, shape, platform, context)


def _says_start(shape: Columns) -> bool:
    return bool(shape.starts or shape.words) or not shape.has_time
