"""What happens by a rule ("elke dinsdag van 10 tot 12"): lines and paragraphs that hold words of time and no day."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from spiders.readers.html.headings import headings_above
from spiders.readers.html.naming import is_name, is_same_thing, without_moments
from spiders.readers.html.reading import Found, agenda, timed
from spiders.readers.html.records import Record, records
from spiders.readers.html.titles import title_of
from spiders.readers.html.view import View
from spiders.readers.html.words import NO_PROGRAMME, PRIVATE

_OPENING = re.compile(
    r"\b(?:openingstijd\w*|openingsuren|opening hours|opening times|office hours|bereikbaar\w*|geopend)\b",
    re.IGNORECASE,
)
_LONGEST = 1_500
_BEFORE, _AFTER = 10, 30  # lines around the rule that may say more of it
_MANY_RECORDS = 500
_FEW_TITLES = 50  # of a page with more, each rule would be compared with thousands
_WORKING_DAYS = 5  # so many weekdays with hours and without names, in one block, are opening hours


def ruled(view: View, dated: Sequence[Found]) -> Iterator[Found]:
    """What the page says to happen by a rule, leaving out lines of records that name their days."""
    if any(NO_PROGRAMME.search(name) for name in view.names[:1]):
        return
    taken = {number for one in dated for number in _lines_taken(view, one.record, is_alone=len(dated) == 1)}
    taken = taken if len(dated) < _MANY_RECORDS else set()
    anchors = [
        number
        for number, said in enumerate(view.said)
        if (said.rules or said.weekdays) and not said.days and number not in taken
    ]
    titles = {one.title for one in dated}
    few = titles if len(titles) <= _FEW_TITLES else set()
    days = {one.record.anchor for one in dated}
    found = [one for one in records(view.outline, sorted({*anchors, *days})) if one.anchor not in days]
    blocks = Counter(record.block for record in found if _is_bare(view, record))
    for record in found:
        if blocks[record.block] >= _WORKING_DAYS and _is_bare(view, record):
            continue
        if parts := agenda(view, record):
            weekday = view.outline.lines[record.anchor].text
            yield from (timed(view, part, weekday) for part in parts)
            continue
        when = _when(view, record)
        is_private = PRIVATE.search(view.outline.lines[record.anchor].text) is not None
        if when is None or is_private or _are_opening_hours(view, record):
            continue
        title = title_of(view, record)
        # The dates of a thing that the page lists say more than its rule.
        if title.text and title.text not in titles and not any(is_same_thing(title.text, other) for other in few):
            yield Found(title.text, when, title.href, record)


def _is_bare(view: View, record: Record) -> bool:
    """Whether a record is a weekday with its hours and nothing else."""
    text, said = view.outline.lines[record.anchor].text, view.said[record.anchor]
    return record.end - record.first == 1 and bool(said.clocks) and not is_name(without_moments(text, said))


def _lines_taken(view: View, record: Record, *, is_alone: bool) -> range:
    """The lines of which a record with a day says all. One that is alone has no neighbours to end it: headings do."""
    if not is_alone:
        return range(record.first, record.end)
    lines = view.outline.lines
    first = next((n for n in range(record.anchor, record.first - 1, -1) if lines[n].heading), record.first)
    end = next((n for n in range(record.anchor + 1, record.end) if lines[n].heading), record.end)
    return range(first, end)


def _when(view: View, record: Record) -> str | None:
    """The lines of the record that hold words of time; None where a bare weekday has no hour and no "every"."""
    numbers = [
        number
        for number in range(max(record.first, record.anchor - _BEFORE), min(record.end, record.anchor + _AFTER))
        if any(view.said[number]) and not view.said[number].days
    ]
    if not any(view.said[number].clocks for number in numbers) and not view.said[record.anchor].rules:
        return None
    return "\n".join(view.outline.lines[number].text for number in numbers)[:_LONGEST]


def _are_opening_hours(view: View, record: Record) -> bool:
    heading = next(headings_above(view.outline, record.first), None)
    lines = view.outline.lines[record.first : record.end]
    return any(_OPENING.search(line.text) for line in (*lines, *([heading] if heading else [])))
