"""`python -m spiders.crawl`: one crawl by hand, a JSON line of health per source as it is done."""

import argparse
import sys
from datetime import datetime
from pathlib import Path

import msgspec

from schemas.errors import SourceError
from schemas.health import Health
from spiders.crawl import Politeness, crawl
from spiders.registry import DEFAULT_DIRECTORY, load_sources


def main() -> int:
    """0: done; 2: a source file is wrong, or the archive to replay is not there."""
    parser = argparse.ArgumentParser(prog="python -m spiders.crawl", description=__doc__)
    parser.add_argument("--sources", type=Path, default=DEFAULT_DIRECTORY)
    parser.add_argument("--var", type=Path, default=Path("var"))
    parser.add_argument("--now", type=datetime.fromisoformat, required=True, help="ISO 8601 with offset")
    parser.add_argument("--run-id")
    parser.add_argument("--replay", type=Path)
    parser.add_argument("--delay", type=float, default=Politeness().delay_s, help="seconds per host")
    parser.add_argument("--allow-loopback", action="store_true")
    given = parser.parse_args()
    try:
        crawl(
            load_sources(given.sources),
            var=given.var,
            run_id=given.run_id or f"{given.now:%Y%m%dT%H%M%SZ}",
            now=given.now,
            politeness=Politeness(delay_s=given.delay, allow_loopback=given.allow_loopback),
            replay=given.replay,
            progress=_told,
        )
    except SourceError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


def _told(health: Health) -> None:
    sys.stdout.write(msgspec.json.encode(health).decode() + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
