"""The Scrapy project: one spider for all declared sources. From Python: `crawl`."""

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from schemas.health import Health
from schemas.listing import Listing
from schemas.source import Source
from spiders.crawl.errand import Errand, says_when
from spiders.crawl.politeness import Politeness

__all__ = ["Politeness", "crawl", "prune_archive"]


def crawl(  # noqa: PLR0913 - what a crawl needs from outside, each by name
    sources: Iterable[Source],
    *,
    var: Path,
    run_id: str,
    now: datetime,
    politeness: Politeness | None = None,
    replay: Path | None = None,
    progress: Callable[[Health], None] | None = None,
    announces: Callable[[Listing, Source, datetime], bool] = says_when,
) -> tuple[Health, ...]:
    """Visit `sources` and stage what they announce; the health of each visit, in the order of `sources`.

    Stages `var/staged/<source id>.json` as soon as a source is done and archives every answer in
    `var/archive/<run_id>.warc.gz`. With `replay` (an archive, or a directory of them) no network is used. `announces`
    tells whether a listing announces something still to come; it helps to choose among the pages of a site.
    Raises SourceError when there is no such archive, and OSError when `var` cannot be written.
    """
    errand = Errand(
        sources=tuple(sources),
        var=var,
        run_id=run_id,
        now=now,
        politeness=politeness or Politeness(),
        replay=replay,
        progress=progress or (lambda _: None),
        announces=announces,
    )
    if not errand.sources:
        return ()
    from spiders.crawl.engine import run  # noqa: PLC0415 - Scrapy takes half a second to import

    return run(errand)


def prune_archive(var: Path, now: datetime, days: int = 30) -> tuple[Path, ...]:
    """The archives older than `days` days, which are gone now: raw pages may hold personal names."""
    from spiders.crawl.archive import prune_archive as prune  # noqa: PLC0415 - warcio only when it is needed

    return prune(var, now, days)
