"""From drafts to listings: what the spiders would stage of an activity."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from hashlib import blake2b
from itertools import islice
from random import Random
from typing import Any

import msgspec
from msgspec.structs import replace

from schemas.listing import Listing
from schemas.schedule import Status
from schemas.vocabulary import AttendanceMode
from tests.truth.activities import TrueActivity, needing
from tests.truth.draft import Draft, a_draft, in_english
from tests.truth.printed_time import called_off, moment, on_one_day, one_evening, rule, words
from tests.truth.towns import Outlet
from tests.truth.variations import vary
from tests.truth.when import TODAY, When
from tests.truth.words import LOSSES

FETCHED_AT = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
_HAS_OWN_PRINTING = 0.92
_AGGREGATORS = ((0, 1, 2, 3), (62, 25, 9, 4))
"""How many aggregators print an activity, in hundredths: about a third of all stands on two sites or more."""


def drafts(rng: Random, activity: TrueActivity) -> list[Draft]:
    """The printings of an activity, its own organisation's first where it has one; at least one."""
    own = rng.random() < _HAS_OWN_PRINTING
    count = max(rng.choices(*_AGGREGATORS)[0], 0 if own else 1)
    outlets = [activity.organisation.site] if own else []
    found: list[Draft] = []
    for outlet in outlets + _aggregators(rng, activity, count):
        found.append(_varied(rng, _recognisable(activity, found), outlet))
    for draft in found:
        if "url_of_organiser" in draft.kinds:
            draft.url = found[0].url
    return found


def _recognisable(activity: TrueActivity, others: list[Draft]) -> TrueActivity:
    """`activity`, needing its venue where another printing lost its title, and its title where one lost its venue."""
    lost = {loss for draft in others for kind in draft.kinds for loss in LOSSES.get(kind, ())}
    activity = needing(activity, "venue", "town") if "title" in lost else activity
    return needing(activity, "title") if "venue" in lost else activity


def _aggregators(rng: Random, activity: TrueActivity, count: int) -> list[Outlet]:
    """So many different aggregators of the town."""
    left = list(activity.town.aggregators)
    chosen = []
    for _ in range(count):
        (one,) = rng.choices(left, [outlet.share for outlet in left])
        left.remove(one)
        chosen.append(one)
    return chosen


def _varied(rng: Random, activity: TrueActivity, outlet: Outlet) -> Draft:
    draft = a_draft(rng, activity, outlet)
    if outlet.is_english:
        core = draft.core
        in_english(rng, draft)
        draft.kinds += ["title_english"] if draft.core != core else []
    vary(rng, draft)
    if draft.form == "evenings" and draft.when.run != "single":
        draft.evenings = rng.randint(6, 16) if draft.when.run == "daily" else rng.randint(3, 10)
        _fold(rng, draft)
    return draft


def _fold(rng: Random, draft: Draft) -> None:
    """Leave a week out of a third of all series, or let one evening start later; note the kind of folding."""
    chance, days = rng.random(), list(islice(draft.when.days(TODAY), draft.evenings))
    kind = {"daily": "daily_entries", "dates": "evenings_without_pattern"}.get(draft.when.run, "evenings")
    if kind == "evenings" and len(days) > 3 and chance < 0.35:
        day = rng.choice(days[1:-1])
        kind = "evenings_skipped_week" if chance < 0.2 else "evenings_other_time"
        skipped = {"skipped": day} if chance < 0.2 else {"other_time": (day, draft.when.start + 60)}
        draft.when = replace(draft.when, **skipped)
    draft.kinds.append(kind)


def listings(draft: Draft, *, today: date = TODAY) -> Iterator[Listing]:
    """The listings of a draft as they stand on its site on `today`; all of them have the kinds of the draft.

    What is over leaves the site, but for what was over already on the first day of the world.
    """
    if not draft.is_shown or (_is_over(draft.when, today) and not _is_over(draft.when, TODAY)):
        return
    if draft.evenings:
        yield from _evenings(draft, today)
    elif draft.form == "prose":
        yield _listing(draft, today, reader="html", when_text=_words(draft, draft.when))
    else:
        whole_day = draft.when_form == "whole_day"
        schedule = rule(
            draft.when, has_end=draft.has_end, whole_day=whole_day, off=draft.evenings_off, title=draft.title
        )
        reader = "ical" if draft.outlet.keys in {"native", "moment"} else "json_ld"
        yield _listing(draft, today, reader=reader, schedule=schedule)


def _is_over(when: When, today: date) -> bool:
    return next(when.days(today), None) is None


def _words(draft: Draft, when: When) -> str:
    """When, in the words that this site always chooses for it."""
    return words(
        Random(draft.number),  # noqa: S311
        when,
        form=draft.when_form,
        has_end=draft.has_end,
        is_english=draft.outlet.is_english,
    )


def _evenings(draft: Draft, today: date) -> Iterator[Listing]:
    """Each evening from `today` on by itself; the number of an evening stays when the series moves to another day."""
    numbered = ((number, day) for number, day in enumerate(draft.when.days(TODAY)) if day >= today)
    for number, day in islice(numbered, draft.evenings):
        at: dict[str, Any] = {"number": number, "day": day, "off": draft.evenings_off.get(day, "")}
        if draft.outlet.is_plain:
            yield _listing(draft, today, reader="html", when_text=_words(draft, on_one_day(draft.when, day)), **at)
        else:
            whole_day = draft.when_form == "whole_day"
            schedule = one_evening(draft.when, day, has_end=draft.has_end, whole_day=whole_day)
            yield _listing(draft, today, reader="json_ld", schedule=schedule, **at)


def _listing(
    draft: Draft, today: date, *, reader: str, number: int = 0, day: date | None = None, off: str = "", **when: Any
) -> Listing:
    """One listing of a draft; `number` and `day` tell the evenings of a series apart, `off` how one is called off."""
    url = _url(draft, number, day)
    off = off or draft.called_off
    printed: dict[str, Any] = {
        "title": called_off(draft.title) if off == "title" else draft.title,
        "reader": reader,
        "url": url,
        "description": draft.description,
        "place": draft.place,
        "organiser": draft.organiser,
        "page_date": draft.page_date.isoformat() if draft.page_date else None,
        "attendance_mode": AttendanceMode.ONLINE if draft.activity.venue is None else None,
        "status": Status.CANCELLED if off == "status" else None,
        "language": "en" if draft.is_english else "nl",
        **when,
    }
    mark = blake2b(msgspec.json.encode(printed), digest_size=8).hexdigest()
    key = _key(
        draft, url=url, number=draft.number + number, mark=mark, start=(day or draft.when.first, draft.when.start)
    )
    fetched_at = FETCHED_AT + (today - TODAY)
    return Listing(source_id=draft.outlet.source.id, key=key, fingerprint=mark, fetched_at=fetched_at, **printed)


def _url(draft: Draft, number: int, day: date | None) -> str:
    """Its address: of evenings by day or by number where each has a page of its own."""
    if day is None or "url_of_organiser" in draft.kinds:
        return draft.url
    if draft.outlet.keys == "native":
        return draft.url.replace(str(draft.number), str(draft.number + number))
    return f"{draft.url}/{day}" if draft.outlet.keys == "address" else draft.url


def _key(draft: Draft, *, url: str, number: int, mark: str, start: tuple[date, int]) -> str:
    keys = {
        "native": str(number),
        "moment": f"{number}-{moment(*start)}",
        "address": url if "url_of_organiser" not in draft.kinds else f"{url}#{mark}",
        "mark": f"{url}#{mark}",
        "page": f"{url}#{mark}",
    }
    return keys[draft.outlet.keys]
