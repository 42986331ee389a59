"""`bruggen holidays`: look at the table of school holidays, or put a newer one in its place."""

from pathlib import Path

import click
import httpx

from pipeline.normalise.holidays import (
    TABLE,
    Region,
    SchoolHoliday,
    known_until,
    read_table,
    renewed,
    written_table,
)
from pipeline.normalise.official_holidays import ADDRESS, official_holidays
from schemas.errors import UnreadableText

_PATIENCE_S = 30


@click.group(epilog="Example: bruggen holidays update")
def holidays() -> None:
    """School holidays: until when the table reaches, and how to renew it."""


@holidays.command()
def until() -> None:
    """Tell per region the last day that the table knows about."""
    for region in Region:
        click.echo(f"{region}: {known_until(region)}")


@holidays.command(epilog="Example: bruggen holidays update")
@click.argument("origin", default=ADDRESS)
@click.option("--table", type=click.Path(dir_okay=False, path_type=Path), default=TABLE, help="Table to renew.")
def update(origin: str, table: Path) -> None:
    """Renew the table from ORIGIN, once all of its rows are sound.

    ORIGIN is a file or an address: the government's open data (the default), of which the school years replace ours and
    other years stay, or a whole table in our form.
    """
    text = _text(origin)
    try:
        found = _found(text, table)
    except UnreadableText as trouble:
        raise click.ClickException(f"{origin}: {trouble}") from trouble
    if not found:
        raise click.ClickException(f"{origin}: 0 school holidays, expected at least 1")
    written = table.with_suffix(".new")
    written.write_text(written_table(found), encoding="utf-8")
    written.replace(table)
    click.echo(f"{len(found)} rows, through {max(holiday.end for holiday in found)}")


def _found(text: str, table: Path) -> tuple[SchoolHoliday, ...]:
    """The holidays that the table is to hold. Raises UnreadableText where a row cannot be right."""
    if not text.lstrip().startswith(("[", "{")):
        return read_table(text)
    published = official_holidays(text)
    had = read_table(table.read_text(encoding="utf-8")) if table.exists() else ()
    return read_table(written_table(renewed(had, published))) if published else ()


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
