"""The tables of `words.toml` as the patterns and sets that reading asks."""

import tomllib
from pathlib import Path

from schemas.words_of_time import ALL
from spiders.patterns import Words, any_of

_TABLE = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


def _listed(name: str) -> list[str]:
    return [word.strip() for word in _TABLE[name].split("|") if word.strip()]


def _any(name: str) -> str:
    """An alternation of the words of a table, longest first."""
    return any_of(_listed(name))


class Marks:
    """Words in the names of classes and ids, each whole: `event-title`, not `subtitled`."""

    def __init__(self, name: str) -> None:
        self._words = frozenset(_listed(name))

    def stand_in(self, marks: str) -> bool:
        return not self._words.isdisjoint(marks.replace("-", " ").replace("_", " ").split())


def _said(name: str) -> Words:
    return Words(_whole(name))


def _whole(name: str) -> str:
    return rf"(?<!\w)(?:{_any(name)})(?!\w)"


_OF_TIME = {"month", "doubtful_month", "weekday", "short_weekday", "ordinal", "daypart"}
_TIME_WORDS = {word for row in ALL if row.kind in _OF_TIME for word in row.words.casefold().split("|")}
EMPTY = frozenset(_TABLE["empty"].split()) | _TIME_WORDS
KINDS = frozenset(_TABLE["kinds"].split())
DOCUMENTS = _any("documents")
SCHEDULE = _said("schedules")
DATES_OF = _said("dates_of")
STAMP = Words(rf"(?<!\w)(?:{_any('stamps')})[\s:]*(?:on|op|the|de|date|:)?[\s:]*$")
# Beside a year: it is when something began or was made, not the year of a list.
SINCE = _said("since")
END = Words(rf"(?:^|\s)(?:{_any('ends')})\W*$")
OFFICE = _said("office")
# "26 december: geen opkomst", but not "geen kosten".
_NONE_OF = r"geen\s+(?!kosten|aanmeld|inschrijv|probleem|ervaring|voorkennis|verplicht|entree|toegang|opgave)\w+"
NOTHING_HAPPENS = Words(rf"{_whole('nothing')}|(?<!\w){_NONE_OF}")
NO_PROGRAMME = _said("no_programme")
HOURS_LABEL = Words(rf"\W*(?:{_any('labels')})\s*:")
TILL = _said("till")
EXCEPTION = Words(rf"\W*(?:{_any('exceptions')})(?!\w)")
FOR_ALL = _said("for_all")
HELD = Words(f"{_whole('held')}|{_whole('meets')}")
VENUES, BUILDINGS = _any("venues"), _any("buildings")
PRIVATE = _said("private")
MEETS = _any("meets")
CHROME = Marks("chrome")
NAMING = Marks("naming")
PLACING = Marks("placing")
ONWARD = frozenset(_listed("onward"))
READING_ON = frozenset(_listed("reading_on"))
OLDER = frozenset(_listed("older"))
PAGE_NUMBERS = frozenset(_listed("page_numbers"))
COLUMN_ROLES = {
    " ".join(word.split()): role
    for role, words in _TABLE["columns"].items()
    for word in words.split("|")
    if word.strip()
}
