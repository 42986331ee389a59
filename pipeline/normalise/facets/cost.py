"""What it costs: free, a sum, a gift, or not said."""

import itertools

from pipeline.normalise.facets.choosing import Reading, believed, findings, hits
from pipeline.normalise.facets.table import Hit
from schemas.facets import Cost
from schemas.vocabulary import CostKind

_GIFT = "gift"


def cost(title: str, text: str) -> Reading[Cost]:
    """The cost of taking part; the sum only where one sum is said, the note as printed where there is one to read."""
    chosen = believed(hits("cost", title, text))
    if not chosen:
        return Reading()
    value = chosen[0].finding.value
    kind = CostKind.DONATION if value == _GIFT else CostKind(value)
    amounts = _amounts(chosen) if kind is CostKind.PAID else []
    note = "; ".join(dict.fromkeys(" ".join(hit.finding.quote.split()) for hit in chosen))
    one_amount = amounts[0] if len(set(amounts)) == 1 else None
    return Reading(Cost(kind=kind, amount_cents=one_amount, note=note), findings(chosen))


def _amounts(found: list[Hit]) -> list[int]:
    return [cents for hit in found for cents in (*_sums(hit), *_lower_end(hit))]


def _sums(hit: Hit) -> list[int]:
    return [int(word.number) for word in hit.words if word.kind == "amount" and word.number is not None]


def _lower_end(hit: Hit) -> list[int]:
    """Of "5 tot 15 euro" the 5, in cents."""
    pairs = itertools.pairwise(hit.words)
    return [int(one.number * 100) for one, two in pairs if one.kind == "number" and one.number and two.folded == "tot"]
