"""What we know of an activity, in plain Dutch (B1): short lines, one fact each. What is not known is not said."""

from collections.abc import Callable, Hashable, Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from output.plain_text import address, one_line
from schemas.activity import Activity
from schemas.facets import AgeRange, Cost, DutchLevels, Registration, Support
from schemas.schedule import Schedule, Status
from schemas.vocabulary import Audience, Basis, Category, Childcare, CostKind, DutchLevel, RegistrationKind

LONGEST_FACT = 300
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)

CATEGORIES: dict[Category, str] = {
    Category.LANGUAGE: "Taal",
    Category.MEETING: "Ontmoeting",
    Category.FOOD: "Eten",
    Category.SPORT: "Sport",
    Category.FAMILY: "Gezin",
    Category.CELEBRATION: "Feest",
    Category.BUDDIES: "Maatjes",
    Category.ADVICE: "Advies",
    Category.CULTURE: "Cultuur",
    Category.MUSIC: "Muziek",
    Category.REPAIR: "Repareren",
    Category.NATURE: "Natuur",
    Category.FAITH_DIALOGUE: "Geloof en gesprek",
    Category.GAMES: "Spel",
    Category.COURSE: "Cursus",
    Category.CRAFTS: "Handwerk",
}

AUDIENCES: dict[Audience, str] = {
    Audience.EVERYONE: "iedereen",
    Audience.NEWCOMERS: "nieuwkomers",
    Audience.UKRAINIANS: "Oekraïners",
    Audience.LANGUAGE_LEARNERS: "mensen die Nederlands leren",
    Audience.INTERNATIONALS: "internationals",
    Audience.MIGRANTS: "migranten",
    Audience.NEIGHBOURS: "buurtbewoners",
    Audience.WOMEN: "vrouwen",
    Audience.MEN: "mannen",
    Audience.OLDER_PEOPLE: "ouderen",
    Audience.YOUNG_PEOPLE: "jongeren",
    Audience.CHILDREN: "kinderen",
    Audience.FAMILIES: "gezinnen",
    Audience.VOLUNTEERS: "vrijwilligers",
}

LANGUAGES = {
    "am": "Amhaars",
    "ar": "Arabisch",
    "bg": "Bulgaars",
    "de": "Duits",
    "en": "Engels",
    "es": "Spaans",
    "fa": "Farsi",
    "fr": "Frans",
    "fy": "Fries",
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
    "ti": "Tigrinya",
    "tr": "Turks",
    "uk": "Oekraïens",
    "zh": "Chinees",
}

PREFIX = {Status.CANCELLED: "AFGELAST: ", Status.POSTPONED: "UITGESTELD: "}

_STATUS_LINE = {
    Status.CANCELLED: "Dit gaat niet door.",
    Status.POSTPONED: "Dit gaat nu niet door. Het is uitgesteld.",
    Status.TENTATIVE: "Het is nog niet zeker of dit doorgaat.",
}

_BASIS_NOTE = {
    Basis.ORGANISATION_DEFAULT: " (meestal)",
    Basis.INFERRED: " (waarschijnlijk)",
}

_COST = {
    CostKind.FREE: "gratis",
    CostKind.DONATION: "vrije gift",
    CostKind.PAID: "niet gratis, het bedrag weten wij niet",
}

_REGISTRATION = {
    RegistrationKind.DROP_IN: "Aanmelden: niet nodig, loop gewoon binnen",
    RegistrationKind.REQUESTED: "Aanmelden: graag",
    RegistrationKind.REQUIRED: "Aanmelden: verplicht",
    RegistrationKind.REFERRAL: "Aanmelden: alleen via een verwijzing",
}

_CHILDCARE = {
    Childcare.PROVIDED: "Kinderopvang: ja",
    Childcare.CHILDREN_WELCOME: "Kinderen mogen mee",
    Childcare.NONE: "Kinderopvang: nee",
}

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


def status_line(activity: Activity, status: Status) -> str | None:
    """What `status` means for someone who wants to come; None where it takes place as announced."""
    if status is Status.MISSING:
        return f"Niet meer gezien op de site sinds {day_and_year(activity.last_seen_at.date())}."
    return _STATUS_LINE.get(status)


def facet_lines(activity: Activity, fields: Iterable[str] | None = None) -> list[str]:
    """One line per fact that is known, without a full stop; of `fields` only, where given."""
    lines: list[str] = []
    for field in _FACET_LINES if fields is None else fields:
        if value := getattr(activity, field):
            lines += _facet_lines(field, value, activity.basis.get(field))
    return lines


@lru_cache(maxsize=4096)
def _facet_lines(field: str, value: Hashable, basis: Basis | None) -> tuple[str, ...]:
    note = "" if basis is None else _BASIS_NOTE.get(basis, "")
    return tuple(one_line(line, LONGEST_FACT) + note for line in _FACET_LINES[field](value))


def _cost(cost: Cost) -> list[str]:
    price = _COST.get(cost.kind)
    if cost.kind is CostKind.PAID and cost.amount_cents is not None:
        price = euros(cost.amount_cents)
    known = _told(price, cost.note)
    return [f"Kosten: {known}"] if known else []


def _told(fact: str | None, note: str | None) -> str:
    """The fact and the organiser's words for it; only the words where they hold the fact already."""
    if fact and note and fact.casefold() in note.casefold():
        return note[0].lower() + note[1:]
    return "; ".join(text for text in (fact, note) if text)


def _registration(registration: Registration) -> list[str]:
    line = _REGISTRATION.get(registration.kind)
    if url := address(registration.url):
        return [f"{line or 'Aanmelden'} – {url}"]
    return [line] if line else []


def _dutch_level(levels: DutchLevels) -> list[str]:
    if levels.max is DutchLevel.A0 or (levels.min is DutchLevel.A0 and levels.max is None):
        level = "niet nodig"
    elif levels.min and levels.max:
        level = f"niveau {levels.min} tot en met {levels.max}" if levels.min != levels.max else f"niveau {levels.min}"
    elif levels.min:
        level = f"vanaf niveau {levels.min}"
    elif levels.max:
        level = f"tot en met niveau {levels.max}"
    else:
        level = None
    known = _told(level, levels.note)
    return [f"Nederlands: {known}"] if known else []


def _support(support: Support) -> list[str]:
    lines = [_CHILDCARE[support.childcare]] if support.childcare else []
    if support.travel is not None:
        lines.append(f"Reiskosten: {'vergoed' if support.travel else 'niet vergoed'}")
    if support.preparation:
        lines.append("Hulp bij de voorbereiding: ja")
    if support.companion:
        lines.append("Er kan iemand met je meegaan")
    return lines


def _age(age: AgeRange) -> list[str]:
    if age.min is not None and age.max is not None:
        return [f"Leeftijd: {age.min} tot en met {age.max} jaar"]
    if age.min is not None:
        return [f"Leeftijd: vanaf {age.min} jaar"]
    return [f"Leeftijd: tot en met {age.max} jaar"] if age.max is not None else []


_FACET_LINES: dict[str, Callable[[Any], list[str]]] = {
    "cost": _cost,
    "registration": _registration,
    "audience": lambda audience: [f"Voor: {joined(AUDIENCES[one] for one in audience)}"],
    "women_only": lambda _: ["Alleen voor vrouwen"],
    "men_only": lambda _: ["Alleen voor mannen"],
    "age": _age,
    "dutch_level": _dutch_level,
    "languages": lambda tags: [f"Talen: {joined(LANGUAGES.get(tag.split('-')[0].lower(), tag) for tag in tags)}"],
    "support": _support,
    "accessibility": lambda ways: [f"Toegankelijkheid: {joined(ways)}"],
}
