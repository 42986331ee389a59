"""What linking can tell a person: why two listings are one activity, and which pairs it cannot decide."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from pipeline.linking.comparisons import COMPARISONS, Weights, weights
from pipeline.linking.evidence import Doubt, Evidence
from pipeline.store import Store
from schemas.listing import Listing
from schemas.record import Record

# What counts beside the evidence.
_SAID = "a person said that they are one"
_AT_FIRST = "before anything is compared"
_UNTIL_NOW = "they were one activity until now, so nothing in which they differ weighs against it"
_ROUNDED = 0.05

_listing = msgspec.json.Decoder(Listing)


class Compared(Record):
    """Two listings that were compared, each the first of those that its source prints of one activity.

    `bits` is the sum over `evidence` and of what counts `beside` it.
    """

    one: Listing
    other: Listing
    bits: float
    beside: str
    evidence: tuple[Evidence, ...]


def doubts(store: Store) -> tuple[Doubt, ...]:
    """The pairs that linking left undecided, those nearest to even odds first.

    Those that speak neither clearly for one activity nor for two, and those that do but were parted, because a third
    listing contradicts them.
    """
    known = weights()
    undecided = _compared(
        store,
        "NOT k.is_judged AND NOT k.contradicts AND l.activity_id <> r.activity_id",
        order="abs(k.bits - ?), l.source_id, l.lead, r.source_id, r.lead",
        parameters=[known.link_from],
    )
    return tuple(_doubt(pair, known) for pair in undecided)


def evidence_within(store: Store, activity_id: str) -> tuple[Compared, ...]:
    """What speaks for its listings being one activity, the strongest first; none where one source alone tells of it."""
    return tuple(
        _compared(
            store,
            "l.activity_id = ? AND r.activity_id = l.activity_id",
            order="k.bits DESC, l.lead, r.lead",
            parameters=[activity_id],
        )
    )


def _doubt(pair: Compared, known: Weights) -> Doubt:
    why = (
        "they look like one activity, but a third listing contradicts that"
        if pair.bits >= known.link_from
        else "what they have in common is not enough to be sure"
    )
    return Doubt(one=pair.one, other=pair.other, bits=round(pair.bits, 1), why=why, evidence=pair.evidence)


def _compared(store: Store, where: str, *, order: str, parameters: Sequence[Any]) -> Iterable[Compared]:
    shown = ", ".join(f"{one.shown} AS {one.name}_shown" for one in COMPARISONS)
    values = ", ".join(f"[l.{one.name}_shown, r.{one.name}_shown]" for one in COMPARISONS)
    rows = store.query(
        f"""
        WITH u AS (SELECT unit, source_id, lead, activity_id, {shown} FROM units)
        SELECT a.listing, b.listing, k.bits, k.is_judged, k.levels, {values}
        FROM links k JOIN u l ON l.unit = k.one JOIN u r ON r.unit = k.other
        JOIN listings a ON a.source_id = l.source_id AND a.key = l.lead
        JOIN listings b ON b.source_id = r.source_id AND b.key = r.lead
        WHERE {where} ORDER BY {order}
        """,  # noqa: S608 conditions of ours
        parameters,
    )
    known = weights()
    for one, other, bits, is_judged, levels, *told in rows:
        evidence = _evidence(levels, told, known)
        rest = bits - sum(each.bits for each in evidence)
        yield Compared(
            one=_listing.decode(one),
            other=_listing.decode(other),
            bits=bits,
            beside=_SAID if is_judged else _AT_FIRST if abs(rest - known.prior) < _ROUNDED else _UNTIL_NOW,
            evidence=evidence,
        )


def _evidence(levels: Sequence[int], values: Sequence[Sequence[str | None]], known: Weights) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(
            comparison=comparison.name,
            level=comparison.levels[level].name,
            bits=known.of(comparison, comparison.levels[level]),
            one=one or None,
            other=other or None,
        )
        for comparison, level, (one, other) in zip(COMPARISONS, levels, values, strict=True)
    )
