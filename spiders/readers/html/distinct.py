"""What a page says twice, once: a list of dates beside cards of the same evenings."""

from collections.abc import Iterable

from spiders.readers.html.marks import DayMark, clock_mark, day_marks
from spiders.readers.html.naming import are_alike, are_equal
from spiders.readers.html.reading import Found
from spiders.readers.html.view import View

_NEAR_HEAD = 3  # lines


def distinct(found: Iterable[Found]) -> list[Found]:
    """`found` without what another says already: the same days, no other hour, a name that the other one holds."""
    kept: dict[tuple[int, ...], list[tuple[list[DayMark], Found]]] = {}
    order: list[Found] = []
    for one in found:
        marks = day_marks(one.when)
        others = kept.setdefault(marks[0].day, []) if marks else []
        twin = next((place for place, other in enumerate(others) if _says_already(marks, one, *other)), None)
        if twin is None:
            order.append(one)
            others += [(marks, one)] if marks else []
        elif _says_more(one, others[twin][1]):
            order[order.index(others[twin][1])] = one
            others[twin] = (others[twin][0], one)
    return order


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


def _says_already(marks: list[DayMark], one: Found, others: list[DayMark], other: Found) -> bool:
    if len(marks) == len(others) == 1:
        return marks[0].agrees(others[0]) and _is_same(one, other)
    if len(marks) == 1 or not _agree(clock_mark(one.when), clock_mark(other.when)):
        return False
    title, name = one.title.casefold(), other.title.casefold()
    return set(marks) <= set(others) and (title in name or name in title)


def _is_same(one: Found, other: Found) -> bool:
    """Whether two records are one: of different lists, or of one list that says the same twice."""
    if not _agree(clock_mark(one.when), clock_mark(other.when)):
        return False
    if one.record.block == other.record.block:
        return are_equal(one.title, other.title)
    return are_alike(one.title, other.title)


def _agree(clock: str, other: str) -> bool:
    return not clock or not other or clock == other


def _says_more(one: Found, other: Found) -> bool:
    return bool(clock_mark(one.when)) > bool(clock_mark(other.when))
