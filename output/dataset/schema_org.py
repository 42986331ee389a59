"""An activity in the words of schema.org: JSON-LD for search engines, in one file or within a page."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

import msgspec

from schemas.activity import Activity, Occurrence
from schemas.concepts import concepts
from schemas.place import KnownPlace
from schemas.schedule import Slot, Status
from schemas.vocabulary import AttendanceMode, Basis, Category, CostKind

_CONTEXT = "https://schema.org"
# Whether it takes place is said only where it is known: missing and tentative are neither.
_STATUS = {
    Status.SCHEDULED: "https://schema.org/EventScheduled",
    Status.CANCELLED: "https://schema.org/EventCancelled",
    Status.POSTPONED: "https://schema.org/EventPostponed",
}
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
            "startDate": coming[0].start if coming else activity.schedule.slots[0].dtstart,
            "endDate": coming[0].end if coming and not recurs else None,
            "eventStatus": _STATUS.get(activity.status),
            "eventAttendanceMode": _MODE.get(activity.attendance_mode) if activity.attendance_mode else None,
            "location": _location(activity),
            "organizer": _known(
                {"@type": "Organization", "name": activity.organisation.name, "url": activity.organisation.url}
            ),
            **_facets(activity),
            "eventSchedule": [*_schedules(activity)] if recurs else None,
            "subEvent": [_once(activity, one) for one in coming] if recurs else None,
        }
    )


def _once(activity: Activity, one: Occurrence) -> Json:
    return _known(
        {
            "@type": "Event",
            "name": one.title or activity.title,
            "url": one.url,
            "startDate": one.start,
            "endDate": one.end,
            "eventStatus": _STATUS.get(one.status),
        }
    )


def _known(pairs: Json) -> Json:
    return {name: value for name, value in pairs.items() if value not in (None, [], {})}


def _location(activity: Activity) -> Json | list[Json] | None:
    online = _known({"@type": "VirtualLocation", "url": activity.join_url}) if activity.join_url else None
    place = _place(activity.place) if activity.place else None
    found = [one for one in (place, online) if one]
    return found[0] if len(found) == 1 else found or None


def _place(place: KnownPlace) -> Json:
    address = _known(
        {"streetAddress": place.street, "postalCode": place.postcode, "addressLocality": place.city},
    )
    geo = {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon}
    return _known(
        {
            "@type": "Place",
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


def _schedules(activity: Activity) -> Iterator[Json]:
    """The rules that a schema.org Schedule can tell; the sub-events tell all of them."""
    for slot in activity.schedule.slots:
        rule = dict(part.split("=", 1) for part in (slot.rrule or "").split(";") if "=" in part)
        if rule.get("FREQ") in _FREQUENCY and rule.keys() <= _RULE_PARTS:
            yield _known(_schedule(slot, rule) | {"scheduleTimezone": activity.schedule.tzid})


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
        "exceptDate": list(slot.exdate),
    }


def _list(rule: dict[str, str], name: str) -> list[str]:
    return [one for one in rule.get(name, "").split(",") if one]
