r"""The data that Next.js streams to its pages: `self.__next_f.push([1,"5:[…]\n"])`, of the format of React."""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

FLIGHT = "self.__next_f.push("

_PUSHED = re.compile(r"self\.__next_f\.push\(\s*(\[1,\s*\"(?:[^\"\\]|\\.)*+\"\])\s*\)", re.DOTALL)
_ROW = re.compile(r"^[0-9a-f]{1,8}:([\[{].*)$", re.MULTILINE)
# Elements of one page; what its components are given may lie anywhere among them.
MOST_PARTS = 200_000


def flight_values(text: str) -> Iterator[tuple[Any, str]]:
    """What the components of a page are given, in the order pushed, with its text; other rows are passed over."""
    pushed = "".join(piece for form in _PUSHED.finditer(text) for piece in _pieces(form[1]))
    for row in _ROW.finditer(pushed):
        try:
            value = msgspec.json.decode(row[1])
        except (msgspec.DecodeError, RecursionError):
            continue
        yield from ((given, row[1]) for given in _given(value))


def _pieces(call: str) -> Iterator[str]:
    try:
        yield msgspec.json.decode(call, type=tuple[int, str])[1]
    except msgspec.DecodeError:
        return


def _given(tree: Any) -> Iterator[Any]:  # noqa: ANN401
    """The properties of each element of `tree`, without the elements within: `["$", "div", key, {…}]`."""
    pending = [tree]
    for _ in range(MOST_PARTS):
        if not pending:
            return
        part = pending.pop()
        if _is_element(part):
            given = {name: value for name, value in part[3].items() if name != "children"}
            pending.append(part[3].get("children"))
            pending += [value for value in given.values() if _is_element(value)]
            yield {name: value for name, value in given.items() if isinstance(value, dict | list)}
        elif isinstance(part, list) and any(map(_is_element, part)):
            pending += [one for one in reversed(part) if isinstance(one, list)]
        elif isinstance(part, dict | list):
            yield part


def _is_element(part: Any) -> bool:  # noqa: ANN401
    return isinstance(part, list) and len(part) == 4 and part[0] == "$" and isinstance(part[3], dict)
