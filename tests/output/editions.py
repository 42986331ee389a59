"""Small editions, written by hand, as the pipeline would hand them over on Tuesday 24 November 2026."""

from datetime import UTC, datetime
from typing import Any

from schemas.activity import Activity, Contribution, Occurrence, Organisation, Trust
from schemas.change import Edition, SourceReport
from schemas.facets import AgeRange, Cost, DutchLevels, Registration, Support
from schemas.health import Health, Outcome
from schemas.place import KnownPlace, Precision
from schemas.schedule import Override, Schedule, Slot, Status
from schemas.source import Source
from schemas.vocabulary import (
    AttendanceMode,
    Audience,
    Basis,
    Category,
    Childcare,
    CostKind,
    DutchLevel,
    RegistrationKind,
)

AS_OF = "2026-11-24"
SEEN = datetime(2026, 11, 24, tzinfo=UTC)

LOMBOK = Organisation(
    id="nl.otterdam.taalcafe-lombok",
    name="Taalcafé Lombok",
    municipality="otterdam",
    url="https://lombok.example/",
)
HARBOUR = Organisation(id="nl.otterdam.de-haven", name="Buurthuis De Haven", municipality="otterdam")
CHOIR = Organisation(id="nl.beverwoude.koor-tij", name="Koor Tij & Wind", municipality="beverwoude")


def schedule(*slots: Slot, **more: Any) -> Schedule:
    return Schedule(slots=slots, **{"tzid": "Europe/Amsterdam", **more})


def activity(number: str, when: Schedule, **more: Any) -> Activity:
    """A plain activity of Taalcafé Lombok; `more` replaces any field."""
    plain: dict[str, Any] = {
        "id": number,
        "title": "Taalcafé",
        "organisation": LOMBOK,
        "schedule": when,
        "status": Status.SCHEDULED,
        "sources": (Contribution(source_id="nl.otterdam.lombok", listing_key=number, last_seen_at=SEEN),),
        "first_seen_at": datetime(2026, 10, 1, 6, 30, tzinfo=UTC),
        "last_seen_at": SEEN,
        "last_changed_at": datetime(2026, 11, 20, 6, 30, 15, tzinfo=UTC),
        "sequence": 2,
        "url": f"https://lombok.example/agenda/{number}",
    }
    return Activity(**{**plain, **more})


def occurrence(number: str, start: str, end: str | None = None, **more: Any) -> Occurrence:
    plain: dict[str, Any] = {
        "activity_id": number,
        "start": start,
        "recurrence_id": start[:19],
        "all_day": "T" not in start,
        "status": Status.SCHEDULED,
        "trust": Trust.RULE,
        "end": end,
    }
    return Occurrence(**{**plain, **more})


def edition(*parts: Activity | Occurrence, **more: Any) -> Edition:
    activities = tuple(sorted((one for one in parts if isinstance(one, Activity)), key=lambda one: one.id))
    occurrences = tuple(one for one in parts if isinstance(one, Occurrence))
    organisations = {one.organisation.id: one.organisation for one in activities}
    plain: dict[str, Any] = {
        "as_of": AS_OF,
        "activities": activities,
        "occurrences": tuple(sorted(occurrences, key=lambda one: (one.activity_id, one.start))),
        "organisations": tuple(organisations[key] for key in sorted(organisations)),
        "sources": (report("nl.otterdam.lombok", "Taalcafé Lombok"),),
    }
    return Edition(**{**plain, **more})


def report(source_id: str, organisation: str, *, opted_out: bool = False, **health: Any) -> SourceReport:
    visit = {"outcome": Outcome.OK, "visited_at": SEEN, "run_id": "20261124T063000Z", **health}
    return SourceReport(
        source=Source(id=source_id, organisation=organisation, url="https://lombok.example/", opted_out=opted_out),
        health=Health(source_id=source_id, **visit),
        listings=3,
    )


def weekly(number: str = "a1", **more: Any) -> tuple[Activity | Occurrence, ...]:
    """Tuesdays from half past seven to nine; 1 December cancelled, 8 December an hour later, not on 15 December."""
    when = schedule(
        Slot(
            dtstart="2026-10-06T19:30:00",
            dtend="2026-10-06T21:00:00",
            rrule="FREQ=WEEKLY;BYDAY=TU;UNTIL=20261222",
            exdate=("2026-12-15T19:30:00",),
        ),
        overrides=(
            Override(recurrence_id="2026-12-01T19:30:00", status=Status.CANCELLED),
            Override(
                recurrence_id="2026-12-08T19:30:00",
                dtstart="2026-12-08T20:30:00",
                dtend="2026-12-08T22:00:00",
                title="Taalcafé met muziek",
            ),
        ),
    )
    return (
        activity(number, when, **more),
        occurrence(number, "2026-11-17T19:30:00+01:00", "2026-11-17T21:00:00+01:00"),
        occurrence(number, "2026-11-24T19:30:00+01:00", "2026-11-24T21:00:00+01:00", trust=Trust.SEEN),
        occurrence(number, "2026-12-01T19:30:00+01:00", "2026-12-01T21:00:00+01:00", status=Status.CANCELLED),
        occurrence(
            number,
            "2026-12-08T20:30:00+01:00",
            "2026-12-08T22:00:00+01:00",
            recurrence_id="2026-12-08T19:30:00",
            title="Taalcafé met muziek",
        ),
        occurrence(number, "2026-12-22T19:30:00+01:00", "2026-12-22T21:00:00+01:00"),
    )


def once(number: str, start: str, end: str | None = None, **more: Any) -> tuple[Activity, Occurrence]:
    """An activity that happens once; `start` and `end` with the offset of Amsterdam, or days."""
    slot = Slot(dtstart=start[:19], dtend=end and end[:19])
    status = more.get("status", Status.SCHEDULED)
    return activity(number, schedule(slot), **more), occurrence(number, start, end, status=status)


def town() -> Edition:
    """A town of six activities of three organisations in two municipalities: one of everything."""
    meal = once(
        "b2",
        "2026-11-26T18:00:00+01:00",
        title="Samen eten; soep, brood & verhalen",
        organisation=HARBOUR,
        category=Category.FOOD,
        audience=(Audience.EVERYONE, Audience.NEWCOMERS),
        cost=Cost(kind=CostKind.PAID, amount_cents=350),
        registration=Registration(kind=RegistrationKind.REQUIRED),
        place=KnownPlace(
            id="p1",
            name="Buurthuis De Haven",
            street="Kade 7",
            postcode="1234 AB",
            city="Otterdam",
            lat=52.1,
            lon=4.5,
            precision=Precision.ADDRESS,
        ),
        url="https://haven.example/eten",
    )
    holiday = once("c3", "2026-12-05", "2026-12-07", title="Sinterklaasweekend", organisation=HARBOUR, url=None)
    choir = once(
        "d4",
        "2026-11-25T20:00:00+01:00",
        "2026-11-25T22:00:00+01:00",
        title="Open repetitie",
        organisation=CHOIR,
        status=Status.CANCELLED,
        last_changed_at=datetime(2026, 11, 23, 7, tzinfo=UTC),
    )
    walk = once(
        "e5",
        "2026-11-28T10:00:00+01:00",
        "2026-11-28T11:30:00+01:00",
        title="نزهة في الحي – wandelen met elkaar 🚶🏽‍♀️",
        organisation=HARBOUR,
        status=Status.MISSING,
        last_seen_at=datetime(2026, 11, 12, tzinfo=UTC),
        languages=("ar", "nl"),
        dutch_level=DutchLevels(min=DutchLevel.A0),
        cost=Cost(kind=CostKind.FREE),
        basis={"cost": Basis.ORGANISATION_DEFAULT, "dutch_level": Basis.STATED},
        support=Support(childcare=Childcare.CHILDREN_WELCOME, companion=True),
        women_only=True,
        age=AgeRange(min=16),
    )
    online = once(
        "f6",
        "2026-12-02T19:00:00+01:00",
        "2026-12-02T20:00:00+01:00",
        title="Online praatuur",
        attendance_mode=AttendanceMode.ONLINE,
        join_url="https://lombok.example/praatuur",
        category=Category.LANGUAGE,
    )
    return edition(*weekly(category=Category.LANGUAGE), *meal, *holiday, *choir, *walk, *online)
