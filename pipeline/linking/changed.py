"""What changed since linking last ran: which listings say something else, and which persons judged anew."""

from collections.abc import Callable, Iterable, Mapping

import msgspec

from pipeline.linking.traits import Traits, traits
from pipeline.normalise import normalised
from pipeline.store import Row, SourceRow, Store
from schemas.judgement import ListingName, Verdict
from schemas.listing import Listing
from schemas.place import Place
from schemas.source import Source

Name = tuple[str, str]
"""The source and the key of a listing."""
Recognise = Callable[[Place, Source], Place]
"""A printed place of a source, with what the gazetteer knows of it under that name."""
_BATCH = 5_000

_listing = msgspec.json.Decoder(Listing)
_source = msgspec.json.Decoder(Source)


class _Changed(Row, frozen=True, kw_only=True):
    TABLE = "relink"
    IS_KEYED = False
    source_id: str
    key: str


def begin(store: Store) -> None:
    """From now on the changes of this build are collected."""
    store.query("CREATE OR REPLACE TEMP TABLE relink (source_id VARCHAR, key VARCHAR)")
    store.query("CREATE OR REPLACE TEMP TABLE unsaid AS FROM judged LIMIT 0")


class _Judged(Row, frozen=True, kw_only=True):
    TABLE = "judged"
    IS_KEYED = False
    one_source_id: str
    one_key: str
    other_source_id: str
    other_key: str
    verdict: str


class _Unsaid(_Judged, frozen=True, kw_only=True):
    TABLE = "unsaid"


def judge(store: Store, verdicts: Mapping[tuple[ListingName, ListingName], Verdict]) -> None:
    """From now on these verdicts hold and no others; the listings of which something else was said before changed."""
    before = {
        (ListingName(source_id=a, key=b), ListingName(source_id=c, key=d)): verdict
        for a, b, c, d, verdict in store.query(f"SELECT {', '.join(_Judged.__struct_fields__)} FROM judged")  # noqa: S608
    }
    if before == verdicts:
        return
    store.query("DELETE FROM judged")
    store.put([_judged(pair, verdict) for pair, verdict in sorted(verdicts.items())])
    differing = [pair for pair in before.keys() | verdicts.keys() if before.get(pair) != verdicts.get(pair)]
    store.put([_Changed(source_id=name.source_id, key=name.key) for pair in differing for name in pair])
    # That they were one was the word of a person, who took it back: it holds nothing together any more.
    store.put([_judged(pair, "unsaid", kind=_Unsaid) for pair in differing if before.get(pair) == Verdict.SAME])


def _judged(pair: tuple[ListingName, ListingName], verdict: str, *, kind: type[_Judged] = _Judged) -> _Judged:
    one, other = pair
    return kind(
        one_source_id=one.source_id,
        one_key=one.key,
        other_source_id=other.source_id,
        other_key=other.key,
        verdict=verdict,
    )


def mark(store: Store, names: Iterable[Name]) -> None:
    """These listings say something else than before, or nothing any more."""
    store.put([_Changed(source_id=source_id, key=key) for source_id, key in names])


def describe(store: Store, recognise: Recognise) -> None:
    """Traits anew for the listings in `relink`; none for those that are no longer there or announce no time."""
    sources = {row.source_id: _source.decode(row.source) for row in store.rows(SourceRow)}
    store.query("DELETE FROM traits WHERE (source_id, key) IN (FROM relink)")
    names = store.query("SELECT DISTINCT source_id, key FROM relink ORDER BY source_id, key")
    for start in range(0, len(names), _BATCH):
        some = names[start : start + _BATCH]
        found = store.query(
            "SELECT source_id, listing FROM listings WHERE (source_id, key) IN "
            "(SELECT (unnest(?), unnest(?))) ORDER BY source_id, key",
            [[source_id for source_id, _ in some], [key for _, key in some]],
        )
        told = (_traits(_listing.decode(text), sources[source_id], recognise) for source_id, text in found)
        store.put([one for one in told if one])


def _traits(listing: Listing, source: Source, recognise: Recognise) -> Traits | None:
    meaning = normalised(listing, source)
    if meaning is None:
        return None
    place = recognise(meaning.place, source) if meaning.place else None
    return traits(msgspec.structs.replace(meaning, place=place), source)
