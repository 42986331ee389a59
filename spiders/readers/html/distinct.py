"""What a page says twice, once: a list of dates beside cards of the same evenings."""

import re
from collections.abc import Iterable

from schemas.words_of_time import ALL
from spiders.readers.html.moments import moments
from spiders.readers.html.naming import is_kind_only
from spiders.readers.html.reading import Found
from spiders.readers.html.words import EMPTY

_MONTH_NUMBERS = {
    word.casefold(): int(row.value)
    for row in ALL
    if row.kind in {"month", "doubtful_month"}
    for word in row.words.split("|")
}
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+")


def distinct(found: Iterable[Found]) -> list[Found]:
    """`found` without what another says already: the same day, no other hour, a name that the other one holds."""
    kept: dict[tuple[int, ...], list[Found]] = {}
    order: list[Found] = []
    for one in found:
        mark = _day_mark(one.when)
        twins = kept.setdefault(mark, []) if mark else []
        twin = next((other for other in twins if _is_same(one, other)), None)
        if twin is None:
            twins.append(one)
            order.append(one)
        elif _says_more(one, twin):
            twins[twins.index(twin)] = order[order.index(twin)] = one
    return order


def _day_mark(when: str) -> tuple[int, ...] | None:
    """Numbers that are the same for one day however it is printed; None unless `when` names exactly one."""
    days = moments(when).days
    if len(days) != 1:
        return None
    text = when[days[0].start : days[0].end].casefold()
    month = next((_MONTH_NUMBERS[word] for word in re.findall(r"[^\W\d_]+", text) if word in _MONTH_NUMBERS), None)
    numbers = [int(number) % 100 for number in _NUMBER.findall(text)]
    return tuple(sorted([*numbers[:2], *([month] if month else numbers[2:3])]))


def _is_same(one: Found, other: Found) -> bool:
    return _agree(_clock(one.when), _clock(other.when)) and _alike(one.title, other.title)


def _clock(when: str) -> str:
    clocks = moments(when).clocks
    digits = _NUMBER.findall(when[clocks[0].start : clocks[0].end]) if clocks else []
    return ":".join(digits).removesuffix(":00").lstrip("0")


def _agree(clock: str, other: str) -> bool:
    return not clock or not other or clock == other


def _alike(title: str, other: str) -> bool:
    """Whether one title holds what the other names; a title that names only a kind of gathering fits any."""
    first, second = _names(title), _names(other)
    if not first or not second:
        return True
    return len(first & second) * 2 > min(len(first), len(second))


def _names(title: str) -> set[str]:
    return {word for word in _WORD.findall(title.casefold()) if word not in EMPTY and not is_kind_only(word)}


def _says_more(one: Found, other: Found) -> bool:
    return bool(_clock(one.when)) > bool(_clock(other.when))
