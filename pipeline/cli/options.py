"""Options that several commands share, and what they make together: the world of a run."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import click

from pipeline.run import World, chosen
from spiders.registry import load_sources

P = ParamSpec("P")
R = TypeVar("R")

var = click.option(
    "--var",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("var"),
    show_default=True,
    help="Where everything generated stands.",
)
as_json = click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")


class Moment(click.ParamType[datetime]):
    """An ISO 8601 moment; without offset it is UTC."""

    name = "ISO"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:  # noqa: ANN401
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not an ISO 8601 moment such as 2026-11-24T06:00:00Z", param, ctx)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


_WORLD = (
    click.option("--source", "ids", multiple=True, metavar="ID", help="Only this source; may be given several times."),
    click.option(
        "--sources",
        "directory",
        type=click.Path(file_okay=False, path_type=Path),
        default=Path("spiders/sources"),
        show_default=True,
        help="Folder of source files: COUNTRY/MUNICIPALITY/SLUG.toml.",
    ),
    var,
    click.option("--now", type=Moment(), help="Do as if it were this moment (default: the clock)."),
    click.option(
        "--replay",
        type=click.Path(exists=True, path_type=Path),
        metavar="WARC",
        help="Answer every request from this archive, or folder of archives; no network.",
    ),
    click.option(
        "--delay",
        "delay_s",
        type=float,
        default=1.0,
        show_default=True,
        help="Seconds between two requests to one host.",
    ),
    click.option(
        "--contact",
        "contact_url",
        envvar="BRUGGEN_CONTACT",
        show_envvar=True,
        metavar="URL",
        help="Page that tells organisers who visits them; stands in the user agent.",
    ),
    click.option(
        "--base-url",
        envvar="BRUGGEN_BASE_URL",
        show_envvar=True,
        metavar="URL",
        help="Where VAR/public is served, for full calendar addresses on the page.",
    ),
    click.option("--allow-loopback", is_flag=True, help="Visit addresses on this machine too (test worlds)."),
    click.option(
        "--accept",
        "accepted",
        multiple=True,
        metavar="ID",
        help="This source may lose listings; publish smaller feeds.",
    ),
)


def world(command: Callable[..., R]) -> Callable[..., R]:
    """Give `command` the world that its options describe, as its first argument."""

    @wraps(command)
    def with_world(**options: Any) -> R:  # noqa: ANN401
        return command(_world(options), **options)

    for option in reversed(_WORLD):
        with_world = option(with_world)
    return with_world


def _world(options: dict[str, Any]) -> World:
    declared = load_sources(options.pop("directory"))
    return World(
        sources=chosen(declared, options.pop("ids")),
        var=options.pop("var"),
        now=options.pop("now") or datetime.now(UTC),
        replay=options.pop("replay"),
        delay_s=options.pop("delay_s"),
        contact_url=options.pop("contact_url"),
        base_url=options.pop("base_url"),
        allow_loopback=options.pop("allow_loopback"),
        accepted=frozenset(options.pop("accepted")),
    )
