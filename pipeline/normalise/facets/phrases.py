"""The small language in which the tables write phrases, and the finding of many phrases at once.

    taalcafe              this word; accents and capitals do not count
    taal*  *cafe  *taal*  a word that begins or ends so, or holds it
    gratis|kosteloos      one of these words
    [helemaal]            this word, or none
    ..                    up to four words in between, in the same sentence
    NUMBER  AMOUNT        any number, any sum of money

Hyphens part words: write "drop in" for "drop-in".
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipeline.normalise.facets.words import Word, folded

WIDEST_GAP = 4
_GAP = ".."
_CLASSES = {"NUMBER", "AMOUNT"}


class Element(NamedTuple):
    """The forms of which one stands here; none at all: a gap."""

    forms: frozenset[str]
    is_optional: bool


class Phrase(NamedTuple):
    """One phrase; `rule` is the place of its rule in the table."""

    elements: tuple[Element, ...]
    rule: int


class Match(NamedTuple):
    """Words `first` up to, not including, `last` of a sentence, and the rule whose phrase they are."""

    first: int
    last: int
    rule: int


def parsed(line: str, rule: int) -> Phrase:
    """The phrase that `line` writes. Raises ValueError where every word of it may be left out.

    >>> [sorted(element.forms) for element in parsed("[Helemaal] gratis|kosteloos", 0).elements]
    [['helemaal'], ['gratis', 'kosteloos']]
    """
    phrase = Phrase(tuple(_element(part) for part in line.split()), rule)
    if all(element.is_optional or not element.forms for element in phrase.elements):
        raise ValueError(f"{line!r}: a phrase needs a word that must stand there")
    return phrase


def _element(part: str) -> Element:
    bare = part.strip("[]")
    if bare == _GAP:
        return Element(frozenset(), is_optional=False)
    forms = frozenset(form if form in _CLASSES else folded(form) for form in bare.split("|"))
    return Element(forms, is_optional=part != bare)


def _beginnings(phrase: Phrase) -> Iterator[str]:
    """The forms with which it may begin."""
    for element in phrase.elements:
        yield from element.forms
        if not element.is_optional:
            return


class PhraseBook:
    """Many phrases, found in the time of one look per word: each stands in an index under its first word."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._starting: dict[str, list[Phrase]] = {}
        self._wild: set[str] = set()
        self._known: dict[str, frozenset[str]] = {}
        for phrase in phrases:
            for element in phrase.elements:
                self._wild |= {form for form in element.forms if "*" in form}
            for form in _beginnings(phrase):
                self._starting.setdefault(form, []).append(phrase)

    def matches(self, words: tuple[Word, ...]) -> list[Match]:
        """Where the phrases stand in one sentence, in order; what lies within a longer phrase is left out."""
        forms = [self._forms(word) for word in words]
        found = {
            Match(first, last, phrase.rule)
            for first, here in enumerate(forms)
            for form in here
            for phrase in self._starting.get(form, ())
            if (last := _last(phrase.elements, forms, first))
        }
        return list(_outermost(sorted(found, key=lambda match: (match.first, -match.last, match.rule))))

    def _forms(self, word: Word) -> frozenset[str]:
        """All forms of the table that `word` has."""
        if word.kind == "amount":
            return frozenset({"AMOUNT"})
        forms = self._known.get(word.folded)
        if forms is None:
            forms = frozenset({word.folded, *(wild for wild in self._wild if _has_form(word.folded, wild))})
            if len(self._known) < 50_000:  # a bound on memory: words of a language repeat
                self._known[word.folded] = forms
        return forms if word.number is None else forms | {"NUMBER"}


def _has_form(word: str, wild: str) -> bool:
    core = wild.strip("*")
    if wild.startswith("*"):
        return core in word if wild.endswith("*") else word.endswith(core)
    return word.startswith(core)


def _last(elements: tuple[Element, ...], forms: list[frozenset[str]], first: int) -> int | None:
    """Where a phrase that begins at `first` ends at the latest, or None if it does not stand there."""
    reached = {first}
    for element in elements:
        if not element.forms:
            reached = {at + step for at in reached for step in range(WIDEST_GAP + 1)}
        else:
            stepped = {at + 1 for at in reached if at < len(forms) and not element.forms.isdisjoint(forms[at])}
            reached = stepped | reached if element.is_optional else stepped
        if not reached:
            return None
    return last if (last := max(reached)) > first else None


def _outermost(matches: Iterable[Match]) -> Iterator[Match]:
    """Without those that lie within a longer one: "niet gratis" overrules "gratis". Needs them sorted."""
    outer = Match(-1, -1, -1)
    for match in matches:
        if match.last > outer.last or (match.first, match.last) == (outer.first, outer.last):
            outer = match
            yield match
