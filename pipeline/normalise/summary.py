"""What is known of an activity in at most 280 characters of plain Dutch (B1): facts only, the most needed first.

What is not known is not said, and nothing is shortened in the middle of a sentence: a fact that does not fit is left
out. Where the rights allow the organiser's own text, this stands beside it.
"""

from collections.abc import Callable, Iterable, Sequence

from schemas.activity import Activity
from schemas.facets import AgeRange, Facets
from schemas.place import KnownPlace, Place
from schemas.vocabulary import (
    AttendanceMode,
    Audience,
    Category,
    Childcare,
    CostKind,
    RegistrationKind,
)

LONGEST = 280
_LONGEST_PLACE = 80
_EURO_CENTS = 100

WHAT: dict[Category, str] = {
    Category.LANGUAGE: "Een taal oefenen",
    Category.MEETING: "Andere mensen ontmoeten",
    Category.FOOD: "Samen eten of koken",
    Category.SPORT: "Bewegen of sporten",
    Category.FAMILY: "Iets doen met het gezin",
    Category.CELEBRATION: "Een feest of viering",
    Category.BUDDIES: "Een maatje vinden of zijn",
    Category.ADVICE: "Hulp of advies krijgen",
    Category.CULTURE: "Cultuur",
    Category.MUSIC: "Muziek maken of luisteren",
    Category.REPAIR: "Samen repareren",
    Category.NATURE: "Buiten zijn in het groen",
    Category.FAITH_DIALOGUE: "Praten over geloof en leven",
    Category.GAMES: "Samen spelletjes doen",
    Category.COURSE: "Een cursus of les",
    Category.CRAFTS: "Handwerken of iets maken",
}
FOR_WHOM: dict[Audience, str] = {
    Audience.EVERYONE: "iedereen",
    Audience.NEWCOMERS: "nieuwkomers",
    Audience.UKRAINIANS: "mensen uit Oekraïne",
    Audience.LANGUAGE_LEARNERS: "mensen die Nederlands leren",
    Audience.INTERNATIONALS: "mensen uit andere landen",
    Audience.MIGRANTS: "migranten",
    Audience.NEIGHBOURS: "mensen uit de buurt",
    Audience.WOMEN: "vrouwen",
    Audience.MEN: "mannen",
    Audience.OLDER_PEOPLE: "ouderen",
    Audience.YOUNG_PEOPLE: "jongeren",
    Audience.CHILDREN: "kinderen",
    Audience.FAMILIES: "gezinnen",
    Audience.VOLUNTEERS: "vrijwilligers",
}
_COST = {CostKind.FREE: "Gratis.", CostKind.DONATION: "Je betaalt wat je wilt.", CostKind.PAID: "Je moet betalen."}
_REGISTRATION = {
    RegistrationKind.DROP_IN: "Aanmelden hoeft niet.",
    RegistrationKind.REQUESTED: "Meld je graag aan.",
    RegistrationKind.REQUIRED: "Je moet je aanmelden.",
    RegistrationKind.REFERRAL: "Je kunt alleen komen als een hulpverlener je aanmeldt.",
}
_CHILDCARE = {Childcare.PROVIDED: "Er is kinderopvang.", Childcare.CHILDREN_WELCOME: "Kinderen mogen mee."}


def summary_of(activity: Activity, when: str | None = None) -> str:
    """The summary of an activity; `when`: its schedule in Dutch words, as its reader said them or made of its rule."""
    return summary(activity, when=when, place=activity.place, attendance_mode=activity.attendance_mode)


def summary(
    facets: Facets,
    *,
    when: str | None = None,
    place: Place | KnownPlace | None = None,
    attendance_mode: AttendanceMode | None = None,
) -> str:
    """At most LONGEST characters; "" where nothing is known.

    >>> from schemas.facets import Cost
    >>> summary(Facets(category=Category.FOOD, cost=Cost(kind=CostKind.FREE)), when="elke dinsdag om 18:00")
    'Samen eten of koken. Elke dinsdag om 18:00. Gratis.'
    """
    told = (
        _what(facets),
        _when(when),
        _where(place, attendance_mode),
        _cost(facets),
        _REGISTRATION.get(facets.registration.kind, "") if facets.registration else "",
        *(say(facets) for say in _LESS_NEEDED),
    )
    return _fitting(told)


def _fitting(sentences: Iterable[str]) -> str:
    text = ""
    for sentence in filter(None, sentences):
        longer = f"{text} {sentence}".strip()
        if len(longer) <= LONGEST:
            text = longer
    return text


def _what(facets: Facets) -> str:
    what = WHAT[facets.category] if facets.category else ""
    whom = _whom(facets)
    said = ", ".join(filter(None, (what, whom)))
    return f"{said[0].upper()}{said[1:]}." if said else ""


def _whom(facets: Facets) -> str:
    if facets.women_only:
        whom = "alleen voor vrouwen"
    elif facets.men_only:
        whom = "alleen voor mannen"
    else:
        known = _listed([FOR_WHOM[one] for one in facets.audience or ()])
        whom = f"voor {known}" if known else ""
    years = _years(facets.age)
    return f"{whom or 'voor mensen'} {years}" if years else whom


def _years(age: AgeRange | None) -> str:
    if age is None or (age.min is None and age.max is None):
        return ""
    if age.max is None:
        return f"vanaf {age.min} jaar"
    return f"tot en met {age.max} jaar" if age.min is None else f"van {age.min} tot en met {age.max} jaar"


def _when(words: str | None) -> str:
    text = " ".join((words or "").split()).rstrip(".")
    return f"{text[0].upper()}{text[1:]}." if text else ""


def _where(place: Place | KnownPlace | None, mode: AttendanceMode | None) -> str:
    if mode is AttendanceMode.ONLINE:
        return "Online."
    parts = [part for part in (place.name, place.room, place.street, place.city) if part] if place else []
    where = ", ".join(" ".join(part.split()) for part in dict.fromkeys(parts))
    if not where or len(where) > _LONGEST_PLACE:
        return "Ook online." if mode is AttendanceMode.MIXED else ""
    return f"{where}, en ook online." if mode is AttendanceMode.MIXED else f"{where}."


def _cost(facets: Facets) -> str:
    cost = facets.cost
    if cost is None:
        return ""
    if cost.amount_cents and cost.kind is CostKind.PAID:
        euros, cents = divmod(cost.amount_cents, _EURO_CENTS)
        return f"Het kost € {euros},{cents:02d}." if cents else f"Het kost € {euros}."
    return _COST.get(cost.kind, "")


def _childcare(facets: Facets) -> str:
    return _CHILDCARE.get(facets.support.childcare, "") if facets.support and facets.support.childcare else ""


def _dutch_level(facets: Facets) -> str:
    level = facets.dutch_level
    if level is None or level.min is None:
        return ""
    return "Je hoeft geen Nederlands te spreken." if level.min == "A0" else f"Je Nederlands is minstens {level.min}."


_LESS_NEEDED: Sequence[Callable[[Facets], str]] = (_childcare, _dutch_level)


def _listed(words: Sequence[str]) -> str:
    """The words with commas, and `en` before the last."""
    return " en ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""
