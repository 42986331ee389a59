"""Faults done to good records, and the judges that have to see each; where none is named, none sees it."""

import copy
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

MISSING = object()
Records = Sequence[dict[str, Any]]


@dataclass(frozen=True)
class Damage:
    """`done` makes a damaged record, as JSON, of the first of `table` that has what it takes."""

    table: str
    done: Callable[[Records], str]
    seen_by: frozenset[str]


SCHEMA = ("jsonschema-rs", "check-jsonschema", "ajv")
RULES = ("rules",)


def _put(table: str, path: tuple[str | int, ...], value: Any, seen_by: tuple[str, ...] = SCHEMA) -> Damage:
    """`value` at `path`; MISSING takes away what is there."""

    def done(records: Records) -> str:
        record = copy.deepcopy(next(one for one in records if _has(one, path[:-1] if value is not MISSING else path)))
        part: Any = record
        for step in path[:-1]:
            part = part[step]
        if value is MISSING:
            del part[path[-1]]
        else:
            part[path[-1]] = value
        return json.dumps(record)

    return Damage(table, done, frozenset(seen_by))


def _has(part: Any, path: tuple[str | int, ...]) -> bool:
    for step in path:
        try:
            part = part[step]
        except (KeyError, IndexError):
            return False
    return True


def _twice(table: str, key: str, seen_by: tuple[str, ...]) -> Damage:
    """The value of `key` once more, before all others."""
    return Damage(
        table,
        lambda records: f'{{"{key}": {json.dumps(records[0][key])}, {json.dumps(records[0])[1:]}',
        frozenset(seen_by),
    )


DAMAGES = [
    _put("activities", ("id",), MISSING),
    _put("activities", ("id",), "A 1"),
    _put("activities", ("id",), 7),
    _put("activities", ("title",), MISSING),
    _put("activities", ("title",), ""),
    _put("activities", ("title",), None),
    _put("activities", ("organisation",), "De Haven"),
    _put("activities", ("organisation", "name"), MISSING),
    _put("activities", ("schedule", "slots"), None),
    _put("activities", ("schedule", "slots", 0, "dtstart"), "maandag half tien"),
    _put("activities", ("schedule", "slots", 0, "dtstart"), "2026-10-05T09:30:00+02:00"),
    _put("activities", ("schedule", "slots", 0, "dtend"), "1999-10-05T09:30:00", RULES),
    _put("activities", ("status",), "going_on"),
    _put("activities", ("category",), "bingo"),
    _put("activities", ("audience",), "newcomers"),
    _put("activities", ("audience",), ["martians"]),
    _put("activities", ("languages",), ["Nederlands en Oekraïens"]),
    _put("activities", ("cost", "amount_cents"), -250),
    _put("activities", ("cost", "amount_cents"), 2.5),
    _put("activities", ("cost", "kind"), MISSING),
    _put("activities", ("age", "min"), 300),
    _put("activities", ("age",), {"min": 60, "max": 12}, RULES),
    _put("activities", ("place", "lat"), 152.1),
    _put("activities", ("place", "lat"), float("nan"), ("jsonschema-rs", "ajv", "rules")),
    _put("activities", ("place", "gm_code"), "0344"),
    _put("activities", ("url",), "javascript:alert(1)"),
    _put("activities", ("join_url",), "haven.example/online"),
    _put("activities", ("last_changed_at",), "2026-11-20 06:30"),
    _put("activities", ("last_changed_at",), "2026-02-30T06:30:00Z"),
    _put("activities", ("last_changed_at",), "1999-11-20T06:30:00Z", RULES),
    _put("activities", ("sequence",), -1),
    _put("activities", ("sequence",), 10**400, ("ajv",)),
    _put("activities", ("basis", "cost"), "guessed"),
    _put("activities", ("sources", 0, "source_id"), "lombok"),
    _put("activities", ("colour",), "blue"),
    _put("activities", ("support", "travel"), "yes"),
    _put("activities", ("organisation", "name"), "Buurthuis De Wilgen", ()),
    _twice("activities", "title", RULES),
    _put("occurrences", ("start",), "morgen"),
    _put("occurrences", ("all_day",), "no"),
    _put("occurrences", ("trust",), MISSING),
    _put("occurrences", ("end",), "21:00"),
    _put("occurrences", ("end",), "1999-11-24T13:30:00+01:00", RULES),
    _put("organisations", ("url",), "ftp://lombok.example/"),
    _put("places", ("lon",), "4,5"),
    _put("sources", ("rights",), "none"),
    _put("sources", ("listings",), -3),
    _put("changes", ("intent",), "better"),
    _put("changes", ("at",), "gisteren"),
    _put("changes", ("reason",), MISSING),
]
