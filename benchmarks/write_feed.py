"""Writing a feed of 5,000 events, ours against `icalendar`; `python -m benchmarks.write_feed`.

Method: 5,000 activities (half of them weekly, a tenth with a cancelled evening, a fifth with Arabic in the title, all
with one of 500 places, category, cost, registration, audience). Both sides get the same records in memory and give the
bytes of one calendar with the same properties. Ours includes the check of every event and of the whole calendar;
icalendar builds a Calendar of Event objects and serialises it, without any check. Both run in turns in one process,
garbage collected before each turn; a figure is the ratio of the medians.
`write_feed_changed` is the same where 50 of the 5,000 changed: ours keeps the texts of all others (and makes those of
the simple twin as well), icalendar builds and serialises all of it, as it must.
"""

import gc
import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from statistics import median
from time import perf_counter

import icalendar

from output.dutch import CATEGORIES, PREFIX
from output.event_texts import EventTexts, event_texts
from output.ical import Event
from output.ical_calendar import calendar
from output.ical_check import calendar_fault, event_fault
from output.ical_rule import rule
from output.ical_series import series
from output.selection import Offer
from schemas.activity import Activity, Contribution, Occurrence, Organisation, Trust
from schemas.facets import Cost, Registration
from schemas.place import KnownPlace, Precision
from schemas.schedule import Override, Schedule, Slot, Status, moment
from schemas.vocabulary import Audience, Category, CostKind, RegistrationKind
from schemas.zones import aware

EVENTS = 5_000
TURNS = 9
AS_OF = date(2026, 11, 24)
SEEN = datetime(2026, 11, 24, tzinfo=UTC)
AIM = 8.0


def offer(number: int, *, title: str = "Taalcafé") -> Offer:
    """The same activity for the same number; every second one has a rule."""
    day = f"2026-11-{24 + number % 7:02}"
    start, end = f"{day}T{10 + number % 10:02}:30:00", f"{day}T{12 + number % 10:02}:00:00"
    exception = f"2026-12-{1 + number % 7:02}{start[10:]}"
    is_series = number % 2 == 0
    slot = Slot(dtstart=start, dtend=end, rrule="FREQ=WEEKLY;UNTIL=20270701" if is_series else None)
    activity = Activity(
        id=f"{number:08x}",
        title=f"{title} {number}" if number % 5 else f"{title}: مقهى اللغة, soep & brood {number}",
        summary="Samen praten, koffie drinken; iedereen is welkom. Kom gerust binnen en neem iemand mee.",
        organisation=Organisation(id="nl.otterdam.haven", name="Buurthuis De Haven", municipality="otterdam"),
        schedule=Schedule(
            slots=(slot,),
            tzid="Europe/Amsterdam",
            overrides=(Override(recurrence_id=exception, status=Status.CANCELLED),) if number % 10 == 0 else (),
        ),
        status=Status.SCHEDULED,
        sources=(Contribution(source_id="nl.otterdam.haven", listing_key=str(number), last_seen_at=SEEN),),
        first_seen_at=SEEN,
        last_seen_at=SEEN,
        last_changed_at=SEEN,
        url=f"https://haven.example/agenda/{number}",
        category=Category.LANGUAGE,
        audience=(Audience.NEWCOMERS, Audience.NEIGHBOURS),
        cost=Cost(kind=CostKind.FREE),
        registration=Registration(kind=RegistrationKind.DROP_IN),
        place=KnownPlace(
            id=f"p{number % 500}",
            name=f"Buurthuis {number % 500}",
            street=f"Kade {number % 500}",
            postcode="1234 AB",
            city="Otterdam",
            lat=52.1,
            lon=4.5,
            precision=Precision.ADDRESS,
        ),
    )
    occurrence = Occurrence(
        activity_id=activity.id,
        start=f"{start}+01:00",
        end=f"{end}+01:00",
        recurrence_id=f"{start}+01:00",
        all_day=False,
        status=Status.SCHEDULED,
        trust=Trust.RULE,
    )
    return Offer(activity, (occurrence,))


def ours(offers: list[Offer]) -> bytes:
    """One calendar of rules, every text made anew."""
    events = []
    for one in offers:
        plain = series(one.activity.schedule, since="2026-11-17")
        event = Event(one.activity).by_rule(plain or ())
        if not event or event_fault(event):
            raise SystemExit(f"{one.activity.id}: {event_fault(event)}")
        events.append(event)
    return checked(b"".join(calendar("Alles", events)))


def ours_again(offers: list[Offer], known: EventTexts) -> bytes:
    """The same, with the texts of a run before at hand."""
    texts = event_texts(offers, as_of=AS_OF, known=known)
    return checked(b"".join(calendar("Alles", (one.by_rule for one in texts.values()))))


def checked(text: bytes) -> bytes:
    if fault := calendar_fault(text):
        raise SystemExit(fault)
    return text


def theirs(offers: list[Offer]) -> bytes:
    """The same calendar, built of icalendar's objects."""
    found = icalendar.Calendar()
    for name, value in (("VERSION", "2.0"), ("PRODID", "-//Bruggen//Bruggen 1//NL"), ("X-WR-CALNAME", "Alles")):
        found.add(name, value)
    for one in offers:
        for event in icalendar_events(one):
            found.add_component(event)
    return bytes(found.to_ical())


def icalendar_events(one: Offer) -> Iterator[icalendar.Event]:
    """An activity as icalendar's objects: its event and those of its overrides."""
    activity = one.activity
    (slot,) = activity.schedule.slots
    event = _event(activity, activity.status)
    event.add("DTSTART", aware(moment(slot.dtstart), "Europe/Amsterdam"))
    event.add("DTEND", aware(moment(slot.dtend or slot.dtstart), "Europe/Amsterdam"))
    if slot.rrule:
        event.add("RRULE", icalendar.vRecur.from_ical(rule(slot.rrule, slot.dtstart) or ""))
    yield event
    for override in activity.schedule.overrides:
        moved = _event(activity, override.status or activity.status)
        for name in ("RECURRENCE-ID", "DTSTART"):
            moved.add(name, aware(moment(override.recurrence_id), "Europe/Amsterdam"))
        yield moved


def _event(activity: Activity, status: Status) -> icalendar.Event:
    place = activity.place
    event = icalendar.Event()
    event.add("UID", f"{activity.id}@bruggen")
    event.add("DTSTAMP", activity.last_changed_at)
    event.add("CREATED", activity.first_seen_at)
    event.add("LAST-MODIFIED", activity.last_changed_at)
    event.add("SEQUENCE", activity.sequence)
    event.add("STATUS", "CANCELLED" if status is Status.CANCELLED else "CONFIRMED")
    event.add("TRANSP", "TRANSPARENT")
    event.add("SUMMARY", PREFIX.get(status, "") + activity.title)
    if place:
        event.add("LOCATION", f"{place.name}, {place.street}, {place.postcode} {place.city}")
        event.add("GEO", (place.lat, place.lon))
    event.add("URL", activity.url)
    if activity.category:
        event.add("CATEGORIES", [CATEGORIES[activity.category]])
    event.add(
        "DESCRIPTION",
        f"{activity.summary}\nKosten: gratis\nAanmelden: niet nodig, loop gewoon binnen\n"
        f"Voor: nieuwkomers en buurtbewoners\nOrganisatie: {activity.organisation.name}\n"
        f"Meer informatie: {activity.url}",
    )
    return event


def seconds(work: Callable[[], object]) -> float:
    gc.collect()
    begin = perf_counter()
    work()
    return perf_counter() - begin


FEED = "write a 5,000-event feed: times faster than icalendar building and serialising it"
CHANGED = "write it again with 1 % changed: times faster than icalendar doing so"


def main() -> None:
    offers = [offer(number) for number in range(EVENTS)]
    changed = [offer(number, title="Praatcafé" if number % 100 == 0 else "Taalcafé") for number in range(EVENTS)]
    known = event_texts(offers, as_of=AS_OF, known={})
    if ours(offers).count(b"BEGIN:VEVENT") != theirs(offers).count(b"BEGIN:VEVENT"):
        raise SystemExit("the two calendars differ")
    first, again, foreign = [], [], []
    for _ in range(TURNS):
        first.append(seconds(lambda: ours(offers)))
        again.append(seconds(lambda: ours_again(changed, known)))
        foreign.append(seconds(lambda: theirs(changed)))
    for name, turns in ((FEED, first), (CHANGED, again)):
        print(
            json.dumps(
                {"name": name, "ratio": round(median(foreign) / median(turns), 1), "aim": AIM, "higher_is_better": True}
            )
        )


if __name__ == "__main__":
    main()
