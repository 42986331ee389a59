"""What tells the listings of one page apart, and what tells whether one has changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

import msgspec

from schemas.listing import Listing

# What a listing says of how it was read, not of what was printed.
_NOT_PRINTED = {"source_id": "", "key": "", "reader": "", "fingerprint": "", "repairs": ()}


@dataclass(frozen=True, slots=True)
class Unkeyed:
    """A listing whose key is not decided yet, with what names it: its native id, its own url, or that of its page."""

    listing: Listing
    identity: str


def keyed(found: Iterable[Unkeyed]) -> list[Listing]:
    """The listings with key and fingerprint, in order; what is printed twice appears once, in its fuller form.

    An identity that several different listings share (the evenings of a series with one page) gets a fingerprint of
    title and start behind it.
    """
    groups: dict[str, dict[str, Listing]] = {}
    for one in found:
        group = groups.setdefault(one.identity, {})
        mark = _mark(one.listing)
        if mark not in group or _fullness(one.listing) > _fullness(group[mark]):
            group[mark] = one.listing
    return [
        _complete(listing, key=identity if len(group) == 1 else f"{identity}#{mark}")
        for identity, group in groups.items()
        for mark, listing in group.items()
    ]


def fingerprint(listing: Listing) -> str:
    """32 hex digits that change exactly when something printed changes."""
    printed = msgspec.to_builtins(msgspec.structs.replace(listing, **_NOT_PRINTED))
    del printed["fetched_at"]
    return blake2b(msgspec.json.encode(printed, order="deterministic"), digest_size=16).hexdigest()


def _complete(listing: Listing, *, key: str) -> Listing:
    return msgspec.structs.replace(listing, key=key, fingerprint=fingerprint(listing))


def _mark(listing: Listing) -> str:
    start = listing.schedule.slots[0].dtstart if listing.schedule else listing.when_text or ""
    words = " ".join(listing.title.casefold().split())
    return blake2b(f"{words}\n{start}".encode(), digest_size=6).hexdigest()


def _fullness(listing: Listing) -> int:
    return len(msgspec.json.encode(listing))
