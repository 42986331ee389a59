"""The town once more, and an activity that has a value in every field; with a change log and an id that moved."""

from datetime import UTC, datetime

from schemas.activity import Activity, Contribution
from schemas.change import Alias, Change, Edition, Intent
from schemas.facets import AgeRange, Cost, DutchLevels, Registration, Support
from schemas.place import KnownPlace, Precision
from schemas.schedule import Daypart, Override, Slot, Status, YearBasis
from schemas.vocabulary import (
    AgeGroup,
    AttendanceMode,
    Audience,
    Basis,
    Category,
    Childcare,
    ContactKind,
    CostKind,
    DutchLevel,
    Purpose,
    RegistrationKind,
    Rights,
)
from tests.output.editions import HARBOUR, SEEN, activity, edition, occurrence, schedule, town

RUN, EARLIER_RUN = "20261124T063000Z", "20261120T063015Z"
NOW = datetime(2026, 11, 24, 6, 30, tzinfo=UTC)
EARLIER = datetime(2026, 11, 20, 6, 30, 15, tzinfo=UTC)


def stuffed() -> Activity:
    """An activity of which everything is known."""
    when = schedule(
        Slot(
            dtstart="2026-10-05T09:30:00",
            dtend="2026-10-05T11:00:00",
            rrule="FREQ=MONTHLY;BYDAY=1MO",
            rdate=("2026-11-25T09:30:00",),
            exdate=("2026-12-07T09:30:00",),
        ),
        overrides=(
            Override(
                recurrence_id="2027-01-04T09:30:00",
                dtstart="2027-01-11T09:30:00",
                dtend="2027-01-11T12:00:00",
                status=Status.SCHEDULED,
                title="Nieuwjaarsontbijt",
                this_and_future=True,
            ),
        ),
        text="elke eerste maandag, 9.30–11 uur",
        year_basis=YearBasis.WEEKDAY,
        page_date="2026-09-30",
        daypart=Daypart.MORNING,
    )
    place = KnownPlace(
        id="p2",
        name="Huis van de Wijk",
        room="zaal 2",
        street="Laan 1",
        postcode="1234 CD",
        city="Otterdam",
        gm_code="GM1234",
        wk_code="WK123401",
        bu_code="BU12340102",
        lat=52.2,
        lon=4.6,
        precision=Precision.VENUE,
    )
    facets = {
        "category": Category.MEETING,
        "audience": (Audience.NEWCOMERS, Audience.NEIGHBOURS),
        "contact_kind": ContactKind.MIXED,
        "purpose": Purpose.SOCIAL,
        "languages": ("nl", "uk"),
        "dutch_level": DutchLevels(min=DutchLevel.A1, max=DutchLevel.B1, note="een beetje Nederlands"),
        "cost": Cost(kind=CostKind.PAID, amount_cents=250, note="€ 2,50 met koffie"),
        "registration": Registration(kind=RegistrationKind.REQUESTED, url="https://haven.example/aanmelden"),
        "support": Support(travel=True, preparation=False, companion=True, childcare=Childcare.PROVIDED),
        "women_only": False,
        "men_only": False,
        "age": AgeRange(min=16, max=99),
        "age_groups": (AgeGroup.ADULTS,),
        "accessibility": ("lift", "geleidehond welkom"),
    }
    return activity(
        "g7",
        when,
        title="Ontbijt, lezen; praten",
        organisation=HARBOUR,
        place=place,
        summary="Samen ontbijten, elke eerste maandag.",
        description="Schuif aan!\nNeem iets lekkers mee.",
        text_language="nl",
        attendance_mode=AttendanceMode.MIXED,
        join_url="https://haven.example/online",
        rights=Rights.FULL,
        sources=(
            Contribution(
                source_id="nl.otterdam.lombok", listing_key="g7", last_seen_at=SEEN, url="https://haven.example/g7"
            ),
        ),
        basis=dict.fromkeys(facets, Basis.STATED) | {"purpose": Basis.INFERRED},
        provenance={"title": "nl.otterdam.lombok", "schedule": "nl.otterdam.lombok"},
        **facets,
    )


def everything(**more: object) -> Edition:
    """The edition; `more` replaces any of its fields."""
    small = town()
    breakfast = occurrence(
        "g7",
        "2027-01-11T09:30:00+01:00",
        "2027-01-11T12:00:00+01:00",
        recurrence_id="2027-01-04T09:30:00",
        title="Nieuwjaarsontbijt",
        last_seen_on="2026-11-24",
    )
    changes = (
        Change(activity_id="a1", run_id=EARLIER_RUN, at=EARLIER, intent=Intent.NEW, reason="first seen"),
        Change(activity_id="z9", run_id=EARLIER_RUN, at=EARLIER, intent=Intent.NEW, reason="first seen"),
        Change(activity_id="x7", run_id=RUN, at=NOW, intent=Intent.NEW, reason="first seen, and over already"),
        Change(
            activity_id="b2",
            run_id=RUN,
            at=NOW,
            intent=Intent.CHANGED,
            reason="nl.otterdam.lombok changed title",
            fields=("title",),
        ),
        Change(
            activity_id="d4",
            run_id=RUN,
            at=NOW,
            intent=Intent.CANCELLED,
            reason="nl.otterdam.lombok says so",
            source_id="nl.otterdam.lombok",
        ),
        Change(activity_id="z9", run_id=RUN, at=NOW, intent=Intent.GONE, reason="not seen since 2026-10-24"),
    )
    alias = Alias(id="y8", activity_id="g7", at=EARLIER, reason="one announcement on two pages")
    parts = {"changes": changes, "aliases": (alias,)} | more
    return edition(*small.activities, stuffed(), *small.occurrences, breakfast, **parts)
