"""Which addresses lead nowhere new: forms, logins, prints, sessions, filters, and months without end. Pure."""

import re
from urllib.parse import parse_qsl, unquote, urlsplit

from spiders.discovery.tables import traps

_DIGITS = re.compile(r"\d+")
_SESSION = re.compile(r";(?:jsessionid|sid)=|/\(s\([a-z0-9]+\)\)/", re.IGNORECASE)
_DAY = re.compile(r"(?:^|[/_-])(?:19|20)\d\d[-/_](?:0?[1-9]|1[0-2])(?:$|[/_-])")
_REPEATED = 3  # a part of a path that stands there three times: relative links that lead ever deeper
LONGEST = 500


def is_trap(url: str) -> bool:
    """Whether nothing is to be found at `url` that is not found without it.

    >>> is_trap("https://debrug.example/agenda/?maand=2027-03"), is_trap("https://debrug.example/agenda/?page_id=7")
    (True, False)
    """
    table, parts = traps(), urlsplit(url)
    segments = [unquote(segment).lower() for segment in parts.path.split("/") if segment]
    return (
        len(url) > LONGEST
        or any(_plain(name) in table.parameters for name, _ in parse_qsl(parts.query, keep_blank_values=True))
        or not table.segments.isdisjoint(segments)
        or parts.path.lower().endswith(table.endings)
        or bool(_SESSION.search(url))
        or any(segments.count(segment) >= _REPEATED for segment in set(segments))
        or is_closed(url)
    )


def is_closed(url: str) -> bool:
    """Whether `url` stands on a platform that we do not visit, such as a social network."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    return any(host == closed or host.endswith(f".{closed}") for closed in traps().closed)


def is_of_a_month(url: str) -> bool:
    """Whether a year and a month stand in the path, as in the archives of blogs and the pages of calendars.

    >>> is_of_a_month("https://debrug.example/agenda/2027-03/"), is_of_a_month("https://debrug.example/2026/agenda/")
    (True, False)
    """
    return bool(_DAY.search(urlsplit(url).path))


def shape(url: str) -> str:
    """`url` without what tells one page of a kind from the next: numbers, and values of parameters.

    >>> shape("https://debrug.example/event/2041?id=7&x=a")
    'debrug.example/event/#?id&x'
    """
    parts = urlsplit(url)
    names = "&".join(sorted({name for name, _ in parse_qsl(parts.query, keep_blank_values=True)}))
    path = _DIGITS.sub("#", parts.path.rstrip("/"))
    return f"{parts.netloc.removeprefix('www.')}{path}{'?' if names else ''}{names}"


def _plain(name: str) -> str:
    """A parameter's name in small letters, without the brackets of lists."""
    return name.lower().partition("[")[0]
