"""A person walked through doubtful pairs: each is shown, a key is awaited, a verdict is written before the next."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from pipeline.cli.side_by_side import page
from pipeline.judgements import Judgements, judgements, written
from pipeline.linking.evidence import Doubt
from schemas.judgement import Judgement, ListingName, Verdict
from schemas.listing import Listing

_VERDICTS = {"s": Verdict.SAME, "d": Verdict.DIFFERENT, "u": Verdict.UNSURE}
_SKIP, _STOP = "k", "q"
_KEYS = "s same   d different   u unsure   k skip   q stop"


@dataclass(frozen=True)
class Desk:
    """Who judges, on which day, and the folder that the judgements go to."""

    directory: Path
    by: str
    today: date

    def judgement(self, one: ListingName, verdict: Verdict, other: ListingName, *, why: str = "") -> Judgement:
        return Judgement(verdict=verdict, one=one, other=other, by=self.by, on=self.today.isoformat(), why=why)


def name_of(listing: Listing) -> ListingName:
    return ListingName(source_id=listing.source_id, key=listing.key)


def still_open(doubts: Sequence[Doubt], settled: Judgements) -> list[Doubt]:
    """The doubts that nobody judged yet, and no judgement decides, in their order."""
    return [doubt for doubt in doubts if not _is_settled(doubt, settled)]


def _is_settled(doubt: Doubt, settled: Judgements) -> bool:
    return settled.verdict(name_of(doubt.one), name_of(doubt.other)) is not None


def walk(doubts: Sequence[Doubt], desk: Desk, *, width: int) -> None:
    """Asks about each of `doubts` that is not settled by then, until the person stops."""
    settled = judgements(desk.directory)
    tally: Counter[str] = Counter()
    for number, doubt in enumerate(doubts, start=1):
        if _is_settled(doubt, settled):
            click.echo(f"pair {number} of {len(doubts)}: follows from what you said")
            continue
        click.echo(click.style(f"\npair {number} of {len(doubts)}", bold=True))
        click.echo("\n".join(page(doubt, width=width, today=desk.today)))
        key = _key()
        if key == _STOP:
            break
        if key != _SKIP:
            settled = _write(doubt, _VERDICTS[key], desk)
            tally[_VERDICTS[key]] += 1
    _tell(tally)


def _key() -> str:
    """The next key that means something. Raises UsageError where there is no terminal, Abort when it goes away."""
    click.echo(f"\n{_KEYS} > ", nl=False)
    while True:
        try:
            key = click.getchar().casefold()
        except OSError as error:
            raise click.UsageError("there is no terminal to ask at; `bruggen judge --json` tells the pairs") from error
        if not key:  # the terminal is gone
            raise click.Abort
        if key in {*_VERDICTS, _SKIP, _STOP}:
            click.echo(_VERDICTS.get(key) or {_SKIP: "skipped", _STOP: "stopped"}[key])
            return key


def _write(doubt: Doubt, verdict: Verdict, desk: Desk) -> Judgements:
    judgement = desk.judgement(name_of(doubt.one), verdict, name_of(doubt.other))
    path, settled = written(desk.directory, judgement, titles=(doubt.one.title, doubt.other.title))
    click.echo(f"written to {path}")
    return settled


def _tell(tally: Counter[str]) -> None:
    counts = ", ".join(f"{count} {verdict}" for verdict, count in tally.most_common())
    click.echo(f"\n{counts}; the next build goes by it" if counts else "\nnothing was written")
