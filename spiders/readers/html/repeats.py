"""Lines that say again which day it is: of those close to each other, the one that is the record's is kept."""

from collections.abc import Mapping

from spiders.readers.html.marks import DayMark, clock_mark
from spiders.readers.html.naming import are_alike, is_name, name_in
from spiders.readers.html.view import View

_SENTENCE = 80  # characters
_CLOSE = 12  # lines
_WITHIN = 5  # lines
Marks = Mapping[int, tuple[DayMark, ...]]


def said_first(view: View, marks: Marks) -> list[int]:
    """The lines of `marks` without those that only repeat or complete the day of one close by, in order."""
    kept: list[int] = []
    numbers = sorted(marks)
    for place, number in enumerate(numbers):
        near, here = numbers[max(0, place - 1) : place + 2], numbers[place : place + 2]
        if _is_said_better(view, marks, near, number):
            continue
        is_same = kept and len(marks[number]) == 1 and _are_same(marks, kept[-1], number)
        if (
            not is_same
            or number - near[0] > _WITHIN
            or not (_only_repeats(view, kept[-1], number) or _completes(view, marks, kept[-1], here))
        ):
            kept.append(number)
    return kept


def _are_same(marks: Marks, number: int, other: int) -> bool:
    one, two = marks[number], marks[other]
    return 0 < len(one) == len(two) and all(mark.agrees(twin) for mark, twin in zip(one, two, strict=True))


def _is_said_better(view: View, marks: Marks, near: list[int], number: int) -> bool:
    """Whether a short line close by names the days that this line only mentions in a sentence."""
    lines = view.outline.lines
    is_sentence = len(lines[number].text) > _SENTENCE and not lines[number].heading
    return is_sentence and any(
        other != number
        and abs(other - number) < _CLOSE
        and len(lines[other].text) < _SENTENCE // 2
        and _are_same(marks, other, number)
        for other in near
    )


def _only_repeats(view: View, before: int, number: int) -> bool:
    """Whether a line says the day of the one before it anew beside nothing but a document or an action."""
    clock, first = (clock_mark(view.outline.lines[line].text) for line in (number, before))
    if clock and clock != first:
        return False
    words, whose = view.beside_moments(number), name_in(view.beside_moments(before))
    name = name_in(words)
    if not is_name(name):
        return bool(words) and not clock
    is_document = name != words
    is_its = are_alike(name, whose) if view.outline.lines[before].heading else whose.casefold() == name.casefold()
    return is_document and (not whose or is_its)


def _completes(view: View, marks: Marks, before: int, here: list[int]) -> bool:
    """Whether the first of the lines `here` says a day anew to give its hours, or its name: it alone does so."""
    number, *following = here
    lines, again = view.outline.lines, [other for other in following if _are_same(marks, before, other)]
    if lines[number].heading:
        return False
    if view.said[number].clocks:
        is_alone = not any(view.said[other].clocks for other in again)
        return is_alone and lines[before].heading > 0 and not view.said[before].clocks
    is_named = is_name(name_in(view.beside_moments(number))) and len(lines[number].text) < _SENTENCE
    is_first = not any(is_name(name_in(view.beside_moments(line))) for line in range(before, number))
    return is_named and is_first and not again
