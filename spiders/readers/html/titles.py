"""What a record is called: its own words, else what it stands under."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from spiders.readers.html.headings import HEADLIKE, headings_above
from spiders.readers.html.moments import NOTHING, moments
from spiders.readers.html.naming import (
    LONGEST,
    NO_PAGE,
    bare,
    is_document,
    is_kind_only,
    is_name,
    is_venue,
    name_in,
    subject,
    without_moments,
)
from spiders.readers.html.outline import Element, Line
from spiders.readers.html.places import PLACE_LABEL
from spiders.readers.html.records import Record
from spiders.readers.html.view import View
from spiders.readers.html.words import DATES_OF, NAMING, READING_ON, SCHEDULE

_LEAST = 1.5  # a score below which a line names nothing
_STRONG = 4.0
_LOOKED_AT = 25  # lines of a record
MANY = 40  # lines: no entry of a list, but a page about one thing
_SENTENCE_ABOVE = 60  # lines
_SHORT = 30  # characters: no sentence
_NEAR_HEAD = 3  # lines
_FEW_DAYS = 4
_PROSE = 110  # characters: a line that tells of the day in a sentence
_TITLE_COLUMN = 6.0
_ON_THE_DAYS_LINE = 3.0
_NOT_TITLES = frozenset({"other", "hours", "place", "stamp"})


class Named(NamedTuple):
    """A title and the address that it links to. `is_strong`: more than a remark beside a day.

    `is_titled`: it stands in a column for titles.
    """

    text: str
    href: str | None = None
    is_strong: bool = True
    is_titled: bool = False


def title_of(view: View, record: Record) -> Named:
    """The record's own name; where it has none, or only says what kind of gathering it is, with what it stands under.

    Empty where nothing on the page names it.
    """
    if record.end - record.first > MANY:
        return Named(_page_title(view, record))
    own = own_title(view, record)
    is_weak = own is None or not (own.is_strong or own.text in view.outline.lines[record.anchor].text)
    if is_weak and (head := _head_of_page(view, record)):
        return Named(head)
    if own and not is_kind_only(own.text) and (own.is_strong or not _is_one_of_dates(view, record)):
        return own
    if own is None:
        return Named(name_above(view, record.first))
    names = _names_above(view, record.first)
    above = _joined([name for name in names if not is_kind_only(name)] or names)
    if not above or own.text.casefold() in above.casefold():
        return Named(own.text if own.is_titled or not above else above, own.href)
    return Named(f"{above}: {own.text}"[:LONGEST], own.href)


def _head_of_page(view: View, record: Record) -> str:
    """The name of a page about one thing, where it stands right above the day: few lines of the page name a day."""
    if view.outline.days_before[-1] > _FEW_DAYS or not view.days(record.anchor):
        return ""
    near = view.outline.lines[max(0, record.first - _NEAR_HEAD) : record.anchor]
    heads = (bare(line.text) for line in near if line.heading == 1)
    return next((head for head in heads if head in view.names and head in view.title and not is_kind_only(head)), "")


def own_title(view: View, record: Record) -> Named | None:
    """The best name among the lines of a record; the first of the best."""
    best: Named | None = None
    most = _LEAST
    for number, text in _names_in(view, record):
        line = view.outline.lines[number]
        score = _score(view.outline.elements[line.element], line, text, number - record.anchor)
        is_titled = view.columns.role(line.element) == "title" and not view.days(number)
        score += _TITLE_COLUMN if is_titled else 0
        is_beside = view.days(number) and view.says_no_other_day(number, record.anchor)
        beside = _ON_THE_DAYS_LINE if number == record.anchor or is_beside else 0
        if score + beside > most:
            most = score + beside
            best = Named(text[:LONGEST], line.href, score >= _STRONG, is_titled)
    return best


def _names_in(view: View, record: Record) -> Iterator[tuple[int, str]]:
    """The lines of a record that can name it, and the name on each."""
    offers = False  # whether a link below the day offers a document: further links offer others
    for number in range(record.first, min(record.end, record.first + _LOOKED_AT)):
        line = view.outline.lines[number]
        is_offered = line.linked and not line.heading and number > record.anchor
        is_prose = number == record.anchor and len(line.text) > _PROSE and not (line.heading or line.link_text)
        is_further, offers = is_offered and offers, offers or (is_offered and is_document(line.text))
        leads_on = line.linked and not line.heading and line.text.casefold() in READING_ON
        if not line.text or is_prose or is_further or leads_on or _is_of_others(view, record, number):
            continue
        text = _name_on(view, number)
        if is_name(text):
            yield number, text


def _is_of_others(view: View, record: Record, number: int) -> bool:
    """Whether a line stands in a column for something else than titles, and not in the cell of the day.

    Outside tables: whether it is labelled as the place, or names no day but a deadline.
    """
    line = view.outline.lines[number]
    if view.columns.role(line.element) is None:
        is_deadline = bool(view.said[number].days) and not view.days(number)
        return is_deadline or PLACE_LABEL.match(line.text) is not None
    elements = [view.outline.lines[line].element for line in (number, record.anchor)]
    return view.columns.role(elements[0]) in _NOT_TITLES and view.columns.cell(elements[0]) != view.columns.cell(
        elements[1]
    )


def _name_on(view: View, number: int) -> str:
    """What a line names: the words of its link where these are a name, else all but the days and hours in it."""
    line, said = view.outline.lines[number], view.said[number]
    text = line.text
    if len(text) > _SHORT and (told := subject(text)):
        return told
    if line.link_text and not line.linked:
        linked = " ".join(line.link_text.split())
        named = name_in(without_moments(linked, moments(linked)))
        if is_name(named) and not moments(linked).days:
            return named
    return name_in(text if said is NOTHING else view.beside_moments(number))


def _score(element: Element, line: Line, text: str, distance: int) -> float:
    """How much `text` looks like a name, by where it stands and how it is made; chosen by trial on real pages."""
    score = (8.0 - line.heading / 2) if line.heading else 0.0
    score += 4 if NAMING.stand_in(element.marks) or element.tag in HEADLIKE else 0
    score += (1.5 if NO_PAGE.search(line.href or "") else 3) if text in " ".join(line.link_text.split()) else 0
    score += 2 if line.bold else 0
    score += 2.5 if len(text) <= 70 else 0
    score -= 3 if len(text) > 100 else 0
    score -= 4 if len(text) > 160 else 0
    score -= 4 if text.endswith((".", "!", "?")) and text.count(" ") > 7 else 0
    score -= 3 if is_venue(text) and not line.heading else 0
    score -= 1.5 if is_kind_only(text) or text[0].islower() else 0
    score -= 4 if line.text.endswith(":") or "@" in text or text.startswith("http") else 0
    return score - min(abs(distance), 10) * 0.05


def _is_one_of_dates(view: View, record: Record) -> bool:
    """Whether the record is one of the dates of what its heading names ("Data repair café")."""
    heading = next(headings_above(view.outline, record.first), None)
    return heading is not None and DATES_OF.search(heading.text) is not None


def _page_title(view: View, record: Record) -> str:
    """What a page about one thing calls it: the heading that its title repeats, else the line nearest the day."""
    names = view.names
    if names and names[0].casefold() in view.title.casefold():
        return names[0]
    low, high = max(record.first, record.anchor - 3), min(record.end, record.anchor + 2)
    near = own_title(view, Record(low, high, record.anchor))
    return near.text if near else next(iter(names), "")


def name_above(view: View, line: int) -> str:
    """What `line` stands under: the nearest heading that names something, with what stands above a mere schedule.

    Where only the page as a whole names it, and its address says more ("…/board-of-trustees/dates"), with that.
    """
    return _joined(_names_above(view, line))


def _names_above(view: View, line: int) -> list[str]:
    """What names `line` from above, nearest first, up to what is no mere schedule."""
    column = view.columns.name(view.outline.lines[line].element)
    if column and not moments(column).days and is_name(named := name_in(bare(column))):
        return [named]
    names: list[str] = []
    is_of_page = False
    headings = (one for one in headings_above(view.outline, line) if len(one.text) < _PROSE)
    above = [(name, one.heading == 1) for one in headings if is_name(name := _heading_name(one.text))]
    for text, is_page in chain(above, ((name, True) for name in view.names)):
        if not is_name(text):
            continue
        is_of_page = is_page
        if names and names[0].casefold() in text.casefold():
            names.clear()
        names.append(text)
        if not (SCHEDULE.search(text) or is_kind_only(text)):
            break
    if (is_of_page or not names) and (told := _told_above(view, line) or ("" if above else view.told)):
        return [told]
    if (is_of_page or not names) and (particular := view.path_name) and not _are_akin(particular, names):
        names.append(particular)
    return names


def _told_above(view: View, line: int) -> str:
    """Who meets, by the nearest sentence above `line` that says so, below the heading that `line` stands under."""
    for number in range(line - 1, max(-1, line - _SENTENCE_ABOVE), -1):
        if view.outline.lines[number].heading:
            break
        if len(view.outline.lines[number].text) > _SHORT and (told := subject(view.outline.lines[number].text)):
            return told
    return ""


def _joined(names: list[str]) -> str:
    """The nearest name with the farthest before it; the farthest alone where the nearest adds only a schedule to it."""
    if len(names) < 2:
        return "".join(names)
    near, far = names[0], names[-1]
    return far if far.casefold() in near.casefold() and SCHEDULE.search(near) else f"{far}: {near}"


def _are_akin(name: str, names: list[str]) -> bool:
    """Whether `name` shares a word with one of `names`, or is one of them run together."""
    words = {word for one in names for word in one.casefold().split() if len(word) > 3}
    together = "".join(names).casefold().replace(" ", "")
    return bool(words & set(name.casefold().split())) or name.casefold().replace(" ", "") in together


@lru_cache(maxsize=4_096)  # a heading is asked for by each record under it
def _heading_name(text: str) -> str:
    return name_in(bare(without_moments(text, moments(text))))
