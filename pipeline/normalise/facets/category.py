"""What kind of activity it is: a weighing of the names of kinds that the text uses, so always an inference."""

from collections import Counter

from pipeline.normalise.facets.choosing import Reading, hits, inferred
from pipeline.normalise.facets.found import Part
from pipeline.normalise.facets.table import Hit
from schemas.vocabulary import Category

# A title names the activity; a text also tells what else happens there. Weighed on bench and own tables, 24 Nov 2026.
_TITLE_WEIGHT = 4


def category(title: str, text: str) -> Reading[Category]:
    """The kind whose names weigh most; of equals the one that is named first."""
    found = hits("category", title, text)
    weights: Counter[str] = Counter()
    for value, _, part in {_name(hit): hit for hit in found}:
        weights[value] += _TITLE_WEIGHT if part is Part.TITLE else 1
    if not weights:
        return Reading()
    best = max((hit.finding.value for hit in found), key=weights.__getitem__)
    return Reading(
        Category(best),
        tuple(inferred(hit.finding, best, facet="category") for hit in found if hit.finding.value == best),
    )


def _name(hit: Hit) -> tuple[str, str, Part]:
    """A name counts once in the title and once in the text, however often it is repeated."""
    return hit.finding.value, " ".join(word.folded for word in hit.words), hit.finding.part
