"""What a page says twice, once: a list of dates beside cards of the same evenings."""

from collections.abc import Iterable
from typing import NamedTuple

from spiders.readers.html.marks import DayMark, clock_mark, day_marks
from spiders.readers.html.naming import are_alike, are_equal
from spiders.readers.html.reading import Found
from spiders.readers.html.view import View

_NEAR_HEAD = 3  # lines
_COMPARED = 100  # records of a day, the last of them


class _Kept(NamedTuple):
    """A record that is kept, with its days and its first hour as marks."""

    days: list[DayMark]
    clock: str
    found: Found


def distinct(found: Iterable[Found]) -> list[Found]:
    """`found` without what another says already: the same days, no other hour, a name that the other one holds."""
    kept: dict[tuple[int, ...], list[_Kept]] = {}
    order: dict[int, Found] = {}
    for one in found:
        here = _Kept(day_marks(one.when), clock_mark(one.when), one)
        others = kept.setdefault(here.days[0].day, []) if here.days else []
        near = range(max(0, len(others) - _COMPARED), len(others))
        twin = next((place for place in near if _says_already(here, others[place])), None)
        if twin is None:
            order[id(one)] = one
            others += [here] if here.days else []
        elif here.clock and not others[twin].clock:
            order[id(others[twin].found)] = one
            others[twin] = here
    return list(order.values())


def without_echoes(found: list[Found], view: View) -> list[Found]:
    """`found` without what a page about one thing says of its day again, whatever words stand there."""
    if not found or not _heads_page(found[0], view):
        return found
    main, marks = found[0], day_marks(found[0].when)
    return [main, *(one for one in found[1:] if not _is_echo(one, main.when, marks))]


def _heads_page(one: Found, view: View) -> bool:
    """Whether a record has the name that the page as a whole bears, which stands at its head."""
    near = view.outline.lines[max(0, one.record.first - _NEAR_HEAD) : one.record.anchor]
    return one.title in view.title and any(line.heading == 1 and one.title in line.text for line in near)


def _is_echo(one: Found, when: str, marks: list[DayMark]) -> bool:
    again = day_marks(one.when)
    return (
        len(marks) == len(again) == 1 and marks[0].agrees(again[0]) and _agree(clock_mark(one.when), clock_mark(when))
    )


def _says_already(here: _Kept, other: _Kept) -> bool:
    """Whether two records are one: of different lists, or of one list that says the same twice."""
    if len(here.days) != 1 and not set(here.days) <= set(other.days):
        return False
    if len(here.days) == 1 and not (len(other.days) == 1 and here.days[0].agrees(other.days[0])):
        return False
    if not _agree(here.clock, other.clock):
        return False
    title, name = here.found.title, other.found.title
    if len(here.days) > 1:
        return title.casefold() in name.casefold() or name.casefold() in title.casefold()
    if here.found.record.block == other.found.record.block:
        return are_equal(title, name)
    return are_alike(title, name)


def _agree(clock: str, other: str) -> bool:
    return not clock or not other or clock == other
