"""Texts of others made fit to print: no hidden characters, no endless lines, only web addresses."""

import re
import unicodedata
from urllib.parse import quote

# Never shown, and able to break a line, a reader or the order of what stands around them: control characters,
# marks that override the direction of writing, byte order marks, noncharacters and halves of surrogate pairs.
_HIDDEN = r"\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff"
_BREAKS = r"\n\r\x0b\x0c\x85\u2028\u2029"
_ANY_HIDDEN = re.compile(f"[{_HIDDEN}]")
_BREAK = re.compile(f"\r\n|[{_BREAKS}]")
_SUSPECT = re.compile(f"[\t{_HIDDEN}{_BREAKS}]")
_PLAIN_URL = re.compile(r"https?://[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+")


def cleaned(text: str, longest: int) -> str:
    r"""`text` without hidden characters, lines parted by \n, at most `longest` characters; what is cut ends in "…"."""
    text = text[: 4 * longest]
    if _SUSPECT.search(text):
        text = _ANY_HIDDEN.sub("", _BREAK.sub("\n", text)).replace("\t", " ")
    text = text.strip()
    return text if len(text) <= longest else _shortened(text, longest)


def _shortened(text: str, longest: int) -> str:
    """The whole words that fit, and "…"; a piece of one where the last would be too long to leave out."""
    kept, _, rest = text[:longest].rpartition(" ")
    return (kept if len(rest) < longest // 4 else text[: longest - 1]).rstrip() + "…"


def one_line(text: str, longest: int) -> str:
    """`text` cleaned, its line breaks made spaces."""
    return cleaned(text, longest).replace("\n", " ")


def isolated(text: str) -> str:
    """A cleaned text that keeps its own direction of writing beside ours, as UAX 9 has it: Arabic behind "AFGELAST: ".

    >>> isolated("Taalcafé"), isolated("نزهة!") == "\u2068نزهة!\u2069"
    ('Taalcafé', True)
    """
    is_foreign = any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in text if letter > "\u0590")
    return f"\u2068{text}\u2069" if is_foreign else text


_RIGHT_TO_LEFT = {"R", "AL"}
LONGEST_ADDRESS = 2000


def address(url: str | None) -> str | None:
    """`url` as URI in ASCII, without anything that could end a line; None unless it is http or https, and no book.

    >>> address("https://deotters.example/zaal 1")
    'https://deotters.example/zaal%201'
    """
    if url is None or len(url) > LONGEST_ADDRESS:
        return None
    if _PLAIN_URL.fullmatch(url):
        return url
    if not url.startswith(("https://", "http://")):
        return None
    quoted = quote(url.encode(errors="replace"), safe=":/?#[]@!$&'()*+,;=%~")
    return quoted if len(quoted) <= LONGEST_ADDRESS else None
