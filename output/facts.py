"""What we know of an activity, in plain Dutch (B1): short lines, one fact each."""

from collections.abc import Callable, Hashable, Iterable
from functools import lru_cache
from typing import Any

from output.dutch import (
    ACCESS,
    AUDIENCES,
    CATEGORIES,
    DAYPARTS,
    LANGUAGES,
    day_and_year,
    euros,
    joined,
)
from output.notes import beside, echoes, words
from output.plain_text import address, one_line
from schemas.activity import Activity
from schemas.facets import AgeRange, Cost, DutchLevels, Registration
from schemas.schedule import Daypart, Schedule, Status
from schemas.vocabulary import Audience, Basis, Childcare, CostKind, DutchLevel, RegistrationKind

LONGEST_FACT = 300

_ALL_OFF = {
    Status.CANCELLED: "Dit gaat niet door.",
    Status.POSTPONED: "Dit gaat nu niet door. Het is uitgesteld.",
    Status.TENTATIVE: "Het is nog niet zeker of dit doorgaat.",
}
_ONCE_OFF = {
    Status.MISSING: "Deze keer staat niet meer op de site. Vraag na of het doorgaat.",
    Status.CANCELLED: "Deze keer gaat het niet door.",
    Status.POSTPONED: "Deze keer gaat het niet door. Het is uitgesteld.",
    Status.TENTATIVE: "Het is nog niet zeker of het deze keer doorgaat.",
}

_BASIS_NOTE = {
    Basis.STATED: "",
    Basis.CONFIRMED: "",
    Basis.ORGANISATION_DEFAULT: " (meestal)",
    Basis.INFERRED: " (waarschijnlijk)",
}

_COST = {
    CostKind.FREE: "gratis",
    CostKind.DONATION: "je betaalt wat je wilt",
    CostKind.PAID: "niet gratis, het bedrag weten wij niet",
    CostKind.UNKNOWN: None,
}
_REGISTRATION = {
    RegistrationKind.DROP_IN: "Aanmelden: niet nodig, loop gewoon binnen",
    RegistrationKind.REQUESTED: "Aanmelden: graag",
    RegistrationKind.REQUIRED: "Aanmelden: verplicht",
    RegistrationKind.REFERRAL: "Aanmelden: alleen via een verwijzing",
    RegistrationKind.UNKNOWN: None,
}

_CHILDCARE = {
    Childcare.PROVIDED: "Kinderopvang: ja",
    Childcare.CHILDREN_WELCOME: "Kinderen mogen mee",
    Childcare.NONE: "Kinderopvang: nee",
}

_NO_DUTCH = "niet nodig"

_UNKNOWN = {"cost": "wat het kost", "registration": "of je je moet aanmelden"}
_SAYS_NOTHING = {CostKind.UNKNOWN, RegistrationKind.UNKNOWN}


def status_line(activity: Activity, status: Status) -> str | None:
    """What `status` of one evening means for someone who wants to come; None where it takes place as announced."""
    if status is activity.status is Status.MISSING:
        since = day_and_year(activity.last_seen_at.date())
        return f"Niet meer gezien op de site sinds {since}. Vraag na of het doorgaat."
    is_all = status is activity.status or not _is_series(activity.schedule)
    return (_ALL_OFF if is_all else _ONCE_OFF).get(status)


def _is_series(schedule: Schedule) -> bool:
    return len(schedule.slots) > 1 or any(slot.rrule or slot.rdate for slot in schedule.slots)


def hour_line(daypart: Daypart | None) -> str:
    """What to say where no hour is stated: a calendar shows a whole day then."""
    part = f"in de {DAYPARTS[daypart]}, " if daypart else ""
    return f"Tijd: {part}hoe laat weten wij niet"


def unknown_line(activity: Activity) -> str | None:
    """What one would want to know before going, and nobody says.

    Only cost and registration: of what few organisers ever state, as childcare, it would stand everywhere.
    """
    missing = [what for field, what in _UNKNOWN.items() if _is_unknown(getattr(activity, field))]
    return f"Wij weten niet {joined(missing)}. Vraag het de organisatie." if missing else None


def _is_unknown(value: Cost | Registration | None) -> bool:
    return value is None or value.kind in _SAYS_NOTHING


def facet_lines(activity: Activity, fields: Iterable[str] | None = None) -> list[str]:
    """One line per fact that is known, without a full stop, what is needed first; of `fields` only, where given."""
    wanted = None if fields is None else frozenset(fields)
    lines: list[str] = []
    for number, (field, _) in enumerate(_LINES):
        if (wanted is None or field in wanted) and (value := getattr(activity, field)):
            lines += _lines(number, _beside_others(activity, field, value), activity.basis.get(field))
    return lines


def category_line(activity: Activity) -> str | None:
    """What kind of activity it is; nothing where that is inferred, as the title says it then."""
    basis = activity.basis.get("category")
    if activity.category is None or basis is Basis.INFERRED:
        return None
    return f"Soort: {CATEGORIES[activity.category].lower()}{_basis_note(basis)}"


def _beside_others(activity: Activity, field: str, value: Hashable) -> Hashable:
    """The value without what a line of its own says already."""
    if field == "audience" and (activity.women_only or activity.men_only):
        return tuple(one for one in activity.audience or () if one not in _OF_ONE_SEX)
    return value


_OF_ONE_SEX = {Audience.WOMEN, Audience.MEN}


@lru_cache(maxsize=4096)
def _lines(number: int, value: Hashable, basis: Basis | None) -> tuple[str, ...]:
    said = _LINES[number][1](value) if value else None
    return (one_line(said, LONGEST_FACT) + _basis_note(basis),) if said else ()


def _basis_note(basis: Basis | None) -> str:
    return _BASIS_NOTE[basis] if basis else ""


def _cost(cost: Cost) -> str | None:
    price = _COST[cost.kind]
    if cost.kind is CostKind.PAID and cost.amount_cents is not None:
        price = euros(cost.amount_cents)
    elif cost.kind is CostKind.PAID and any(word[0].isdigit() for word in words(cost.note or "")):
        price = None  # the note holds several sums
    known = beside(price, cost.note, echoes("cost", cost.kind))
    return f"Kosten: {known}" if known else None


def _registration(registration: Registration) -> str | None:
    line = _REGISTRATION[registration.kind]
    url = address(registration.url)
    return f"{line or 'Aanmelden'} – {url}" if url else line


def _dutch_level(levels: DutchLevels) -> str | None:
    level = _level(levels)
    known = beside(level, levels.note, echoes("dutch_level", "none" if level == _NO_DUTCH else "level"))
    return f"Nederlands: {known}" if known else None


def _level(levels: DutchLevels) -> str | None:
    if levels.max is DutchLevel.A0 or (levels.min is DutchLevel.A0 and levels.max is None):
        return _NO_DUTCH
    if levels.min and levels.max:
        return f"niveau {levels.min} tot en met {levels.max}" if levels.min != levels.max else f"niveau {levels.min}"
    if levels.min:
        return f"vanaf niveau {levels.min}"
    return f"tot en met niveau {levels.max}" if levels.max else None


def _age(age: AgeRange) -> str | None:
    if age.min is not None and age.max is not None:
        return f"Leeftijd: {age.min} tot en met {age.max} jaar"
    if age.min is not None:
        return f"Leeftijd: vanaf {age.min} jaar"
    return f"Leeftijd: tot en met {age.max} jaar" if age.max is not None else None


def _languages(tags: tuple[str, ...]) -> str:
    names = dict.fromkeys(LANGUAGES.get(tag.split("-")[0].lower(), tag) for tag in tags)
    return f"{'Talen' if len(names) > 1 else 'Taal'}: {joined(names)}"


def _stated(text: dict[Any, str], of: Callable[[Any], object]) -> Callable[[Any], str | None]:
    return lambda value: text.get(of(value))


_TRAVEL = {True: "Reiskosten: vergoed", False: "Reiskosten: niet vergoed"}
_LINES: tuple[tuple[str, Callable[[Any], str | None]], ...] = (
    ("cost", _cost),
    ("registration", _registration),
    ("women_only", lambda _: "Alleen voor vrouwen"),
    ("men_only", lambda _: "Alleen voor mannen"),
    ("audience", lambda audience: f"Voor: {joined(AUDIENCES[one] for one in audience)}"),
    ("age", _age),
    ("support", _stated(_CHILDCARE, lambda support: support.childcare)),
    ("dutch_level", _dutch_level),
    ("languages", _languages),
    ("support", _stated(_TRAVEL, lambda support: support.travel)),
    ("support", _stated({True: "Iemand helpt je om je voor te bereiden"}, lambda support: support.preparation)),
    ("support", _stated({True: "Er kan iemand met je meegaan"}, lambda support: support.companion)),
    ("accessibility", lambda ways: f"Toegankelijkheid: {joined(ACCESS.get(one, one) for one in ways)}"),
)
"""The lines in the order in which they are told: may I come, can I come, what helps me to come."""
