"""What of a feed its calendars hold: all of it, or what comes soonest, as far as calendar programs can bear.

Google drops events silently past about 1 MB or 1,111 events, Nextcloud gives up on large files, and 10,000 events take
Thunderbird and Evolution ten seconds.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain

from output.dutch import day_and_year
from output.event_texts import EventText, EventTexts
from output.feeds.feed import Facet, Feed
from output.ical_calendar import calendar
from output.selection import Offer

CLIENT_BYTES = 700_000
CLIENT_EVENTS = 800
_ROOM_FOR_HEAD = 4_000


@dataclass(frozen=True)
class Calendar:
    """A file to subscribe to: its path, its bytes in pieces, and what they hold.

    `left_out`: how many activities of the feed are not in it, or not with all that is coming. `last_day`: the day up to
    which it holds everything; None: no day bounds it.
    """

    path: str
    pieces: list[bytes]
    events: int
    left_out: int = 0
    last_day: str | None = None

    @property
    def size(self) -> int:
        return sum(map(len, self.pieces))


def fits(texts: Iterable[EventText]) -> bool:
    """Whether the events by rule of all these activities go into one calendar."""
    events = size = 0
    for text in texts:
        events, size = events + text.rule_events, size + len(text.by_rule)
    return _is_bearable(events, size)


def calendars(
    feed: Feed, offers: Mapping[str, Offer], texts: EventTexts, *, as_of: date, base_url: str | None = None
) -> tuple[Calendar, Calendar]:
    """The calendar of `feed`, and its simple twin with every occurrence apart."""
    chosen = [texts[activity_id] for activity_id in feed.activities]
    whole = [offers[activity_id] for activity_id in feed.activities]
    full = _by_rule(feed, chosen, whole, as_of=as_of, base_url=base_url)
    return full, _one_by_one(feed, chosen, whole, as_of=as_of, base_url=base_url)


def _by_rule(feed: Feed, texts: list[EventText], offers: list[Offer], *, as_of: date, base_url: str | None) -> Calendar:
    path = f"{feed.stem}.ics"
    kept = texts
    if not fits(texts):
        kept = [texts[number] for number in sorted(_soonest(texts, offers, as_of.isoformat()))]
    left_out = len(texts) - len(kept)
    note = f"Niet alles past in deze agenda: {len(kept)} van {len(texts)} activiteiten, wat het eerst komt."
    return Calendar(
        path,
        _written(feed, path, [text.by_rule for text in kept], note if left_out else None, base_url),
        events=sum(text.rule_events for text in kept),
        left_out=left_out,
    )


def _soonest(texts: list[EventText], offers: list[Offer], today: str) -> Iterator[int]:
    """The numbers of the activities that come soonest, as many as fit; those that are cancelled first."""
    events = size = 0
    for number in sorted(range(len(texts)), key=lambda one: (_next_start(offers[one], today), one)):
        events, size = events + texts[number].rule_events, size + len(texts[number].by_rule)
        if not _is_bearable(events, size):
            return
        yield number


def _next_start(offer: Offer, today: str) -> str:
    starts = (one.start for one in offer.occurrences if max(one.start, one.end or "") >= today)
    return next(starts, "")


def _one_by_one(
    feed: Feed, texts: list[EventText], offers: list[Offer], *, as_of: date, base_url: str | None
) -> Calendar:
    path = f"{feed.stem}.simple.ics"
    if _is_bearable(sum(text.simple_events for text in texts), sum(len(text.one_by_one) for text in texts)):
        pieces = _written(feed, path, [text.one_by_one for text in texts], None, base_url)
        return Calendar(path, pieces, events=sum(text.simple_events for text in texts))
    days = [_days(offer, as_of.isoformat()) for offer in offers]
    coming = sorted(_until(_horizon(days), texts, days), key=lambda one: one[:2])
    kept, last_day = _first_days(coming)
    until = f"Zij loopt tot en met {day_and_year(date.fromisoformat(last_day))}." if last_day else "Dit komt het eerst."
    in_order = [event for _, _, event in sorted(kept, key=lambda one: (one[1], one[0]))]
    pieces = _written(feed, path, in_order, f"Niet alles past in deze agenda. {until}", base_url)
    whole = Counter(number for _, number, _ in kept)
    left_out = sum(whole[number] < sum(map(bool, some)) for number, some in enumerate(days))
    return Calendar(path, pieces, events=len(kept), left_out=left_out, last_day=last_day)


def _days(offer: Offer, today: str) -> list[str]:
    """The day of each occurrence, today where it has begun; "" where it is over: the past gives way first."""
    return [max(one.start[:10], today) if max(one.start, one.end or "") >= today else "" for one in offer.occurrences]


def _horizon(days: Iterable[Iterable[str]]) -> str:
    """The day up to which there are more events than one calendar may hold: what is later needs no look."""
    events = 0
    by_day = Counter(filter(None, chain.from_iterable(days)))
    for day in sorted(by_day):
        events += by_day[day]
        if events > CLIENT_EVENTS:
            return day
    return "9999"


_Dated = tuple[str, int, bytes]
"""The day of an occurrence (today, where it has begun), the number of its activity, its event."""


def _until(last: str, texts: Iterable[EventText], days: Iterable[list[str]]) -> Iterator[_Dated]:
    """The occurrences that are not over and begin up to the day `last`."""
    for number, (text, some) in enumerate(zip(texts, days, strict=True)):
        if any("" < day <= last for day in some):
            for day, event in zip(some, _events(text.one_by_one), strict=True):
                if "" < day <= last:
                    yield day, number, event


def _first_days(coming: list[_Dated]) -> tuple[list[_Dated], str | None]:
    """As many whole days as fit, and the last of them; where not even one does, what fits of it."""
    events = size = count = 0
    for _, _, event in coming:
        events, size = events + 1, size + len(event)
        if not _is_bearable(events, size):
            break
        count += 1
    if count == len(coming):
        return coming, None
    end = coming[count][0]
    if end == coming[0][0]:
        return coming[:count], None
    last_day = (date.fromisoformat(end) - timedelta(days=1)).isoformat()
    return [one for one in coming if one[0] < end], last_day


def _events(text: bytes) -> list[bytes]:
    """The single events of a text of events."""
    end = b"END:VEVENT\r\n"
    return [piece + end for piece in text.split(end)[:-1]]


def _is_bearable(events: int, size: int) -> bool:
    return events <= CLIENT_EVENTS and size <= CLIENT_BYTES - _ROOM_FOR_HEAD


def _written(feed: Feed, path: str, events: list[bytes], note: str | None, base_url: str | None) -> list[bytes]:
    title = f"{feed.title} (niet alles)" if note else feed.title
    lines = ["Wat kleine organisaties op hun eigen site aankondigen, bij elkaar gezet door Bruggen."]
    lines += [note, _elsewhere(feed)] if note else []
    return calendar(title, events, description=" ".join(lines), source=base_url and f"{base_url}{path}")


def _elsewhere(feed: Feed) -> str:
    if not feed.parts:
        return "De rest komt erbij als het zover is."
    if feed.facet is Facet.ALL and feed.municipality is None:
        return "Alles staat in de agenda’s per gemeente."
    return "Alles staat in de kleinere agenda’s: per wijk, of per soort."
