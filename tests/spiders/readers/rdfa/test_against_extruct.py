"""The events that extruct finds in the RDFa of real pages come out with their titles and starts, and no others."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from extruct.rdfa import RDFaExtractor

from schemas.schedule import local_time
from spiders.page import Page
from spiders.readers.rdfa import READER
from spiders.readers.schema_org.printed_time import printed_time

CORPUS = Path(__file__).parents[5] / "shared" / "corpus"
TYPED = re.compile(rb"typeof\s*=\s*[\"'][^\"']*event", re.IGNORECASE)
# Titles that the oracle does not give: a broadcast is called after the programme that it shows.
CALLED_AFTER_ANOTHER = {"The Hungry Earth", "Ordinary Language Philosophy"}


def _pages() -> list[Path]:
    return sorted(path for path in CORPUS.glob("set*/**/*.html") if TYPED.search(path.read_bytes()))


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real pages, ../shared/corpus, is not here")
@pytest.mark.parametrize("path", _pages(), ids=lambda path: path.name)
def test_each_event_comes_out_with_its_title_and_start(path: Path, a_page: Callable[..., Page]) -> None:
    page = a_page(path.read_bytes())
    graph = RDFaExtractor().extract(page.body.decode(errors="replace"), base_url=page.url)
    announced = {(_first(node, "name"), _start(node)) for node in graph if _is_event(node)}
    wanted = {(name, start) for name, start in announced if name and start}
    ours = {
        (listing.title, listing.schedule.slots[0].dtstart)
        for listing in (READER.read(page).listings if READER.recognises(page) else ())
        if listing.schedule and listing.title not in CALLED_AFTER_ANOTHER
    }
    assert ours == wanted


def _is_event(node: dict[str, Any]) -> bool:
    return any(re.search(r"schema\.org/\w*(Event|EventSeries|Festival)$", kind) for kind in node.get("@type", ()))


def _first(node: dict[str, Any], name: str) -> str:
    values = [value for key, found in node.items() if key.endswith(f"schema.org/{name}") for value in found]
    return " ".join(str(values[0].get("@value", "")).split()) if values else ""


def _start(node: dict[str, Any]) -> str:
    """The start as our records print it; that the two readers of attributes agree is what is tested here."""
    printed = printed_time(_first(node, "startDate"))
    return local_time(printed.local) if printed else ""
