"""The small language in which the tables write phrases, and the finding of many phrases at once.

    taalcafe              this word; accents and capitals do not count
    taal*  *cafe  *taal*  a word that begins or ends so, or holds it
    gratis|kosteloos      one of these words
    [helemaal]            this word, or none
    ..                    up to four words in between, in the same sentence
    NUMBER  AMOUNT        any number, any sum of money
    SIGNING_UP            one of the words that the table gives this name under [words]

Hyphens part words: write "drop in" for "drop-in". A comma is a word of its own: write [,] where one may stand.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from pipeline.normalise.facets.wild import WildForms
from pipeline.normalise.facets.words import Word, folded

WIDEST_GAP = 4
_GAP = ".."
_CLASSES = {"NUMBER", "AMOUNT"}
_MOST_KNOWN = 20_000  # a bound on memory: words of a language repeat


class Element(NamedTuple):
    """The forms of which one stands here; none at all: a gap."""

    forms: frozenset[str]
    is_optional: bool


class Phrase(NamedTuple):
    """One phrase; `rule` is the place of its rule in the table of `facet`."""

    elements: tuple[Element, ...]
    facet: str
    rule: int

    @property
    def rarest(self) -> frozenset[str]:
        """The forms of that word, of those that must stand there, which has the fewest: the first to look for."""
        return min((one.forms for one in self.elements if one.forms and not one.is_optional), key=len)


class Match(NamedTuple):
    """Words `first` up to, not including, `last` of a sentence, and the rule whose phrase they are."""

    first: int
    last: int
    rule: int


def parsed(line: str, *, names: Mapping[str, str]) -> tuple[Element, ...]:
    """The elements of `line`; `names` gives the words for a name. Raises ValueError where no word must stand there.

    >>> [sorted(element.forms) for element in parsed("[Helemaal] FREE", names={"FREE": "gratis kosteloos"})]
    [['helemaal'], ['gratis', 'kosteloos']]
    """
    elements = tuple(_element(part, names) for part in line.split())
    if all(element.is_optional or not element.forms for element in elements):
        raise ValueError(f"{line!r}: a phrase needs a word that must stand there")
    return elements


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
    """What the tables know of one word: its forms, and the phrases that may begin with it."""

    forms: frozenset[str]
    phrases: tuple[tuple[Phrase, frozenset[str]], ...]  # each with its rarest word


class PhraseBook:
    """The phrases of all tables, found with one look per word: each stands in an index under its first word."""

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

    def matches(self, words: tuple[Word, ...]) -> dict[str, list[Match]]:
        """Per facet where phrases stand in one sentence, in order; what lies within a longer phrase is left out."""
        known = [self._known.get(word.folded) or self._learned(word) for word in words]
        present = frozenset[str]().union(*(word.forms for word in known))
        found: dict[str, set[Match]] = {}
        for first, here in enumerate(known):
            for phrase, rarest in here.phrases:
                if not rarest.isdisjoint(present) and (last := _last(phrase.elements, known, first)):
                    found.setdefault(phrase.facet, set()).add(Match(first, last, phrase.rule))
        return {facet: list(_outermost(sorted(matches, key=_longest_first))) for facet, matches in found.items()}

    def _learned(self, word: Word) -> _Known:
        forms = self._forms(word)
        phrases = {id(phrase): phrase for form in forms for phrase in self._starting.get(form, ())}
        known = _Known(forms, tuple((phrase, phrase.rarest) for phrase in phrases.values()))
        if len(self._known) < _MOST_KNOWN:
            self._known[word.folded] = known
        return known

    def _forms(self, word: Word) -> frozenset[str]:
        """All forms of the tables that `word` has."""
        if word.kind == "amount":
            return frozenset({"AMOUNT"})
        forms = frozenset({word.folded, *self._wild.of(word.folded)})
        return forms if word.number is None else forms | {"NUMBER"}


def _last(elements: tuple[Element, ...], known: list[_Known], first: int) -> int | None:
    """Where a phrase that begins at `first` ends at the latest, or None if it does not stand there."""
    reached, count = {first}, len(known)
    for forms, is_optional in elements:
        if not forms:
            reached = {at + step for at in reached for step in range(WIDEST_GAP + 1)}
            continue
        stepped = {at + 1 for at in reached if at < count and not forms.isdisjoint(known[at].forms)}
        if is_optional:
            reached |= stepped
        elif stepped:
            reached = stepped
        else:
            return None
    return last if (last := max(reached)) > first else None


def _longest_first(match: Match) -> tuple[int, int, int]:
    return match.first, -match.last, match.rule


def _outermost(matches: Iterable[Match]) -> Iterator[Match]:
    """Without those that lie within a longer one: "niet gratis" overrules "gratis". Needs them sorted."""
    outer = Match(-1, -1, -1)
    for match in matches:
        if match.last > outer.last or (match.first, match.last) == (outer.first, outer.last):
            outer = match
            yield match
