"""Plain Dutch (B1): the words for days, sums, rhythms, languages and every vocabulary."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import TypeVar

from schemas.concepts import concepts
from schemas.schedule import Daypart, Schedule, Status
from schemas.vocabulary import Accessibility, Audience, Category

Word = TypeVar("Word", bound=StrEnum)
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)


def _words(words: type[Word]) -> dict[Word, str]:
    """Dutch for every word of a vocabulary, as it is published."""
    return {words(one.word): one.nl for one in concepts(words)}


CATEGORIES = _words(Category)
AUDIENCES = _words(Audience)
DAYPARTS = _words(Daypart)
ACCESS = _words(Accessibility)

LANGUAGES = {
    "am": "Amhaars",
    "ar": "Arabisch",
    "bg": "Bulgaars",
    "de": "Duits",
    "el": "Grieks",
    "en": "Engels",
    "es": "Spaans",
    "fa": "Farsi",
    "fr": "Frans",
    "fy": "Fries",
    "hi": "Hindi",
    "hr": "Kroatisch",
    "hu": "Hongaars",
    "it": "Italiaans",
    "kmr": "Kurmanji",
    "ku": "Koerdisch",
    "nl": "Nederlands",
    "pap": "Papiaments",
    "pl": "Pools",
    "prs": "Dari",
    "ps": "Pasjtoe",
    "pt": "Portugees",
    "ro": "Roemeens",
    "ru": "Russisch",
    "so": "Somalisch",
    "sq": "Albanees",
    "sr": "Servisch",
    "ti": "Tigrinya",
    "tr": "Turks",
    "uk": "Oekraïens",
    "ur": "Urdu",
    "vi": "Vietnamees",
    "zgh": "Berbers",
    "zh": "Chinees",
}

PREFIX = {Status.CANCELLED: "AFGELAST: ", Status.POSTPONED: "UITGESTELD: "}

_RHYTHM = {
    ("DAILY", "1"): "elke dag",
    ("WEEKLY", "1"): "elke week",
    ("WEEKLY", "2"): "om de twee weken",
    ("WEEKLY", "3"): "om de drie weken",
    ("MONTHLY", "1"): "elke maand",
    ("MONTHLY", "2"): "om de twee maanden",
    ("YEARLY", "1"): "elk jaar",
}


def day(when: date) -> str:
    """The day with its weekday.

    >>> day(date(2026, 11, 24))
    'dinsdag 24 november'
    """
    return f"{WEEKDAYS[when.weekday()]} {when.day} {MONTHS[when.month - 1]}"


def day_and_year(when: date) -> str:
    """The day with its year, as in a letter.

    >>> day_and_year(date(2026, 11, 24))
    '24 november 2026'
    """
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def euros(cents: int) -> str:
    """An amount as Dutch prints it.

    >>> euros(250), euros(500)
    ('€ 2,50', '€ 5')
    """
    return f"€ {cents // 100},{cents % 100:02}" if cents % 100 else f"€ {cents // 100}"


def joined(words: Iterable[str]) -> str:
    """The words as a list in a sentence. Raises ValueError when there are none.

    >>> joined(["vrouwen", "kinderen", "ouderen"])
    'vrouwen, kinderen en ouderen'
    """
    *most, last = words
    return f"{', '.join(most)} en {last}" if most else last


def rhythm(schedule: Schedule) -> str | None:
    """How often, where one rule says so: "elke week"; None where it happens once, irregularly or by several rhythms."""
    found = {_slot_rhythm(slot.rrule) for slot in schedule.slots}
    return found.pop() if len(found) == 1 else None


def _slot_rhythm(rrule: str | None) -> str | None:
    parts = dict(part.split("=", 1) for part in (rrule or "").split(";") if "=" in part)
    return _RHYTHM.get((parts.get("FREQ", ""), parts.get("INTERVAL", "1")))
