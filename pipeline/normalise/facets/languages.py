"""Which languages are spoken or practised there."""

import re

from pipeline.normalise.facets.choosing import Reading, beside, hits, inferred
from pipeline.normalise.facets.found import Finding
from pipeline.normalise.facets.table import Hit

_SPEAKS = "speaks"
_ENGLISH = re.compile(r"\b(?:the|and|with|for|are|is|you)\b", re.IGNORECASE)
_DUTCH = re.compile(r"\b(?:de|het|een|en|met|voor|zijn|je)\b", re.IGNORECASE)


def languages(
    title: str,
    text: str,
    naming: tuple[Finding, ...],
    *,
    needless: tuple[Finding, ...],
    internationals: tuple[Finding, ...],
) -> Reading[tuple[str, ...]]:
    """Languages as BCP 47, in the order of the text.

    The name of a language counts in a sentence that speaks of speaking: "Syrisch, Turks en Gronings koken" does not.
    `naming` are the words that make it an activity of language; where it names none, one comes to practise Dutch.
    The words of `needless` name a language that one need not speak.
    Whom an English text invites as `internationals`, will be spoken to in English.
    """
    found = beside(hits("languages", title, text), needless)
    sentences = {_sentence(hit) for hit in found if hit.finding.value == _SPEAKS}
    said = [hit.finding for hit in found if hit.finding.value != _SPEAKS and _sentence(hit) in sentences]
    guessed = [inferred(finding, "nl", facet="languages") for finding in naming[:1] if not said]
    if len(_ENGLISH.findall(text)) > len(_DUTCH.findall(text)):
        guessed += [inferred(finding, "en", facet="languages") for finding in internationals[:1]]
    both = (*said, *guessed)
    return Reading(tuple(dict.fromkeys(finding.value for finding in both)) or None, both)


def _sentence(hit: Hit) -> tuple[str, int]:
    return hit.finding.part.value, hit.sentence
