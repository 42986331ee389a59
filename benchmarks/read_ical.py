"""What reading a calendar of 5,000 events costs, as a ratio of `icalendar` parsing the same bytes.

Method: one process, CPU seconds (`time.process_time`), five interleaved rounds after one for warming up, medians. The
calendar is written here: Dutch events of about 600 bytes, a tenth of them with a rule, exceptions and a moved evening,
as Google and WordPress print them. `first` reads it with nothing known; `changed` reads it after 1 % of the events got
another title, with the listings of the former visit at hand, as the crawler does. Prints one JSON line per figure.
"""

import gc
import json
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from statistics import median

from icalendar import Calendar

from spiders.page import Page
from spiders.readers.ical import READER

EVENTS = 5_000
ROUNDS = 5
_HEAD = """BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//Buurthuis De Brug//NONSGML agenda//NL\r
CALSCALE:GREGORIAN\r
METHOD:PUBLISH\r
X-WR-CALNAME:Agenda Buurthuis De Brug\r
X-WR-TIMEZONE:Europe/Amsterdam\r
BEGIN:VTIMEZONE\r
TZID:Europe/Amsterdam\r
BEGIN:DAYLIGHT\r
TZOFFSETFROM:+0100\r
TZOFFSETTO:+0200\r
TZNAME:CEST\r
DTSTART:19700329T020000\r
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r
END:DAYLIGHT\r
BEGIN:STANDARD\r
TZOFFSETFROM:+0200\r
TZOFFSETTO:+0100\r
TZNAME:CET\r
DTSTART:19701025T030000\r
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r
END:STANDARD\r
END:VTIMEZONE\r
"""
_EVENT = """BEGIN:VEVENT\r
DTSTART;TZID=Europe/Amsterdam:{start:%Y%m%dT%H%M%S}\r
DTEND;TZID=Europe/Amsterdam:{end:%Y%m%dT%H%M%S}\r
{rule}DTSTAMP:20261101T120000Z\r
UID:{number}@debrug.example\r
CREATED:20260801T101500Z\r
DESCRIPTION:Iedereen is welkom\\, ook zonder afspraak. We drinken koffie en oe\r
 fenen Nederlands aan kleine tafels. Neem gerust een buurvrouw of buurman mee\r
 .\\n\\nVragen? Loop binnen bij de balie\\, elke werkdag van 9 tot 17 uur.\r
LAST-MODIFIED:20261001T081500Z\r
LOCATION:Buurthuis De Brug\\, Lange Kade 12\\, 1234 AB Brugdam\r
SEQUENCE:1\r
STATUS:CONFIRMED\r
SUMMARY:{title}\r
URL:https://debrug.example/agenda/{number}\r
CATEGORIES:Taal,Ontmoeting\r
TRANSP:OPAQUE\r
END:VEVENT\r
"""
_RULE = "RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20270630T215959Z\r\nEXDATE;TZID=Europe/Amsterdam:{first}\r\n"
_MOVED = "RECURRENCE-ID;TZID=Europe/Amsterdam:{named:%Y%m%dT%H%M%S}\r\n"


def calendar(changed_every: int = 0) -> bytes:
    """A calendar of EVENTS components; every so many have another title."""
    blocks = [_HEAD]
    for number in range(EVENTS):
        start = datetime(2026, 9, 1, 9 + number % 10) + timedelta(days=number % 300)  # noqa: DTZ001 - local, as printed
        title = f"Taalcafé aan de kade {number}"
        if changed_every and number % changed_every == 0:
            title += " (nieuwe zaal)"
        blocks.append(_event(number, start, title))
    return "".join([*blocks, "END:VCALENDAR\r\n"]).encode()


def _event(number: int, start: datetime, title: str) -> str:
    rule, uid = "", number
    if number % 10 == 0:
        rule = _RULE.format(first=f"{start + timedelta(days=7):%Y%m%dT%H%M%S}")
    elif number % 10 == 1 and number % 20 == 1:
        rule, uid = _MOVED.format(named=start - timedelta(days=1, hours=1) + timedelta(days=14)), number - 1
    return _EVENT.format(start=start, end=start + timedelta(hours=2), rule=rule, number=uid, title=title)


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds of one call, with the garbage of the one before collected first."""
    gc.collect()
    before = time.process_time()
    work()
    return time.process_time() - before


NAMES = {"first": "read a 5,000-event calendar", "changed": "read it again with 1 % of its events changed"}


def main() -> None:
    visited = Page(
        "nl.brugdam.debrug", "https://debrug.example/agenda.ics", calendar(), datetime(2026, 11, 24, tzinfo=UTC)
    )
    known = {listing.fingerprint: listing for listing in READER.read(visited).listings}
    again = Page(visited.source_id, visited.url, calendar(100), visited.fetched_at, known=known)
    works = {
        "icalendar": lambda: Calendar.from_ical(visited.body),
        "first": lambda: READER.read(visited),
        "changed": lambda: READER.read(again),
    }
    rounds = [{name: seconds(work) for name, work in works.items()} for _ in range(ROUNDS + 1)][1:]
    cost = {name: median(round_[name] for round_ in rounds) for name in works}
    for name, aim in (("first", 1.2), ("changed", 0.1)):
        ratio = round(cost[name] / cost["icalendar"], 3)
        print(json.dumps({"name": f"{NAMES[name]}: CPU over icalendar parsing it", "ratio": ratio, "aim": aim}))


if __name__ == "__main__":
    main()
