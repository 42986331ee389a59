"""Pages of a fictional site, links, agendas, calendars; and looks through sites that stand in memory."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from urllib.parse import urlsplit

from schemas.health import Failure
from schemas.listing import Listing
from spiders.crawl.failures import Unfetched
from spiders.crawl.fetch import Answer
from spiders.discovery.expedition import Expedition
from spiders.discovery.exploration import Bounds, Exploration
from spiders.discovery.ways import ways

HOME = "https://debrug.example/"
NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)


def html(*parts: str) -> str:
    return f"<!DOCTYPE html><title>De Brug</title>{''.join(parts)}"


def link(path: str, text: str = "Agenda") -> str:
    return f'<a href="{path}">{text}</a> '


def agenda(*titles: str) -> str:
    """A page that announces these in March 2027, in microdata."""
    return html(
        *(
            f'<div itemscope itemtype="https://schema.org/Event"><b itemprop="name">{title}</b>'
            f'<time itemprop="startDate" datetime="2027-03-{day % 28 + 1:02}T10:00">10 uur</time></div>'
            for day, title in enumerate(titles)
        )
    )


def calendar(*titles: str) -> str:
    """A calendar that announces these in March 2027."""
    rows = (
        f"BEGIN:VEVENT\r\nUID:{title}\r\nDTSTART:202703{day:02}T190000Z\r\nSUMMARY:{title}\r\nEND:VEVENT\r\n"
        for day, title in enumerate(titles, start=1)
    )
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{''.join(rows)}END:VCALENDAR\r\n"


def says_when(listing: Listing) -> bool:
    return listing.schedule is not None


def explored(
    site: Mapping[str, str], *, announces: Callable[[Listing], bool] = says_when, bounds: Bounds | None = None
) -> tuple[Exploration, list[str]]:
    """What is seen on a site of these pages (paths with their query), and what was asked."""
    asked: list[str] = []

    async def ask(url: str) -> Answer:
        parts = urlsplit(url)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        asked.append(path if url.startswith(HOME) else url)
        if path not in site or not url.startswith(HOME):
            raise Unfetched(Failure.CLIENT_ERROR, f"{url}: 404 where 200 was expected")
        return Answer(url, url, 200, site[path].encode(), "text/html", None, None)

    expedition = Expedition(HOME, source_id="nl.a.b", now=NOW, ask=ask, announces=announces, bounds=bounds or Bounds())
    return asyncio.run(expedition.explore()), asked


def first_way(seen: Exploration) -> list[str]:
    return [urlsplit(found.url).path for found in ways(seen)[0]]
