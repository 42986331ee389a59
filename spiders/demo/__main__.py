"""`python -m spiders.demo`: the town as a process of its own, until SIGTERM or the end of standard input."""

import signal
import sys
from datetime import date
from pathlib import Path
from types import FrameType

import click

from spiders.demo.serving import serve_town


@click.command()
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day it is in the town; else the day it is.")
@click.option("--hosts", type=click.IntRange(min=1), help="This many sites, each on a loopback address of its own.")
@click.option("--port", type=click.IntRange(0, 65_000), default=0, help="The first port, else any that are free.")
@click.option("--sources", type=click.Path(file_okay=False, path_type=Path), help="Write the source files here.")
def main(today: date | None, hosts: int | None, port: int, sources: Path | None) -> None:
    """Serve the demo town; prints `ready` with the number of sites, and the address of each."""
    signal.signal(signal.SIGTERM, _leave)
    day = date.fromisoformat(today.isoformat()[:10]) if today else date.today()  # noqa: DTZ011 - the reader's own day
    with serve_town(day, hosts=hosts, first_port=port) as town:
        if sources:
            town.sources(sources)
        for site in town.sites.values():
            click.echo(f"{site.origin}/ {site.source_id}")
        click.echo(f"ready {len(town.sites)}")
        sys.stdin.read()


def _leave(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


if __name__ == "__main__":
    main()
