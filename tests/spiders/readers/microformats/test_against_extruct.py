"""The events that extruct (mf2py) finds in the microformats of real pages come out with their titles and starts."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from extruct.microformat import MicroformatExtractor

from schemas.schedule import local_time
from spiders.page import Page
from spiders.readers.microformats import READER
from spiders.readers.schema_org.printed_time import printed_time

CORPUS = Path(__file__).parents[5] / "shared" / "corpus"
ROOT = re.compile(rb"class\s*=\s*[\"'][^\"']*\b(?:h-event|vevent)\b")
# What the oracle takes for an event and we do not, or cannot say in our form of a start.
NOT_ANNOUNCED = {"World Wide Web Foundation": "a job, in a curriculum vitae"}


def _pages() -> list[Path]:
    pages = (path for kind in ("html", "xml") for path in CORPUS.glob(f"set*/**/*.{kind}"))
    return sorted(path for path in pages if ROOT.search(path.read_bytes()))


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real pages, ../shared/corpus, is not here")
@pytest.mark.parametrize("path", _pages(), ids=lambda path: path.name)
def test_each_event_comes_out_with_its_title_and_start(path: Path, a_page: Callable[..., Page]) -> None:
    page = a_page(path.read_bytes())
    found = MicroformatExtractor().extract(page.body.decode(errors="replace"), base_url=page.url)
    wanted = {(title, start) for title, start in _announced(found) if title not in NOT_ANNOUNCED}
    ours = {(listing.title, _day(listing.schedule.slots[0].dtstart)) for listing in _listings(page)}
    assert ours == wanted


def _listings(page: Page) -> list[Any]:
    return [listing for listing in READER.read(page).listings if listing.schedule]


def _announced(found: Any) -> Iterator[tuple[str, str]]:
    """Title and start of each event, in whatever it lies."""
    for part in found if isinstance(found, list) else found.values() if isinstance(found, dict) else ():
        yield from _announced(part)
    if isinstance(found, dict) and "h-event" in found.get("type", ()):
        stated = found["properties"]
        for start in stated.get("start", ())[:1]:
            printed = printed_time(start.replace("t", "T"))
            yield " ".join(stated["name"][0].split()), _day(local_time(printed.local) if printed else start)


def _day(start: str) -> str:
    """To the minute: mf2py leaves seconds out where they are not printed."""
    return start[:16]
