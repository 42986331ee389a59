"""Which listings are one activity. Here by key and by exact title, place and slots; doubtful pairs stay apart.

The seam for better linking is `Directory.activity_of`: a listing in, the id of its activity out.
"""

import re
from base64 import b32encode
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from hashlib import blake2b

from pipeline.normalise.place import place_key
from pipeline.store import Store
from schemas.listing import Listing
from schemas.schedule import Slot, moment


class Directory:
    """Where a listing that has no activity yet belongs: an index over the database and what was added since."""

    def __init__(self, store: Store, marks: Iterable[str]) -> None:
        """`marks`: the match keys that will be asked for."""
        self._members: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for mark, activity_id, source_id in store.query(
            "SELECT match_key, activity_id, source_id FROM listings "
            "WHERE match_key IN (SELECT unnest(?)) AND activity_id IS NOT NULL ORDER BY first_seen_at, activity_id",
            [sorted(set(marks))],
        ):
            self._members[mark][activity_id].add(source_id)
        self._taken = {activity_id for (activity_id,) in store.query("SELECT id FROM activities")}

    def activity_of(self, listing: Listing, mark: str | None) -> str:
        """The activity of another source with the same match key, else a new one.

        Two listings of one source are never one activity: whoever prints two means two.
        """
        for activity_id, sources in self._members[mark].items() if mark else ():
            if listing.source_id not in sources:
                return activity_id
        return minted(listing.source_id, listing.key, self._taken)

    def add(self, listing: Listing, mark: str | None, activity_id: str) -> None:
        """From now on `listing` belongs to that activity."""
        self._taken.add(activity_id)
        if mark:
            self._members[mark][activity_id].add(listing.source_id)


def match_key(listing: Listing) -> str | None:
    """Equal for listings that print the same title, place and slots; None when they do not say enough to be compared.

    `listing` is normalised. The end of a rule does not count: two sites seldom agree until when a season runs.
    """
    if listing.place is None or listing.schedule is None:
        return None
    title = "".join(re.findall(r"\w+", listing.title.casefold()))
    slots = sorted(_slot_mark(slot) for slot in listing.schedule.slots)
    marks = "\n".join([title, place_key(listing.place), listing.schedule.tzid or "", *slots])
    return blake2b(marks.encode(), digest_size=12).hexdigest()


def _slot_mark(slot: Slot) -> str:
    if not slot.rrule:
        return slot.dtstart
    start = moment(slot.dtstart)
    clock = slot.dtstart.partition("T")[2]
    parts = sorted(part for part in slot.rrule.upper().split(";") if not part.startswith(("UNTIL=", "COUNT=", "WKST=")))
    return f"{start:%a} {clock} {';'.join(parts)}"


def minted(source_id: str, key: str, taken: Container[str]) -> str:
    """A new id: opaque, not in `taken`, and the same again when a database is built anew from the same listings."""
    for attempt in range(1_000):
        mark = f"{source_id}\0{key}\0{attempt or ''}"
        digest = blake2b(mark.encode(), digest_size=8).digest()
        if (candidate := b32encode(digest).decode().rstrip("=").lower()) not in taken:
            return candidate
    raise AssertionError(f"1,000 ids for {source_id} {key} are all taken")


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
