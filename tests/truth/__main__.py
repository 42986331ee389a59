"""`make quality`: how well linking finds what is one activity, on made-up towns and on pairs judged by hand."""

import click

from pipeline.linking.comparisons import weights
from tests.truth.linked import compared, found
from tests.truth.pairs import Pair, pairs
from tests.truth.score import lines, score
from tests.truth.world import world


@click.command()
@click.option(
    "--seed", default=20_261_126, show_default=True, help="Of the made-up towns; not one that was learned from."
)
@click.option("--listings", default=20_000, show_default=True)
@click.option("--errors", is_flag=True, help="Show the hand-written pairs to learn from that are linked wrongly.")
def main(seed: int, listings: int, *, errors: bool) -> None:
    """Print precision and recall of linking, per kind of variation."""
    some = world(seed, listings)
    click.echo(f"{listings} listings of made-up towns, seed {seed}")
    for line in lines(score(some, found(some))):
        click.echo(f"  {line}")
    for role in ("development", "evaluated_once"):
        _tell(role, list(pairs(role)), errors=errors and role == "development")


def _tell(role: str, judged: list[Pair], *, errors: bool) -> None:
    known = weights()
    linked = [one.is_linked(known.link_from) for one in compared(judged)]
    right = sum(pair.is_same and one for pair, one in zip(judged, linked, strict=True))
    same = sum(pair.is_same for pair in judged)
    click.echo(
        f"{len(judged)} pairs judged by hand ({role}): precision {right / max(1, sum(linked)):.3f}  "
        f"recall {right / max(1, same):.3f}"
    )
    if errors:
        for pair, one, how in zip(judged, linked, compared(judged), strict=True):
            if pair.is_same != one:
                click.echo(
                    f"  {pair.file} {pair.number}: {'missed' if pair.is_same else 'wrongly linked'}, {pair.reason}"
                )
                click.echo(f"    {pair.a[1].title} | {pair.b[1].title} | {how.bits}")


if __name__ == "__main__":
    main()
