"""Days that are named: one, several, or a stretch of them."""

from collections.abc import Iterator

from msgspec.structs import replace

from pipeline.normalise.schedules.announcement import Announcement, SaidSlot
from pipeline.normalise.schedules.sentence import Group, Sentence
from pipeline.normalise.schedules.times import Said, Times, printed
from pipeline.normalise.schedules.values import Days, Node
from pipeline.normalise.schedules.years import Dated, dated, in_sequence, not_before, with_years_of_others

# Before there were websites nobody announced anything on one.
_FIRST_YEAR = 1995


def dated_announcement(sentence: Sentence) -> Announcement | None:
    """The dates of `sentence`: a stretch where it names one, else each day with its sessions; no dates of history."""
    if any(day.year and day.year < _FIRST_YEAR for day in sentence.days()):
        return None
    through = sentence.first("days_through")
    if through:
        return _stretch(sentence, through)
    until = sentence.first("until")
    days = [day for node in sentence.dates() for day in node.value.days]
    if until and len(days) == 1 and isinstance(until.value, Days):
        return _range(sentence, Days((days[0], until.value.days[0])), sentence.times(sentence.groups[0].hours, None))
    return _each_day(sentence)


def _stretch(sentence: Sentence, through: Node) -> Announcement:
    value: Days = through.value
    group = next((group for group in sentence.groups if through in group.days), Group())
    if value.clock is None:
        return _range(sentence, value, sentence.times(group.hours, value.days[0].daypart))
    hours = Times(printed(value.clock.minutes), printed(value.until.minutes) if value.until else None)
    whole = _range(sentence, value, Said((hours,), None))
    if whole.dates[0] is not None and whole.dates[0] == whole.dates[-1]:
        return replace(whole, kind="single", dates=whole.dates[:1])
    return replace(whole, day_and_night=True)


def _range(sentence: Sentence, days: Days, said: Said) -> Announcement:
    first, last = (dated(day, sentence.reference) for day in with_years_of_others((days.days[0], days.days[-1])))
    if days.days[-1].year is None:
        last = last._replace(date=not_before(last.date, first.date))
    return replace(
        _described(sentence, [first, last]),
        kind="range",
        dates=(first.date, last.date),
        slots=(SaidSlot(None, *said.sessions[0]),),
        doors=said.doors,
        daypart=days.days[0].daypart or sentence.daypart(),
    )


def _each_day(sentence: Sentence) -> Announcement:
    """Each day with each of its sessions; hours that only one group of days has hold for all of them."""
    known = iter(in_sequence(sentence.days(), sentence.reference))
    moments: list[tuple[Dated, SaidSlot]] = []
    doors = None
    for said, node in _days_with_hours(sentence):
        doors = doors or said.doors
        for _ in node.value.days:
            one = next(known)
            moments += [(one, SaidSlot(None, *times)) for times in said.sessions]
    moments = _each_once(moments)
    return replace(
        _described(sentence, [one for one, _ in moments]),
        kind="single" if len(moments) == 1 else "list",
        dates=tuple(one.date for one, _ in moments),
        slots=tuple(slot for _, slot in moments),
        doors=doors,
        daypart=sentence.dates()[0].value.days[0].daypart or sentence.daypart(),
    )


def _each_once(moments: list[tuple[Dated, SaidSlot]]) -> list[tuple[Dated, SaidSlot]]:
    """`moments` without a day that is said twice: in two languages, or with its hours and without."""
    timed = {one.date for one, slot in moments if slot.start_time}
    once = {(one.date, slot): (one, slot) for one, slot in moments if slot.start_time or one.date not in timed}
    return list(once.values()) if all(one.date for one, _ in moments) else moments


def _days_with_hours(sentence: Sentence) -> Iterator[tuple[Said, Node]]:
    with_hours = [group.hours for group in sentence.groups if group.hours]
    for group in sentence.groups:
        hours = group.hours or (with_hours[0] if len(with_hours) == 1 else [])
        for node in group.days:
            if node.kind == "dates":
                yield sentence.times(hours, node.value.days[0].daypart), node


def _described(sentence: Sentence, found: list[Dated]) -> Announcement:
    contradiction = next((one.contradiction for one in found if one.contradiction), None)
    return replace(
        sentence.announcement(),
        certainty=0.5 if contradiction else 0.9,
        reason=f"a date, its year: {found[0].basis.value.replace('_', ' ')}",
        contradiction=contradiction,
        year_basis=found[0].basis,
    )
