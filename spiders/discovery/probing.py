"""Looking through one site now, for a person: with the guards and manners of a crawl, and nothing kept."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
import scrapy

from schemas.health import Failure
from schemas.source import Source
from spiders.browser import missing
from spiders.crawl.engine import sent_out
from spiders.crawl.errand import Errand
from spiders.crawl.failures import Unfetched
from spiders.crawl.fetch import Answer, answer, filled_in
from spiders.crawl.politeness import Politeness
from spiders.crawl.spider import SourcesSpider
from spiders.discovery.expedition import Announces, Expedition
from spiders.discovery.exploration import Bounds, Exploration
from spiders.discovery.guide import kept_answer

PROBED = "nl.probe.site"  # nl: what is a private number depends on the country
_PAGES_IN_BROWSER = 6
_NEVER_FILLED_IN = (".txt", ".json", ".xml")
_NO_REQUESTS: tuple[scrapy.Request, ...] = ()


def probe(url: str, *, now: datetime, announces: Announces, politeness: Politeness) -> Exploration:
    """What is to be seen on the site of `url`; in a browser where without one there is nothing and one is there.

    Uses the network; leaves nothing on the disk.
    """
    seen = _probed(_source(url), now=now, announces=announces, politeness=politeness)
    is_shell = any(sight.is_shell for sight in seen.sights) and not any(sight.announced for sight in seen.sights)
    if not is_shell or missing():
        return seen
    in_browser = msgspec.structs.replace(_source(url), browser=True)
    return _probed(in_browser, now=now, announces=announces, politeness=politeness)


def _probed(source: Source, *, now: datetime, announces: Announces, politeness: Politeness) -> Exploration:
    bounds = Bounds(pages=_PAGES_IN_BROWSER) if source.browser else Bounds()
    with TemporaryDirectory(prefix="bruggen-probe-") as var:
        errand = Errand((source,), var=Path(var), run_id="probe", now=now, politeness=politeness)
        spider = sent_out(ProbeSpider, errand, announces=announces, bounds=bounds)
    return replace(spider.exploration, in_browser=source.browser)


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
        if file := kept_answer(self.errand, url):
            return file
        if self.errand.sources[0].browser and not url.endswith(_NEVER_FILLED_IN):
            return await filled_in(self.crawler, url, patience_s=self._bounds.seconds / 4)
        found = await answer(self.crawler, url, known=None, patience_s=self._bounds.seconds / 4)
        if found is None:
            raise Unfetched(Failure.UNREADABLE, f"{url}: 304 where nothing was known of the page")
        return found


def _source(url: str) -> Source:
    return Source(id=PROBED, organisation="?", url=url)
