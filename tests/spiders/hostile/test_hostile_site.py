"""On a website that means no good every source fails by its class, alone, and nothing inside is reached."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from schemas.health import Failure, Health, Outcome
from spiders.crawl import Politeness, crawl
from tests.spiders.hostile.crawling import NOW, WELL, behind_the_fence, chapters, every_item, source
from tests.spiders.hostile.site import CANARY, Heard, Item, Site
from tests.spiders.hostile.tls import made

CHAPTERS = chapters(bomb_megabytes=5)
EVERYTHING = every_item(bomb_megabytes=5)
PAGE = Path(__file__).parents[3] / "docs" / "crawling.md"
# A Crawl-delay of seconds takes seconds: the measured run keeps it, and test_politeness.py has a shorter one.
ROWS = [(chapter, item) for chapter, items in CHAPTERS.items() for item in items if item.name != "crawl-delay"]


@dataclass(frozen=True)
class Crawled:
    """What became of the items of one chapter, crawled together with an ordinary source. `order`: as they were done."""

    health: dict[str, Health]
    order: tuple[str, ...]
    asked: dict[str, list[Heard]]
    strayed: tuple[str, ...]


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Crawled]]:
    authority, contexts = made(tmp_path_factory.mktemp("tls"))
    site = Site(EVERYTHING, contexts)

    @cache
    def once(chapter: str) -> Crawled:
        items = [item for name, item in ROWS if name == chapter]
        limits = {"delay_s": 0, "timeout_s": 5, **{name: n for item in items for name, n in item.limits.items()}}
        order: list[str] = []
        with behind_the_fence(EVERYTHING, canary_port=site.stalls[CANARY].port, authority=authority) as fence:
            done = crawl(
                [source(item, site.stalls[item.name].port) for item in (*items, WELL)],
                var=tmp_path_factory.mktemp("var"),
                run_id="run",
                now=NOW,
                politeness=Politeness(**limits),  # type: ignore[arg-type]
                progress=lambda health: order.append(health.source_id.rpartition(".")[2]),
            )
        health = {item.name: health for item, health in zip((*items, WELL), done, strict=True)}
        asked = {item.name: site.stalls[item.name].asked() for item in items}
        canary = tuple(heard.path for heard in site.stalls[CANARY].heard)
        return Crawled(health, tuple(order), asked, (*fence.strayed, *canary))

    yield once
    site.close()


@pytest.mark.parametrize(("chapter", "item"), ROWS, ids=[item.name for _, item in ROWS])
def test_a_hostile_source_fails_by_its_class_and_alone(
    crawled: Callable[[str], Crawled], chapter: str, item: Item
) -> None:
    seen = crawled(chapter)
    health, asked = seen.health[item.name], seen.asked[item.name]
    assert health.failure is item.failure, health.detail
    assert (health.outcome is Outcome.FAILED) == (item.failure is not None)
    assert item.words in (health.detail or "")
    assert len(asked) <= item.most_requests, [heard.path for heard in asked]
    assert not any("Cookie" in heard.headers for heard in asked)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_nothing_inside_is_reached_and_the_source_beside_is_read(
    crawled: Callable[[str], Crawled], chapter: str
) -> None:
    seen = crawled(chapter)
    assert seen.strayed == ()
    assert seen.health[WELL.name].outcome is Outcome.OK


def test_sources_that_keep_us_waiting_hold_up_nobody(crawled: Callable[[str], Crawled]) -> None:
    order = crawled("Pace").order
    slow = [item.name for item in CHAPTERS["Pace"] if item.failure is Failure.TIMEOUT]
    assert order.index(WELL.name) < min(map(order.index, slow))


def test_the_table_in_the_docs_has_a_row_for_every_item() -> None:
    text = PAGE.read_text(encoding="utf-8").replace("&lt;", "<")
    rows = (item.served.replace("5 MB once", "1000 MB once") for items in CHAPTERS.values() for item in items)
    assert [served for served in rows if f"| {served} |" not in text] == []
