"""Which languages are spoken or practised there."""

from pipeline.normalise.facets.choosing import Reading, hits, inferred
from pipeline.normalise.facets.found import Finding
from pipeline.normalise.facets.table import Hit

_SPEAKS = "speaks"


def languages(title: str, text: str, naming: tuple[Finding, ...]) -> Reading[tuple[str, ...]]:
    """Languages as BCP 47, in the order of the text.

    The name of a language counts in a sentence that speaks of speaking: "Syrisch, Turks en Gronings koken" does not.
    `naming` are the words that make it an activity of language; where it names none, one comes to practise Dutch.
    """
    found = hits("languages", title, text)
    sentences = {_sentence(hit) for hit in found if hit.finding.value == _SPEAKS}
    spoken = [hit for hit in found if hit.finding.value != _SPEAKS and _sentence(hit) in sentences]
    if spoken:
        return Reading(tuple(dict.fromkeys(hit.finding.value for hit in spoken)), tuple(hit.finding for hit in spoken))
    if naming:
        return Reading(("nl",), tuple(inferred(finding, "nl", facet="languages") for finding in naming[:1]))
    return Reading()


def _sentence(hit: Hit) -> tuple[str, int]:
    return hit.finding.part.value, hit.sentence
