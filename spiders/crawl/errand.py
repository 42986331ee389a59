"""What one crawl is sent out to do."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from schemas.health import Health
from schemas.source import Source
from spiders.crawl.politeness import Politeness


def _ignore(_: Health) -> None:
    """The progress that nobody watches."""


@dataclass(frozen=True)
class Errand:
    """The sources to visit, and all that the visits need from outside: place, time, limits.

    With `replay` (an archive or a directory of archives) every answer comes from there and nothing is archived.
    """

    sources: tuple[Source, ...]
    var: Path
    run_id: str
    now: datetime
    politeness: Politeness = field(default_factory=Politeness)
    replay: Path | None = None
    progress: Callable[[Health], None] = _ignore
