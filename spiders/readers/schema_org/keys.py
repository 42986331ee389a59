"""What tells the listings of one page apart, and what tells whether one has changed."""

from dataclasses import dataclass
from hashlib import blake2b

import msgspec

from schemas.listing import Listing

# What a listing says of how it was read, not of what was printed.
_NOT_PRINTED = {"source_id": "", "key": "", "reader": "", "fingerprint": "", "repairs": ()}


@dataclass(frozen=True, slots=True)
class Unkeyed:
    """A listing whose key is not decided yet, with what names it; None: nothing but the page that it stands on."""

    listing: Listing
    identity: str | None


def keyed(found: list[Unkeyed], *, page_key: str) -> list[Listing]:
    """The listings with key and fingerprint, in order; what is printed twice appears once, in its fuller form.

    An identity that several different listings share (the evenings of a series with one page) gets a fingerprint of
    title and start behind it; so does `page_key`, which names a listing only where the page holds no other.
    """
    groups: dict[str | None, dict[str, Listing]] = {}
    marks = [mark(one.listing) for one in found]
    for one, own in zip(found, marks, strict=True):
        group = groups.setdefault(one.identity, {})
        if own not in group or _fullness(one.listing) > _fullness(group[own]):
            group[own] = one.listing
    is_alone = sum(map(len, groups.values())) == 1
    complete: dict[str, Listing] = {}
    for one, own in zip(found, marks, strict=True):
        group = groups[one.identity]
        names_it = is_alone if one.identity is None else len(group) == 1
        identity = page_key if one.identity is None else one.identity
        key = identity if names_it else f"{identity}#{own}"
        if key not in complete:
            complete[key] = msgspec.structs.replace(group[own], key=key, fingerprint=fingerprint(group[own]))
    return list(complete.values())


def fingerprint(listing: Listing) -> str:
    """32 hex digits that change exactly when something printed changes."""
    printed = msgspec.to_builtins(msgspec.structs.replace(listing, **_NOT_PRINTED))
    del printed["fetched_at"]
    return blake2b(msgspec.json.encode(printed, order="deterministic"), digest_size=16).hexdigest()


def mark(listing: Listing) -> str:
    """12 hex digits for title and start, which tell apart what one address announces."""
    start = listing.schedule.slots[0].dtstart if listing.schedule else listing.when_text or ""
    words = " ".join(listing.title.casefold().split())
    return blake2b(f"{words}\n{start}".encode(), digest_size=6).hexdigest()


def _fullness(listing: Listing) -> int:
    return len(msgspec.json.encode(listing))
