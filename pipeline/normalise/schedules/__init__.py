"""Schedules out of running text, Dutch and English first; pure, and linear in the length of the text."""

from datetime import date

from pipeline.normalise.schedules.announcement import Announcement, SaidSlot
from pipeline.normalise.schedules.assemble import announced
from pipeline.normalise.schedules.lexicon import may_say_when
from pipeline.normalise.schedules.read import nodes
from pipeline.normalise.schedules.sentences import sentences

__all__ = ["Announcement", "SaidSlot", "announcements", "may_say_when"]


def announcements(
    text: str, *, reference: date | None, region: str | None = None, exact_day: bool = True
) -> tuple[Announcement, ...]:
    """What `text` announces, in its order; empty where it announces nothing.

    `reference` is the date of the page: a day without a year is dated near it. `exact_day` is False where only its
    month or year is known: then "komende dinsdag" stays without a date. `region` is not used yet.
    """
    if not may_say_when(text):
        return ()
    del region
    found = (
        announced(sentence, text, reference=reference, exact_day=exact_day) for sentence in sentences(nodes(text), text)
    )
    return tuple(announcement for announcement in found if announcement)
