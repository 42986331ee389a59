"""Schedules out of running text, Dutch and English first; pure, and linear in the length of the text."""

import re
from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from pipeline.normalise.schedules.announcement import Announcement, SaidSlot
from pipeline.normalise.schedules.assemble import announced
from pipeline.normalise.schedules.read import nodes
from pipeline.normalise.schedules.sentence import Sentence, sentence_of
from pipeline.normalise.schedules.sentences import sentences
from pipeline.normalise.schedules.telling import may_say_when
from pipeline.normalise.schedules.together import together
from pipeline.normalise.schedules.years import believable

__all__ = ["Announcement", "SaidSlot", "announcements", "may_say_when", "together"]

_SHORT = 600  # characters; a page is longer, the text of one listing seldom
_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")


def announcements(
    text: str, *, reference: date | None, exact_day: bool = True, month_first: bool = False
) -> tuple[Announcement, ...]:
    """What `text` announces, in its order; empty where it announces nothing.

    `reference` is the date of the page: a day without a year is dated near it. `exact_day` is False where only its
    month or year is known: then "komende dinsdag" stays without a date. `month_first` tells that the page writes 3/12
    for 12 March; a number above twelve is the day either way.
    """
    found: list[Announcement] = []
    for paragraph, offset in _paragraphs(text):
        if may_say_when(paragraph):
            for said in sentences(nodes(paragraph, month_first=month_first), paragraph):
                sentence = sentence_of(said, paragraph, reference=believable(reference), exact_day=exact_day)
                one = announced(sentence)
                if one:
                    found.append(_shifted(one, offset))
                elif sentence.excepted and found and found[-1].kind == "recurring":
                    found[-1] = _excepting(found[-1], sentence)
    return tuple(found)


def _excepting(rule: Announcement, sentence: Sentence) -> Announcement:
    """`rule` with what the sentence after it takes out: "Elke dinsdag. In de kerstvakantie zijn we gesloten."."""
    return replace(
        rule,
        exceptions=(*rule.exceptions, *sentence.exceptions),
        excepted=(*rule.excepted, *sentence.excepted),
    )


def _paragraphs(text: str) -> Iterator[tuple[str, int]]:
    """The paragraphs of a page with where they begin; a short text is one, so that its hours find their day."""
    if len(text) <= _SHORT:
        yield text, 0
        return
    for paragraph in _PARAGRAPH.finditer(text):
        yield paragraph.group(), paragraph.start()


def _shifted(announcement: Announcement, offset: int) -> Announcement:
    if not offset:
        return announcement
    start, end = announcement.span
    return replace(announcement, span=(start + offset, end + offset))
