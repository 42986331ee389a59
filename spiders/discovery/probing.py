"""Looking through one site now, for a person: with the guards and manners of a crawl, and nothing kept."""

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import scrapy

from schemas.health import Failure
from schemas.source import Source
from spiders.crawl.engine import sent_out
from spiders.crawl.errand import Errand
from spiders.crawl.failures import Unfetched
from spiders.crawl.fetch import Answer, answer
from spiders.crawl.politeness import Politeness
from spiders.crawl.spider import SourcesSpider
from spiders.discovery.expedition import Announces, Bounds, Expedition, Exploration

PROBED = "xx.probe.site"
_NO_REQUESTS: tuple[scrapy.Request, ...] = ()


def probe(
    url: str, *, now: datetime, announces: Announces, politeness: Politeness, bounds: Bounds | None = None
) -> Exploration:
    """What is to be seen on the site of `url`. Uses the network; leaves nothing on the disk."""
    with TemporaryDirectory(prefix="bruggen-probe-") as var:
        errand = Errand((_source(url),), var=Path(var), run_id="probe", now=now, politeness=politeness)
        spider = sent_out(ProbeSpider, errand, announces=announces, bounds=bounds or Bounds())
    return spider.exploration


class ProbeSpider(SourcesSpider):
    """Looks through the site of the one source of its errand."""

    name = "probe"

    def __init__(self, *, announces: Announces, bounds: Bounds, **more: Any) -> None:  # noqa: ANN401 - Scrapy's signature
        super().__init__(**more)
        self._announces = announces
        self._bounds = bounds
        self.exploration = Exploration(self.errand.sources[0].url)

    async def start(self) -> AsyncIterator[scrapy.Request]:
        """Makes all requests itself; none is left for Scrapy to schedule."""
        source = self.errand.sources[0]
        expedition = Expedition(
            source.url,
            source_id=source.id,
            now=self.errand.now,
            ask=self._answer,
            announces=self._announces,
            bounds=self._bounds,
        )
        try:
            self.exploration = await expedition.explore()
        except Exception as error:  # noqa: BLE001 - Scrapy would only log it
            self.trouble = error
        for request in _NO_REQUESTS:
            yield request

    async def _answer(self, url: str) -> Answer:
        found = await answer(self.crawler, url, known=None, patience_s=self._bounds.seconds / 4)
        if found is None:
            raise Unfetched(Failure.UNREADABLE, f"{url}: 304 where nothing was known of the page")
        return found


def _source(url: str) -> Source:
    return Source(id=PROBED, organisation="?", url=url)
