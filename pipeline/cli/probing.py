"""What a look through a site found, as a record for people and programs."""

import time
from datetime import date, datetime
from itertools import islice

import msgspec

from pipeline.announcing import announces, next_instance
from pipeline.cli.options import Look
from pipeline.cli.proposals import Proposal, proposal
from pipeline.cli.quality import sights_along
from pipeline.normalise import normalised
from pipeline.occurrences import Instance
from schemas.discovery import Found
from schemas.health import Failure
from schemas.listing import Listing
from schemas.record import Instant, Record
from schemas.schedule import Status
from schemas.source import Source
from spiders.discovery.exploration import Exploration, Sight
from spiders.discovery.site_facts import SiteFacts
from spiders.discovery.ways import mark, ways

SAMPLES = 10
_LONGEST_TEXT = 100


class Rung(Record):
    """A page that was looked at: who read it, and how many of its listings announce something to come."""

    url: str
    why: str
    reader: str | None
    listings: int
    announced: int
    links: int = 0
    needs_browser: bool = False


class Sample(Record):
    """One listing, with the next time that it takes place as we understand it, and when it is in its own words."""

    title: str
    when_text: str | None
    next_start: str
    next_end: str | None
    rrule: str | None
    status: Status | None
    place: str | None
    url: str | None
    reader: str


class Unread(Record):
    """A listing whose time cannot be read, or that is over, as printed."""

    title: str
    when_text: str | None
    url: str | None


class Trouble(Record):
    url: str
    why: str
    what: str


class ProbeReport(Record):
    """What a look through a site found. `ways`: sets of addresses to be read together, best first."""

    url: str
    probed_at: Instant
    seconds: float
    pages: int
    failure: Failure | None
    trouble: str | None
    facts: SiteFacts
    platforms: tuple[str, ...]
    rungs: tuple[Rung, ...]
    ways: tuple[tuple[Found, ...], ...]
    samples: tuple[Sample, ...]
    unread: tuple[Unread, ...]
    missed: tuple[Trouble, ...]
    unvisited: int
    needs_browser: bool
    proposal: Proposal


def looked_through(look: Look) -> tuple[Exploration, float]:
    """What is to be seen on the site, with the guards and manners of a crawl, and the seconds it took."""
    from spiders.crawl.politeness import Politeness  # noqa: PLC0415 Scrapy takes half a second to import
    from spiders.discovery.probing import probe  # noqa: PLC0415

    started_s = time.monotonic()
    politeness = Politeness(delay_s=look.delay_s, allow_loopback=look.allow_loopback)
    if look.contact_url:
        politeness = msgspec.structs.replace(politeness, contact_url=look.contact_url)
    source = a_source(look.url)
    seen = probe(
        look.url,
        now=look.now,
        announces=lambda listing: announces(listing, source, look.now),
        politeness=politeness,
    )
    return seen, time.monotonic() - started_s


def a_source(url: str) -> Source:
    """The source as which a site is probed."""
    return Source(id="nl.probe.site", organisation="?", url=url)


def report_of(seen: Exploration, *, now: datetime, seconds: float) -> ProbeReport:
    found = ways(seen)
    samples = tuple(_samples(seen, found[0] if found else (), now))
    proposed = proposal(seen, found[0] if found else ())
    return ProbeReport(
        url=seen.start,
        probed_at=now,
        seconds=round(seconds, 2),
        pages=len(seen.sights) + len(seen.missed),
        failure=seen.trouble.failure if seen.trouble else None,
        trouble=seen.trouble.detail if seen.trouble else None,
        facts=seen.facts,
        platforms=seen.platforms,
        rungs=tuple(_rung(sight) for sight in seen.sights),
        ways=found,
        samples=samples,
        unread=tuple(_unread(seen)),
        missed=tuple(
            Trouble(url=miss.lead.candidate.url, why=miss.lead.candidate.why, what=miss.detail) for miss in seen.missed
        ),
        unvisited=seen.unvisited,
        needs_browser=proposed.browser,
        proposal=proposed,
    )


def _rung(sight: Sight) -> Rung:
    return Rung(
        url=sight.page.url,
        why=sight.lead.candidate.why,
        reader=sight.reader,
        listings=len(sight.reading.listings),
        announced=len(sight.announced),
        links=len(sight.reading.links),
        needs_browser=sight.is_shell,
    )


def _samples(seen: Exploration, way: tuple[Found, ...], now: datetime) -> list[Sample]:
    """Ten listings of the best way, each activity once, the soonest first."""
    source = a_source(seen.start)
    announced = [listing for sight in sights_along(way, seen) for listing in sight.announced]
    found = ((listing, instance) for listing in announced if (instance := next_instance(listing, source, now)))
    soonest: dict[str, tuple[Listing, Instance]] = {}
    for listing, instance in sorted(found, key=lambda pair: _moment(pair[1].start)):
        soonest.setdefault(mark(listing), (listing, instance))
    return [_sample(listing, instance) for listing, instance in list(soonest.values())[:SAMPLES]]


def _sample(listing: Listing, instance: Instance) -> Sample:
    meaning = normalised(listing, a_source("http://page.invalid/"))
    slots = meaning.schedule.slots if meaning and meaning.schedule else ()
    return Sample(
        title=listing.title,
        when_text=_shortened(listing.when_text),
        next_start=_moment(instance.start),
        next_end=_moment(instance.end) if instance.end else None,
        rrule=next((slot.rrule for slot in slots if slot.rrule), None),
        status=instance.status or listing.status,
        place=(listing.place.name or listing.place.street or listing.place.address) if listing.place else None,
        url=listing.url,
        reader=listing.reader,
    )


def _moment(when: date | datetime) -> str:
    return when.isoformat(timespec="minutes") if isinstance(when, datetime) else when.isoformat()


def _unread(seen: Exploration) -> list[Unread]:
    unread = (one for sight in seen.sights for one in sight.reading.listings if one not in sight.announced)
    first = islice(unread, SAMPLES)
    return [Unread(title=one.title, when_text=_shortened(one.when_text), url=one.url) for one in first]


def _shortened(text: str | None) -> str | None:
    return " ".join(text.split())[:_LONGEST_TEXT] if text else None
