"""Commands for the operator and the curious: demo, serve, status, explain, forget."""

import shutil
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from socket import socket

import click
import msgspec

from pipeline import run as conductor
from pipeline.cli import options, progress
from pipeline.places.rows import Postcode, table_rows
from pipeline.report import SourceStatus, source_statuses
from pipeline.run import World
from pipeline.store import opened
from schemas.dataset import Publisher
from schemas.errors import BruggenError
from schemas.health import ADVICE


@click.command(epilog="Example: bruggen demo --port 8765")
@click.option("--port", type=int, default=0, help="Port to serve the result on (default: any free one).")
@click.option(
    "--var",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("var/demo"),
    show_default=True,
    help="Where the demo stands; made anew each time.",
)
@click.option("--once", is_flag=True, help="Stop after publishing instead of serving the result.")
def demo(port: int, var: Path, *, once: bool) -> None:
    """Serve a fictional town on this machine, crawl it over HTTP, publish it, serve the result."""
    from output.service.serving import bound  # noqa: PLC0415 only the demo needs the town and both its servers
    from spiders.demo.serving import serve_town  # noqa: PLC0415
    from spiders.registry import load_sources  # noqa: PLC0415

    _emptied(var)
    now = datetime.now(UTC)
    with serve_town(now.date()) as town, bound("127.0.0.1", port) as taken:
        address = f"http://127.0.0.1:{taken.getsockname()[1]}"
        sources = load_sources(town.sources(var / "sources"))
        click.echo(f"visiting the {len(sources)} websites of the demo town …")
        world = World(sources=sources, var=var, now=now, delay_s=0, allow_loopback=True, base_url=address)
        with progress.shown() as told:
            report = conductor.run(replace(world, progress=told))
        click.echo(f"published {report.activities} activities, {report.occurrences} occurrences")
        for health in report.failed:
            click.echo(f"not read: {health.source_id} ({health.failure}): {health.detail}")
        click.echo(f"look at it: bruggen status --var {var}")
        if not once:
            _serve(var, taken, base_url=address)


def _emptied(var: Path) -> None:
    """`var` is there, with nothing but a mark in it; what is not of an earlier demo is never removed."""
    mark = var / "this-is-a-demo"
    if mark.exists():
        shutil.rmtree(var)
    elif var.exists() and any(var.iterdir()):
        raise click.UsageError(f"{var} holds something that is no demo; choose another --var")
    var.mkdir(parents=True, exist_ok=True)
    mark.touch()


@click.command(epilog="Example: bruggen serve --port 8000")
@options.var
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=int, default=8000, show_default=True)
@options.base_url
@options.publisher
@options.contact
def serve(
    var: Path, host: str, port: int, base_url: str | None, publisher: str | None, contact_url: str | None
) -> None:
    """Serve the visible release over HTTP."""
    if not (var / "public").exists():
        raise click.UsageError(f"{var / 'public'}: nothing is published yet; `bruggen run` first")
    from output.service.serving import bound  # noqa: PLC0415 no other command needs it but the demo

    try:
        taken = bound(host, port)
    except OSError as error:
        raise click.UsageError(f"{host}:{port}: {error.strerror}; choose another --host or --port") from error
    with taken:
        known = Publisher(name=publisher or Publisher().name, url=contact_url) if publisher or contact_url else None
        _serve(var, taken, base_url=base_url, publisher=known)


def _serve(var: Path, taken: socket, *, base_url: str | None, publisher: Publisher | None = None) -> None:
    """Answer until somebody stops it."""
    from output.service.app import Service  # noqa: PLC0415
    from output.service.serving import server  # noqa: PLC0415

    service = Service(var / "public", postcodes=lambda: _postcodes(var), base_url=base_url, publisher=publisher)
    service.open()
    host, port = taken.getsockname()[:2]
    address = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
    click.echo(f"open          {address}/")
    click.echo(f"subscribe to  {address}/feeds/all.ics")
    click.echo(f"build upon    {address}/v1/openapi.json")
    click.echo("stop with Ctrl-C")
    with suppress(KeyboardInterrupt):
        server(service).run(sockets=[taken])


def _postcodes(var: Path) -> dict[str, tuple[float, float]] | None:
    """The middle of each postcode that was loaded; None while a run holds the database."""
    try:
        with opened(var / "bruggen.duckdb", read_only=True) as store:
            return {one.pc4: (one.lat, one.lon) for one in table_rows(store, Postcode)}
    except (BruggenError, OSError):
        return None


@click.command(epilog="Example: bruggen status --json")
@options.var
@options.as_json
def status(var: Path, *, as_json: bool) -> None:
    """Per source: how the last visit went, since when, and what to do."""
    with opened(var / "bruggen.duckdb", read_only=True) as store:
        statuses = source_statuses(store)
    if as_json:
        click.echo(msgspec.json.encode(statuses))
    else:
        for one in statuses:
            _tell_status(one)
        counts = Counter(one.outcome.value for one in statuses)
        click.echo(f"{len(statuses)} sources: " + ", ".join(f"{count} {name}" for name, count in counts.most_common()))
    raise click.exceptions.Exit(1 if any(one.failure for one in statuses) else 0)


def _tell_status(one: SourceStatus) -> None:
    mark = click.style("failed", fg="red") if one.failure else click.style(one.outcome, fg="green")
    click.echo(f"{one.source_id:<44} {mark:<10} since {one.since:%Y-%m-%d %H:%M}  {one.listings:>4} listings")
    if one.unread_schedules:
        click.echo(f"    of {one.unread_schedules} listings the time cannot be read")
    if one.failure:
        click.echo(f"    {one.failure}: {one.detail}")
        click.echo(f"    {ADVICE[one.failure]}")
    for problem in one.problems:
        click.echo(f"    {problem.what}" + (f" ({problem.where})" if problem.where else ""))


@click.command(epilog="Example: bruggen forget nl.utrecht.taalcafe-lombok")
@click.argument("source_id", metavar="SOURCE")
@options.var
def forget(source_id: str, var: Path) -> None:
    """Remove a source and what only it announced; the next release is without it."""
    world = World(var=var, now=datetime.now(UTC))
    with conductor.only_run(var):
        gone = conductor.forget_source(world, source_id)
    click.echo(f"forgotten: {source_id}; {gone} activities are gone")
