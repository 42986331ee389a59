"""From drafts to listings: what the spiders would stage of an activity."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from hashlib import blake2b
from random import Random
from typing import Any

import msgspec
from msgspec.structs import replace

from schemas.listing import Listing
from schemas.vocabulary import AttendanceMode
from tests.truth.activities import TrueActivity
from tests.truth.draft import Draft, a_draft, in_english
from tests.truth.printed_time import on_one_day, one_evening, rule, words
from tests.truth.towns import Outlet
from tests.truth.variations import vary
from tests.truth.when import TODAY, When

FETCHED_AT = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
_HAS_OWN_PRINTING = 0.92
_AGGREGATORS = ((0, 1, 2, 3), (62, 25, 9, 4))
"""How many aggregators print an activity, in hundredths: about a third of all stands on two sites or more."""


def drafts(rng: Random, activity: TrueActivity) -> list[Draft]:
    """The printings of an activity, its own organisation's first where it has one; at least one."""
    own = rng.random() < _HAS_OWN_PRINTING
    count = max(rng.choices(*_AGGREGATORS)[0], 0 if own else 1)
    outlets = [activity.organisation.site] if own else []
    found = [_varied(rng, activity, outlet) for outlet in outlets + _aggregators(rng, activity, count)]
    for draft in found:
        if "url_of_organiser" in draft.kinds:
            draft.url = found[0].url
    return found


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
    return draft


def listings(rng: Random, draft: Draft) -> Iterator[tuple[Listing, tuple[str, ...]]]:
    """The listings of a draft, each with the kinds of its variations."""
    whole_day = draft.when_form == "whole_day"
    if draft.form == "evenings" and draft.when.run != "single":
        yield from _evenings(rng, draft)
    elif draft.form == "prose":
        text = words(rng, draft.when, form=draft.when_form, has_end=draft.has_end, is_english=draft.outlet.is_english)
        yield _listing(draft, reader="html", when_text=text), tuple(draft.kinds)
    else:
        schedule = rule(draft.when, has_end=draft.has_end, whole_day=whole_day)
        yield _listing(draft, reader=_reader(draft), schedule=schedule), tuple(draft.kinds)


def _evenings(rng: Random, draft: Draft) -> Iterator[tuple[Listing, tuple[str, ...]]]:
    """Each evening from today on by itself, up to about a season of them."""
    most = rng.randint(6, 16) if draft.when.run == "daily" else rng.randint(3, 10)
    days = [day for day, _ in zip(draft.when.days(TODAY), range(most), strict=False)]
    when, kind = _with_exceptions(rng, draft.when, days)
    kinds = (*draft.kinds, kind)
    for number, day in enumerate(day for day in days if day != when.skipped):
        at: dict[str, Any] = {"number": number, "day": day}
        if draft.outlet.keys == "mark":
            text = words(rng, on_one_day(when, day), form=draft.when_form, has_end=draft.has_end)
            yield _listing(draft, reader="html", when_text=text, **at), kinds
        else:
            whole_day = draft.when_form == "whole_day"
            schedule = one_evening(when, day, has_end=draft.has_end, whole_day=whole_day)
            yield _listing(draft, reader="json_ld", schedule=schedule, **at), kinds


def _with_exceptions(rng: Random, when: When, days: list[date]) -> tuple[When, str]:
    """`when`, in a third of all series with a week left out or one evening an hour later, and the kind of folding."""
    if when.run in {"daily", "dates"}:
        return when, "daily_entries" if when.run == "daily" else "evenings_without_pattern"
    chance = rng.random()
    if len(days) < 4 or chance > 0.35:
        return when, "evenings"
    day = rng.choice(days[1:-1])
    if chance < 0.2:
        return replace(when, skipped=day), "evenings_skipped_week"
    return replace(when, other_time=(day, when.start + 60)), "evenings_other_time"


def _reader(draft: Draft) -> str:
    return "ical" if draft.outlet.keys == "native" else "json_ld"


def _listing(draft: Draft, *, reader: str, number: int = 0, day: date | None = None, **when: Any) -> Listing:
    """One listing of a draft; `number` and `day` tell the evenings of a series apart."""
    is_own_address = "url_of_organiser" not in draft.kinds
    url = f"{draft.url}/{day}" if day and is_own_address and draft.outlet.keys == "address" else draft.url
    printed: dict[str, Any] = {
        "title": draft.title,
        "reader": reader,
        "url": url,
        "description": draft.description,
        "place": draft.place,
        "organiser": draft.organiser,
        "page_date": draft.page_date.isoformat() if draft.page_date else None,
        "attendance_mode": AttendanceMode.ONLINE if draft.activity.venue is None else None,
        "language": "en" if draft.is_english else "nl",
        **when,
    }
    mark = blake2b(msgspec.json.encode(printed), digest_size=8).hexdigest()
    keys = {"native": str(draft.number + number), "address": url, "mark": f"{url}#{mark}"}
    key = keys["mark" if draft.outlet.keys == "address" and not is_own_address else draft.outlet.keys]
    return Listing(source_id=draft.outlet.source.id, key=key, fingerprint=mark, fetched_at=FETCHED_AT, **printed)
