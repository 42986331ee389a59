"""`bruggen holidays`: look at the table of school holidays, or put a newer one in its place."""

from pathlib import Path

import click
import httpx

from pipeline.normalise.holidays import TABLE, Region, known_until, read_table
from schemas.errors import UnreadableText

_PATIENCE_S = 30


@click.group(epilog="Example: bruggen holidays update https://open.example.nl/school_holidays.csv")
def holidays() -> None:
    """School holidays: until when the table reaches, and how to renew it."""


@holidays.command()
def until() -> None:
    """Tell per region the last day that the table knows about."""
    for region in Region:
        click.echo(f"{region}: {known_until(region)}")


@holidays.command()
@click.argument("origin")
@click.option("--table", type=click.Path(dir_okay=False, path_type=Path), default=TABLE, help="Table to replace.")
def update(origin: str, table: Path) -> None:
    """Replace the table by the one at ORIGIN, a file or an address, once all of its rows are sound."""
    text = _text(origin)
    try:
        found = read_table(text)
    except UnreadableText as trouble:
        raise click.ClickException(str(trouble)) from trouble
    if not found:
        raise click.ClickException(f"{origin}: 0 school holidays, expected at least 1")
    written = table.with_suffix(".new")
    written.write_text(text, encoding="utf-8")
    written.replace(table)
    click.echo(f"{len(found)} rows, through {max(holiday.end for holiday in found)}")


def _text(origin: str) -> str:
    """What stands at `origin`, a file or an address."""
    try:
        if not origin.startswith(("http://", "https://")):
            return Path(origin).read_text(encoding="utf-8")
        answer = httpx.get(origin, timeout=_PATIENCE_S, follow_redirects=True)
        answer.raise_for_status()
    except (OSError, UnicodeError, httpx.HTTPError) as trouble:
        raise click.ClickException(f"{origin}: {trouble}") from trouble
    return answer.text
