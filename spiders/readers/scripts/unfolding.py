"""Documents as frameworks fold them: JSON in strings, lists of references (Nuxt), pairs of kind and value (Astro)."""

from typing import Any

import msgspec

from spiders.readers.scripts.dated import is_dated

# Values looked at in one document; the largest real one holds 60,000.
MOST_VALUES = 300_000
DEEPEST = 60
_SHORTEST = 20

# Nuxt 3 writes its payload with `devalue`: a list in which numbers name other places of the list; these only wrap.
_WRAPPERS = frozenset({"ShallowReactive", "Reactive", "ShallowRef", "Ref", "EmptyRef", "EmptyShallowRef"})


def unfolded(document: Any) -> Any:  # noqa: ANN401
    """`document` with the JSON in its strings read, pairs of Astro opened. Changes the document itself."""
    pending: list[Any] = [document]
    for _ in range(MOST_VALUES):
        if not pending:
            break
        holder = pending.pop()
        for key, value in list(holder.items() if isinstance(holder, dict) else enumerate(holder)):
            opened = _opened(value)
            if opened is not value:
                holder[key] = opened
            if isinstance(opened, dict | list):
                pending.append(opened)
    return document


def _opened(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, str):
        return _of_json(value) if len(value) > _SHORTEST and value[0] in "{[" and value[-1] in "}]" else value
    if isinstance(value, list) and len(value) == 2 and value[0] in (0, 1) and not isinstance(value[0], bool):
        return value[1] if isinstance(value[1], dict | list | str) else value
    return value


def _of_json(text: str) -> Any:  # noqa: ANN401
    """What `text` says in JSON with dates, else `text`: of literals of JavaScript, words in brackets are one too."""
    if not is_dated(text.encode(errors="replace")):
        return text
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError):
        return text


def unflattened(flat: Any) -> Any:  # noqa: ANN401
    """The document that a list of references of Nuxt stands for; None where it is no such list."""
    if not isinstance(flat, list) or not flat:
        return None
    return _Flat(flat).value(0, 0)


class _Flat:
    """The values of a list of references, each made once."""

    def __init__(self, flat: list[Any]) -> None:
        self._flat = flat
        self._made: dict[int, Any] = {}

    def value(self, place: Any, depth: int) -> Any:  # noqa: ANN401
        if not isinstance(place, int) or isinstance(place, bool) or not 0 <= place < len(self._flat) or depth > DEEPEST:
            return None
        if place not in self._made:
            self._made[place] = None  # what refers to itself ends there
            self._made[place] = self._read(self._flat[place], depth + 1)
        return self._made[place]

    def _read(self, written: Any, depth: int) -> Any:  # noqa: ANN401
        if isinstance(written, dict):
            return {name: self.value(place, depth) for name, place in written.items()}
        if not isinstance(written, list):
            return written
        if written and isinstance(written[0], str):
            kind, *rest = written
            if kind in _WRAPPERS and rest:
                return self.value(rest[0], depth)
            return rest[0] if kind == "Date" and rest else [self.value(place, depth) for place in rest]
        return [self.value(place, depth) for place in written]
