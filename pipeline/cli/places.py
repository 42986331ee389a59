"""`bruggen places`: the geodata that municipality, district and neighbourhood are found with."""

from functools import partial
from pathlib import Path

import click
import msgspec

from pipeline.cli import options, progress
from pipeline.places.fetching import fetched
from pipeline.places.loading import load as load_places
from pipeline.places.official import download
from pipeline.store import opened


@click.group(epilog="Example: bruggen places load geo --var var")
def places() -> None:
    """Load the geodata by which places get the codes of their municipality and neighbourhood."""


@places.command(epilog="Example: bruggen places load geo --var var")
@click.argument("directory", type=click.Path(exists=True, file_okay=False, path_type=Path))
@options.var
@options.as_json
def load(directory: Path, var: Path, *, as_json: bool) -> None:
    """Put the tables and polygons of DIRECTORY into the database; docs/places.md describes them."""
    with opened(var / "bruggen.duckdb") as store, progress.shown() as told:
        counts = load_places(store, directory, told)
    _tell(counts, as_json=as_json)


@places.command(epilog="Example: bruggen places update --year 2025 --var var")
@click.option("--year", type=click.IntRange(2020, 2100), default=2025, show_default=True, help="Year of the codes.")
@click.option(
    "--from",
    "base_url",
    default="https://api.pdok.nl/cbs/wijken-en-buurten-{year}/ogc/v1",
    show_default=True,
    metavar="URL",
    help="Where the collections of CBS stand.",
)
@options.var
@options.as_json
def update(year: int, base_url: str, var: Path, *, as_json: bool) -> None:
    """Fetch the official municipalities, districts and neighbourhoods of CBS, and load them."""
    directory = var / "geo"
    page = partial(fetched, within_s=60, most=200_000_000)
    download(page, base_url.replace("{year}", str(year)), directory, year=year)
    with opened(var / "bruggen.duckdb") as store, progress.shown() as told:
        counts = load_places(store, directory, told)
    _tell(counts, as_json=as_json)


def _tell(counts: dict[str, int], *, as_json: bool) -> None:
    if as_json:
        click.echo(msgspec.json.encode(counts))
        return
    for name, count in counts.items():
        click.echo(f"{name:<28} {count:>7} rows")
