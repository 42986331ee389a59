"""A page as it was, with what was read from it: a folder per case, which pytest finds and reads again."""

from pathlib import Path
from typing import Any

import msgspec

from schemas.listing import Listing
from spiders.discovery.exploration import Sight
from spiders.discovery.fingerprints import kind_of

DEFAULT_CASES = Path("tests/spiders/sources/cases")
_ENDINGS = {"ical": "ics", "json": "json", "xml": "xml", "html": "html"}
_OF_THE_READING = ("source_id", "fetched_at", "fingerprint")


def freeze(sight: Sight, folder: Path) -> None:
    """`folder` holds the page of `sight` as `page.…` and what was read there as `expected.json`."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("page.*"):
        old.unlink()
    page = sight.page
    ending = _ENDINGS.get(kind_of(page.body) or "", "bin")
    (folder / f"page.{ending}").write_bytes(page.body)
    expected = {
        "url": page.url,
        "content_type": page.content_type,
        "fetched_at": page.fetched_at.isoformat(),
        "reader": sight.reader,
        "listings": [printed(listing) for listing in sight.reading.listings],
        "links": list(sight.reading.links),
    }
    text = msgspec.json.format(msgspec.json.encode(expected), indent=1)
    (folder / "expected.json").write_bytes(text + b"\n")


def printed(listing: Listing) -> dict[str, Any]:
    """What a listing says, without what belongs to its being read."""
    fields: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(listing))
    return {name: value for name, value in fields.items() if name not in _OF_THE_READING}
