"""The small language in which the tables write phrases, and the finding of many phrases at once.

    taalcafe              this word; accents and capitals do not count
    taal*  *cafe  *taal*  a word that begins or ends so, or holds it
    gratis|kosteloos      one of these words
    [helemaal]            this word, or none
    ..                    up to four words in between, in the same sentence
    NUMBER  AMOUNT        any number, any sum of money
    SIGNING_UP            one of the words that the table gives this name under [words]

Hyphens part words: write "drop in" for "drop-in".
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from pipeline.normalise.facets.wild import WildForms
from pipeline.normalise.facets.words import Word, folded

WIDEST_GAP = 4
_GAP = ".."
_CLASSES = {"NUMBER", "AMOUNT"}
_MOST_KNOWN = 50_000  # a bound on memory: words of a language repeat


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


def parsed(line: str, rule: int, *, names: Mapping[str, str]) -> Phrase:
    """The phrase that `line` writes; `names` gives the words for a name. Raises ValueError where no word must stand.

    >>> [sorted(element.forms) for element in parsed("[Helemaal] FREE", 0, names={"FREE": "gratis kosteloos"}).elements]
    [['helemaal'], ['gratis', 'kosteloos']]
    """
    phrase = Phrase(tuple(_element(part, names) for part in line.split()), rule)
    if all(element.is_optional or not element.forms for element in phrase.elements):
        raise ValueError(f"{line!r}: a phrase needs a word that must stand there")
    return phrase


def _element(part: str, names: Mapping[str, str]) -> Element:
    bare = part.strip("[]")
    if bare == _GAP:
        return Element(frozenset(), is_optional=False)
    forms = (form for name in bare.split("|") for form in names.get(name, name).split())
    return Element(frozenset(form if form in _CLASSES else folded(form) for form in forms), is_optional=part != bare)


def _beginnings(phrase: Phrase) -> Iterator[str]:
    """The forms with which it may begin."""
    for element in phrase.elements:
        yield from element.forms
        if not element.is_optional:
            return


class _Known(NamedTuple):
    """What a table knows of one word: its forms, and the phrases that may begin with it."""

    forms: frozenset[str]
    phrases: tuple[Phrase, ...]


class PhraseBook:
    """Many phrases, found in the time of one look per word: each stands in an index under its first word."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._starting: dict[str, list[Phrase]] = {}
        self._known: dict[str, _Known] = {}
        wild: set[str] = set()
        for phrase in phrases:
            for element in phrase.elements:
                wild |= {form for form in element.forms if "*" in form}
            for form in _beginnings(phrase):
                self._starting.setdefault(form, []).append(phrase)
        self._wild = WildForms(wild)

    def matches(self, words: tuple[Word, ...]) -> list[Match]:
        """Where the phrases stand in one sentence, in order; what lies within a longer phrase is left out."""
        known = [self._known.get(word.folded) or self._learned(word) for word in words]
        found = {
            Match(first, last, phrase.rule)
            for first, here in enumerate(known)
            for phrase in here.phrases
            if (last := _last(phrase.elements, known, first))
        }
        if not found:
            return []
        return list(_outermost(sorted(found, key=lambda match: (match.first, -match.last, match.rule))))

    def _learned(self, word: Word) -> _Known:
        forms = self._forms(word)
        phrases = {id(phrase): phrase for form in forms for phrase in self._starting.get(form, ())}
        known = _Known(forms, tuple(phrases.values()))
        if len(self._known) < _MOST_KNOWN:
            self._known[word.folded] = known
        return known

    def _forms(self, word: Word) -> frozenset[str]:
        """All forms of the table that `word` has."""
        if word.kind == "amount":
            return frozenset({"AMOUNT"})
        forms = frozenset({word.folded, *self._wild.of(word.folded)})
        return forms if word.number is None else forms | {"NUMBER"}


def _last(elements: tuple[Element, ...], known: list[_Known], first: int) -> int | None:
    """Where a phrase that begins at `first` ends at the latest, or None if it does not stand there."""
    reached = {first}
    for element in elements:
        if not element.forms:
            reached = {at + step for at in reached for step in range(WIDEST_GAP + 1)}
        else:
            stepped = {at + 1 for at in reached if at < len(known) and not element.forms.isdisjoint(known[at].forms)}
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
