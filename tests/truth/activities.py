"""What is really on in a town: the activities that nobody confuses with each other but by a bad printing."""

from collections import defaultdict
from collections.abc import Sequence
from random import Random

import msgspec

from schemas.record import Record
from tests.truth.towns import Organisation, Town, Venue
from tests.truth.when import When, a_when
from tests.truth.words import ACTIVITIES, PEOPLE, PLACES, ActivityKind

Mark = tuple[object, ...]


class TrueActivity(Record):
    """One activity. Its title is `word`, `tail` and `mark`; the mark (level, group, subject) is never left out.

    `needs`: what no printing may lose, because it alone tells the activity from another: "title", "venue", "town",
    "time". `venue` is None for what happens online.
    """

    kind: ActivityKind
    town: Town
    organisation: Organisation
    when: When
    tail: str = ""
    tail_english: str = ""
    mark: str = ""
    venue: Venue | None = None
    room: str | None = None
    needs: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()

    @property
    def word(self) -> str:
        return self.kind.word


def titled(word: str, tail: str, mark: str) -> str:
    """The three parts of a title as one line; a mark that begins with a colon follows without a space.

    >>> titled("Lezing", "", ": kaas maken"), titled("Taalles", "Noord", "A1")
    ('Lezing: kaas maken', 'Taalles Noord A1')
    """
    core = f"{word} {tail}".strip()
    return f"{core}{mark}" if mark.startswith(":") else f"{core} {mark}".strip()


def needing(activity: TrueActivity, *needs: str) -> TrueActivity:
    """`activity` with `needs` added to what it needs."""
    return msgspec.structs.replace(activity, needs=tuple(sorted({*activity.needs, *needs})))


def town_activities(rng: Random, town: Town, count: int) -> list[TrueActivity]:
    """About `count` activities: no organisation and no venue has two of a kind, no venue two at one hour."""
    found: list[TrueActivity] = []
    taken: set[Mark] = set()
    for _ in range(count * 2):
        if len(found) == count:
            break
        activity = _activity(rng, town)
        if not taken & (marks := marks_of(activity)):
            taken |= marks
            found.append(activity)
    return found


def _activity(rng: Random, town: Town) -> TrueActivity:
    organisation = rng.choice(town.organisations)
    kind = rng.choice(ACTIVITIES)
    tail, tail_english = _tail(rng, town, organisation)
    return TrueActivity(
        kind=kind,
        town=town,
        organisation=organisation,
        when=a_when(rng, rng.choice(kind.runs), hours=kind.hours, minutes=kind.minutes),
        tail=tail,
        tail_english=tail_english,
        venue=None if kind.name == "online_talk" else rng.choice(organisation.venues),
        room=rng.choice(PLACES.rooms) if rng.random() < 0.2 else None,
        sentences=(*rng.sample(kind.sentences, 2), *rng.sample(PEOPLE.general_sentences, 2)),
    )


def _tail(rng: Random, town: Town, organisation: Organisation) -> tuple[str, str]:
    """What follows the word in a title, in Dutch and English."""
    quarter = rng.choice(organisation.venues).quarter
    group = rng.randrange(len(PEOPLE.groups))
    own = rng.choice(PEOPLE.own_names)
    return rng.choice(
        (
            ("", ""),
            ("", ""),
            (quarter, quarter),
            (town.name, town.name),
            (PEOPLE.groups[group], PEOPLE.group_english[group]),
            (f"'{own}'", f"'{own}'"),
            (own, own),
        )
    )


def marks_of(activity: TrueActivity) -> set[Mark]:
    """What only one activity of a world may have, and its hard negatives."""
    kind, venue, when = activity.kind.name, activity.venue, activity.when
    at = activity.town.name, venue.street if venue else "online"
    hours = range(when.start // 60, (when.end + 59) // 60)
    busy = {(at, day, hour) for day in weekdays(when) for hour in hours} if when.run != "daily" else set()
    return busy | {(kind, activity.town.name, activity.organisation.names[0]), (kind, at)}


def weekdays(when: When) -> set[int]:
    """The days of the week on which it happens; of a daily one, that of its first day."""
    return {day.weekday() for day in when.dates} or {when.first.weekday(), (when.first.weekday() + when.second) % 7}


def told_apart(activities: Sequence[TrueActivity]) -> list[TrueActivity]:
    """The activities in order; those of one kind in one town that meet on a weekday need their venue in print."""
    near: dict[tuple[str, str, int], list[int]] = defaultdict(list)
    for number, one in enumerate(activities):
        for day in weekdays(one.when):
            near[one.town.name, one.kind.name, day].append(number)
    crowded = {number for group in near.values() if len(group) > 1 for number in group}
    return [
        needing(one, "venue", "town") if number in crowded or one.when.run == "daily" else one
        for number, one in enumerate(activities)
    ]
