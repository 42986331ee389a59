"""Sites that ask for patience or distance, and sites without an end."""

import re
from email.utils import formatdate

from schemas.health import Failure
from tests.spiders.hostile.answers import CALENDAR, calendar, head, saying
from tests.spiders.hostile.items_bodies import SCRIPT
from tests.spiders.hostile.site import Heard, Item, Pieces

_DATE = 1_795_672_800  # 26 November 2026
_HOUR = formatdate(_DATE + 3600, usegmt=True)
_HTML = "text/html; charset=utf-8"


def _busy(status: str, after: str) -> Item:
    name = f"busy-{status[:3]}-{after[:3].strip(',').lower()}"
    answer = saying(b"", status, Retry_After=after, Date=formatdate(_DATE, usegmt=True))
    failure = Failure.SERVER_ERROR if status.startswith("5") else Failure.CLIENT_ERROR
    return Item(name, f"{status}, Retry-After: {after}", answer, failure, most_requests=1)


_MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()  # noqa: SIM905


async def _months(heard: Heard) -> Pieces:
    """A page for each month, with activities and a link to the next one, for ever."""
    found = re.search(r"maand=(\d+)", heard.path)
    month = int(found[1]) if found else 11
    when = f"{_MONTHS[month % 12]} {2026 + month // 12}"
    cards = "".join(f"<li><h3>Koor</h3><p>{day} {when}, 19:30 uur</p></li>" for day in (3, 10, 17))
    onward = f'<a rel=next href="/agenda?maand={month + 1}">volgende maand</a>'
    async for piece in saying(f"<!DOCTYPE html><h1>Agenda</h1><ul>{cards}</ul>{onward}".encode(), kind=_HTML)(heard):
        yield piece


async def _sessions(heard: Heard) -> Pieces:
    """The same page under a new address each time."""
    cards = "".join(
        f'<li><h3><a href="/s/{heard.number * 7919 + n}/koor-{n}">Koor {n}</a></h3>'
        f"<p>{n + 1} december 2026, 19:30 uur</p></li>"
        for n in range(28)
    )
    async for piece in saying(f"<!DOCTYPE html><h1>Agenda</h1><ul>{cards}</ul>".encode(), kind=_HTML)(heard):
        yield piece


async def _calendars(heard: Heard) -> Pieces:
    """Page on page that leads to 300 calendars, each another."""
    links = "".join(f'<a href="/{heard.number * 300 + n}.ics">kalender</a>' for n in range(300))
    body = saying(f"<!DOCTYPE html>{links}".encode(), kind=_HTML) if heard.path == "/agenda" else calendar
    async for piece in body(heard):
        yield piece


PATIENCE = (
    _busy("429 Too Many Requests", "3600"),
    _busy("503 Service Unavailable", _HOUR),
    _busy("429 Too Many Requests", "-5"),
    _busy("503 Service Unavailable", "soon"),
    _busy("503 Service Unavailable", "9" * 400),
    Item("crawl-delay", "Crawl-delay of 2 s and two calendars", calendar, None, pages=("/meer.ics",),
         answers_robots=saying(b"User-agent: *\nCrawl-delay: 2", kind="text/plain")),
    Item("crawl-delay-day", "Crawl-delay of a day", calendar, Failure.BLOCKED, words="86400 s between",
         answers_robots=saying(b"User-agent: *\nCrawl-delay: 86400", kind="text/plain"), most_requests=0),
    Item("crawl-delay-odd", "Crawl-delay: nan", calendar, None,
         answers_robots=saying(b"User-agent: *\nCrawl-delay: nan", kind="text/plain")),
    Item("cookies", "a cookie with every answer", saying(CALENDAR, Set_Cookie="volg=mij"), None,
         pages=("/meer.ics", "/nog-meer.ics"), most_requests=3),
)  # fmt: skip

ENDLESS = (
    Item("endless-months", "a calendar page for every month, for ever", _months, None, path="/agenda",
         most_requests=200, limits={"max_pages": 40}),
    Item("session-paths", "28 activities a page, each link with a new session id", _sessions, None, path="/agenda",
         most_requests=29, limits={"max_pages": 40}),
    Item("many-calendars", "300 calendars named by one page", _calendars, None, path="/agenda", most_requests=200,
         limits={"max_pages": 40}),
)  # fmt: skip

RESERVED = (
    Item("noindex", "X-Robots-Tag: noindex on a page", saying(f"<!DOCTYPE html>{SCRIPT}".encode(), kind=_HTML,
         X_Robots_Tag="noindex"), Failure.BLOCKED, path="/agenda", words="noindex", most_requests=1),
    Item("tdm-reserved", "tdm-reservation: 1", saying(CALENDAR, tdm_reservation="1"), Failure.BLOCKED,
         words="text and data mining", most_requests=1),
)  # fmt: skip


async def _heard_a_stray(_: Heard) -> Pieces:
    yield head() + CALENDAR


CANARY_ITEM = Item("canary", "what stands inside", _heard_a_stray, None)
