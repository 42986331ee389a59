"""xCal (RFC 6321), a calendar in XML, as jCal."""

from typing import Any

_DEEPEST = 4


def is_xcal(document: dict[str, Any]) -> bool:
    """Whether the root is `icalendar` and holds a calendar."""
    root = document.get("icalendar")
    return isinstance(root, dict) and "vcalendar" in root


def jcal_of(document: dict[str, Any]) -> list[Any]:
    """The calendar in the form of RFC 7265."""
    calendars = document["icalendar"]["vcalendar"]
    return _component("vcalendar", calendars[0] if isinstance(calendars, list) else calendars, 0)


def _component(name: str, value: Any, depth: int) -> list[Any]:  # noqa: ANN401
    fields = value if isinstance(value, dict) and depth < _DEEPEST else {}
    properties = _object(fields.get("properties"))
    components = _object(fields.get("components"))
    return [
        name,
        [_property(key, one) for key, said in properties.items() for one in _list(said) if isinstance(one, dict)],
        [_component(key, one, depth + 1) for key, said in components.items() for one in _list(said)],
    ]


def _property(name: str, value: dict[str, Any]) -> list[Any]:
    parameters = {key: _text(said) for key, said in _object(value.get("parameters")).items()}
    kind, said = next(((key, inner) for key, inner in value.items() if key != "parameters"), ("text", ""))
    values = [one if isinstance(one, dict) else _text(one) for one in _list(said)]
    return [name, parameters, "text" if kind == "#text" else kind, *values]


def _text(value: Any) -> str:  # noqa: ANN401
    """The text of a value, whichever element of its type it stands in."""
    while isinstance(value, dict | list) and value:
        value = next(iter(value.values())) if isinstance(value, dict) else value[0]
    return value if isinstance(value, str) else ""


def _object(value: Any) -> dict[str, Any]:  # noqa: ANN401
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:  # noqa: ANN401
    return value if isinstance(value, list) else [value]
