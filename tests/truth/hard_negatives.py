"""Activities that look like another and are not: from one activity, a sibling with what keeps the two apart."""

from collections.abc import Callable
from datetime import timedelta
from random import Random

from msgspec.structs import replace

from tests.truth.activities import TrueActivity, needing
from tests.truth.towns import Organisation, Town, Venue
from tests.truth.when import When, shifted
from tests.truth.words import ACTIVITIES, KINDS, PEOPLE, PLACES

Siblings = tuple[TrueActivity, TrueActivity]
Maker = Callable[[Random, TrueActivity, Town], Siblings | None]
"""From an activity and another town of its region, the activity as it has to be printed and its sibling."""

_MIDNIGHT = 24 * 60
_REPEATS = ("weekly", "biweekly", "monthly", "course")


_TRIES = 6
"""How many kinds are tried on one activity: most fit few."""


def siblings(rng: Random, activity: TrueActivity, other: Town) -> tuple[str, TrueActivity, TrueActivity] | None:
    """A kind of hard negative that fits the activity, with both sides of it; None when those tried do not fit."""
    for kind in rng.choices(KINDS.hard_negative, [kind.share for kind in KINDS.hard_negative], k=_TRIES):
        found = MAKERS[kind.name](rng, activity, other)
        if found and found[1].when.end < _MIDNIGHT:
            return (kind.name, *found)
    return None


def _other_town(rng: Random, one: TrueActivity, other: Town) -> Siblings | None:
    alike = [group for group in other.organisations if group.kind == one.organisation.kind]
    if one.town.name in one.tail or one.venue is None:
        return None
    group = rng.choice(alike)
    twin = replace(one, town=other, organisation=group, venue=rng.choice(group.venues))
    return needing(one, "town"), needing(twin, "town")


def _other_venue_other_day(rng: Random, one: TrueActivity, _other: Town) -> Siblings | None:
    venue = _another_venue(rng, one)
    if venue is None or one.when.run not in _REPEATS:
        return None
    return one, replace(one, venue=venue, room=None, when=moved(rng, one.when))


def _generic_title_other_venue(rng: Random, one: TrueActivity, _other: Town) -> Siblings | None:
    venue = _another_venue(rng, one)
    if venue is None or one.tail:
        return None
    when = rng.choice((one.when, moved(rng, one.when)))
    return needing(one, "venue", "town"), needing(replace(one, venue=venue, room=None, when=when), "venue", "town")


def _other_activity_same_hour(rng: Random, one: TrueActivity, _other: Town) -> Siblings | None:
    kind = rng.choice(
        [kind for kind in ACTIVITIES if kind.name != one.kind.name and one.when.run in kind.runs] or [None]
    )
    if kind is None or one.venue is None:
        return None
    room = rng.choice([room for room in PLACES.rooms if room != one.room])
    sentences = (*rng.sample(kind.sentences, 2), *one.sentences[2:])
    twin = replace(one, kind=kind, room=room, sentences=sentences)
    return needing(one, "title"), needing(twin, "title")


def _marked(kind: str, *, apart: tuple[int, ...]) -> Maker:
    """A maker of two groups of one activity, told apart by marks; the second starts so many minutes later."""

    def make(rng: Random, one: TrueActivity, _other: Town) -> Siblings | None:
        if one.mark or one.when.run in {"daily", "single"}:
            return None
        one = replace(one, tail="", tail_english="") if one.tail in PEOPLE.groups else one
        first, second = rng.choice(KINDS.marks[kind])
        late = rng.choice(apart)
        when = replace(one.when, start=one.when.start + late, end=one.when.end + late)
        when = moved(rng, when) if rng.random() < 0.2 else when
        return needing(replace(one, mark=first), "title"), needing(replace(one, mark=second, when=when), "title")

    return make


def _parallel_room(rng: Random, one: TrueActivity, _other: Town) -> Siblings | None:
    if one.venue is None or one.mark or one.when.run == "daily":
        return None
    rooms = rng.sample(PLACES.rooms, 2)
    first, second = rng.choice(KINDS.marks["parallel_room"])
    return (
        needing(replace(one, mark=first, room=rooms[0]), "title"),
        needing(replace(one, mark=second, room=rooms[1]), "title"),
    )


def _last_years_edition(rng: Random, one: TrueActivity, _other: Town) -> Siblings | None:
    if one.when.run != "single":
        return None
    day = one.when.first - timedelta(days=364 + rng.choice((0, 7, -7)))
    when = replace(one.when, first=day, dates=(day,), until=day)
    marked = rng.random() < 0.4 and not one.mark
    old, new = (str(day.year), str(one.when.first.year)) if marked else (one.mark, one.mark)
    return replace(one, mark=new), replace(one, mark=old, when=when)


def _other_organisation_other_day(rng: Random, one: TrueActivity, _other: Town) -> Siblings | None:
    others = [
        (group, venue)
        for group in one.town.organisations
        for venue in group.venues
        if one.venue and group is not one.organisation and venue.quarter == one.venue.quarter
    ]
    if not others or one.when.run not in _REPEATS:
        return None
    group, venue = rng.choice(others)
    return one, replace(one, organisation=group, venue=venue, room=None, when=moved(rng, one.when))


def _morning_and_evening(rng: Random, one: TrueActivity, _other: Town) -> Siblings | None:
    late = 60 * rng.choice((9, 10))
    if one.when.start >= 13 * 60 or one.when.run == "daily":
        return None
    when = replace(one.when, start=one.when.start + late, end=one.when.end + late)
    return needing(one, "time"), needing(replace(one, when=when), "time")


def _online_twin(rng: Random, one: TrueActivity, _other: Town) -> Siblings | None:
    if one.venue is None or one.when.run not in _REPEATS or one.mark:
        return None
    mark = rng.choice(("online", "(online)", "via Zoom"))
    twin = replace(one, venue=None, room=None, mark=mark, when=rng.choice((one.when, moved(rng, one.when))))
    return needing(one, "title", "venue", "town"), needing(twin, "title")


def _marked_events(before: str, marks: tuple[str, ...]) -> Maker:
    """A maker of two single events of a row with one title and different marks, some weeks apart."""

    def make(rng: Random, one: TrueActivity, _other: Town) -> Siblings | None:
        if one.when.run != "single" or one.mark:
            return None
        first, second = rng.sample(marks, 2)
        day = one.when.first + timedelta(weeks=rng.choice((1, 2, 4)))
        when = replace(one.when, first=day, dates=(day,), until=day)
        return (
            needing(replace(one, mark=before + first), "title"),
            needing(replace(one, mark=before + second, when=when), "title"),
        )

    return make


def moved(rng: Random, when: When) -> When:
    """The same on another day of the same week; what fills its week, three hours later."""
    if when.run in {"daily", "twice"}:
        return replace(when, start=when.start + 180, end=when.end + 180)
    today = when.first.weekday()
    return shifted(when, days=rng.choice([day for day in range(6) if day != today]) - today)


def _another_venue(rng: Random, one: TrueActivity) -> Venue | None:
    group: Organisation = one.organisation
    others = [venue for venue in group.venues if venue is not one.venue]
    return rng.choice(others) if others and one.venue else None


MAKERS: dict[str, Maker] = {
    "other_town": _other_town,
    "other_venue_other_day": _other_venue_other_day,
    "generic_title_other_venue": _generic_title_other_venue,
    "other_activity_same_hour": _other_activity_same_hour,
    "level_group": _marked("level_group", apart=(0, 0, 90, 120)),
    "age_group": _marked("age_group", apart=(0, 60, 90)),
    "men_and_women": _marked("men_and_women", apart=(0, 60, 120)),
    "parallel_room": _parallel_room,
    "last_years_edition": _last_years_edition,
    "other_organisation_other_day": _other_organisation_other_day,
    "morning_and_evening": _morning_and_evening,
    "online_twin": _online_twin,
    "other_subject": _marked_events(": ", PEOPLE.subjects),
    "other_speaker": _marked_events("met ", PEOPLE.speakers),
}
