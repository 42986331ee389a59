"""Where a list goes on: its next pages, and the months after the one that is shown; never on and on."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice, pairwise
from urllib.parse import parse_qsl, urlencode, urlsplit

from selectolax.lexbor import LexborNode

from spiders.discovery.traps import is_trap
from spiders.page import Page
from spiders.readers.html.moments import lone_month, month_and_year, years
from spiders.readers.html.naming import NO_PAGE
from spiders.readers.html.words import OLDER, ONWARD, PAGE_NUMBERS
from spiders.readers.printed_days import printed_days
from spiders.text import absolute_url, base_url, canonical_url, same_host

# A list goes on; one activity has others beside it, to which its page may lead as well.
_FEWEST = 2
# From each page two or three lead on, and a visit goes two steps deep: at most a dozen pages of one list.
_MOST = 3
_NEAR = 2
_MONTHS_AHEAD = 2
_MOST_LINKS = 3_000
_MOST_LOOKED_AT = 100
_LONGEST_LABEL = 40
_LONGEST_URL = 1_000
_ARROWS = "»›>→⟩❯▶"
_LETTERS = re.compile(r"[^\W\d_]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NUMBER = re.compile(r"[0-9]{1,3}")
_COUNT = re.compile(r"[0-9]{1,6}")
_PAGE_IN_PATH = re.compile(
    rf"/(?:(?:{'|'.join(sorted(PAGE_NUMBERS))})[/-](?P<named>[0-9]{{1,6}})(?=/|$)|(?P<bare>[1-9]|10)/?$)", re.IGNORECASE
)
_YEAR_AND_MONTH = re.compile(r"(?<!\d)(20[0-9]{2})[-/_]?(1[0-2]|0?[1-9])(?:[-/_]?(?:3[01]|[12][0-9]|0?[1-9]))?(?!\d)")
_A_MONTH = re.compile(r"0?[1-9]|1[0-2]")
_A_YEAR = re.compile(r"20[0-9]{2}")
_MONTH_NAMES = frozenset({"month", "maand", "mon", "monthid", "cmonth"})
_YEAR_NAMES = frozenset({"year", "jaar", "yr", "yearid", "cyear"})


def further_pages(page: Page, whens: Sequence[str]) -> tuple[str, ...]:
    """The next pages of a list that a page shows, nearest first; `whens` says when each entry of it is, in order."""
    if not whens:
        return ()
    found: dict[str, None] = {}
    base, here = base_url(page.tree, page.url), _Address(page.url)
    for step, node in islice(_steps(page, here, whens), _MOST_LOOKED_AT):
        url = absolute_url(node.attributes.get("href") or "", base)
        there = _Address(url) if url and len(url) <= _LONGEST_URL else None
        if there and _is_next(there, here, step, count=len(whens), today=page.fetched_at.date()):
            is_last_page = step == "next" and found and there.number > here.number + _NEAR  # "1 2 3 … »"
            found |= {} if is_last_page else {there.url: None}
    return tuple(found)[:_MOST]


class _Address:
    """An address taken apart: the list that it belongs to, the number of a page in it, and the month it shows."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.url = canonical_url(url)
        self.month = _month(url)
        numbers = [found["named"] or found["bare"] for found in _PAGE_IN_PATH.finditer(parts.path)]
        path = _YEAR_AND_MONTH.sub("", _PAGE_IN_PATH.sub("", parts.path), count=1)
        self.path = "/" + "/".join(filter(None, path.split("/")))
        names = parse_qsl(parts.query)
        numbers += [value for name, value in names if _numbers_pages(name, value)]
        self.query = frozenset((n, v) for n, v in names if not _numbers_pages(n, v) and not _tells_month(n, v))
        self.has_number = bool(numbers)
        self.number = int(numbers[0]) if numbers else 1
        self._root = f"{parts.scheme}://{parts.netloc}"

    def adds_trap(self, here: "_Address") -> bool:
        """Whether it holds what leads nowhere new, beyond what the address of this page holds as well."""
        return is_trap(f"{self._root}{self.path}?{urlencode(sorted(self.query - here.query))}")


def _words(name: str) -> set[str]:
    """The words of a parameter's name.

    >>> sorted(_words("tx_agenda[currentPage]"))
    ['agenda', 'current', 'page', 'tx']
    """
    return set(_LETTERS.findall(_CAMEL.sub(" ", name).lower().replace("_", " ")))


def _numbers_pages(name: str, value: str) -> bool:
    return _COUNT.fullmatch(value) is not None and name != "page_id" and not PAGE_NUMBERS.isdisjoint(_words(name))


def _tells_month(name: str, value: str) -> bool:
    return not (_MONTH_NAMES | _YEAR_NAMES).isdisjoint(_words(name)) or _YEAR_AND_MONTH.fullmatch(value) is not None


def _steps(page: Page, here: _Address, whens: Sequence[str]) -> Iterator[tuple[str, LexborNode]]:
    """The links of a page that may lead on, with what they offer; see `_step`."""
    marked = {node.mem_id for node in page.tree.css('[rel~="next" i]')}
    for node in page.tree.css("link[rel~=next], a[href]")[:_MOST_LINKS]:
        step = "next" if node.mem_id in marked else _step(node)
        if step == "older":
            step = "next" if _run_forward(whens) else ""
        if step and (not step.isdigit() or 0 < int(step) - here.number <= _NEAR):
            yield step, node


def _step(node: LexborNode) -> str:
    """What a link offers: "next", "older", "month", the number of a page; empty where it is none of these."""
    label = " ".join(node.text()[: 4 * _LONGEST_LABEL].split())
    if not label:
        attributes = node.attributes
        label = attributes.get("aria-label") or attributes.get("title") or ""
    if not label or len(label) > _LONGEST_LABEL:
        return ""
    if _NUMBER.fullmatch(label):
        return label
    words = " ".join(_LETTERS.findall(label.lower()))
    bare = label.strip(_ARROWS + " ")
    if words in ONWARD or not bare:
        return "next"
    if words in OLDER:
        return "older"
    return "month" if lone_month(bare) or (month_and_year(bare) and len(words) < len("september ") + 5) else ""


def _is_next(there: _Address, here: _Address, step: str, *, count: int, today: date) -> bool:
    """Whether an address is that of a next page of the list shown here."""
    if (
        there.url == here.url
        or not same_host(there.url, here.url)
        or NO_PAGE.search(there.url)
        or there.adds_trap(here)
    ):
        return False
    if not here.query <= there.query or not _lies_within(there.path, here.path, is_numbered=there.has_number):
        return False
    if there.month and there.month != here.month:
        return not step.isdigit() and _is_soon(there.month, here.month, today)
    if count < _FEWEST or not there.has_number:
        return False
    return step != "month"


def _lies_within(path: str, list_path: str, *, is_numbered: bool) -> bool:
    """Whether a path is that of the list; numbered pages may lie deeper ("/agenda", "/agenda/list/page/2")."""
    return path == list_path or (is_numbered and path.startswith(f"{list_path.rstrip('/')}/"))


def _is_soon(month: int, shown: int | None, today: date) -> bool:
    """Whether a month lies after the one shown and not far ahead of today's: calendars have no last month."""
    now = today.year * 12 + today.month
    return max(shown or now, now) < month <= now + _MONTHS_AHEAD


def _month(url: str) -> int | None:
    """The month that an address names with its year, counted from the year 0."""
    parts = urlsplit(url)
    names = parse_qsl(parts.query)
    for text in (parts.path, *(value for _, value in names if _YEAR_AND_MONTH.fullmatch(value))):
        if found := _YEAR_AND_MONTH.search(text):
            return int(found[1]) * 12 + int(found[2])
    months = [int(value) for name, value in names if _words(name) & _MONTH_NAMES and _A_MONTH.fullmatch(value)]
    years = [int(value) for name, value in names if _words(name) & _YEAR_NAMES and _A_YEAR.fullmatch(value)]
    return years[0] * 12 + months[0] if months and years else None


def _run_forward(whens: Sequence[str]) -> bool:
    """Whether the days of a list come in the order of time, at most with one New Year among days without a year."""
    days = [(years(when)[:1], *next(iter(day))) for when in whens if len(day := printed_days(when)) == 1]
    back = sum(later < earlier for earlier, later in pairwise(days))
    return len(days) > _FEWEST and (back == 0 or (back == 1 and not any(year for year, *_ in days)))
