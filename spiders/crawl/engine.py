"""Running a crawl inside this process, as often as the caller likes."""

import asyncio
import logging
from functools import cache
from typing import Any, TypeVar

from scrapy.crawler import AsyncCrawlerRunner, Crawler
from scrapy.settings import Settings
from scrapy.utils.reactor import install_reactor

from schemas.health import Health
from spiders.browser import missing
from spiders.browser.settings import browser_settings
from spiders.crawl import settings as project
from spiders.crawl.addresses import PublicResolver
from spiders.crawl.errand import Errand
from spiders.crawl.spider import SourcesSpider

_ASYNCIO = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"
_NOISY = ("scrapy", "scrapy-playwright", "twisted", "py.warnings", "asyncio")


_Spider = TypeVar("_Spider", bound=SourcesSpider)


def run(errand: Errand) -> tuple[Health, ...]:
    """The health of every visit that was made, in the order of the sources."""
    spider = sent_out(SourcesSpider, errand)
    return tuple(spider.health[source.id] for source in errand.sources if source.id in spider.health)


def sent_out(kind: type[_Spider], errand: Errand, **more: object) -> _Spider:
    """A spider of this kind that has done its errand, with all the guards of a crawl. `more`: what it takes besides."""
    settings = Settings()
    settings.setmodule(project, priority="project")
    settings.setdict(_settings(errand), priority="cmdline")
    for name in _NOISY:
        logging.getLogger(name).setLevel(logging.ERROR)  # what matters of a failed request stands in health
    loop = _reactor_loop()
    asyncio.set_event_loop(loop)  # asyncio.run() of somebody else leaves none
    crawler = Crawler(kind, settings)
    _install_resolver(crawler)
    loop.run_until_complete(AsyncCrawlerRunner(settings).crawl(crawler, errand=errand, **more))
    spider = crawler.spider
    assert isinstance(spider, kind)  # noqa: S101 - for mypy: the crawler made it
    if spider.trouble:
        raise spider.trouble
    return spider


def _settings(errand: Errand) -> dict[str, Any]:
    """What this errand needs; a browser only where a source asks for one and one is there."""
    politeness, is_replay = errand.politeness, errand.replay is not None
    if missing() or not any(source.browser for source in errand.sources):
        return project.settings_for(politeness, replay=is_replay)
    return project.settings_for(politeness, replay=is_replay, browser=True) | browser_settings(politeness)


@cache
def _reactor_loop() -> asyncio.AbstractEventLoop:
    """The event loop of Twisted's reactor, which is started once and never stopped.

    Scrapy's own process classes run the reactor, which cannot be run twice in one process. The loop can.
    """
    install_reactor(_ASYNCIO)
    from twisted.internet import reactor  # noqa: PLC0415 - importing it before would install another

    reactor.startRunning(installSignalHandlers=False)
    return asyncio.get_event_loop()


def _install_resolver(crawler: Crawler) -> None:
    from twisted.internet import reactor  # noqa: PLC0415 - see above

    PublicResolver.from_crawler(crawler, reactor).install_on_reactor()
