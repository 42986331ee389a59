"""What holds for every fold: expanding its schedule gives what its listings say, no more and no less."""

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.linking.evenings import Single
from pipeline.linking.rhythm import rhythm
from pipeline.linking.series import series
from pipeline.occurrences import Budget, Instance, expand
from schemas.schedule import Schedule, Slot, Status

LAWS = settings(max_examples=150, deadline=None, derandomize=True)
NL = "Europe/Amsterdam"
FIRST = date(2026, 9, 1)
GONE_SINCE = datetime(2026, 10, 20, 3, tzinfo=UTC)
CLOCKS = ("", "T02:30:00", "T10:00:00", "T19:30:00", "T19:30:00", "T19:30:00", "T19:45:00", "T23:00:00")
STEPS = (1, 7, 7, 7, 14, 28, 5)

Told = dict[str, tuple[object, Status | None, str | None]]


@st.composite
def days(draw: st.DrawFn) -> list[date]:
    """Days of a series with some left out and some moved, over both changes of the clocks."""
    step, times = draw(st.sampled_from(STEPS)), draw(st.integers(2, 30))
    ideal = [FIRST + timedelta(days=step * number) for number in range(times)]
    left_out = draw(st.sets(st.integers(0, times - 1), max_size=3))
    extra = draw(st.sets(st.integers(0, 230), max_size=3))
    kept = {day for number, day in enumerate(ideal) if number not in left_out}
    return sorted(kept | {FIRST + timedelta(days=number) for number in extra})


@st.composite
def dated(draw: st.DrawFn) -> list[Single]:
    clocks = draw(st.lists(st.sampled_from(CLOCKS), min_size=1, max_size=3))
    made = []
    for number, day in enumerate(draw(days())):
        clock = draw(st.sampled_from([clocks[0]] * 5 + clocks))
        made.append(one(draw, f"{day}{clock}", key=str(number)))
    made += [one(draw, made[0].schedule.slots[0].dtstart, key="again")] if made and draw(st.booleans()) else []
    return made


def one(draw: st.DrawFn, start: str, *, key: str) -> Single:
    begins = datetime.fromisoformat(start)
    lasts = draw(st.sampled_from([None, 2, 2, 2, 2, 5]))
    end = None if lasts is None else begins + (timedelta(hours=lasts) if "T" in start else timedelta(days=lasts))
    slot = Slot(dtstart=start, dtend=end.isoformat()[: len(start)] if end else None)
    return Single(
        key=key,
        title=draw(st.sampled_from(["Taalcafé"] * 5 + ["Taalcafé met soep"])),
        schedule=Schedule(slots=(slot,), tzid=NL),
        status=draw(st.sampled_from([None, None, None, None, Status.SCHEDULED, Status.CANCELLED])),
        absent_since=draw(st.sampled_from([None, None, None, None, GONE_SINCE])),
    )


def instances(schedule: Schedule) -> tuple[Instance, ...]:
    expansion = expand(schedule, start=date(2026, 1, 1), end=date(2030, 1, 1), budget=Budget(10**7, of_one=10**7))
    assert expansion.truncated is None
    return expansion.instances


def is_missing(single: Single, instance: Instance) -> bool:
    if single.absent_since is None or single.status is Status.CANCELLED:
        return False
    start = instance.start
    if not isinstance(start, datetime):
        return start > GONE_SINCE.date()  # its midnight is before three at night
    return start > single.absent_since


def by_start(schedule: Schedule, *, title: str) -> Told:
    return {
        one.start.isoformat(): (
            one.end and one.end.isoformat(),
            None if one.status is Status.SCHEDULED else one.status,
            one.title or title,
        )
        for one in instances(schedule)
    }


def unique(singles: list[Single]) -> list[Single]:
    """Without those that tell again of a day, so that what is to be expected needs no rule of its own."""
    by_day = defaultdict(list)
    for one in singles:
        by_day[one.schedule.slots[0].dtstart[:10]].append(one)
    return [some[0] for some in by_day.values()]


def expected(singles: list[Single]) -> Told:
    found: Told = {}
    for one in singles:
        for instance in instances(one.schedule):
            status = Status.MISSING if is_missing(one, instance) else one.status
            end = instance.end.isoformat() if instance.end else None
            found[instance.start.isoformat()] = (end, None if status is Status.SCHEDULED else status, one.title)
    return found


@LAWS
@given(dated())
def test_single_dates_become_exactly_their_own_occurrences(singles: list[Single]) -> None:
    some = unique(singles)
    if len(some) > 1:
        assert by_start(series(some, title="Taalcafé"), title="Taalcafé") == expected(some)


@LAWS
@given(dated())
def test_evenings_told_twice_take_place_once(singles: list[Single]) -> None:
    hours = [one for one in singles if "T" in one.schedule.slots[0].dtstart]
    if len(hours) > 1:
        found = instances(series(hours, title="Taalcafé"))
        assert len(found) == len({one.start for one in found})
        assert {one.start.isoformat() for one in found} == expected(hours).keys()


RULES = ("FREQ=WEEKLY;UNTIL=20270301", "FREQ=DAILY;COUNT=60", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;UNTIL=20270101")


@LAWS
@given(dated(), st.sampled_from(RULES), st.sampled_from(["T19:30:00", "T10:00:00"]), st.sets(st.integers(0, 9)))
def test_a_rule_with_evenings_beside_it_gives_the_days_of_both(
    singles: list[Single], rrule: str, clock: str, weeks_off: set[int]
) -> None:
    off = tuple(f"{FIRST + timedelta(weeks=number)}{clock}" for number in weeks_off)
    rule = Schedule(slots=(Slot(dtstart=f"{FIRST}{clock}", rrule=rrule, exdate=off),), tzid=NL)
    both = [Single(key="rule", title="Taalcafé", schedule=rule), *unique(singles)]
    found = instances(series(both, title="Taalcafé"))
    days = {day for one in both for instance in instances(one.schedule) for day in [instance.start.isoformat()[:10]]}
    assert sorted(one.start.isoformat()[:10] for one in found) == sorted(days)
    with_hour = {start for start in expected(unique(singles)) if "T" in start}
    assert with_hour <= {one.start.isoformat() for one in found}


@LAWS
@given(dated())
def test_the_order_of_listings_does_not_matter(singles: list[Single]) -> None:
    assert series(singles, title="Taalcafé") == series(reversed(singles), title="Taalcafé")


@LAWS
@given(dated())
def test_nothing_is_said_after_the_last_evening(singles: list[Single]) -> None:
    last = max(one.schedule.slots[0].dtstart[:10] for one in singles) if singles else ""
    if len(singles) > 1:
        far = expand(
            series(singles, title="Taalcafé"), start=date.fromisoformat(last) + timedelta(days=10), end=date.max
        )
        assert far.instances == ()


@LAWS
@given(days())
def test_a_rhythm_has_at_most_one_exception_to_three_days(some: list[date]) -> None:
    found = rhythm(some)
    if found:
        assert 3 * len(set(found.days) ^ set(some)) <= len(some)
        assert set(found.days[:1] + found.days[-1:]) <= set(some)


@LAWS
@given(dated())
def test_what_is_overridden_takes_place(singles: list[Single]) -> None:
    schedule = series(singles, title="Taalcafé") if len(singles) > 1 else Schedule(slots=())
    names = {one.recurrence_id for one in instances(schedule)}
    assert {override.recurrence_id for override in schedule.overrides} <= names
