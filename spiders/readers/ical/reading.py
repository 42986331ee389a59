"""From the bytes of a page to its listings: cut, group, read what changed. Raises nothing."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from schemas.errors import UnreadableText
from schemas.health import Problem
from schemas.listing import Listing
from spiders.page import Page, Reading
from spiders.readers.ical.allowance import Allowance
from spiders.readers.ical.cleaning import clean
from spiders.readers.ical.context import Context
from spiders.readers.ical.elsewhere import elsewhere
from spiders.readers.ical.events import event
from spiders.readers.ical.grouping import Block, Group, groups
from spiders.readers.ical.listings import listing
from spiders.readers.ical.splitting import Cut, cut

VERSION = 2
_MOST_PROBLEMS = 50
_OPENING = re.compile(rb"(?:\A|[\r\n])[ \t]*BEGIN[ \t]*:[ \t]*V(?:CALENDAR|EVENT)", re.IGNORECASE)
_SNIFFED = 2_048


def is_calendar(body: bytes) -> bool:
    """Whether a calendar starts near the beginning of `body`, in whatever encoding."""
    head = body[:_SNIFFED].translate(None, b"\0").lstrip(b"\xef\xbb\xbf\xfe\xff")
    return _OPENING.search(head) is not None


def all_events(page: Page) -> Reading:
    """All VEVENTs of `page`, private ones too, read afresh; what belongs to a series stays with it."""
    return _read(page, withhold=lambda _: False, apart=lambda _: {})


def announced_events(page: Page) -> Reading:
    """The VEVENTs that are meant for everyone; those known from the last visit are taken from `page.known`."""
    return _read(page, withhold=lambda block: block.is_withheld, apart=elsewhere)


def _read(page: Page, *, withhold: Callable[[Block], bool], apart: Callable[[Group], Mapping[Block, Group]]) -> Reading:
    noted: set[str] = set()
    found = cut(clean(page.body, noted))
    problems = [Problem(what=f"read after a repair of the file: {name}") for name in sorted(noted | found.noted)]
    problems += [Problem(what=trouble) for trouble in found.refused]
    allowance = Allowance()
    contexts = [(calendar.events, Context(calendar, allowance, page.tzid)) for calendar in found.calendars]
    blocks = (Block(text, context) for events, context in contexts for text in events)
    listings: list[Listing] = []
    withheld = 0
    for group in groups(blocks):
        shown, hidden = _shown(group, withhold)
        if shown is None:
            withheld += 1
            continue
        away = apart(_without(shown, hidden))
        for one, named in ((shown, (*hidden, *away)), *((alone, ()) for alone in away.values())):
            try:
                listings.append(_listing(one, named, page, problems))
            except UnreadableText as trouble:
                problems.append(Problem(what=f"one event is unread: {trouble}", where=group.uid))
    if withheld:
        problems.append(Problem(what=f"{withheld} events are private or ask to be ignored"))
    if not listings and not withheld:
        problems.append(Problem(what=_nothing(found)))
    return Reading(listings=tuple(_with_own_keys(listings)), problems=tuple(_bounded(problems)))


def _shown(group: Group, withhold: Callable[[Block], bool]) -> tuple[Group | None, tuple[Block, ...]]:
    """The group without what is withheld, None when nothing is left; and its withheld overrides."""
    hidden = tuple(block for block in group.overrides if withhold(block))
    if group.master and withhold(group.master):
        return None, hidden
    if not group.master and len(hidden) == len(group.overrides):
        return None, hidden
    return group, hidden


def _listing(group: Group, hidden: tuple[Block, ...], page: Page, problems: list[Problem]) -> Listing:
    """From the last visit where nothing changed, else read now, without what is hidden. Raises UnreadableText."""
    fingerprint = group.fingerprint(VERSION)
    if known := page.known.get(fingerprint):
        return known
    read, unread = listing(
        _without(group, hidden), page, fingerprint, [event(block.text, block.context) for block in hidden]
    )
    problems += [Problem(what=f"one event is {trouble}", where=group.uid) for trouble in unread]
    return read


def _without(group: Group, hidden: tuple[Block, ...]) -> Group:
    gone = frozenset(hidden)
    return replace(group, overrides=tuple(block for block in group.overrides if block not in gone))


def _with_own_keys(listings: Iterable[Listing]) -> Iterator[Listing]:
    """Each key once: identical events without UID are one."""
    return iter({listing.key: listing for listing in listings}.values())


def _nothing(found: Cut) -> str:
    """Why there is no listing, in one line."""
    if not found.calendars:
        return "no BEGIN:VCALENDAR: this is not a calendar"
    others = sum(calendar.others for calendar in found.calendars)
    return f"no event in {len(found.calendars)} calendars" + (f", {others} components of other kinds" if others else "")


def _bounded(problems: list[Problem]) -> list[Problem]:
    rest = len(problems) - _MOST_PROBLEMS
    return [*problems[:_MOST_PROBLEMS], Problem(what=f"and {rest} problems more")] if rest > 0 else problems
