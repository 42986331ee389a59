"""A listing without what is personal, field by field."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from typing import Any

import msgspec

from schemas.health import Problem
from schemas.listing import Listing
from schemas.place import Place
from schemas.record import Record
from spiders.privacy.texts import clean_text, clean_url

_TEXTS = frozenset(
    {"title", "description", "when_text", "organiser", "name", "room", "address", "street", "city"}
) | frozenset({"text", "note", "accessibility"})
_URLS = frozenset({"url", "join_url"})
_WITHIN = frozenset({"place", "schedule", "overrides", "facets", "cost", "registration", "dutch_level"})
_NOTHING_LEFT = "…"
_HOME = re.compile(
    r"(?i:\bbij) (?:ons|mij|haar|hem|iemand|een \w+|[A-Z]\w+(?: (?:en|&) [A-Z]\w+)?) thuis\b"
    r"|(?i:\bthuis bij) (?:ons|mij)\b"
)


def without_personal(listing: Listing) -> tuple[Listing, tuple[str, ...]]:
    """`listing` without what is personal, and the rule for each piece that went, never the piece itself.

    The fingerprint stays as the reader made it, so that an unchanged page is still known by it.
    """
    country = listing.source_id.split(".")[0]
    fired: list[str] = []
    changes = _changes(listing, country, fired)
    key, _ = clean_text(listing.key, country)
    if key != listing.key:
        changes["key"] = "private-" + blake2b(listing.key.encode(), digest_size=12).hexdigest()
    if "title" in changes:
        changes["title"] = changes["title"] or _NOTHING_LEFT
    return (msgspec.structs.replace(listing, **changes), tuple(fired)) if changes else (listing, ())


def _changes(record: Record, country: str, fired: list[str]) -> dict[str, Any]:
    """The fields of `record` that must differ, by name; `fired` grows by the rules."""
    changes: dict[str, Any] = {}
    for field in _watched(type(record)):
        value = getattr(record, field)
        if value is None or value == ():
            continue
        cleaned = _cleaned(field, value, country, fired)
        if cleaned is not value:
            changes[field] = cleaned
    return changes


@cache
def _watched(kind: type[Record]) -> tuple[str, ...]:
    """The fields of such records that may hold something personal."""
    return tuple(field for field in kind.__struct_fields__ if field in _TEXTS | _URLS | _WITHIN)


def _cleaned(field: str, value: Any, country: str, fired: list[str]) -> Any:  # noqa: ANN401 any field of a record
    if field in _TEXTS and isinstance(value, str):
        return _kept(value, *clean_text(value, country), fired)
    if field in _URLS:
        return _kept(value, *clean_url(value, country), fired)
    if isinstance(value, tuple) and field in _WITHIN | _TEXTS:
        members = tuple(_cleaned(field, one, country, fired) for one in value)
        return members if any(new is not old for new, old in zip(members, value, strict=True)) else value
    if isinstance(value, Place) and _is_home(value):
        fired.append("private home")
        return Place(city=value.city)
    if isinstance(value, Record) and field in _WITHIN:
        changes = _changes(value, country, fired)
        return msgspec.structs.replace(value, **changes) if changes else value
    return value


def _is_home(place: Place) -> bool:
    """Whether it is where somebody lives: the town may be told then, and no more.

    >>> _is_home(Place(name="Bij Piet thuis", street="Kerkstraat 12")), _is_home(Place(name="Huize Thuis bij de Brug"))
    (True, False)
    """
    return any(part and _HOME.search(part) for part in (place.name, place.room, place.address, place.street))


def _kept(before: str, after: str | None, rules: tuple[str, ...], fired: list[str]) -> str | None:
    """`before` itself where no rule fired, else `after`, or None where nothing is left of it."""
    fired += rules
    return (after or None) if rules else before


def left_out(fired: Iterable[str]) -> Problem | None:
    """How much was left out, by rule, without any of it; None: nothing was.

    >>> left_out(["mobile number", "name", "mobile number"]).what
    'left out for privacy: 2 mobile numbers and 1 name'
    """
    counts = Counter(fired)
    if not counts:
        return None
    parts = [f"{n} {_plural(rule) if n > 1 else rule}" for rule, n in counts.most_common()]
    return Problem(what="left out for privacy: " + " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1]))))


def _plural(rule: str) -> str:
    first, _, rest = rule.partition(" in ")
    plural = f"{first}es" if first.endswith("s") else f"{first}s"
    return f"{plural} in {rest}" if rest else plural
