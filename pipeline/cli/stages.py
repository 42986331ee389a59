"""`bruggen run` and its stages alone."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
import msgspec

from pipeline import run as conductor
from pipeline.cli import options, progress
from pipeline.run import RunReport, World
from pipeline.store import opened
from schemas.health import Health, Outcome, Problem


@click.command(epilog="Example: bruggen run --sources spiders/sources --var var")
@options.world
@options.as_json
def run(world: World, *, as_json: bool) -> None:
    """Visit the sources, build the database, publish a release: the whole line, once."""
    with progress.shown() as told:
        report = conductor.run(replace(world, progress=told))
    _tell(report, as_json=as_json)


@click.command(epilog="Example: bruggen crawl --source nl.utrecht.taalcafe-lombok")
@options.world
@options.as_json
def crawl(world: World, *, as_json: bool) -> None:
    """Visit the sources and stage what they say."""
    with conductor.only_run(world.var), progress.shown() as told:
        visits = conductor.crawl_stage(replace(world, progress=told), conductor.new_run_id(world))
    failed = [health for health in visits if health.outcome is Outcome.FAILED]
    if as_json:
        click.echo(msgspec.json.encode(visits))
    else:
        click.echo(f"{len(visits)} sources visited, {sum(h.listings for h in visits)} listings staged")
        _tell_failed(failed)
    raise click.exceptions.Exit(1 if failed else 0)


@click.command(epilog="Example: bruggen build --var var")
@options.world
@options.as_json
def build(world: World, *, as_json: bool) -> None:
    """Settle in the database what the staged sources say."""
    with conductor.only_run(world.var), opened(world.database) as store, progress.shown() as told:
        built = conductor.build_stage(replace(world, progress=told), store, conductor.new_run_id(world))
    intents = {intent.value: count for intent, count in sorted(built.intents.items())}
    click.echo(msgspec.json.encode(intents) if as_json else _in_words(intents))


@click.command(epilog="Example: bruggen publish --rollback")
@options.var
@click.option("--now", type=options.Moment(), help="Do as if it were this moment (default: the clock).")
@click.option("--accept", is_flag=True, help="Publish although feeds become much smaller or empty.")
@options.base_url
@options.publisher
@options.contact
@click.option("--rollback", is_flag=True, help="Make the release before this one visible again.")
@options.as_json
def publish(var: Path, *, now: datetime | None, accept: bool, rollback: bool, as_json: bool, **addresses: Any) -> None:  # noqa: ANN401
    """Write a release from the database and make it visible."""
    from output import release  # noqa: PLC0415 a rollback needs no templates

    accepted = frozenset({"*"}) if accept else frozenset()
    world = World(var=var, now=now or datetime.now(UTC), accepted=accepted, **addresses)
    with conductor.only_run(var):
        if rollback:
            _tell_release(release.rollback(var).name, as_json=as_json)
            return
        with opened(world.database) as store:
            last, name = conductor.publish_stage(world, store, conductor.new_run_id(world))
    _tell_release(name, last.left_out, last.overruled, as_json=as_json)


def _tell_release(
    name: str | None, left_out: tuple[Problem, ...] = (), overruled: tuple[str, ...] = (), *, as_json: bool
) -> None:
    if as_json:
        click.echo(msgspec.json.encode({"release": name, "left_out": left_out, "overruled": overruled}))
        return
    click.echo(f"visible release: {name or 'as before'}")
    _tell_left_out(left_out)
    for reason in overruled:
        click.echo(f"accepted: {reason}", err=True)


def _tell_left_out(left_out: Iterable[Problem]) -> None:
    for problem in left_out:
        click.echo(f"left out: {problem.where}: {problem.what}", err=True)


def _tell(report: RunReport, *, as_json: bool) -> None:
    if as_json:
        click.echo(msgspec.json.encode(report))
    else:
        click.echo(f"run {report.run_id}: {report.sources} sources, {_in_words(report.changes)}")
        release = f"release {report.release}" if report.release else "nothing changed; the visible release stays"
        click.echo(f"{release}: {report.activities} activities, {report.occurrences} occurrences")
        for judgement in report.idle_judgements:
            click.echo(f"judgement: {judgement}", err=True)
        _tell_left_out(report.left_out)
        _tell_failed(report.failed)
    raise click.exceptions.Exit(1 if report.failed else 0)


def _tell_failed(failed: tuple[Health, ...] | list[Health]) -> None:
    for health in failed:
        click.echo(f"failed: {health.source_id} ({health.failure}): {health.detail}", err=True)


def _in_words(intents: dict[str, int]) -> str:
    return ", ".join(f"{count} {intent}" for intent, count in intents.items()) or "nothing changed"
