"""`bruggen explain`: why an activity is as it is."""

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

import click
import msgspec

from pipeline.cli import options
from pipeline.linking.doubts import Compared
from pipeline.report import Explanation, Witness, explanation
from pipeline.store import opened


@click.command(epilog="Example: bruggen explain 5aa658f9a05390c7")
@click.argument("activity_id", metavar="ID")
@options.var
@options.as_json
def explain(activity_id: str, var: Path, *, as_json: bool) -> None:
    """One activity: its listings and why they are one, where each field comes from, what happened to it.

    An ID that it bore before will do.
    """
    with opened(var / "bruggen.duckdb", read_only=True) as store:
        found = explanation(store, activity_id)
    if as_json:
        click.echo(msgspec.json.encode(found))
        return
    click.echo(f"{found.activity.title}  ({found.activity.id}, {found.activity.status})")
    _tell_witnesses(found.witnesses)
    for pair in found.evidence:
        _tell_evidence(pair)
    _tell_fields(found)
    if found.former_ids:
        click.echo(f"  also known as {', '.join(found.former_ids)}")
    for change in found.changes:
        click.echo(f"  {change.at:%Y-%m-%d %H:%M} {change.intent}: {change.reason}")


def _tell_witnesses(witnesses: Iterable[Witness]) -> None:
    """The listings, those that a source prints alike as one."""
    for _, alike in groupby(witnesses, key=lambda one: (one.listing.source_id, one.listing.title, one.findings)):
        first, *others = alike
        listing = first.listing
        more = f" and {len(others)} more" if others else ""
        click.echo(f"  said by {listing.source_id} ({listing.reader}), {listing.url or listing.key}{more}")
        click.echo(f"    {listing.title}")
        for finding in dict.fromkeys(first.findings):
            click.echo(f"    {finding.facet}: {finding.value} ({finding.basis}), from the words {finding.quote!r}")


def _tell_evidence(pair: Compared) -> None:
    """Why two listings count as one activity: what weighs most first."""
    click.echo(f"  {pair.one.source_id} and {pair.other.source_id} announce one activity ({pair.bits:+.1f} bits):")
    for one in sorted(pair.evidence, key=lambda one: -abs(one.bits)):
        click.echo(f"    {one.bits:+5.1f}  {one.comparison}: {one.level}")
    rest = pair.bits - sum(one.bits for one in pair.evidence)
    click.echo(f"    {rest:+5.1f}  {pair.beside}")


def _tell_fields(found: Explanation) -> None:
    basis = {name: f" ({rests_on})" for name, rests_on in found.activity.basis.items()}
    sources = found.activity.provenance.items()
    click.echo("  fields: " + ", ".join(f"{name}{basis.get(name, '')} from {source}" for name, source in sources))
    for conflict in found.conflicts:
        click.echo(f"  {conflict.field}: {conflict.source_id} says {conflict.says}")
        click.echo(f"    published is what {conflict.believed_source_id} says: {conflict.published}")
    for lock in found.locks:
        click.echo(f"  {lock.field} was settled by {lock.by} on {lock.on}" + (f": {lock.why}" if lock.why else ""))
