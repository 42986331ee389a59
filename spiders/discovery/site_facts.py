"""What a site says about visitors like us: robots.txt, and reservations against text and data mining. Pure."""

import re

from schemas.record import Record
from spiders.crawl.links import looks_like_html
from spiders.crawl.reservations import Wish, reservations, wish_in_page
from spiders.crawl.robots_rules import rules_in
from spiders.page import Page

MOST_SITEMAPS = 3
_ASKS = frozenset({"noindex", "nofollow", "none"})
_SITEMAP = re.compile(r"^[ \t]*sitemap[ \t]*:[ \t]*(https?://[^\s#]{1,500})", re.IGNORECASE | re.MULTILINE)


class SiteFacts(Record):
    """What the site says of visits by machines. None: it does not say.

    `tdm_reservation` names where rights against text and data mining are reserved (TDMRep, W3C community group report
    of 2024); `robots_meta` tells what the front door asks robots not to do.
    """

    has_robots: bool | None = None
    allows_homepage: bool = True
    crawl_delay_s: float | None = None
    sitemaps: tuple[str, ...] = ()
    tdm_reservation: str | None = None
    tdm_policy: str | None = None
    robots_meta: str | None = None


def site_facts(front_door: Page, wish: Wish, *, robots: str, tdmrep: str) -> SiteFacts:
    """The facts in a site's front door, the `wish` of its headers, its robots.txt and its tdmrep.json."""
    has_robots = bool(robots.strip()) and not looks_like_html(robots.encode(errors="replace"))
    rules = rules_in(robots if has_robots else "")
    said = wish_in_page(front_door)
    rows = [row for row in reservations(tdmrep) if row.is_reserved]
    asks = sorted(_ASKS & (wish.directives | wish.to_us | said.directives | said.to_us))
    return SiteFacts(
        has_robots=has_robots,
        allows_homepage=rules.allow(front_door.url),
        crawl_delay_s=rules.delay_s or None,
        sitemaps=tuple(dict.fromkeys(_SITEMAP.findall(robots)))[:MOST_SITEMAPS] if has_robots else (),
        tdm_reservation=f"tdmrep.json for {rows[0].location}" if rows else _where(wish, said),
        tdm_policy=next((row.policy for row in rows if row.policy), None) or wish.policy or said.policy,
        robots_meta=", ".join(asks)[:200] or None,
    )


def _where(headers: Wish, page: Wish) -> str | None:
    if headers.reserves:
        return "its headers"
    return "its front door" if page.reserves else None
