"""How much Dutch one needs: CEFR levels, the Flemish taaliconen, or words such as "beginners"."""

from pipeline.normalise.facets.choosing import Reading, findings, hits
from pipeline.normalise.facets.found import Finding
from pipeline.normalise.facets.table import Hit
from schemas.facets import DutchLevels
from schemas.vocabulary import DutchLevel

_LEVELS = tuple(DutchLevel)
# The least Dutch for one to four taaliconen: one asks for hardly a word, four for speaking it well.
_OF_ICONS = dict(zip((1, 2, 3, 4), (DutchLevel.A0, DutchLevel.A1, DutchLevel.A2, DutchLevel.B1), strict=True))
_NO_DUTCH = "no_dutch"
_OF_WORDS = {_NO_DUTCH: DutchLevel.A0, "from_nothing": DutchLevel.A0}
_ONLY_IN_LANGUAGE = {"all_levels", "beginners", "some_dutch", "from_nothing"}
_OPEN_AT_THE_TOP = {"+", "hoger", "higher", "above", "up", "vanaf", "minimaal", "minstens", "minimum", "least", "from"}
_OPEN_AT_THE_BOTTOM = ({"tot"}, {"maximaal"}, {"up", "to"})
_FROM_NOTHING = {"alfabetisering", "alfa"}
Bounds = tuple[DutchLevel | None, DutchLevel | None]


def dutch_level(title: str, text: str, *, is_language_activity: bool) -> Reading[DutchLevels]:
    """The levels from and to which it is meant, with the words as note; "beginners" alone is about Dutch only there."""
    found = [
        hit
        for hit in hits("dutch_level", title, text)
        if is_language_activity or hit.finding.value not in _ONLY_IN_LANGUAGE
    ]
    if not found:
        return Reading()
    ranges = [bounds for hit in found if (bounds := _bounds(hit)) is not None]
    lowest, highest = _widest(ranges)
    note = "; ".join(dict.fromkeys(" ".join(hit.finding.quote.split()) for hit in found))
    return Reading(DutchLevels(min=lowest, max=highest, note=note), findings(found))


def needless(title: str, text: str) -> tuple[Finding, ...]:
    """The words that say that one needs no Dutch: they do not say who comes, nor what is spoken."""
    return findings(hit for hit in hits("dutch_level", title, text) if hit.finding.value == _NO_DUTCH)


def _bounds(hit: Hit) -> Bounds | None:
    words = {word.folded for word in hit.words}
    if hit.finding.value == "level":
        return _level_bounds(words)
    if hit.finding.value == "icons":
        numbers = [int(word.number) if word.number is not None else 1 for word in hit.words if _is_count(word.folded)]
        known = [_OF_ICONS[number] for number in sorted(numbers) if number in _OF_ICONS]
        return (known[0], None) if known else None
    lowest = _OF_WORDS.get(hit.finding.value)
    return (lowest, None) if lowest else None


def _level_bounds(words: set[str]) -> Bounds | None:
    levels = [level for level in _LEVELS if level.value.lower() in words]
    if not levels:
        return None
    if words & _FROM_NOTHING:
        return DutchLevel.A0, levels[-1]
    if len(levels) == 1 and any(limit <= words for limit in _OPEN_AT_THE_BOTTOM):
        return None, levels[0]
    return levels[0], None if words & _OPEN_AT_THE_TOP else levels[-1]


def _is_count(word: str) -> bool:
    return word.isdigit() or word in {"een", "one", "twee", "drie", "vier"}


def _widest(ranges: list[Bounds]) -> Bounds:
    """From the lowest to the highest; open where one of them is."""
    lows = [low for low, _ in ranges if low is not None]
    tops = [high for _, high in ranges if high is not None]
    lowest = min(lows, key=_LEVELS.index) if lows and len(lows) == len(ranges) else None
    return lowest, max(tops, key=_LEVELS.index) if tops and len(tops) == len(ranges) else None
