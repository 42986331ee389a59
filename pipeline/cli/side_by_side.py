"""Two listings beside each other on a terminal, with what differs and what speaks for and against their being one.

Everything that a website printed is shown without what steers a terminal.
"""

from collections.abc import Iterator
from datetime import date
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import NamedTuple

import click
import wcwidth

from pipeline.cli.days_beside import NOT_LOOKED_AT, NOT_THEN, days_beside
from pipeline.judgements.writing import printable
from pipeline.linking.evidence import Doubt, Evidence
from schemas.listing import Listing

_GUTTER = 14  # label, mark and the spaces around them
_NARROWEST_BESIDE = 64  # columns; on less, one stands under the other
_LONGEST = 280  # characters of a text: what tells two activities apart stands in its first lines
_BETWEEN, _UNDER = " │ ", "│ "
_STRENGTHS = ((6, "very strongly"), (3, "strongly"), (1, "somewhat"), (0, "hardly"))
"""How many bits at least are how much: three bits are odds of eight to one."""
_NAMES = frozenset({"source", "key", "url"})  # always differ, and say nothing by it


class Row(NamedTuple):
    """What the two listings say of one thing; an empty text: nothing."""

    label: str
    one: str
    other: str

    @property
    def mark(self) -> str:
        """`=` where both say the same, `≠` where they do not, nothing where only one says something."""
        if self.label in _NAMES or not (self.one and self.other) or NOT_LOOKED_AT in {self.one, self.other}:
            return " "
        return "=" if _words(self.one) == _words(self.other) else "≠"


def page(doubt: Doubt, *, width: int, today: date) -> list[str]:
    """The lines that show `doubt` on a terminal of that many columns, styled."""
    shown = [line for row in rows(doubt, today=today) for line in _row_lines(row, width)]
    return [*shown, "", *_wrapped(f"doubtful: {printable(doubt.why)}", width), *_evidence_lines(doubt, width)]


def rows(doubt: Doubt, *, today: date) -> Iterator[Row]:
    """What the two say, thing by thing; without what neither says."""
    one, other = _texts(doubt.one), _texts(doubt.other)
    for label, text in one.items():
        if label == "dates":
            for number, (first, second) in enumerate(days_beside(doubt.one, doubt.other, today=today)):
                yield Row("" if number else label, first, second)
        elif text or other[label]:
            yield Row(label, text, other[label])


def _texts(listing: Listing) -> dict[str, str]:
    schedule, place = listing.schedule, listing.place
    where = (place.name, place.room, place.address, place.street, place.postcode, place.city) if place else ()
    texts = {
        "source": listing.source_id,
        "key": "its url" if listing.key == listing.url else listing.key,
        "title": listing.title,
        "when": listing.when_text or (schedule.text if schedule else None),
        "dates": None,
        "place": ", ".join(dict.fromkeys(part for part in where if part)),
        "organiser": listing.organiser,
        "mode": listing.attendance_mode,
        "status": listing.status,
        "url": listing.url,
        "text": listing.description,
    }
    return {label: _cut(printable(text or "")) for label, text in texts.items()}


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _row_lines(row: Row, width: int) -> list[str]:
    label = f"  {click.style(f'{row.label:<10}', dim=True)}{row.mark} "
    one = _highlighted(row.one, row.other) if row.mark == "≠" else row.one
    other = _highlighted(row.other, row.one) if row.mark == "≠" else row.other
    if width < _NARROWEST_BESIDE:
        column = width - _GUTTER - len(_UNDER)
        under = [_UNDER + line for line in _wrapped(other or NOT_THEN, column)]
        return _indented([*_wrapped(one or NOT_THEN, column), *under], label)
    column = (width - _GUTTER - len(_BETWEEN)) // 2
    both = zip_longest(_wrapped(one or NOT_THEN, column), _wrapped(other or NOT_THEN, column), fillvalue="")
    return _indented([f"{wcwidth.ljust(left, column)}{_BETWEEN}{right}".rstrip() for left, right in both], label)


def _indented(lines: list[str], label: str) -> list[str]:
    return [(label if number == 0 else " " * _GUTTER) + line for number, line in enumerate(lines)]


def _wrapped(text: str, width: int, *, hanging: int = 0) -> list[str]:
    return wcwidth.wrap(text, max(width, 10), subsequent_indent=" " * hanging) or [""]


def _highlighted(text: str, other: str) -> str:
    """`text` with the words that stand out from `other`; where none is in both, nothing does."""
    words = text.split()
    steps = SequenceMatcher(None, _words(text), _words(other), autojunk=False).get_opcodes()
    if all(kind != "equal" for kind, *_ in steps):
        return text
    runs = [(kind, " ".join(words[start:end])) for kind, start, end, *_ in steps if end > start]
    return " ".join(run if kind == "equal" else click.style(run, fg="yellow", bold=True) for kind, run in runs)


def _words(text: str) -> list[str]:
    return [word.casefold().strip(".,;:") for word in text.split()]


def _evidence_lines(doubt: Doubt, width: int) -> Iterator[str]:
    for evidence in sorted(doubt.evidence, key=lambda one: -abs(one.bits)):
        yield from _wrapped(_told(evidence), width, hanging=29)
    likely = 1 / (1 + 2 ** -max(min(doubt.bits, 60), -60))
    yield from _wrapped(f"  in all {doubt.bits:+.1f} bits: {likely:.0%} that they are one activity", width, hanging=9)


def _told(evidence: Evidence) -> str:
    """One comparison in words.

    >>> _told(Evidence(comparison="place", level="same venue", bits=3.2, one="De Wilg", other="Wilg"))
    '   +3.2 strongly for          place: same venue (De Wilg / Wilg)'
    """
    strength = next(words for least, words in _STRENGTHS if abs(evidence.bits) >= least)
    compared = " / ".join(_cut(printable(side or "nothing")) for side in (evidence.one, evidence.other))
    weighs = f"{strength} {'for' if evidence.bits > 0 else 'against'}" if evidence.bits else "says nothing"
    about = f"{printable(evidence.comparison)}: {printable(evidence.level)}"
    return f"  {evidence.bits:+5.1f} {weighs:<21} {about}" + (
        f" ({compared})" if evidence.one or evidence.other else ""
    )
