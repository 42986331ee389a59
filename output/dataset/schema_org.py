"""An activity in the words of schema.org: JSON-LD for search engines, in one file or within a page."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any
from urllib.parse import quote

import msgspec

from output.clocks import moved_from
from schemas.activity import Activity, Occurrence
from schemas.concepts import concepts
from schemas.place import KnownPlace
from schemas.schedule import Override, Schedule, Slot, Status
from schemas.vocabulary import AttendanceMode, Basis, Category, CostKind

_CONTEXT = "https://schema.org"
# Whether it takes place is said only where it is known: missing and tentative are neither.
_STATUS = {
    Status.SCHEDULED: "https://schema.org/EventScheduled",
    Status.CANCELLED: "https://schema.org/EventCancelled",
    Status.POSTPONED: "https://schema.org/EventPostponed",
}
_OFF = frozenset({Status.CANCELLED, Status.POSTPONED})
_MODE = {
    AttendanceMode.OFFLINE: "https://schema.org/OfflineEventAttendanceMode",
    AttendanceMode.ONLINE: "https://schema.org/OnlineEventAttendanceMode",
    AttendanceMode.MIXED: "https://schema.org/MixedEventAttendanceMode",
}
_FREQUENCY = {"DAILY": "D", "WEEKLY": "W", "MONTHLY": "M", "YEARLY": "Y"}
_RULE_PARTS = frozenset({"FREQ", "INTERVAL", "BYDAY", "BYMONTH", "BYMONTHDAY", "COUNT", "UNTIL", "WKST"})

Json = dict[str, Any]


def graph(events: Iterable[bytes | memoryview]) -> list[bytes]:
    """One JSON-LD document of encoded events, one a line."""
    return [b'{"@context":"' + _CONTEXT.encode() + b'","@graph":[\n', b",\n".join(events), b"\n]}\n"]


def script(activity: Activity, coming: Sequence[Occurrence]) -> str:
    """An activity as it may stand in a `<script type="application/ld+json">`: nothing in it ends the script."""
    text = msgspec.json.encode({"@context": _CONTEXT} | event(activity, coming)).decode()
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def event(activity: Activity, coming: Sequence[Occurrence]) -> Json:
    """An Event where it happens once, an EventSeries where it recurs; `coming` becomes its sub-events.

    What is inferred is left out, as schema.org has no word for a guess.
    """
    recurs = len(coming) > 1 or any(slot.rrule or slot.rdate for slot in activity.schedule.slots)
    return _known(
        {
            "@type": "EventSeries" if recurs else "Event",
            "@id": f"urn:bruggen:activity:{activity.id}",
            "identifier": activity.id,
            "name": activity.title,
            "description": activity.description or activity.summary,
            "url": activity.url,
            **(_when(coming[0], activity.schedule) if coming and not recurs else _since(activity, coming)),
            "eventAttendanceMode": _MODE.get(activity.attendance_mode) if activity.attendance_mode else None,
            "location": _one_or_all([*_locations(activity)]),
            "organizer": _known(
                {"@type": "Organization", "name": activity.organisation.name, "url": activity.organisation.url}
            ),
            **_facets(activity),
            "eventSchedule": [*_schedules(activity.schedule)] if recurs else None,
            "subEvent": [*_each(activity, coming)] if recurs else None,
        }
    )


def _since(activity: Activity, coming: Sequence[Occurrence]) -> Json:
    """When a series begins: at the first evening that takes place, if any does."""
    first = next((one for one in coming if one.status not in _OFF), coming[0] if coming else None)
    return {
        "startDate": first.start if first else activity.schedule.slots[0].dtstart,
        "eventStatus": _STATUS.get(activity.status),
    }


def _each(activity: Activity, coming: Iterable[Occurrence]) -> Iterator[Json]:
    """The sub-events. Their place is only named: its address in each would make the file two thirds larger."""
    named = [{"@id": one["@id"]} if "@id" in one else one for one in _locations(activity)]
    for one in coming:
        yield _known(
            {
                "@type": "Event",
                "name": one.title or activity.title,
                "url": one.url,
                **_when(one, activity.schedule),
                "location": _one_or_all(named),
            }
        )


def _when(one: Occurrence, schedule: Schedule) -> Json:
    previous = moved_from(one, schedule.tzid) if one.status is Status.SCHEDULED else None
    return {
        "startDate": one.start,
        "endDate": _last(one),
        "eventStatus": "https://schema.org/EventRescheduled" if previous else _STATUS.get(one.status),
        "previousStartDate": previous,
    }


def _last(one: Occurrence) -> str | None:
    """Its end, for whole days the last of them: schema.org counts that day in."""
    if one.end is None or "T" in one.end:
        return one.end
    return max(one.start[:10], (date.fromisoformat(one.end) - timedelta(days=1)).isoformat())


def _known(pairs: Json) -> Json:
    return {name: value for name, value in pairs.items() if value not in (None, [], {})}


def _locations(activity: Activity) -> Iterator[Json]:
    place = _place(activity.place) if activity.place else {}
    if place.keys() - {"@type", "@id"}:
        yield place
    if activity.join_url:
        yield {"@type": "VirtualLocation", "url": activity.join_url}


def _one_or_all(found: list[Json]) -> Json | list[Json]:
    return found[0] if len(found) == 1 else found


def _place(place: KnownPlace) -> Json:
    address = _known(
        {"streetAddress": place.street, "postalCode": place.postcode, "addressLocality": place.city},
    )
    geo = {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon}
    return _known(
        {
            "@type": "Place",
            "@id": f"urn:bruggen:place:{quote(place.id, safe='')}",
            "name": place.name,
            "address": {"@type": "PostalAddress", **address} if address else None,
            "geo": None if place.lat is None or place.lon is None else geo,
        }
    )


def _facets(activity: Activity) -> Json:
    stated = msgspec.structs.asdict(activity)
    for name, basis in activity.basis.items():
        if basis is Basis.INFERRED:
            stated[name] = None
    cost, age, category = stated["cost"], stated["age"], stated["category"]
    return {
        "additionalType": _event_type(category) if category else None,
        "inLanguage": list(stated["languages"] or ()),
        "isAccessibleForFree": {CostKind.FREE: True, CostKind.PAID: False}.get(cost.kind) if cost else None,
        "offers": _offer(cost.amount_cents) if cost and cost.amount_cents is not None else None,
        "typicalAgeRange": _ages(age.min, age.max) if age else None,
    }


@cache
def _event_type(category: Category) -> str | None:
    found = {one.word: one.match.get("closeMatch", ()) for one in concepts(Category)}[category.value]
    return next((_CONTEXT + "/" + one.removeprefix("schema:") for one in found if one.startswith("schema:")), None)


def _offer(cents: int) -> Json:
    return {"@type": "Offer", "price": f"{cents // 100}.{cents % 100:02}", "priceCurrency": "EUR"}


def _ages(youngest: int | None, oldest: int | None) -> str | None:
    if youngest is None and oldest is None:
        return None
    return f"{youngest or 0}-{'' if oldest is None else oldest}"


def _schedules(schedule: Schedule) -> Iterator[Json]:
    """The rules that a schema.org Schedule can tell; the sub-events tell all of them."""
    elsewhere = [one for one in schedule.overrides if _is_elsewhere(one)]
    if any(one.this_and_future for one in elsewhere):
        return
    for slot in schedule.slots:
        rule = dict(part.split("=", 1) for part in (slot.rrule or "").split(";") if "=" in part)
        if rule.get("FREQ") in _FREQUENCY and rule.keys() <= _RULE_PARTS:
            excepted = {one.recurrence_id for one in elsewhere if one.recurrence_id[10:] == slot.dtstart[10:]}
            told = _schedule(slot, rule) | {"exceptDate": sorted(excepted.union(slot.exdate))}
            yield _known(told | {"scheduleTimezone": schedule.tzid})


def _is_elsewhere(one: Override) -> bool:
    """Whether nothing takes place at the time that the rule gives."""
    return one.status in _OFF or one.dtstart not in (None, one.recurrence_id)


def _schedule(slot: Slot, rule: dict[str, str]) -> Json:
    until = rule.get("UNTIL")
    return {
        "@type": "Schedule",
        "repeatFrequency": f"P{rule.get('INTERVAL', '1')}{_FREQUENCY[rule['FREQ']]}",
        "byDay": _list(rule, "BYDAY"),
        "byMonth": [int(one) for one in _list(rule, "BYMONTH")],
        "byMonthDay": [int(one) for one in _list(rule, "BYMONTHDAY")],
        "repeatCount": int(rule["COUNT"]) if "COUNT" in rule else None,
        "startDate": slot.dtstart[:10],
        "endDate": f"{until[:4]}-{until[4:6]}-{until[6:8]}" if until else None,
        "startTime": slot.dtstart[11:] or None,
        "endTime": slot.dtend[11:] or None if slot.dtend else None,
    }


def _list(rule: dict[str, str], name: str) -> list[str]:
    return [one for one in rule.get(name, "").split(",") if one]
