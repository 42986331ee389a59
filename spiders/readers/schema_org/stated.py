"""Facts that schema.org states in words of its own: status, attendance, cost, age, languages, audience."""

import re
from collections.abc import Iterator

from schemas.facets import AgeRange, Cost, Facets
from schemas.schedule import Status
from schemas.vocabulary import AttendanceMode, Audience, CostKind
from spiders.readers.schema_org.thing import Thing, Value, local_name

_STATUS = {
    "eventscheduled": Status.SCHEDULED,
    "eventrescheduled": Status.SCHEDULED,  # the new time stands in startDate
    "eventmovedonline": Status.SCHEDULED,
    "eventcancelled": Status.CANCELLED,
    "eventcanceled": Status.CANCELLED,
    "cancelled": Status.CANCELLED,
    "canceled": Status.CANCELLED,
    "eventpostponed": Status.POSTPONED,
    "postponed": Status.POSTPONED,
}
_ATTENDANCE = {
    "offlineeventattendancemode": AttendanceMode.OFFLINE,
    "onlineeventattendancemode": AttendanceMode.ONLINE,
    "mixedeventattendancemode": AttendanceMode.MIXED,
}
_TRUTH = {"true": True, "1": True, "yes": True, "ja": True, "false": False, "0": False, "no": False, "nee": False}
_AMOUNT = re.compile(r"^[^\d-]*(\d{1,6})(?:[.,](\d{1,2}|-))?[^\d]*$")
_FREE_WORDS = frozenset({"free", "gratis", "free entry", "gratis toegang"})
_EUROS = frozenset({"eur", "€", "euro"})
_AGES = (
    (re.compile(r"^(\d{1,2})\s*(?:-|–|to|tot en met|t/m)\s*(\d{1,3})\b"), lambda a, b: (a, b)),
    (re.compile(r"^(\d{1,2})\s*(?:\+|-\s*$|–\s*$)()"), lambda a, _: (a, None)),
    (re.compile(r"^(?:-|–|t/m)\s*(\d{1,3})()"), lambda a, _: (None, a)),
)
_AUDIENCES = {
    name: audience
    for audience, names in {
        Audience.EVERYONE: "everyone|iedereen|all|general public",
        Audience.NEWCOMERS: "newcomers|nieuwkomers",
        Audience.UKRAINIANS: "ukrainians|oekraïners",
        Audience.LANGUAGE_LEARNERS: "language learners|taalleerders",
        Audience.INTERNATIONALS: "internationals|expats",
        Audience.MIGRANTS: "migrants|migranten",
        Audience.NEIGHBOURS: "neighbours|buurtbewoners|bewoners|wijkbewoners",
        Audience.WOMEN: "women|vrouwen|female",
        Audience.MEN: "men|mannen|male",
        Audience.OLDER_PEOPLE: "seniors|senioren|ouderen|older people",
        Audience.YOUNG_PEOPLE: "young people|youth|jongeren|teenagers|tieners",
        Audience.CHILDREN: "children|kids|kinderen",
        Audience.FAMILIES: "families|gezinnen|family",
        Audience.VOLUNTEERS: "volunteers|vrijwilligers",
    }.items()
    for name in names.split("|")
}
_LANGUAGE = re.compile(r"^[a-zA-Z]{2,3}(-[A-Za-z0-9]{2,8})*$")


def status(event: Thing) -> Status | None:
    """The status, None for words that schema.org does not have; of two statements the graver holds."""
    stated = [found for word in _words(event, "eventStatus") if (found := _STATUS.get(word))]
    return next((one for one in stated if one is not Status.SCHEDULED), next(iter(stated), None))


def attendance_mode(event: Thing) -> AttendanceMode | None:
    """As stated; else by the kinds of its locations, where one of them is virtual."""
    stated = [mode for word in _words(event, "eventAttendanceMode") if (mode := _ATTENDANCE.get(word))]
    if stated:
        return stated[-1]
    locations = event.things("location")
    virtual = [place for place in locations if place.is_a("VirtualLocation")]
    if virtual:
        return AttendanceMode.ONLINE if len(virtual) == len(locations) else AttendanceMode.MIXED
    return AttendanceMode.ONLINE if "eventmovedonline" in _words(event, "eventStatus") else None


def facets(event: Thing) -> Facets | None:
    """What is stated of cost, age, languages and audience; None where nothing is."""
    stated = Facets(
        cost=_cost(event),
        age=_age(event),
        languages=tuple(dict.fromkeys(_languages(event))) or None,
        audience=tuple(dict.fromkeys(_audiences(event))) or None,
    )
    return stated if stated != Facets() else None


def _words(event: Thing, name: str) -> list[str]:
    """The values of an enumeration, printed as text, as address, or as a thing of that type."""
    things = (word for thing in event.things(name) for word in (thing.id or "", *thing.types))
    return [local_name(word).casefold() for word in (*event.texts(name), *things) if word]


def _cost(event: Thing) -> Cost | None:
    """Free, or the one price in euros; several prices are told as printed, not chosen from."""
    is_free = next((truth for v in event.values("isAccessibleForFree") if (truth := _truth(v)) is not None), None)
    prices = dict.fromkeys(_prices(event))
    amounts = {amount for amount, _, _ in prices if amount is not None}
    if not amounts:
        return Cost(kind=CostKind.FREE if is_free else CostKind.PAID) if is_free is not None else None
    if amounts == {0}:
        return Cost(kind=CostKind.FREE)
    note = " / ".join(dict.fromkeys(f"{text} {currency}".strip() for _, text, currency in prices))[:100]
    if is_free or 0 in amounts:
        return Cost(kind=CostKind.UNKNOWN, note=note)
    in_euros = all(currency.casefold() in _EUROS or "€" in text for _, text, currency in prices)
    if len(amounts) == 1 and in_euros:
        return Cost(kind=CostKind.PAID, amount_cents=amounts.pop())
    return Cost(kind=CostKind.PAID, note=note)


def _prices(event: Thing) -> Iterator[tuple[int | None, str, str]]:
    """Each price of each offer: in hundredths, as printed, and its currency as printed."""
    for offer in event.things("offers"):
        for priced in (offer, *offer.things("offers", "priceSpecification")):
            currency = priced.line("priceCurrency") or offer.line("priceCurrency") or ""
            for text in priced.texts("price", "lowPrice", "highPrice"):
                yield _hundredths(text), text, currency


def _hundredths(text: str) -> int | None:
    """`text` of a price as hundredths.

    >>> _hundredths("12,50"), _hundredths("€ 5"), _hundredths("gratis"), _hundredths("7,-")
    (1250, 500, 0, 700)
    """
    if text.casefold() in _FREE_WORDS:
        return 0
    form = _AMOUNT.match(text)
    if form is None:
        return None
    return int(form[1]) * 100 + int((form[2] or "0").replace("-", "0").ljust(2, "0"))


def _age(event: Thing) -> AgeRange | None:
    for text in event.texts("typicalAgeRange"):
        for form, ages in _AGES:
            if found := form.match(text.casefold()):
                numbers = [int(number) if number else None for number in found.groups()]
                return _range(*ages(*numbers))
    for audience in event.things("audience"):
        youngest = _whole(audience, "requiredMinAge", "suggestedMinAge")
        oldest = _whole(audience, "requiredMaxAge", "suggestedMaxAge")
        if youngest is not None or oldest is not None:
            return _range(youngest, oldest)
    return None


def _range(youngest: int | None, oldest: int | None) -> AgeRange | None:
    if max(youngest or 0, oldest or 0) > 120 or (oldest is not None and (youngest or 0) > oldest):
        return None
    return AgeRange(min=youngest, max=oldest)


def _whole(thing: Thing, *names: str) -> int | None:
    return next((int(text) for text in thing.texts(*names) if re.fullmatch(r"\d{1,3}", text)), None)


def _languages(event: Thing) -> Iterator[str]:
    for text in event.texts("inLanguage"):
        if _LANGUAGE.match(text.replace("_", "-")):
            yield text.replace("_", "-")
    for language in event.things("inLanguage"):
        yield from (text for text in language.texts("alternateName", "name") if _LANGUAGE.match(text))


def _audiences(event: Thing) -> Iterator[Audience]:
    """Those among the stated audiences that are ours, named in just our words."""
    names = list(event.texts("audience"))
    for audience in event.things("audience"):
        names += audience.texts("audienceType", "name", "suggestedGender", "requiredGender")
    for name in names:
        for part in re.split(r"[,;/]", local_name(name) if "schema.org" in name else name):
            if found := _AUDIENCES.get(part.strip().casefold()):
                yield found


def _truth(value: Value) -> bool | None:
    if isinstance(value, bool):
        return value
    return None if isinstance(value, Thing) else _TRUTH.get(local_name(str(value)).casefold())
