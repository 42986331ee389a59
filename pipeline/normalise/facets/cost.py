"""What it costs: free, a sum, a gift, or not said."""

import itertools

from pipeline.normalise.facets.choosing import Reading, believed, findings, hits
from pipeline.normalise.facets.table import Hit
from pipeline.normalise.facets.words import Word
from schemas.facets import Cost
from schemas.vocabulary import CostKind

_OF_SEVERAL = "paid_for_several"
_KINDS = {"gift": CostKind.DONATION, _OF_SEVERAL: CostKind.PAID}


def cost(title: str, text: str) -> Reading[Cost]:
    """The cost of taking part; the sum only where one is said, for one time; the note is the words as printed."""
    chosen = believed(_apart(hits("cost", title, text)))
    if not chosen:
        return Reading()
    value = chosen[0].finding.value
    amounts = _amounts(chosen) if value == CostKind.PAID else []
    note = "; ".join(dict.fromkeys(" ".join(hit.finding.quote.split()) for hit in chosen))
    one_amount = amounts[0] if len(set(amounts)) == 1 else None
    return Reading(
        Cost(kind=_KINDS.get(value) or CostKind(value), amount_cents=one_amount, note=note), findings(chosen)
    )


def _apart(found: list[Hit]) -> list[Hit]:
    """Without what gives a sum for several times as that of one: of "kost € 60 per jaar" the "kost € 60"."""
    several = [hit for hit in found if hit.finding.value == _OF_SEVERAL and not _is_one(hit)]
    sums = {_place(hit, word) for hit in several for word in hit.words if word.kind == "amount"}
    once = [hit for hit in found if hit.finding.value != _OF_SEVERAL]
    return [*several, *(hit for hit in once if sums.isdisjoint(_place(hit, word) for word in hit.words))]


def _is_one(hit: Hit) -> bool:
    """Whether it is a price of one time, as "1 les voor € 5"."""
    return any(word.kind != "amount" and word.number == 1 for word in hit.words)


def _place(hit: Hit, word: Word) -> tuple[str, int]:
    return hit.finding.part.value, word.start


def _amounts(found: list[Hit]) -> list[int]:
    return [cents for hit in found for cents in (*_sums(hit), *_lower_end(hit))]


def _sums(hit: Hit) -> list[int]:
    return [int(word.number) for word in hit.words if word.kind == "amount" and word.number is not None]


def _lower_end(hit: Hit) -> list[int]:
    """Of "5 tot 15 euro" the 5, in cents."""
    pairs = itertools.pairwise(hit.words)
    return [int(one.number * 100) for one, two in pairs if one.kind == "number" and one.number and two.folded == "tot"]
