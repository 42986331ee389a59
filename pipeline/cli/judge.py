"""`bruggen judge`: are these two listings one activity? A person says so, and every build goes by it."""

import os
import shutil
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click
import msgspec

from pipeline.cli import options
from pipeline.cli.judging import Desk, still_open, walk
from pipeline.judgements import judgements, written
from pipeline.linking.doubts import doubts
from pipeline.linking.evidence import Doubt
from pipeline.store import ListingRow, Store, opened
from schemas.judgement import ListingName, Verdict
from schemas.listing import Listing

_WIDEST = 140  # columns; longer lines are hard to read

EXAMPLES = """\b
Example: bruggen judge --limit 20
Example: bruggen judge nl.molendam.de-wilg#17 nl.molendam.gemeente#a4 --verdict same --why "same room and hour"
"""


class Name(click.ParamType[ListingName]):
    """A listing, as SOURCE#KEY."""

    name = "SOURCE#KEY"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> ListingName:  # noqa: ANN401
        source_id, _, key = value.partition("#")
        try:
            return msgspec.convert({"source_id": source_id, "key": key}, ListingName)
        except msgspec.ValidationError:
            self.fail(f"{value!r} names no listing; expected one as nl.molendam.de-wilg#KEY", param, ctx)


@dataclass(frozen=True)
class Asked:
    """What was asked for on the command line."""

    var: Path
    directory: Path
    by: str | None
    verdict: str | None
    why: str
    limit: int | None

    def desk(self) -> Desk:
        by = self.by or _name_of_git() or os.environ.get("USER")
        if not by:
            raise click.UsageError("nobody knows who judges; say it: --by NAME")
        return Desk(directory=self.directory, by=by, today=datetime.now(UTC).date())


@click.command(epilog=EXAMPLES)
@click.argument("one", type=Name(), required=False)
@click.argument("other", type=Name(), required=False)
@click.option("--verdict", type=click.Choice([*map(str, Verdict)]), help="What ONE and OTHER are; asks nothing.")
@click.option("--why", default="", help="Reason, for whoever reviews the judgement.")
@click.option("--by", metavar="NAME", help="Who judges (default: user.name of git, else $USER).")
@options.judgements
@options.var
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most so many pairs.")
@options.as_json
def judge(one: ListingName | None, other: ListingName | None, *, as_json: bool, **asked: Any) -> None:  # noqa: ANN401
    """Settle which listings are one activity, pair by pair, the most doubtful first.

    Shows both listings beside each other and waits for a key; each verdict is written at once. With ONE and OTHER, each
    as SOURCE#KEY, and --verdict, that pair is judged without asking. --json tells the doubtful pairs and asks nothing.
    """
    wanted = Asked(**asked)
    if one or other or wanted.verdict:
        if not (one and other and wanted.verdict):
            raise click.UsageError("to judge without being asked, give ONE, OTHER and --verdict")
        _judge(one, other, Verdict(wanted.verdict), wanted)
        return
    waiting = _waiting(wanted)
    if as_json:
        click.echo(msgspec.json.encode(waiting))
    elif waiting:
        walk(waiting, wanted.desk(), width=min(shutil.get_terminal_size().columns, _WIDEST))
    else:
        click.echo("nothing to judge")


def _waiting(wanted: Asked) -> list[Doubt]:
    settled = judgements(wanted.directory)
    with opened(_database(wanted.var), read_only=True) as store:
        return still_open(doubts(store), settled)[: wanted.limit]


def _database(var: Path) -> Path:
    path = var / "bruggen.duckdb"
    if not path.exists():
        raise click.UsageError(f"{path}: no such database, so nothing to judge; `bruggen run` first")
    return path


def _judge(one: ListingName, other: ListingName, verdict: Verdict, wanted: Asked) -> None:
    with opened(_database(wanted.var), read_only=True) as store:
        titles = [_listing(store, name).title for name in (one, other)]
    desk = wanted.desk()
    path, _ = written(desk.directory, desk.judgement(one, verdict, other, why=wanted.why), titles=titles)
    click.echo(f"{verdict}: written to {path}")


def _listing(store: Store, name: ListingName) -> Listing:
    """The listing of that name. Raises UsageError, with the nearest key, where there is none."""
    rows = store.rows(ListingRow, "source_id = ? AND key = ?", [name.source_id, name.key])
    if rows:
        return msgspec.json.decode(rows[0].listing, type=Listing)
    keys = [key for (key,) in store.query("SELECT key FROM listings WHERE source_id = ?", [name.source_id])]
    close = get_close_matches(name.key, keys, n=1)
    meant = f"; did you mean {close[0]!r}?" if close else f"; {len(keys)} listings of that source are known"
    raise click.UsageError(f"no listing {name.key!r} of {name.source_id} is known{meant}")


def _name_of_git() -> str | None:
    with suppress(OSError, subprocess.TimeoutExpired):
        told = subprocess.run(["git", "config", "user.name"], capture_output=True, text=True, timeout=5, check=False)  # noqa: S607
        return told.stdout.strip() or None
    return None
