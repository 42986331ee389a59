"""Calendars in other clothes, undressed: jCal (RFC 7265) and xCal (RFC 6321) as iCalendar."""

from collections.abc import Iterable, Iterator
from typing import Any

_DEEPEST = 4
_ESCAPES = str.maketrans({"\\": "\\\\", "\n": "\\n", "\r": "", ";": "\\;", ",": "\\,"})
_TEXTS = {"text", "unknown"}


def is_jcal(value: Any) -> bool:  # noqa: ANN401
    """Whether `value` is a calendar, or a list of calendars, by RFC 7265 §3."""
    while isinstance(value, list) and value and isinstance(value[0], list):
        value = value[0]
    return isinstance(value, list) and len(value) == 3 and str(value[0]).lower() == "vcalendar"


def as_icalendar(value: Any) -> str:  # noqa: ANN401
    """The calendar of jCal as iCalendar; what does not fit its form is left out."""
    while isinstance(value, list) and value and isinstance(value[0], list):
        value = value[0]
    return "\r\n".join(_component(value, 0)) + "\r\n"


def content_line(name: str, parameters: Iterable[tuple[str, str]], kind: str, values: Iterable[Any]) -> str:
    """One property as a line of iCalendar, unfolded."""
    told = "".join(f";{key.upper()}={_parameter(said)}" for key, said in parameters)
    if kind == "date":
        told += ";VALUE=DATE"
    printed = ",".join(_value(one, kind) for one in values)
    return f"{name.upper()}{told}:{printed}"


def _component(value: Any, depth: int) -> Iterator[str]:  # noqa: ANN401
    is_sound = isinstance(value, list) and len(value) == 3 and isinstance(value[0], str)
    if not is_sound or depth > _DEEPEST or not value[0].isalnum():
        return
    name, properties, components = value
    yield f"BEGIN:{name.upper()}"
    for one in properties if isinstance(properties, list) else ():
        if isinstance(one, list) and len(one) >= 4 and _is_name(one[0]) and isinstance(one[1], dict):
            parameters = ((str(key), str(said)) for key, said in one[1].items() if _is_name(key))
            yield content_line(one[0], parameters, str(one[2]), one[3:])
    for inner in components if isinstance(components, list) else ():
        yield from _component(inner, depth + 1)
    yield f"END:{name.upper()}"


def _is_name(value: Any) -> bool:  # noqa: ANN401
    return isinstance(value, str) and value.replace("-", "").isalnum() and value.isascii()


def _value(value: Any, kind: str) -> str:  # noqa: ANN401
    if isinstance(value, dict):
        return ";".join(f"{key.upper()}={_listed(said)}" for key, said in value.items() if _is_name(key))
    if isinstance(value, list):
        return ";".join(_value(one, kind) for one in value)
    text = str(value)
    if kind in _TEXTS:
        return text.translate(_ESCAPES)
    text = " ".join(text.split())
    return text.replace("-", "").replace(":", "") if kind in {"date", "date-time", "period"} else text


def _listed(value: Any) -> str:  # noqa: ANN401
    parts = [str(one) for one in value] if isinstance(value, list) else [str(value)]
    return ",".join(
        part.replace("-", "").replace(":", "") if "T" in part or part.count("-") == 2 else part for part in parts
    )


def _parameter(value: str) -> str:
    plain = "".join(sign for sign in value if sign >= " " and sign != '"')
    return f'"{plain}"' if any(sign in plain for sign in ":;,") else plain
