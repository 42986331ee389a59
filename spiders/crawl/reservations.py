"""What a page says to machines about itself, and what of it we honour; `docs/crawling.md` says why.

Honoured: `noindex` and `none` of a page of HTML (its headers or its head), `nofollow`, and a reservation against text
and data mining (TDMRep, W3C community group report of 10 May 2024: header, meta element, `/.well-known/tdmrep.json`).
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from schemas.errors import UnreadableText
from spiders.crawl.robots_rules import TOKEN, Rule, path_of, pattern_rule
from spiders.page import Page

# Directives that have a value after a colon; before any other colon stands the name of a robot.
_WITH_VALUES = {"unavailable_after", "max-snippet", "max-image-preview", "max-video-preview"}
_MOST_ROWS = 1_000
_META = (b"robots", TOKEN.encode(), b"tdm-reservation")
_HIDDEN = {"noindex", "none"}
_UNFOLLOWED = {"nofollow", "none"}


@dataclass(frozen=True)
class Wish:
    """What a page wants: directives, lower case; those that name us apart; and what it reserves."""

    directives: frozenset[str] = frozenset()
    to_us: frozenset[str] = frozenset()
    reserves: bool = False
    policy: str | None = None

    def refusal(self, *, is_html: bool) -> str | None:
        """Why we do not read the page; None: we may.

        `noindex` on a calendar or an interface means that its address is no search result: WordPress sends it with
        every feed and every answer of its interface. Only where it names us we take it for more.
        """
        if self.reserves:
            return Reservation("", None, self.policy).said("tdm-reservation: 1")
        hidden = _HIDDEN & (self.to_us | self.directives if is_html else self.to_us)
        return f"asks robots not to use it ({min(hidden)})" if hidden else None

    @property
    def follows(self) -> bool:
        """Whether we may go on to the pages that it leads to."""
        return not _UNFOLLOWED & (self.directives | self.to_us)


NO_WISH = Wish()


@dataclass(frozen=True)
class Reservation:
    """A row of tdmrep.json that reserves; `location` as printed."""

    location: str
    rule: Rule | None = None
    policy: str | None = None
    is_reserved: bool = True

    def said(self, where: str) -> str:
        return f"reserves text and data mining ({where})" + (f", see {self.policy}" if self.policy else "")


def wish_in_headers(x_robots_tag: Iterable[str], tdm_reservation: str | None, tdm_policy: str | None) -> Wish:
    """What the headers of an answer say. A header may name one robot: `X-Robots-Tag: bruggen: noindex`."""
    everybody: set[str] = set()
    to_us: set[str] = set()
    for line in x_robots_tag:
        name, colon, rest = line.partition(":")
        agent = name.strip().lower()
        if not colon or agent in _WITH_VALUES or "," in agent:
            everybody |= _directives(line)
        elif agent == TOKEN:
            to_us |= _directives(rest)
    reserves = (tdm_reservation or "").strip() == "1"
    return Wish(frozenset(everybody), frozenset(to_us), reserves, _policy(tdm_policy))


def wish_in_page(page: Page) -> Wish:
    """What the meta elements of an HTML page say."""
    if b"<meta" not in page.folded or not any(name in page.folded for name in _META):
        return NO_WISH
    try:
        metas = [node.attributes for node in page.tree.css("meta[name]")]
    except UnreadableText:
        return NO_WISH
    said: dict[str, str] = {}
    for meta in metas:
        name = (meta.get("name") or "").strip().lower()
        said[name] = f"{said.get(name, '')},{meta.get('content') or ''}"
    reserves = "1" in (part.strip() for part in said.get("tdm-reservation", "").split(","))
    policy = _policy(said.get("tdm-policy", "").strip(", "))
    return Wish(_directives(said.get("robots", "")), _directives(said.get(TOKEN, "")), reserves, policy)


def reservations(text: str) -> tuple[Reservation, ...]:
    """The rows of a tdmrep.json, in order; what is none is left out. A file that is no list has no rows."""
    try:
        rows: Any = json.loads(text) if text.strip() else []
    except (ValueError, RecursionError):
        return ()
    rows = [row for row in rows[:_MOST_ROWS] if isinstance(row, dict)] if isinstance(rows, list) else []
    return tuple(_reservation(row) for row in rows if isinstance(row.get("location"), str))


def reservation_for(url: str, rows: Iterable[Reservation]) -> Reservation | None:
    """The row that reserves `url`: the first row whose location fits decides."""
    path = path_of(url)
    first = next((row for row in rows if row.rule and row.rule.matches(path)), None)
    return first if first and first.is_reserved else None


def _reservation(row: dict[str, Any]) -> Reservation:
    location = str(row["location"])[:2_000]
    return Reservation(
        location=location,
        rule=pattern_rule(location),
        policy=_policy(row.get("tdm-policy")),
        is_reserved=str(row.get("tdm-reservation")).strip() in {"1", "1.0"},
    )


def _directives(text: str) -> frozenset[str]:
    return frozenset(re.split(r"[\s,]+", text.lower()[:2_000])) - {""}


def _policy(value: object) -> str | None:
    return " ".join(value.split())[:300] or None if isinstance(value, str) else None
