"""Our calendars, read back by programs that we did not write, against the edition they were made of."""

import functools
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from dateutil.rrule import rrulestr
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from output.event_texts import event_texts, faults
from output.ical_calendar import calendar
from output.ical_check import calendar_fault
from output.selection import offers
from schemas.activity import Activity, Occurrence
from schemas.change import Edition
from schemas.schedule import Override, Slot, Status, local_time, moment
from tests.output.editions import AS_OF, activity, edition, occurrence, once, schedule, town
from tests.output.readers import AMSTERDAM, FIRST, LAST, Happening, by_ical_js, by_icalendar, by_khal, told

PROFILES = ("by_rule", "one_by_one")
quick = settings(
    max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def feed(content: Edition, profile: str) -> bytes:
    texts = event_texts(offers(content), as_of=date.fromisoformat(AS_OF), known={})
    assert faults(texts) == ()
    text = b"".join(calendar("Alles", (getattr(one, profile) for one in texts.values())))
    assert calendar_fault(text) is None
    return text


def expected(content: Edition) -> list[Happening]:
    return told(content.occurrences, content.activities)


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("read", [by_icalendar, by_ical_js])
def test_readers_find_exactly_the_occurrences_of_the_edition(
    read: Callable[[bytes], list[Happening]], profile: str
) -> None:
    assert read(feed(town(), profile)) == expected(town())


@pytest.mark.parametrize("profile", PROFILES)
def test_khal_finds_exactly_the_occurrences_of_the_edition(profile: str, tmp_path: Path) -> None:
    found = by_khal(feed(town(), profile), tmp_path)
    assert found == sorted((start, "", title, status) for start, _, title, status in expected(town()))


AWKWARD = st.text(
    st.one_of(
        st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs", "M")),
        st.sampled_from('\\;,:"\n\r\t\x00\x85\u2028\u202eé€نزሰላም👩🏽‍🍳🇳🇱'),
    ),
    max_size=300,
)


def shown(title: str) -> str:
    """What a person should see of `title`, written apart from the writer."""
    for mark in ("\r\n", "\r", "\x85", "\u2028", "\u2029", "\x0b", "\x0c"):
        title = title.replace(mark, "\n")
    kept = [one for one in title if one in "\t\n" or (ord(one) > 0x1F and one not in _UNWANTED)]
    text = "".join(kept).replace("\t", " ").strip().replace("\n", " ")
    return (text if len(text) <= 250 else text[:249].rstrip() + "…") or "(zonder titel)"


_UNWANTED = {chr(code) for code in (0x7F, *range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF)}


@quick
@given(title=AWKWARD)
@example(title="Eten\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:kwaad")
@example(title="\\n is geen regel, \\; ook niet")
@example(title="é" * 100)
@example(title="  ")
def test_an_awkward_title_comes_back_as_people_see_it(title: str) -> None:
    content = edition(*once("a1", "2026-11-26T18:00:00+01:00", title=title))
    ((_, _, found, _),) = by_icalendar(feed(content, "by_rule"))
    assert found == shown(title)


def test_ical_js_reads_awkward_titles_as_icalendar_does() -> None:
    titles = ["Soep; brood, en \\ meer", "قهوة ولغة " * 12, "👩🏽‍🍳" * 30, 'Zeg "hallo": nu', "ሰላም" * 40, "\tA\r\nB"]
    parts = [once(f"a{number}", "2026-11-26T18:00:00+01:00", title=title) for number, title in enumerate(titles)]
    content = edition(*(one for pair in parts for one in pair))
    text = feed(content, "by_rule")
    assert [title for _, _, title, _ in by_ical_js(text)] == sorted(map(shown, titles))
    assert by_ical_js(text) == by_icalendar(text)


RULES = (
    None,
    "FREQ=DAILY;COUNT=40",
    "FREQ=DAILY;INTERVAL=3;UNTIL=20270201",
    "FREQ=WEEKLY",
    "FREQ=WEEKLY;INTERVAL=2",
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;UNTIL=20270115T120000",
    "FREQ=MONTHLY",
    "FREQ=MONTHLY;BYMONTHDAY=28,14",
    "FREQ=MONTHLY;BYDAY=2TU,-1TU",
    "FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2",
    "FREQ=YEARLY;BYMONTH=11,12",
    "FREQ=WEEKLY;BYDAY=WE",
    "FREQ=YEARLY;BYWEEKNO=48,49",
)


@st.composite
def slots(draw: st.DrawFn) -> Slot:
    day = draw(st.dates(date(2026, 10, 1), date(2027, 1, 31)))
    if draw(st.booleans()):
        start: date | datetime = day
        length = draw(st.sampled_from([None, timedelta(days=1), timedelta(days=3)]))
    else:
        clock = draw(st.sampled_from([(0, 0), (9, 30), (19, 30), (23, 45)]))
        start = datetime(day.year, day.month, day.day, *clock)  # noqa: DTZ001
        length = draw(st.sampled_from([None, timedelta(minutes=90), timedelta(hours=3)]))
    slot = Slot(
        dtstart=local_time(start),
        dtend=local_time(start + length) if length else None,
        rrule=draw(st.sampled_from(RULES)),
    )
    found = list(_starts(slot))
    some = st.lists(st.sampled_from(found), max_size=3, unique=True) if slot.rrule and found else st.just([])
    return Slot(dtstart=slot.dtstart, dtend=slot.dtend, rrule=slot.rrule, exdate=tuple(draw(some)))


def _starts(slot: Slot) -> Iterator[str]:
    """The starts that dateutil gives for `slot`, up to the end of the window, its dtstart always among them."""
    begin = moment(slot.dtstart)
    naive = begin if isinstance(begin, datetime) else datetime(begin.year, begin.month, begin.day)  # noqa: DTZ001
    found = {naive}
    if slot.rrule:
        until = slot.rrule.partition("UNTIL=")[2]
        rule = slot.rrule + ("T235959" if len(until) == 8 and isinstance(begin, datetime) else "")
        found |= set(rrulestr(rule, dtstart=naive).between(naive, datetime(2027, 3, 24, 23, 59), inc=True))  # noqa: DTZ001
    texts = (local_time(one if isinstance(begin, datetime) else one.date()) for one in sorted(found))
    return (text for text in texts if text not in slot.exdate)


def _expanded(number: str, slot: Slot, overrides: tuple[Override, ...]) -> Iterator[Occurrence]:
    changed = {one.recurrence_id: one for one in overrides}
    length = slot.dtend and moment(slot.dtend) - moment(slot.dtstart)
    for start in _starts(slot):
        override = changed.get(start, Override(recurrence_id=start))
        new_start = override.dtstart or start
        if not FIRST.isoformat() <= new_start[:10] < LAST.isoformat():
            continue
        end = local_time(moment(new_start) + length) if length and not override.dtstart else None
        yield occurrence(
            number,
            _with_offset(new_start),
            end and _with_offset(end),
            recurrence_id=_with_offset(start),
            status=override.status or Status.SCHEDULED,
            title=override.title,
        )


def _with_offset(text: str) -> str:
    when = moment(text)
    return when.replace(tzinfo=AMSTERDAM).isoformat() if isinstance(when, datetime) else text


@st.composite
def scheduled(draw: st.DrawFn) -> Edition:
    """An activity of one or two slots, one occurrence of which may be moved, retitled or cancelled."""
    chosen = [draw(slots())]
    overrides: list[Override] = []
    starts = list(_starts(chosen[0]))
    if chosen[0].rrule and starts and draw(st.booleans()):
        overrides = [_orphan(chosen[0], draw(st.integers(1, 60)))]
    elif chosen[0].rrule and starts and draw(st.booleans()):
        target = draw(st.sampled_from(starts))
        moved = local_time(moment(target) + timedelta(days=1))
        overrides = [
            draw(
                st.sampled_from(
                    [
                        Override(recurrence_id=target, status=Status.CANCELLED),
                        Override(recurrence_id=target, dtstart=moved),
                        Override(recurrence_id=target, title="Anders dan anders"),
                    ]
                )
            )
        ]
    if draw(st.booleans()):
        chosen.append(draw(slots()))
    found: dict[str, Occurrence] = {}
    for slot in chosen:
        for one in _expanded("a1", slot, tuple(overrides)):
            found.setdefault(one.recurrence_id, one)
    when = schedule(*chosen, overrides=tuple(overrides))
    return edition(activity("a1", when), *found.values())


def _orphan(slot: Slot, days: int) -> Override:
    """A cancellation some days after the first start, of which the rule may know nothing."""
    return Override(recurrence_id=local_time(moment(slot.dtstart) + timedelta(days=days)), status=Status.CANCELLED)


@quick
@given(content=scheduled())
def test_both_profiles_of_any_schedule_give_its_occurrences(content: Edition) -> None:
    if not content.occurrences:
        return
    assert by_icalendar(feed(content, "one_by_one")) == expected(content)
    assert by_icalendar(feed(content, "by_rule")) == expected(content)


@functools.cache
def _many() -> Edition:
    """A fixed handful of schedules of every kind in RULES, as one edition for a slow reader."""
    parts: list[Activity | Occurrence] = []
    for number, rule in enumerate(RULES):
        slot = Slot(dtstart="2026-11-10T19:30:00", dtend="2026-11-10T21:00:00", rrule=rule)
        if rule and "BYMONTHDAY" in rule:
            slot = Slot(dtstart="2026-11-14T10:00:00", rrule=rule, exdate=("2026-11-28T10:00:00",))
        name = f"r{number}"
        parts += [activity(name, schedule(slot), title=f"Regel {number}"), *_expanded(name, slot, ())]
    return edition(*parts)


@pytest.mark.parametrize("profile", PROFILES)
def test_ical_js_gives_the_occurrences_of_every_kind_of_rule(profile: str) -> None:
    assert by_ical_js(feed(_many(), profile)) == expected(_many())


@pytest.mark.parametrize("profile", PROFILES)
def test_khal_gives_the_occurrences_of_every_kind_of_rule(profile: str, tmp_path: Path) -> None:
    found = by_khal(feed(_many(), profile), tmp_path)
    assert found == sorted((start, "", title, status) for start, _, title, status in expected(_many()))
