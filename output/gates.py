"""Whether a release may replace the one that people are subscribed to and build upon."""

import re

import msgspec

_EVENT = re.compile(
    rb"UID:([a-z0-9]+)-[\dT]+@bruggen\r\n(?:[A-Z-]+:[^\r]*\r\n){4}"
    rb"DTSTART[^:]*:(\d{8})[^\r]*\r\n(?:DTEND[^:]*:(\d{8})[^\r]*\r\n)?STATUS:([A-Z]+)"
)


def awaited(simple: bytes, *, as_of: str) -> set[str]:
    """The ids of the activities in an expanded calendar of ours that still take place on the day `as_of` or later."""
    today = as_of.replace("-", "").encode()
    return {
        activity_id.decode()
        for activity_id, start, end, status in _EVENT.findall(simple)
        if status != b"CANCELLED" and max(start, end) >= today
    }


def loss(expected: set[str], present: set[str]) -> str | None:
    """Why `present` is too little where subscribers expect the activities `expected`; None: it is enough.

    What is over and what was cancelled is not expected; a cancelled activity that is still shown counts as present.
    """
    kept = len(expected & present)
    if not expected or (present and 2 * kept >= len(expected)):
        return None
    return f"{kept} of {len(expected)} coming activities left, expected at least half"


def dataset_fault(path: str, text: bytes) -> str | None:
    """What is wrong with a file of the dataset: its count, or an activity or place in the order that stands twice."""
    if not path.endswith(".json") or path.endswith(".schema.json"):
        return None
    content = msgspec.json.decode(text)
    kind = path.rsplit("/", 1)[-1].removesuffix(".json")
    records = content[kind]
    if content["count"] != len(records):
        return f"{len(records)} records, expected {content['count']}"
    names = ("activity_id", "recurrence_id") if kind == "occurrences" else ("id",)
    identities = {tuple(record[name] for name in names) for record in records}
    return None if len(identities) == len(records) else "two records bear one id"
