"""The events of an edition as text: made once per activity, kept as long as nothing about it changes."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from hashlib import blake2b

import msgspec

from output.ical import Event
from output.ical_check import event_fault
from output.ical_series import overrides_told, series
from output.selection import FEED_PAST_DAYS, Offer
from output.told import fingerprint, told
from schemas.health import Problem
from schemas.schedule import Status


class EventText(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The VEVENTs of one offer in both profiles, with their number; empty bytes where a profile has none.

    `facts` is the fingerprint of what they were made of, `mark` that of the texts. `fault`: why it is left out.
    """

    facts: bytes
    mark: bytes = b""
    by_rule: bytes = b""
    one_by_one: bytes = b""
    rule_events: int = 0
    simple_events: int = 0
    fault: str | None = None


EventTexts = dict[str, EventText]
"""By activity id. Handed from one publishing to the next, it spares all texts that did not change."""


def event_texts(offers: Iterable[Offer], *, as_of: date, known: Mapping[str, EventText]) -> EventTexts:
    """The texts of `offers`, those in `known` taken over where they still hold."""
    since = (as_of - timedelta(days=FEED_PAST_DAYS)).isoformat()
    texts: EventTexts = {}
    for offer in offers:
        facts = _facts(offer, since)
        text = known.get(offer.activity.id)
        texts[offer.activity.id] = text if text and text.facts == facts else _rendered(offer, facts, since)
    return texts


def faults(texts: EventTexts) -> tuple[Problem, ...]:
    """The activities that are left out of all feeds, and why."""
    return tuple(
        Problem(what=f"left out of the feeds: {text.fault}", where=activity_id)
        for activity_id, text in texts.items()
        if text.fault
    )


def _facts(offer: Offer, since: str) -> bytes:
    """The fingerprint of all that a text says; days count only where they are said, or where overrides grow old."""
    activity = offer.activity
    facts = (told(activity), offer.occurrences, since if overrides_told(activity.schedule) else "")
    return fingerprint(facts, activity.last_seen_at if activity.status is Status.MISSING else None)


def _rendered(offer: Offer, facts: bytes, since: str) -> EventText:
    if len({one.recurrence_id[:19] for one in offer.occurrences}) < len(offer.occurrences):
        return EventText(facts, fault="two occurrences begin at one local time")
    try:
        event = Event(offer.activity)
        one_by_one = event.one_by_one(offer.occurrences)
        plain = series(offer.activity.schedule, since=since)
        by_rule = one_by_one if plain is None else event.by_rule(plain)
    except ValueError as error:
        return EventText(facts, fault=f"a time that does not exist: {error}")
    fault = next((fault for text in (by_rule, one_by_one) if text and (fault := event_fault(text))), None)
    if fault:
        return EventText(facts, fault=fault)
    mark = blake2b(by_rule + b"\n" + one_by_one, digest_size=16).digest()
    return EventText(facts, mark, by_rule, one_by_one, _count(by_rule), _count(one_by_one))


def _count(text: bytes) -> int:
    return text.count(b"BEGIN:VEVENT\r\n")
