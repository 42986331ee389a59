"""RSS and Atom: entries with event dates as schedules, others by their words.

The date of an entry is that of its publication, never of an event, but where it prints a range: nothing is published
from two until three.
"""

from typing import Any

from spiders.page import Page, Reading
from spiders.readers.records import reading_of
from spiders.readers.records.values import ends, moment

# Dates that feeds print of an entry itself.
_STAMPS = ("pubDate", "published", "dc date", "date", "issued", "updated", "modified", "created", "dcterms modified")
_NAMES = {"rss", "feed", "RDF"}


def is_feed(document: dict[str, Any]) -> bool:
    return bool(_NAMES & document.keys())


def reading_of_feed(document: dict[str, Any], page: Page, *, reader: str, repairs: tuple[str, ...] = ()) -> Reading:
    """The entries of a feed, each with the times of its extensions, else with the words that may say when."""
    root = next(iter(document.values()))
    entries = [_entry(one) for one in _entries(root if isinstance(root, dict) else {})]
    return reading_of({"links": {"next": _next(root)}, "events": entries}, page, reader=reader, repairs=repairs)


def _entries(root: dict[str, Any]) -> list[dict[str, Any]]:
    channel = root.get("channel")
    holders = [root, *(channel if isinstance(channel, list) else [channel])]
    found = [holder.get(name) for holder in holders if isinstance(holder, dict) for name in ("item", "entry")]
    listed = [one for some in found for one in (some if isinstance(some, list) else [some])]
    return [one for one in listed if isinstance(one, dict)]


def _entry(entry: dict[str, Any]) -> dict[str, Any]:
    """The entry without its stamps; a range among these is its time, the first day of the others that of its words."""
    kept = {key: value for key, value in entry.items() if key not in _STAMPS}
    kept["feed-entry"] = True
    for name in _STAMPS:
        text = entry.get(name)
        if not isinstance(text, str):
            continue
        if (two := ends(text)) and moment(two[0]) and moment(two[1]):
            return kept | {"start": two[0], "end": two[1]}
        if (at := moment(text)) and at.day:
            kept.setdefault("published-on", at.day.isoformat())
    return kept


def _next(root: Any) -> str | None:  # noqa: ANN401
    """The page that Atom's `link rel=next` names (RFC 5005)."""
    channel = root.get("channel") if isinstance(root, dict) else None
    for holder in (root, channel):
        for key in ("link", "atom link"):
            links = holder.get(key) if isinstance(holder, dict) else None
            for link in links if isinstance(links, list) else [links]:
                if isinstance(link, dict) and link.get("@rel") == "next":
                    return str(link.get("@href", ""))
    return None
