"""What a site says about visitors like us: robots.txt, reservations against text and data mining. Pure."""

import re
from collections.abc import Mapping
from typing import Any

import msgspec
from protego import Protego

from schemas.errors import UnreadableText
from schemas.record import Record
from spiders.crawl.links import looks_like_html
from spiders.page import Page

MOST_SITEMAPS = 3
_MOST_LETTERS = 512_000  # RFC 9309 §2.5
_MOST_ROWS = 1_000
_YES = {"1", "true"}


class SiteFacts(Record):
    """What the site says of visits by machines. None: it does not say.

    `tdm_reservation` names where rights against text and data mining are reserved (TDMRep, W3C community report of
    2024); `robots_meta` holds what pages say in their robots element or header.
    """

    has_robots: bool | None = None
    allows_homepage: bool = True
    crawl_delay_s: float | None = None
    sitemaps: tuple[str, ...] = ()
    tdm_reservation: str | None = None
    tdm_policy: str | None = None
    robots_meta: str | None = None


def robots_facts(text: str, homepage: str, token: str) -> SiteFacts:
    """The facts in a robots.txt."""
    if looks_like_html(text.encode()) or not text.strip():
        return SiteFacts(has_robots=False)
    rules = Protego.parse(text[:_MOST_LETTERS])
    return SiteFacts(
        has_robots=True,
        allows_homepage=bool(rules.can_fetch(homepage, token)),
        crawl_delay_s=rules.crawl_delay(token),
        sitemaps=tuple(url for url in dict.fromkeys(rules.sitemaps) if url.startswith("http"))[:MOST_SITEMAPS],
    )


def with_tdmrep(facts: SiteFacts, body: bytes) -> SiteFacts:
    """The facts with those of `/.well-known/tdmrep.json`, a list of {location, tdm-reservation, tdm-policy}."""
    try:
        rows: Any = msgspec.json.decode(body[:_MOST_LETTERS])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return facts
    for row in rows[:_MOST_ROWS] if isinstance(rows, list) else ():
        if isinstance(row, dict) and _is_reserved(row.get("tdm-reservation")):
            where = str(row.get("location") or "/")[:200]
            policy = row.get("tdm-policy")
            said = f"/.well-known/tdmrep.json for {where}"
            return msgspec.structs.replace(
                facts, tdm_reservation=said, tdm_policy=policy[:500] if isinstance(policy, str) else None
            )
    return facts


def with_page(facts: SiteFacts, page: Page, headers: Mapping[str, str]) -> SiteFacts:
    """The facts with what a page says itself, in its head or its headers (names in small letters)."""
    meta = _meta(page)
    robots = ", ".join(filter(None, (headers.get("x-robots-tag"), meta.get("robots"), meta.get("bruggen"))))
    if _is_reserved(headers.get("tdm-reservation")):
        reserved: str | None = f"header tdm-reservation of {page.url}"
    else:
        reserved = f"meta tdm-reservation of {page.url}" if _is_reserved(meta.get("tdm-reservation")) else None
    return msgspec.structs.replace(
        facts,
        robots_meta=facts.robots_meta
        or (robots[:200] if re.search(r"noindex|none|noai", robots, re.IGNORECASE) else None),
        tdm_reservation=facts.tdm_reservation or reserved,
        tdm_policy=facts.tdm_policy or headers.get("tdm-policy") or meta.get("tdm-policy"),
    )


def _meta(page: Page) -> dict[str, str]:
    if not looks_like_html(page.body):
        return {}
    try:
        nodes = page.tree.css("meta[name][content]")
    except UnreadableText:
        return {}
    return {(n.attributes.get("name") or "").lower(): n.attributes.get("content") or "" for n in nodes}


def _is_reserved(value: object) -> bool:
    return str(value).strip().lower() in _YES
