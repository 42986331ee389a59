"""The lines around which records lie: they name a day, or a rule, on which something happens."""

from spiders.readers.html.marks import day_marks
from spiders.readers.html.repeats import said_first
from spiders.readers.html.view import View
from spiders.readers.html.words import NOTHING_HAPPENS, PRIVATE

_MANY_TIMES = 7  # a page that names one day more often is a programme of that day
_BESIDE_DAY = 3  # lines


def days_of_records(view: View) -> list[int]:
    """The lines that name a day on which something begins, where none names it better."""
    lines = view.outline.lines
    anchors = [n for n, said in enumerate(view.said) if said.days and view.days(n) and _begins_something(view, n)]
    choices = {n for n in anchors if view.outline.elements[lines[n].element].tag == "option"}
    if len(choices) < len(anchors) or view.rows:  # what a reader may choose from stands on the page, too
        anchors = [number for number in anchors if number not in choices]
    anchors = _without_documents(view, anchors)
    marks = {number: tuple(day_marks(lines[number].text)) for number in anchors}
    if len(set(marks.values())) == 1 and len(anchors) < _MANY_TIMES and len(marks[anchors[0]]) == 1:
        timed = [number for number in anchors if view.said[number].clocks]
        return timed or anchors[:1]
    return said_first(view, marks)


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
