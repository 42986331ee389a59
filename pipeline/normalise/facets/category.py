"""What kind of activity it is: a weighing of the names of kinds that the text uses, so always an inference."""

from collections import Counter

from pipeline.normalise.facets.choosing import Reading, beside, hits, inferred
from pipeline.normalise.facets.found import Finding, Part
from pipeline.normalise.facets.table import Hit
from schemas.vocabulary import Category

# A title names the activity; a text also tells what else happens there, so there a name is worth no more than a deed.
_TITLE_WEIGHT = 4
_MOST_IN_TEXT = 2


def category(title: str, text: str, *, needless: tuple[Finding, ...]) -> Reading[Category]:
    """The kind whose names weigh most, of equals the one that is named first; `needless` words name none."""
    found = beside(hits("category", title, text), needless)
    weights: Counter[str] = Counter()
    for (value, _, part), weight in _heaviest(found).items():
        weights[value] += weight * _TITLE_WEIGHT if part is Part.TITLE else min(weight, _MOST_IN_TEXT)
    if not weights:
        return Reading()
    best = max((hit.finding.value for hit in found), key=weights.__getitem__)
    return Reading(
        Category(best),
        tuple(inferred(hit.finding, best, facet="category") for hit in found if hit.finding.value == best),
    )


def _heaviest(found: list[Hit]) -> dict[tuple[str, str, Part], int]:
    heaviest: dict[tuple[str, str, Part], int] = {}
    for hit in found:
        heaviest[_name(hit)] = max(hit.weight, heaviest.get(_name(hit), 0))
    return heaviest


def _name(hit: Hit) -> tuple[str, str, Part]:
    """A name counts once in the title and once in the text, however often it is repeated."""
    return hit.finding.value, " ".join(word.folded for word in hit.words), hit.finding.part
