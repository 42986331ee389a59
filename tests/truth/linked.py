"""Listings of the truth put through linking, in a database of their own."""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from math import inf
from pathlib import Path

import msgspec

from pipeline.linking import changed
from pipeline.linking.candidates import find_candidates, index_blocks
from pipeline.linking.comparisons import Weights, weights
from pipeline.linking.scoring import score
from pipeline.linking.stage import find_verdicts, link
from pipeline.linking.units import renew_units
from pipeline.store import ListingRow, SourceRow, Store, opened, table_time
from schemas.listing import Listing
from schemas.source import Source
from tests.truth.pairs import Pair
from tests.truth.world import Key, World

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
Told = tuple[Source, Listing]


@contextmanager
def stocked(told: Iterable[Told]) -> Iterator[Store]:
    """A store, in a folder that goes with it, that knows these listings and has not linked them yet."""
    with tempfile.TemporaryDirectory() as folder, opened(Path(folder) / "bruggen.duckdb") as store:
        with store.transaction():
            changed.begin(store)
            put(store, told)
        yield store


def put(store: Store, told: Iterable[Told]) -> None:
    """These listings say something new; linking has still to hear of it."""
    some = list(told)
    sources = {source.id: source for source, _ in some}
    store.put(
        [SourceRow(source_id=one.id, source=_json(one), digest="", last_complete_at=None) for one in sources.values()]
    )
    store.put([_row(listing) for _, listing in some])
    changed.mark(store, [(source.id, listing.key) for source, listing in some])
    changed.describe(store, lambda place, _source: place)


def told(world: World) -> Iterator[Told]:
    return ((world.source_of[listing.source_id], listing) for listing in world.listings)


def found(world: World, using: Weights | None = None) -> dict[Key, str]:
    """The activity that linking gives each listing of `world`."""
    with stocked(told(world)) as store, store.transaction():
        link(store, now=NOW, using=using)
        return clusters(store)


def clusters(store: Store) -> dict[Key, str]:
    return {
        (source_id, key): activity_id
        for source_id, key, activity_id in store.query("SELECT source_id, key, activity_id FROM listings")
    }


@dataclass(frozen=True)
class Compared:
    """Two units as linking compares them; `levels` is empty where something contradicts, or one source prints both."""

    bits: float
    levels: tuple[int, ...]
    contradicts: bool = False

    def is_linked(self, link_from: float) -> bool:
        return not self.contradicts and self.bits >= link_from


_FOLDED = Compared(inf, ())
_UNFOLDED = Compared(-inf, ())


def compared(pairs: Sequence[Pair], using: Weights | None = None) -> list[Compared]:
    """How linking compares the two listings of each pair, in their order; other pairs play no part in it."""
    sides = [_apart(pair, side) for pair in pairs for side in (pair.a, pair.b)]
    with stocked(sides) as store, store.transaction():
        renew_units(store)
        find_verdicts(store)
        rows = store.query("SELECT source_id, key, unit FROM members")
        unit_of = {(source_id, key): unit for source_id, key, unit in rows}
        units = [unit_of[source.id, listing.key] for source, listing in sides]
        asked = [(min(one, other), max(one, other)) for one, other in zip(units[::2], units[1::2], strict=True)]
        store.query(
            "CREATE TEMP TABLE asked AS SELECT unnest(?)::BIGINT AS one, unnest(?)::BIGINT AS other",
            [[one for one, _ in asked], [other for _, other in asked]],
        )
        score(store, "(SELECT DISTINCT * FROM asked WHERE one <> other)", weights=using or weights())
        scored = {
            (one, other): Compared(bits, tuple(levels), contradicts)
            for one, other, bits, levels, contradicts in store.query(
                "SELECT one, other, bits, levels, contradicts FROM scored"
            )
        }
        apart = [one.id == other.id for (one, _), (other, _) in zip(sides[::2], sides[1::2], strict=True)]
        return [
            _FOLDED if one == other else _UNFOLDED if is_one_source else scored[one, other]
            for (one, other), is_one_source in zip(asked, apart, strict=True)
        ]


def candidates(store: Store, using: Weights | None = None) -> Iterator[tuple[int, int, Compared]]:
    """The pairs of units that linking compares in a store that has linked nothing yet, and how."""
    renew_units(store)
    index_blocks(store)
    find_verdicts(store)
    find_candidates(store)
    score(store, "candidates", weights=using or weights())
    for one, other, bits, levels, contradicts in store.query(
        "SELECT one, other, bits, levels, contradicts FROM scored ORDER BY one, other"
    ):
        yield one, other, Compared(bits, tuple(levels), contradicts)


def _apart(pair: Pair, side: Told) -> Told:
    """`side` under a source that no other pair has."""
    source, listing = side
    own = f"{source.id}-{pair.file.replace('_', '-')}-{pair.number}"
    return msgspec.structs.replace(source, id=own), msgspec.structs.replace(listing, source_id=own)


def _row(listing: Listing) -> ListingRow:
    return ListingRow(
        source_id=listing.source_id,
        key=listing.key,
        activity_id=None,
        fingerprint=listing.fingerprint,
        first_seen_at=table_time(NOW),
        listing=_json(listing),
    )


def _json(record: msgspec.Struct) -> str:
    return msgspec.json.encode(record).decode()
