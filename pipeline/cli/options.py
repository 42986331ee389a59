"""Options that several commands share, and what they make together: the world of a run."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import click
from click.core import ParameterSource

from pipeline.judgements import judgements as judged
from pipeline.places.geocoder import LOCATIESERVER
from pipeline.run import World, chosen
from spiders.registry import load_sources
from spiders.source_file import trouble_with_url

P = ParamSpec("P")
R = TypeVar("R")

var = click.option(
    "--var",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("var"),
    show_default=True,
    help="Where everything generated stands.",
)


def _existing(context: click.Context, parameter: click.Parameter, folder: Path) -> Path:
    """The folder, which is there unless it is the default. Raises BadParameter."""
    is_given = context.get_parameter_source(parameter.name or "") is not ParameterSource.DEFAULT
    if is_given and not folder.is_dir():
        raise click.BadParameter(f"{folder}: no such folder")
    return folder


def _judgement_folder(parameter: str) -> Callable[[Callable[..., R]], Callable[..., R]]:
    return click.option(
        "--judgements",
        parameter,
        type=click.Path(file_okay=False, path_type=Path),
        default=Path("pipeline/judgements"),
        show_default=True,
        callback=_existing,
        help="Folder of judgement files: COUNTRY/MUNICIPALITY.toml.",
    )


judgements = _judgement_folder("directory")
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


_delay = click.option(
    "--delay",
    "delay_s",
    type=float,
    default=1.0,
    show_default=True,
    help="Seconds between two requests to one host.",
)
contact = click.option(
    "--contact",
    "contact_url",
    envvar="BRUGGEN_CONTACT",
    show_envvar=True,
    metavar="URL",
    help="Page that tells organisers who visits them; stands in the user agent.",
)
base_url = click.option(
    "--base-url",
    envvar="BRUGGEN_BASE_URL",
    show_envvar=True,
    metavar="URL",
    help="Where VAR/public is served, for full addresses on the page and in the dataset.",
)
publisher = click.option(
    "--publisher",
    envvar="BRUGGEN_PUBLISHER",
    show_envvar=True,
    metavar="NAME",
    help="Who publishes the dataset, for its catalogue (default: Bruggen); --contact is the page to reach them.",
)
_now = click.option("--now", type=Moment(), help="Do as if it were this moment (default: the clock).")
_allow_loopback = click.option(
    "--allow-loopback", is_flag=True, help="Visit addresses on this machine too (test worlds)."
)
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
    _judgement_folder("judgement_folder"),
    var,
    _now,
    click.option(
        "--replay",
        type=click.Path(exists=True, path_type=Path),
        metavar="WARC",
        help="Answer every request from this archive, or folder of archives; no network.",
    ),
    _delay,
    contact,
    base_url,
    publisher,
    _allow_loopback,
    click.option(
        "--geocode",
        "geocoder",
        is_flag=False,
        flag_value=LOCATIESERVER,
        metavar="[URL]",
        help="Ask PDOK Locatieserver, or the service at URL, where new addresses are; at most 200 a run.",
    ),
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
        publisher=options.pop("publisher"),
        allow_loopback=options.pop("allow_loopback"),
        geocoder=options.pop("geocoder"),
        accepted=frozenset(options.pop("accepted")),
        judgements=judged(options.pop("judgement_folder")),
    )


@dataclass(frozen=True)
class Look:
    """A look through one site, as it was asked for."""

    url: str
    now: datetime
    delay_s: float
    allow_loopback: bool
    contact_url: str | None


_LOOK = (
    click.argument("url", callback=lambda _context, _parameter, url: _web_address(url)),
    click.option(
        "--delay", "delay_s", type=float, default=0.1, show_default=True, help="Seconds between two requests."
    ),
    _now,
    contact,
    _allow_loopback,
)


def look(command: Callable[..., R]) -> Callable[..., R]:
    """Give `command` the look that its URL and options describe, as its first argument."""

    @wraps(command)
    def with_look(**options: Any) -> R:  # noqa: ANN401
        asked = Look(
            url=options.pop("url"),
            now=options.pop("now") or datetime.now(UTC),
            delay_s=options.pop("delay_s"),
            allow_loopback=options.pop("allow_loopback"),
            contact_url=options.pop("contact_url"),
        )
        return command(asked, **options)

    for option in reversed(_LOOK):
        with_look = option(with_look)
    return with_look


def _web_address(text: str) -> str:
    """`text` as an address, with https:// where people leave that out. Raises BadParameter."""
    url = text.strip() if "://" in text else f"https://{text.strip()}"
    if trouble := trouble_with_url(url):
        raise click.BadParameter(f"{text!r} {trouble}")
    return url
