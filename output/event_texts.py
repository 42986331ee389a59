"""The events of an edition as text: made once per activity, kept as long as nothing about it changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from output.ical import Event
from output.ical_check import event_fault
from output.ical_series import series
from output.selection import FEED_PAST_DAYS, Offer
from schemas.health import Problem


@dataclass(frozen=True)
class EventText:
    """The VEVENTs of one offer in both profiles; empty bytes where a profile has none. `fault`: why it is left out."""

    offer: Offer
    since: str
    by_rule: bytes = b""
    one_by_one: bytes = b""
    fault: str | None = None


EventTexts = dict[str, EventText]
"""By activity id. Handed from one publishing to the next, it spares all texts that did not change."""


def event_texts(offers: Iterable[Offer], *, as_of: date, known: EventTexts) -> EventTexts:
    """The texts of `offers`, those in `known` taken over where they still hold."""
    since = (as_of - timedelta(days=FEED_PAST_DAYS)).isoformat()
    return {offer.activity.id: _still(known, offer, since) or _rendered(offer, since) for offer in offers}


def faults(texts: EventTexts) -> tuple[Problem, ...]:
    """The activities that are left out of all feeds, and why."""
    return tuple(
        Problem(what=f"left out of the feeds: {text.fault}", where=activity_id)
        for activity_id, text in texts.items()
        if text.fault
    )


def _still(known: EventTexts, offer: Offer, since: str) -> EventText | None:
    text = known.get(offer.activity.id)
    if text is None or text.offer != offer:
        return None
    return text if text.since == since or not offer.activity.schedule.overrides else None


def _rendered(offer: Offer, since: str) -> EventText:
    if len({one.recurrence_id[:19] for one in offer.occurrences}) < len(offer.occurrences):
        return EventText(offer, since, fault="two occurrences begin at one local time")
    try:
        event = Event(offer.activity)
        one_by_one = event.one_by_one(offer.occurrences)
        plain = series(offer.activity.schedule, since=since)
        by_rule = one_by_one if plain is None else event.by_rule(plain)
    except ValueError as error:
        return EventText(offer, since, fault=f"a time that does not exist: {error}")
    fault = next((fault for text in (by_rule, one_by_one) if text and (fault := event_fault(text))), None)
    return EventText(offer, since, fault=fault) if fault else EventText(offer, since, by_rule, one_by_one)
