"""The lines around which records lie: they name a day, or a rule, on which something happens."""

from spiders.readers.html.marks import DayMark, clock_mark, day_mark
from spiders.readers.html.naming import are_alike, is_name, name_in, without_moments
from spiders.readers.html.view import View
from spiders.readers.html.words import NOTHING_HAPPENS, PRIVATE

_MANY_TIMES = 7  # a page that names one day more often is a programme of that day
_SENTENCE = 80  # characters
_CLOSE = 12  # lines
_REPEATS_WITHIN = 5  # lines
_BESIDE_DAY = 3  # lines


def days_of_records(view: View) -> list[int]:
    """The lines that name a day on which something begins, where none names it better."""
    lines = view.outline.lines
    anchors = [n for n, said in enumerate(view.said) if said.days and view.days(n) and _begins_something(view, n)]
    choices = {n for n in anchors if view.outline.elements[lines[n].element].tag == "option"}
    if len(choices) < len(anchors) or view.rows:  # what a reader may choose from stands on the page, too
        anchors = [number for number in anchors if number not in choices]
    anchors = _without_documents(view, anchors)
    marks = {number: day_mark(lines[number].text) for number in anchors}
    if len(set(marks.values())) == 1 and None not in marks.values() and len(anchors) < _MANY_TIMES:
        timed = [number for number in anchors if view.said[number].clocks]
        return timed or anchors[:1]
    kept: list[int] = []
    for place, number in enumerate(anchors):
        near = anchors[max(0, place - 1) : place + 2]
        is_near = number - near[0] <= _REPEATS_WITHIN
        if _is_said_better(view, marks, near, number) or (
            kept and is_near and _only_repeats(view, marks, kept[-1], number)
        ):
            continue
        if not kept or not _gives_hours(view, marks, kept[-1], anchors[place : place + 2]):
            kept.append(number)
    return kept


def _begins_something(view: View, number: int) -> bool:
    line = view.outline.lines[number]
    if view.is_end(number) or NOTHING_HAPPENS.search(line.text) or PRIVATE.search(line.text):
        return False
    return view.columns.role(line.element) != "stamp"


def _without_documents(view: View, anchors: list[int]) -> list[int]:
    """Those that stand in no column of documents, where another cell of the row names a day."""
    cells = {number: view.outline.lines[number].element for number in anchors}
    documents = {number for number in anchors if view.columns.role(cells[number]) == "other"}
    dated = {view.columns.row(cells[number]) for number in anchors if number not in documents}
    return [number for number in anchors if number not in documents or view.columns.row(cells[number]) not in dated]


def _is_said_better(view: View, marks: dict[int, DayMark | None], near: list[int], number: int) -> bool:
    """Whether a short line close by names the day that this line only mentions in a sentence."""
    lines = view.outline.lines
    return len(lines[number].text) > _SENTENCE and any(
        other != number
        and marks[other] == marks[number] is not None
        and abs(other - number) < _CLOSE
        and len(lines[other].text) < _SENTENCE // 2
        for other in near
    )


def _only_repeats(view: View, marks: dict[int, DayMark | None], before: int, number: int) -> bool:
    """Whether a line soon below says the day of the one before it anew, beside nothing but a document or an action."""
    if not _are_one_day(marks, before, number):
        return False
    clock, first = (clock_mark(view.outline.lines[line].text) for line in (number, before))
    if clock and clock != first:
        return False
    words, whose = _words_beside(view, number), name_in(_words_beside(view, before))
    name = name_in(words)
    if not is_name(name):
        return bool(words) and not clock
    is_document = name != words
    is_its = are_alike(name, whose) if view.outline.lines[before].heading else whose.casefold() == name.casefold()
    return is_document and (not whose or is_its)


def _gives_hours(view: View, marks: dict[int, DayMark | None], before: int, here: list[int]) -> bool:
    """Whether the first of the lines `here` says the day of a heading anew to give its hours: it alone does so."""
    number, *following = here
    if not view.outline.lines[before].heading or view.outline.lines[number].heading or view.said[before].clocks:
        return False
    if number - before >= _REPEATS_WITHIN or not view.said[number].clocks or not _are_one_day(marks, before, number):
        return False
    return not any(view.said[other].clocks and _are_one_day(marks, before, other) for other in following)


def _are_one_day(marks: dict[int, DayMark | None], number: int, other: int) -> bool:
    one, two = marks[number], marks[other]
    return one is not None and two is not None and one.agrees(two)


def _words_beside(view: View, number: int) -> str:
    return without_moments(view.outline.lines[number].text, view.said[number])


def rules_apart(view: View, days: set[int]) -> set[int]:
    """The lines with a rule of their own, which end a record with a day as another day does.

    A weekday close to a day is that day's: "24 nov" over "dinsdag 15.30 uur".
    """
    near = {number + shift for number in days for shift in range(-_BESIDE_DAY, _BESIDE_DAY + 1)}
    return {
        number
        for number, said in enumerate(view.said)
        if said.clocks and not said.days and (said.rules or (said.weekdays and number not in near))
    }
