"""robots.txt as text: which rules in it are for us, and what they say of an address (RFC 9309).

Protego, which comes with Scrapy, differs from the RFC where it costs organisers or us: it lets `User-agent: brug` speak
to `bruggen` and `bruggen/1.0` to nobody, takes a Crawl-delay for the end of a group, allows `/` where `/index.html` is,
and ends lines at a form feed. The tests hold 24 files against the paragraphs.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

TOKEN = "bruggen"  # noqa: S105 - the name by which robots.txt may address us
MOST_BYTES = 512_000  # §2.5: 500 KiB at least

_AGENT = re.compile(r"\*|[A-Za-z_-]+")  # §2.2.1: a product token; what follows it (a version) is not part of it
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_RATE = re.compile(r"(\d{1,6})/(\d{1,6})([smh]?)\b")
_SECONDS = {"": 1, "s": 1, "m": 60, "h": 3600}
# "Author mistakes" that RFC 9309 does not forbid to mend (§2.2.4 asks for lenience); what is meant is beyond doubt.
_FIELDS = {
    "user-agent": "user-agent", "useragent": "user-agent", "user agent": "user-agent",
    "allow": "allow",
    "disallow": "disallow", "dissallow": "disallow", "dissalow": "disallow", "disalow": "disallow",
    "crawl-delay": "crawl-delay", "crawldelay": "crawl-delay", "request-rate": "request-rate",
}  # fmt: skip


@dataclass(frozen=True)
class Rule:
    """`parts`: the pattern between its asterisks, normalised. `weight`: its length, for the most specific wins."""

    is_allowed: bool
    parts: tuple[str, ...]
    is_anchored: bool
    weight: int

    def matches(self, path: str) -> bool:
        first, *others = self.parts
        if not path.startswith(first):
            return False
        if not others:
            return not self.is_anchored or path == first
        at = len(first)
        for part in others[:-1]:
            at = path.find(part, at)
            if at < 0:
                return False
            at += len(part)
        last = others[-1]
        return path.endswith(last) and len(path) - len(last) >= at if self.is_anchored else path.find(last, at) >= 0


@dataclass(frozen=True)
class Rules:
    """What a host allows us, and the seconds it wants between two requests."""

    rules: tuple[Rule, ...] = ()
    delay_s: float = 0.0

    def allow(self, url: str) -> bool:
        """§2.2.2: the longest pattern that matches decides; of two equal ones, that which allows; else it may be."""
        path = path_of(url)
        if path == "/robots.txt":
            return True
        found = max(((rule.weight, rule.is_allowed) for rule in self.rules if rule.matches(path)), default=(0, True))
        return found[1]


def rules_in(text: str) -> Rules:
    """The rules for TOKEN in a robots.txt; those for everybody where it is not named (§2.2.1)."""
    ours: list[tuple[str, str]] = []
    everybodys: list[tuple[str, str]] = []
    is_named = False
    for agents, lines in _groups(_lines(text)):
        if TOKEN in agents:
            is_named = True
            ours += lines
        elif "*" in agents:
            everybodys += lines
    lines = ours if is_named else everybodys
    rules = (
        pattern_rule(value, is_allowed=field == "allow")
        for field, value in lines
        if field in {"allow", "disallow"} and value
    )
    return Rules(tuple(rules), max((_delay_s(field, value) for field, value in lines), default=0.0))


def text_of(body: bytes) -> str:
    """A robots.txt as text, without its byte-order mark and without a line that our limit cuts off (§2.3, §2.5)."""
    if len(body) > MOST_BYTES:
        body = body[:MOST_BYTES].rpartition(b"\n")[0]
    return body.decode("utf-8", "replace").lstrip("\ufeff")


def _lines(text: str) -> Iterator[tuple[str, str]]:
    """The fields that we know, in order. A line ends where RFC 9309 says so: at CR, LF or both."""
    for line in re.split(r"[\r\n]+", text.lstrip("\ufeff")):
        said = line.partition("#")[0].strip()
        name, colon, value = said.partition(":")
        if not colon:  # "Disallow /x", as in Google's parser
            name, _, value = said.partition(" ")
        field = _FIELDS.get(" ".join(name.split()).lower())
        if field:
            yield field, value.strip()


def _groups(lines: Iterable[tuple[str, str]]) -> Iterator[tuple[set[str], list[tuple[str, str]]]]:
    """Agents with their lines. Only a rule ends the agents of a group: other records must not interfere (§2.2.4)."""
    agents: set[str] = set()
    kept: list[tuple[str, str]] = []
    has_rules = False
    for field, value in lines:
        if field != "user-agent":
            kept.append((field, value))
            has_rules = has_rules or field in {"allow", "disallow"}
            continue
        if has_rules:
            yield agents, kept
            agents, kept, has_rules = set(), [], False
        token = _AGENT.match(value)
        agents.add(token[0].lower() if token else "")
    yield agents, kept


def pattern_rule(value: str, *, is_allowed: bool = False) -> Rule:
    """The rule of a path with its special characters (§2.2.3)."""
    is_anchored = value.endswith("$")
    pattern = value.removesuffix("$")
    if not pattern.startswith(("/", "*")):  # without a slash it would match nothing, which nobody means
        pattern = f"/{pattern}"
    parts = tuple(_normal(pattern, is_pattern=True).split("*"))
    return Rule(is_allowed=is_allowed, parts=parts, is_anchored=is_anchored, weight=len(pattern.encode()))


def _delay_s(field: str, value: str) -> float:
    if field == "crawl-delay":
        return float(value) if re.fullmatch(r"\d{1,9}(\.\d{1,3})?", value) else 0.0
    rate = _RATE.match(value) if field == "request-rate" else None
    return int(rate[2]) * _SECONDS[rate[3]] / int(rate[1]) if rate and int(rate[1]) else 0.0


def path_of(url: str) -> str:
    """Path and query of `url`, normalised as rules are."""
    rest = url.partition("#")[0].partition("://")[2]
    cut = min((at for at in (rest.find("/"), rest.find("?")) if at >= 0), default=len(rest))
    path = rest[cut:]
    return _normal(path if path.startswith("/") else f"/{path}", is_pattern=False)


def _normal(text: str, *, is_pattern: bool) -> str:
    """Equal for spellings that RFC 9309 §2.2.2 takes for equal: what is escaped needlessly is not, the rest is.

    An escaped slash is no slash in the path, but the same in the query, as in the table of the RFC; an escaped
    asterisk or dollar sign stands for itself.
    """
    path, mark, query = text.partition("?")
    return _plain(path, "/?", is_pattern=is_pattern) + mark + _plain(query, "", is_pattern=is_pattern)


def _plain(text: str, kept: str, *, is_pattern: bool) -> str:
    if text.isascii() and text.replace("/", "a").replace("-", "a").replace(".", "a").isalnum():
        return text
    unescaped = _ESCAPE.sub(lambda escape: _unescaped(escape[1], kept), text)
    return "".join(_escaped(letter, is_pattern=is_pattern) for letter in unescaped)


def _unescaped(digits: str, kept: str) -> str:
    letter = chr(int(digits, 16))
    return letter if "!" <= letter <= "~" and letter not in f"%*$#{kept}" else f"%{digits.upper()}"


def _escaped(letter: str, *, is_pattern: bool) -> str:
    if letter == "*" and is_pattern:
        return letter
    if "!" <= letter <= "~" and letter not in "*$":
        return letter
    return "".join(f"%{octet:02X}" for octet in letter.encode(errors="replace"))
