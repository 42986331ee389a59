"""Schedules out of running text, Dutch and English first; pure, and linear in the length of the text."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from pipeline.normalise.schedules.announcement import Announcement, SaidSlot
from pipeline.normalise.schedules.assemble import announced
from pipeline.normalise.schedules.lexicon import may_say_when
from pipeline.normalise.schedules.read import nodes
from pipeline.normalise.schedules.sentences import sentences

__all__ = ["Announcement", "SaidSlot", "announcements", "may_say_when"]

_SHORT = 600  # characters; a page is longer, the text of one listing seldom
_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")


def announcements(
    text: str,
    *,
    reference: date | None,
    region: str | None = None,
    exact_day: bool = True,
    month_first: bool = False,
) -> tuple[Announcement, ...]:
    """What `text` announces, in its order; empty where it announces nothing.

    `reference` is the date of the page: a day without a year is dated near it. `exact_day` is False where only its
    month or year is known: then "komende dinsdag" stays without a date. `month_first` tells that the page
    writes 3/12 for 12 March; a number above twelve is the day either way. `region` is not used yet.
    """
    del region
    found: list[Announcement] = []
    for paragraph, offset in _paragraphs(text):
        if may_say_when(paragraph):
            for sentence in sentences(nodes(paragraph, month_first=month_first), paragraph):
                one = announced(sentence, paragraph, reference=reference, exact_day=exact_day)
                found += [_shifted(one, offset)] if one else []
    return tuple(found)


def _paragraphs(text: str) -> Iterator[tuple[str, int]]:
    """The paragraphs of a page with where they begin; a short text is one, so that its hours find their day."""
    if len(text) <= _SHORT:
        yield text, 0
        return
    for paragraph in _PARAGRAPH.finditer(text):
        yield paragraph.group(), paragraph.start()


def _shifted(announcement: Announcement, offset: int) -> Announcement:
    start, end = announcement.span
    return replace(announcement, span=(start + offset, end + offset))
