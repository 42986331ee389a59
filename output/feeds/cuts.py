"""Which feeds there are: all, and for each municipality every cut of its activities that holds something.

A feed that holds more than calendar programs can bear is divided, by district and then by category; see `budget.py`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from output.dutch import AUDIENCES, CATEGORIES, LANGUAGES
from output.event_texts import EventTexts
from output.feeds.budget import fits
from output.feeds.feed import AREAS, Facet, Feed
from output.feeds.names import Areas, path_name, short_id, title_of
from output.selection import Offer
from schemas.activity import Activity, Organisation
from schemas.place import KnownPlace
from schemas.vocabulary import AttendanceMode, Basis, CostKind, DutchLevel, RegistrationKind

ALL = "feeds/all"
_PLAIN_WORDS = {facet: word for table in (CATEGORIES, AUDIENCES, LANGUAGES) for facet, word in table.items()}


@dataclass(frozen=True)
class _Cut:
    facet: Facet
    folder: str
    values: Callable[[Activity], Iterable[str]]
    title: Callable[[str], str]


def _place(activity: Activity) -> KnownPlace:
    return activity.place or KnownPlace(id="")


def _is_sure(activity: Activity, field: str) -> bool:
    return activity.basis.get(field) is not Basis.INFERRED


def _walk_in(activity: Activity) -> Iterator[str]:
    """People will stand before the door: what we only infer does not count."""
    level, cost, registration = activity.dutch_level, activity.cost, activity.registration
    needs_none = level and (level.max is DutchLevel.A0 or (level.min is DutchLevel.A0 and level.max is None))
    is_free = cost and cost.kind is CostKind.FREE
    is_open = registration and registration.kind is RegistrationKind.DROP_IN
    if needs_none and is_free and is_open and all(_is_sure(activity, one) for one in _WALK_IN_FIELDS):
        yield "walk-in"


_WALK_IN_FIELDS = ("dutch_level", "cost", "registration")

_CUTS = (
    _Cut(Facet.DISTRICT, "districts", lambda one: filter(None, [_place(one).wk_code]), str),
    _Cut(
        Facet.NEIGHBOURHOOD,
        "neighbourhoods",
        lambda one: filter(None, [_place(one).bu_code]),
        str,
    ),
    _Cut(
        Facet.CATEGORY,
        "categories",
        lambda one: [one.category] if one.category else [],
        lambda value: _PLAIN_WORDS[value].lower(),
    ),
    _Cut(Facet.AUDIENCE, "audiences", lambda one: one.audience or (), lambda value: f"voor {_PLAIN_WORDS[value]}"),
    _Cut(
        Facet.LANGUAGE,
        "languages",
        lambda one: dict.fromkeys(tag.split("-")[0].lower() for tag in one.languages or ()),
        lambda tag: f"in het {LANGUAGES.get(tag, tag)}",
    ),
    _Cut(Facet.WALK_IN, "", _walk_in, lambda _: "gratis binnenlopen, Nederlands niet nodig"),
    _Cut(
        Facet.ONLINE,
        "",
        lambda one: ["online"] if one.attendance_mode in {AttendanceMode.ONLINE, AttendanceMode.MIXED} else [],
        lambda _: "online",
    ),
)
_NOWHERE = "elsewhere"


def feeds(
    offers: Iterable[Offer], texts: EventTexts, promised: Iterable[Feed] = (), *, areas: Areas | None = None
) -> tuple[Feed, ...]:
    """The feeds in the order of their addresses; none that holds nothing, but for the feed of all.

    `promised` are the feeds of the visible release: their addresses stay, if need be empty, because people are
    subscribed to them; and what was divided stays divided.
    """
    activities = {offer.activity.id: offer.activity for offer in offers if not texts[offer.activity.id].fault}
    kept = {feed.stem: feed for feed in promised}
    areas = areas or Areas()
    whole = _whole(activities, areas)
    found = {stem: replace(feed, parts=()) for stem, feed in kept.items() if stem not in whole} | whole
    for feed in whole.values():
        was_divided = feed.stem in kept and bool(kept[feed.stem].parts)
        for one in _divided(feed, activities, texts, areas=areas, must=was_divided):
            found[one.stem] = max(one, found.get(one.stem, one), key=lambda feed: (len(feed.activities), feed.parts))
    if not fits(texts[one] for one in found[ALL].activities):
        municipal = (
            feed.stem for feed in found.values() if feed.facet is Facet.ALL and feed.municipality and not feed.value
        )
        found[ALL] = replace(found[ALL], parts=tuple(sorted(municipal)))
    return tuple(found[stem] for stem in sorted(found))


_Key = tuple[str, Facet, str]
"""Municipality, facet and value of a cut."""


def _whole(activities: Mapping[str, Activity], areas: Areas) -> dict[str, Feed]:
    """Every feed before it is divided."""
    members: dict[_Key, list[str]] = {}
    organisations: dict[str, Organisation] = {}
    for activity_id, activity in activities.items():
        organisations[activity.organisation.id] = activity.organisation
        for key in _keys(activity):
            members.setdefault(key, []).append(activity_id)
    whole = {ALL: Feed(ALL, "Bruggen: alles", activities=tuple(activities))}
    for key, ids in members.items():
        head = _of_organisation(organisations[key[2]]) if key[1] is Facet.ORGANISATION else _head(*key, areas=areas)
        whole[head.stem] = replace(head, activities=tuple(ids))
    return whole


def _keys(activity: Activity) -> Iterator[_Key]:
    """Every cut that `activity` belongs in."""
    municipality = activity.organisation.municipality
    yield municipality, Facet.ALL, ""
    yield municipality, Facet.ORGANISATION, activity.organisation.id
    for cut in _CUTS:
        for value in cut.values(activity):
            yield municipality, cut.facet, value


def _of_organisation(one: Organisation) -> Feed:
    stem = f"feeds/{path_name(one.municipality)}/organisations/{path_name(short_id(one))}"
    return Feed(stem, title_of(one.name), Facet.ORGANISATION, one.id, one.municipality, one.id)


def _head(municipality: str, facet: Facet, value: str, *, areas: Areas) -> Feed:
    """A feed by its cut, still without activities."""
    stem, town = f"feeds/{path_name(municipality)}", areas.municipality(municipality)
    if facet is Facet.ALL:
        return Feed(f"{stem}/all", f"Bruggen: {town}", facet, None, municipality)
    cut = next(one for one in _CUTS if one.facet is facet)
    path = f"{stem}/{cut.folder}/{_slug(value)}" if cut.folder else f"{stem}/{value}"
    words = areas.words(value) if facet in AREAS else cut.title(value)
    return Feed(path, f"{town}: {words}", facet, str(value), municipality)


def _slug(value: str) -> str:
    """A word of a vocabulary, a code or a language as part of an address."""
    return path_name(value.lower().replace("_", "-"))


def _divided(
    feed: Feed, activities: Mapping[str, Activity], texts: EventTexts, *, areas: Areas, must: bool = False
) -> Iterator[Feed]:
    """`feed`, and where it is too large what it is divided into, each divided again where it must be."""
    is_large = must or not fits(texts[one] for one in feed.activities)
    parts = _parts(feed, activities, areas) if feed.municipality and is_large else []
    yield replace(feed, parts=tuple(part.stem for part in parts)) if parts else feed
    for part in parts:
        yield from _divided(part, activities, texts, areas=areas)


def _parts(feed: Feed, activities: Mapping[str, Activity], areas: Areas) -> list[Feed]:
    """`feed` by district, or by category where there is one district only; nothing where that does not divide it."""
    for facet, key in _DIVISIONS:
        groups: dict[str, list[str]] = {}
        for activity_id in feed.activities:
            groups.setdefault(key(activities[activity_id]), []).append(activity_id)
        if len(groups) > 1:
            return [_part(feed, facet, value, groups[value], areas=areas) for value in sorted(groups)]
    return []


_DIVISIONS: tuple[tuple[Facet, Callable[[Activity], str]], ...] = (
    (Facet.DISTRICT, lambda activity: _place(activity).wk_code or _NOWHERE),
    (Facet.CATEGORY, lambda activity: activity.category or _NOWHERE),
)


def _part(feed: Feed, facet: Facet, value: str, members: Iterable[str], *, areas: Areas) -> Feed:
    head = _head(feed.municipality or "", facet, value, areas=areas) if value != _NOWHERE else None
    if head and facet is Facet.DISTRICT and feed.facet is Facet.ALL:
        return replace(head, activities=tuple(members))
    words = _WORDS_ELSEWHERE[facet] if head is None else head.title.partition(": ")[2]
    return replace(
        feed,
        stem=f"{feed.stem}/{_slug(value)}",
        title=f"{feed.title}, {words}",
        value=feed.value or value,
        activities=tuple(members),
        parts=(),
    )


_WORDS_ELSEWHERE = {Facet.DISTRICT: "andere of geen wijk", Facet.CATEGORY: "overig"}
