"""`bruggen add`: a source, from a site's address."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import msgspec

from pipeline.cli import options
from pipeline.cli.freezing import DEFAULT_CASES, freeze
from pipeline.cli.municipalities import municipality_of
from pipeline.cli.options import Look
from pipeline.cli.probe import tell
from pipeline.cli.probing import ProbeReport, looked_through, report_of
from pipeline.cli.proposals import Proposal, proposal
from pipeline.cli.quality import sights_along
from pipeline.places.names import slug
from schemas.errors import SourceError
from schemas.place import Place
from schemas.record import Record
from spiders.discovery.exploration import Exploration, Sight
from spiders.source_file import KeyLines, faults_of, parsed

_MOST_FROZEN = 3


class Added(Record):
    """What was written."""

    source_id: str
    source_file: str
    frozen: tuple[str, ...]
    report: ProbeReport


@click.command(epilog="Example: bruggen add https://www.taalcafe-lombok.example/ --municipality utrecht")
@options.look
@click.option(
    "--sources",
    "directory",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("spiders/sources"),
    show_default=True,
    help="Folder of source files.",
)
@click.option(
    "--cases",
    type=click.Path(file_okay=False, path_type=Path),
    default=DEFAULT_CASES,
    show_default=True,
    help="Folder of frozen pages with what is to be read from them.",
)
@options.var
@click.option(
    "--municipality",
    metavar="NAME",
    help="Where the organisation is (default: from the one address on its site, by the geodata in VAR where loaded).",
)
@click.option("--name", metavar="NAME", help="Last part of the source's id (default: from the organisation's name).")
@options.as_json
def add(look: Look, *, as_json: bool, **where: Any) -> None:  # noqa: ANN401 - the options that Where names
    """Look through the website at URL and write its source file, with the pages it was read from.

    Never overwrites a source file. Look at what was written before you commit it: a page may hold names and texts
    of others.
    """
    seen, seconds = looked_through(look)
    report = report_of(seen, now=look.now, seconds=seconds)
    if not report.samples:
        tell(report)
        raise SourceError(f"{look.url}: nothing was found that is still to come; nothing was written")
    added = _written(seen, report, Where(**where))
    if as_json:
        click.echo(msgspec.json.encode(added))
    else:
        _tell(added)


@dataclass(frozen=True)
class Where:
    """Where things are to stand, as far as a person says so."""

    directory: Path
    cases: Path
    var: Path
    municipality: str | None
    name: str | None


def _written(seen: Exploration, report: ProbeReport, where: Where) -> Added:
    town = slug(where.municipality) if where.municipality else _municipality(report.proposal.place, where.var)
    proposed = proposal(seen, report.ways[0], municipality=town)
    path = _free_path(where.directory, proposed, where.name)
    _check(proposed, path)
    source_id = ".".join(path.relative_to(where.directory).with_suffix("").parts)
    frozen = _frozen(seen, report, where.cases / source_id)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(proposed.text, encoding="utf-8")
    return Added(source_id=source_id, source_file=str(path), frozen=tuple(map(str, frozen)), report=report)


def _municipality(place: Place | None, var: Path) -> str | None:
    return municipality_of(place, var) if place else None


def _free_path(directory: Path, proposed: Proposal, name: str | None) -> Path:
    """Where the file is to stand. Raises SourceError where nobody knows, or where there is one."""
    country, town, file = proposed.path.split("/")
    if town == "municipality":
        raise SourceError(f"{proposed.url}: prints no address that tells the town; say it: --municipality NAME")
    path = directory / country / town / (f"{slug(name)}.toml" if name else file)
    if path.exists():
        raise SourceError(f"{path}: exists already; choose another --name, or remove it first")
    return path


def _check(proposed: Proposal, path: Path) -> None:
    table, broken = parsed(proposed.text)
    if faults := [broken] if broken else list(faults_of(table, KeyLines(proposed.text))):
        raise SourceError("\n".join(f"{path}:{fault.line}: {fault.what}" for fault in faults))


def _frozen(seen: Exploration, report: ProbeReport, folder: Path) -> list[Path]:
    """The folders of frozen pages: those that were read, then those that only lead there."""
    read: Sequence[Sight] = sorted(sights_along(report.ways[0], seen), key=lambda sight: not sight.announced)
    folders = [folder if not place else folder.with_name(f"{folder.name}.{place + 1}") for place in range(_MOST_FROZEN)]
    for sight, one in zip(read, folders, strict=False):
        freeze(sight, one)
    return folders[: len(read)]


def _tell(added: Added) -> None:
    tell(added.report)
    click.echo(f"\nwritten {added.source_file}")
    for folder in added.frozen:
        click.echo(f"frozen  {folder}")
    click.echo("look at them before you commit; then try")
    click.echo(f"  bruggen run --source {added.source_id} --var /tmp/try && bruggen status --var /tmp/try")
