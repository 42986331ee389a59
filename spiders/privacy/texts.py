"""A text and an address without what is personal."""

import re
from functools import lru_cache
from operator import attrgetter
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from spiders.privacy.channels import addresses_of, channels
from spiders.privacy.mending import without
from spiders.privacy.persons import names

# Signs of a mail address, as written or as in a link, or nine digits in a row: cheap, because every text is asked.
_SIGNS = ("@", "%40", "apenstaart")
_CHANNEL = re.compile(r"[\[({<]\s?(?:at|AT)\b|\d(?<!\d\d)(?:\D{0,3}+\d){8}+")
LINK = "private address in a link"

_PRIVATE_LINK = re.compile(r"^https?://(?:www\.)?(?:wa\.me|chat\.whatsapp\.com|t\.me)/", re.IGNORECASE)


@lru_cache(maxsize=1024)  # the listings of a page share titles and places
def clean_text(text: str, country: str = "nl") -> tuple[str, tuple[str, ...]]:
    """`text` without what is personal, and a rule for each piece that went.

    >>> clean_text("Meld je aan bij Piet Jansen (06-12 34 56 78).")
    ('Meld je aan.', ('name', 'mobile number'))
    """
    private = sorted(channels(text, country)) if _may_hold_a_channel(text) else []
    persons = list(names(text, private))
    if not private and not persons:
        return text, ()
    theirs = addresses_of((text[cut.start : cut.end] for cut in persons), text)
    cuts = sorted({*private, *persons, *theirs}, key=attrgetter("start", "end"))
    return without(text, cuts), tuple(cut.rule for cut in cuts)


def clean_url(url: str, country: str = "nl") -> tuple[str | None, tuple[str, ...]]:
    """`url` without the parameters that hold something personal; None where its path does.

    >>> clean_url("https://debrug.example/formulier?id=7&mail=anneke.devries@debrug.example")
    ('https://debrug.example/formulier?id=7', ('private address in a link',))
    """
    if not _may_hold_a_channel(url):
        return url, ()
    parts = urlsplit(url)
    if any(channels(unquote(parts.path), country)) and ("@" in unquote(parts.path) or _PRIVATE_LINK.match(url)):
        return None, (LINK,)
    if not parts.query:
        return url, ()
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [pair for pair in pairs if not any(channels("=".join(pair), country))]
    if len(kept) == len(pairs):
        return url, ()
    return urlunsplit(parts._replace(query=urlencode(kept))), (LINK,)


def _may_hold_a_channel(text: str) -> bool:
    return any(sign in text for sign in _SIGNS) or _CHANNEL.search(text) is not None
