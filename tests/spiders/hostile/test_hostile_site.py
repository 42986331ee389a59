"""On a website that means no good every source fails by its class, alone, and nothing inside is reached."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from schemas.health import Health, Outcome
from spiders.crawl import Politeness, crawl
from tests.spiders.hostile.crawling import NOW, WELL, behind_the_fence, chapters, source
from tests.spiders.hostile.items_manners import CANARY_ITEM
from tests.spiders.hostile.network import Fence
from tests.spiders.hostile.site import CANARY, Item, Site
from tests.spiders.hostile.tls import made

CHAPTERS = chapters(bomb_megabytes=5)
ITEMS = tuple(item for items in CHAPTERS.values() for item in items)
EVERYTHING = (*ITEMS, WELL, CANARY_ITEM)


class Crawled:
    """What became of the items that were crawled together, with an ordinary source beside them."""

    def __init__(self, site: Site, fence: Fence, var: Path) -> None:
        self.site, self.fence, self.var = site, fence, var

    def crawl(self, *items: Item) -> dict[str, Health]:
        sources = [source(item, self.site.stalls[item.name].port) for item in (*items, WELL)]
        limits = {"delay_s": 0, "timeout_s": 5, **{name: n for item in items for name, n in item.limits.items()}}
        done = crawl(sources, var=self.var, run_id="run", now=NOW, politeness=Politeness(**limits))  # type: ignore[arg-type]
        return {item.name: health for item, health in zip((*items, WELL), done, strict=True)}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, Path]]:
    authority, contexts = made(tmp_path_factory.mktemp("tls"))
    opened = Site(EVERYTHING, contexts)
    yield opened, authority
    opened.close()


@pytest.fixture
def hostile(site: tuple[Site, Path], tmp_path: Path) -> Iterator[Crawled]:
    opened, authority = site
    for stall in opened.stalls.values():
        stall.heard.clear()
    with behind_the_fence(EVERYTHING, canary_port=opened.stalls[CANARY].port, authority=authority) as fence:
        yield Crawled(opened, fence, tmp_path)


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.name)
def test_a_hostile_source_fails_by_its_class_and_alone(hostile: Crawled, item: Item) -> None:
    done = hostile.crawl(item)
    health, stall = done[item.name], hostile.site.stalls[item.name]
    assert health.failure is item.failure, health.detail
    assert (health.outcome is Outcome.FAILED) == (item.failure is not None)
    assert item.words in (health.detail or "")
    assert len(stall.asked()) <= item.most_requests, [heard.path for heard in stall.asked()]
    assert done[WELL.name].outcome is Outcome.OK
    assert hostile.site.stalls[CANARY].heard == []
    assert hostile.fence.strayed == []
    assert not any("Cookie" in heard.headers for heard in stall.heard)
