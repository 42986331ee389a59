"""HTML as plain text, and addresses as they may be followed."""

import html
import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

# The parsing rules of HTML look through all open elements at each start tag: 200,000 nested elements take 40 s
# (24 November 2026). Browsers stop at a depth of 512; attributes that hold markup make our count too high.
DEEPEST = 10_000
# 1.4 million elements in 9.8 MB take 345 MB; the longest of 382 real pages has 12,161 tags (26 November 2026).
MOST_TAGS = 500_000
# Each attribute of an element is compared with all before it: 20,000 take a second, 500,000 hours. Real pages: 640.
MOST_ATTRIBUTES = 2_000
_LONG_TAG = 2 * MOST_ATTRIBUTES

_SCRIPT = re.compile(rb"(<script\b[^>]*+>)(?:[^<]++|<(?!/script))*+", re.IGNORECASE)
_TAG = re.compile(rb"<(/?)([a-z][a-z0-9-]*)", re.IGNORECASE)
# Elements that never have an end tag, or that may do without: they say nothing about depth.
_OPEN_ENDED = frozenset(
    b"area base br col embed hr img input link meta param source track wbr "
    b"p li dt dd option optgroup tr td th thead tbody tfoot colgroup caption rb rt rp html head body".split()
)
# Charsets in which pages are. Browsers read Latin-1 as Windows-1252 (WHATWG Encoding Standard §4.2): it is left out.
_CHARSET = re.compile(
    rb"charset\s*=\s*[\"']?\s*(iso-8859-(?!1\b)\d+|windows-\d+|koi8-[ru]|gb\w+|big5|shift_jis|euc-\w+)", re.IGNORECASE
)
_PARAGRAPH_NAMES = "p div section article ul ol dl table h1 h2 h3 h4 h5 h6 blockquote pre figure hr"
_PARAGRAPHS = frozenset(_PARAGRAPH_NAMES.split())
_LINES = frozenset({"li", "dt", "dd", "option", "address", "header", "footer"})
_UNREAD = frozenset({"script", "style", "template", "noscript", "head", "iframe", "object", "svg", "nav", "-comment"})
# Stand for the ends of cells and rows until the text is whole: control characters that no page prints.
_CELL, _ROW = "\x1f", "\x1e"
_GAPS = {"br": "\n", "tr": _ROW, "td": _CELL, "th": _CELL}
_BLANKS = re.compile(r"\s+")
_EMPTY_LINES = re.compile(r"\n{3,}")
# Where a word may break, and other marks that nobody sees: "taal\xadcafé" is the word "taalcafé".
_UNSEEN = re.compile("[\xad\u200b\u2060\ufeff]")
_BETWEEN_CELLS = re.compile(r"[\s\x1e\x1f]++")
# UTF-8 that was read as Windows-1252: "cafÃ©", "â€™", "Ð¼". The pairs hardly stand in sound text, so others pass by.
_MOJIBAKE = re.compile("[ÂÃâÐÑØÙ][\\u0080-\\u00bfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]")
_BLOCK = re.compile(r"<(?:p|br|div|li|h[1-6])\b", re.IGNORECASE)
# The Events Calendar (WordPress) prints a line end after a tag as a backslash and an n.
_PRINTED_LINE_END = re.compile(r"(>|&gt;)(?:\\[nr])+")
_MARKUP = re.compile(r"<[a-zA-Z/!]|&[#a-zA-Z]")
_TRACKING = re.compile(r"^(utm_|mc_|fbclid$|gclid$|msclkid$|_ga$)")


def hard_to_parse(body: bytes) -> str | None:
    """Why parsing `body` as HTML would take seconds or hundreds of megabytes; None: it would not."""
    if _has_more_tags(body) and _has_more_tags(_SCRIPT.sub(b"", body)):  # what stands in scripts makes no element
        return f"more than {MOST_TAGS:,} elements"
    if nests_too_deeply(body):
        return "elements nest too deeply to be read"
    if any(_has_crowded_tag(stretch) for stretch in _stretches(body)):
        return f"an element with more than {MOST_ATTRIBUTES:,} attributes"
    return None


def _has_more_tags(body: bytes) -> bool:
    return len(body) > MOST_TAGS and max(body.count(b"<"), body.count(b">")) > MOST_TAGS


def _stretches(body: bytes) -> Iterator[bytes]:
    """What lies between two `>` where that may hold a crowded tag: a window of half its length holds none."""
    at, window = 0, _LONG_TAG // 2
    while at + window <= len(body):
        if body.find(b">", at, at + window) >= 0:
            at += window
            continue
        end = body.find(b">", at + window)
        end = len(body) if end < 0 else end
        yield body[body.rfind(b">", 0, at) + 1 : end]
        at = end


def _has_crowded_tag(piece: bytes) -> bool:
    """Whether `piece`, which a `>` may end, holds a start tag with more attributes than a page needs."""
    start = piece.rfind(b"<")
    return start >= 0 and piece[start + 1 : start + 2].isalpha() and len(piece[start:].split()) > MOST_ATTRIBUTES


def nests_too_deeply(body: bytes) -> bool:
    """Whether parsing `body` as HTML would take seconds, because its elements lie deeper than DEEPEST."""
    if body.count(b"<") <= DEEPEST:
        return False
    depth = 0
    for tag in _TAG.finditer(body):
        if tag[2].lower() in _OPEN_ENDED:
            continue
        depth = max(0, depth - 1) if tag[1] else depth + 1
        if depth > DEEPEST:
            return True
    return False


def decoded(body: bytes, content_type: str = "") -> str:
    """`body` as text: UTF-8 if it is sound UTF-8, else in the charset that is declared, else as Windows-1252.

    >>> decoded("café".encode("cp1252"), "text/html; charset=ISO-8859-1")
    'café'
    """
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    if body[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return body.decode("utf-16", errors="replace")
    declared = _CHARSET.search(content_type.encode(errors="replace")) or _CHARSET.search(body[:4096])
    try:
        return body.decode(declared[1].decode() if declared else "cp1252", errors="replace")
    except (LookupError, UnicodeError):
        return body.decode("cp1252", errors="replace")


def plain_text(fragment: str) -> str:
    r"""`fragment` of HTML, escaped once or twice as it may be, as text: a blank line between paragraphs.

    >>> plain_text("<p>Soep &amp; brood</p><p>vanaf<br>12 uur</p>")
    'Soep & brood\n\nvanaf\n12 uur'
    >>> plain_text("&lt;p&gt;Wie 1 &amp;lt; 2 vindt&lt;/p&gt;")
    'Wie 1 < 2 vindt'
    """
    text = _PRINTED_LINE_END.sub(r"\1", fragment)
    for _ in range(3):
        if not _MARKUP.search(text):
            break
        text = _unescaped(text)
    return repaired(_tidy(text))


def repaired(text: str) -> str:
    """`text` with its UTF-8 restored where that was read in another charset, and nothing else altered.

    >>> repaired("CafÃ© De Brug â€“ dinsdag")
    'Café De Brug – dinsdag'
    """
    if not _MOJIBAKE.search(text):
        return text
    from ftfy import fix_encoding  # noqa: PLC0415 few pages need it

    return fix_encoding(text)


def one_line(fragment: str) -> str:
    r"""`fragment` of HTML as text on one line.

    >>> one_line("Eetcaf&#233; <b>De Brug</b>\n")
    'Eetcafé De Brug'
    """
    return " ".join(plain_text(fragment).split())


def node_text(node: LexborNode) -> str:
    """The text within `node`, with a blank line between paragraphs; scripts and styles left out."""
    return repaired(_tidy("".join(_pieces(node, keep_lines=False))))


@lru_cache(maxsize=8192)
def absolute_url(address: str, base: str) -> str | None:
    """`address` as found on a page at `base`, if it leads somewhere by http or https.

    >>> absolute_url("/agenda?id=7", "https://debrug.example/")
    'https://debrug.example/agenda?id=7'
    >>> absolute_url("mailto:jan@debrug.example", "https://debrug.example/") is None
    True
    """
    cleaned = "".join(address.split()) if "\n" in address else address.strip()
    if not cleaned or cleaned.lower() in {"false", "null", "none", "#"}:
        return None
    if cleaned.lower().startswith("www."):
        cleaned = "//" + cleaned
    try:
        address = html.unescape(cleaned)
        url = address if address.startswith(("https://", "http://")) else urljoin(base, address)
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host or " " in host:
        return None
    return quote(parts.geturl(), safe="!#$%&'()*+,/:;=?@[]~")


def base_url(tree: LexborHTMLParser, url: str) -> str:
    """The address that relative urls of the page at `url` stand on."""
    element = tree.css_first("base[href]")
    address = element.attributes.get("href") if element is not None else None
    return (absolute_url(address, url) if address else None) or url


@lru_cache(maxsize=8192)
def canonical_url(url: str) -> str:
    """`url` without fragment and without the parameters that only tell who sent the visitor.

    >>> canonical_url("https://DeBrug.example/agenda?id=7&utm_source=brief#top")
    'https://debrug.example/agenda?id=7'
    """
    parts = urlsplit(url)
    kept = [
        (name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(name)
    ]
    return urlunsplit((parts.scheme, parts.netloc.lower(), parts.path or "/", urlencode(kept), ""))


def same_host(url: str, other: str) -> bool:
    """Whether both stand on one host, with or without `www.`.

    >>> same_host("https://www.debrug.example/1", "http://debrug.example/")
    True
    """
    return _host(url) == _host(other)


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _unescaped(text: str) -> str:
    if not re.search(r"<[a-zA-Z/!]", text):
        return html.unescape(text)
    if hard_to_parse(text.encode(errors="replace")):
        return ""
    body = LexborHTMLParser(text).body
    return "".join(_pieces(body, keep_lines=not _BLOCK.search(text))) if body is not None else ""


def _pieces(root: LexborNode, *, keep_lines: bool) -> list[str]:
    """The texts within `root` in order, with line ends where blocks begin and end. Iterative: pages may be deep."""
    pieces: list[str] = []
    node: LexborNode | None = root.child
    while node is not None:
        name = node.tag or ""
        if name == "-text":
            text = node.text_content or ""
            pieces.append(text if keep_lines else _BLANKS.sub(" ", text))
        child = None if name in _UNREAD else node.child
        pieces.append(_gap(name, pieces))
        node = child or _following(node, root, pieces)
    return pieces


def _following(node: LexborNode, root: LexborNode, pieces: list[str]) -> LexborNode | None:
    """The node after `node` and all within it, or None at the end of `root`; leaving a block ends a line."""
    current: LexborNode | None = node
    while current is not None and current.mem_id != root.mem_id:
        if current.next is not None:
            return current.next
        current = current.parent
        if current is not None and current.mem_id != root.mem_id:
            pieces.append(_gap(current.tag or "", pieces))
    return None


def _gap(name: str, before: list[str]) -> str:
    """What lies between the text `before` and that of an element of this name, or after it."""
    if name in _PARAGRAPHS:
        return "\n\n"
    if name in _LINES and before and not before[-1].endswith("\n"):
        return "\n"
    return _GAPS.get(name, "")


def _separator(gap: re.Match[str]) -> str:
    """What stands where cells or rows meet: a bar, a line end, or a blank line where a table begins or ends."""
    between = gap[0]
    if _CELL not in between and _ROW not in between:
        return between
    if _ROW not in between:
        return " | "
    before, after = between[: between.find(_ROW)], between[between.rfind(_ROW) :]
    at_an_edge = ("\n\n" in before and _CELL not in before) or ("\n\n" in after and _CELL not in after)
    return "\n\n" if at_an_edge else "\n"


def _tidy(text: str) -> str:
    """No blanks at the ends of lines, one between words, one empty line at most, and no marks that nobody sees."""
    if not text.isascii():
        text = _UNSEEN.sub("", text)
    if _CELL in text or _ROW in text:
        text = _BETWEEN_CELLS.sub(_separator, text)
    lines = (" ".join(line.split()) for line in text.replace("\r", "\n").split("\n"))
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()
