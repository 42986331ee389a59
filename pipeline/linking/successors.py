"""Listings of one source that live on under another key. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from schemas.listing import Listing


def successors(fresh: Iterable[Listing], lost: Mapping[str, Listing]) -> dict[str, str]:
    """New key → old key, where a listing of one source came back under another key: same address, same title.

    Some calendars build their UIDs from the time, so that a moved evening comes back as another one. Where several
    share address and title nobody can say which is which: they are not paired.
    """
    came, went = _by_address_and_title(fresh), _by_address_and_title(lost.values())
    return {new[0]: went[mark][0] for mark, new in came.items() if len(new) == 1 and len(went.get(mark, ())) == 1}


def _by_address_and_title(listings: Iterable[Listing]) -> dict[tuple[str, str], list[str]]:
    keys = defaultdict(list)
    for listing in listings:
        if listing.url:
            keys[listing.url, listing.title.casefold()].append(listing.key)
    return keys
