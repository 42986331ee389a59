"""The ways in which printings of one activity differ: each changes a draft and answers whether it could."""

from datetime import timedelta
from random import Random

from msgspec.structs import replace

from schemas.place import Place
from tests.truth.draft import Draft
from tests.truth.title_changes import TITLE_CHANGES, Change
from tests.truth.when import TODAY
from tests.truth.words import KINDS, PEOPLE, PLACES, Variation

_OFTEN = {"title": 0.6, "place": 0.5, "when": 0.45, "organiser": 0.6, "url": 0.35, "text": 1.0}
"""How often an aggregator differs in what; an organisation's own site differs from itself in a seventh of it."""
_OWN = 1 / 7
_BY_ASPECT = {aspect: [one for one in KINDS.variation if one.touches == aspect] for aspect in _OFTEN}


def vary(rng: Random, draft: Draft) -> None:
    """Change the draft as aggregators do: some aspects, each in one way, at most one of what a reader needs lost."""
    may_lose = not draft.kinds
    for aspect, often in _OFTEN.items():
        if rng.random() >= often * (1 if draft.outlet.is_aggregator else _OWN):
            continue
        some = [one for one in _BY_ASPECT[aspect] if not one.loses or (may_lose and _may_lose(draft, one))]
        (one,) = rng.choices(some, [one.share for one in some])
        if CHANGES[one.name](rng, draft):
            draft.kinds.append(one.name)
            may_lose = may_lose and not one.loses


def _may_lose(draft: Draft, variation: Variation) -> bool:
    return not set(variation.loses) & set(draft.activity.needs)


def _place(**fields: str | None) -> Change:
    """A change that sets fields of the place, where the activity has one."""

    def change(_rng: Random, draft: Draft) -> bool:
        if draft.place is None:
            return False
        draft.place = replace(draft.place, lat=None, lon=None, **fields)
        return True

    return change


def _place_missing(_rng: Random, draft: Draft) -> bool:
    had, draft.place = draft.place, None
    return had is not None


def _town_only(_rng: Random, draft: Draft) -> bool:
    had = draft.place
    draft.place = had and Place(city=had.city)
    return had is not None


def _alias(rng: Random, draft: Draft) -> bool:
    venue = draft.activity.venue
    return venue is not None and _place(name=rng.choice(venue.names[1:]))(rng, draft)


def _one_line(rng: Random, draft: Draft) -> bool:
    had = draft.place
    if had is None:
        return False
    line = rng.choice(("{0}, {1}, {2}", "{0}, {1}, {3} {2}")).format(had.name, had.street, had.city, had.postcode)
    draft.place = Place(name=had.name, address=line)
    return True


def _room(rng: Random, draft: Draft) -> bool:
    if draft.place is None or draft.activity.room:
        return False
    room = rng.choice(PLACES.rooms)
    draft.place = replace(draft.place, **rng.choice(({"room": room}, {"name": f"{draft.place.name}, {room}"})))
    return True


def _early(_rng: Random, draft: Draft) -> bool:
    when = draft.when
    if draft.form == "prose" and when.run not in {"weekly", "single"}:
        return False
    draft.when = replace(when, start=when.start - 15)
    draft.when_form = "early"
    return True


def _no_end(_rng: Random, draft: Draft) -> bool:
    draft.has_end = draft.when.run == "daily"
    return not draft.has_end


def _whole_day(_rng: Random, draft: Draft) -> bool:
    if draft.form == "prose" and draft.when.run != "single":
        return False
    draft.when_form = "whole_day"
    return True


def _daypart(_rng: Random, draft: Draft) -> bool:
    if draft.form != "prose" or draft.when.run != "weekly":
        return False
    draft.when_form = "daypart"
    return True


def _other_season_end(rng: Random, draft: Draft) -> bool:
    if draft.when.until is None or draft.when.run not in {"weekly", "twice", "biweekly", "monthly"}:
        return False
    draft.when = replace(
        draft.when, until=rng.choice((None, draft.when.until + timedelta(weeks=rng.choice((-4, 3, 6)))))
    )
    return True


def _last_year(rng: Random, draft: Draft) -> bool:
    page = TODAY - timedelta(days=rng.randint(330, 420))
    when = draft.when
    if draft.form != "prose" or when.run not in {"weekly", "monthly", "twice"} or when.first > page or when.until:
        return False
    draft.page_date = page
    return True


def _organiser(rng: Random, draft: Draft) -> bool:
    draft.organiser = rng.choice(draft.activity.organisation.names[1:])
    return True


def _no_organiser(_rng: Random, draft: Draft) -> bool:
    draft.organiser = None
    return True


def _organiser_aggregator(_rng: Random, draft: Draft) -> bool:
    draft.organiser = draft.outlet.source.organisation
    return draft.outlet.is_aggregator


def _url_of_organiser(_rng: Random, draft: Draft) -> bool:
    return draft.outlet.is_aggregator  # the address itself is known once the organisation's own printing is


def _copied(_rng: Random, draft: Draft) -> bool:
    return not draft.is_english


def _shortened(_rng: Random, draft: Draft) -> bool:
    if draft.is_english:
        return False
    draft.description = f"{draft.activity.sentences[0]} Lees meer…"
    return True


def _own_text(rng: Random, draft: Draft) -> bool:
    if draft.is_english:
        return False
    draft.description = " ".join((rng.choice(draft.activity.kind.sentences), *rng.sample(PEOPLE.general_sentences, 2)))
    return True


def _no_text(_rng: Random, draft: Draft) -> bool:
    draft.description = None
    return True


CHANGES: dict[str, Change] = {
    **TITLE_CHANGES,
    "place_missing": _place_missing,
    "place_town_only": _town_only,
    "place_alias": _alias,
    "place_address_only": _place(name=None, room=None),
    "place_one_line": _one_line,
    "place_room_added": _room,
    "place_no_postcode": _place(postcode=None),
    "when_early": _early,
    "when_no_end": _no_end,
    "when_whole_day": _whole_day,
    "when_daypart": _daypart,
    "when_other_season_end": _other_season_end,
    "when_last_year": _last_year,
    "organiser_missing": _no_organiser,
    "organiser_spelling": _organiser,
    "organiser_aggregator": _organiser_aggregator,
    "url_of_organiser": _url_of_organiser,
    "text_copied": _copied,
    "text_shortened": _shortened,
    "text_own": _own_text,
    "text_missing": _no_text,
}
