"""`bruggen places`: the geodata that municipality, district and neighbourhood are found with."""

from pathlib import Path

import click
import msgspec

from pipeline.cli import options, progress
from pipeline.places.loading import load as load_places
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
    if as_json:
        click.echo(msgspec.json.encode(counts))
        return
    for name, count in counts.items():
        click.echo(f"{name:<28} {count:>7} rows")
