"""`make curve`: precision, recall and hard negatives over the bits from which linking links, as a picture in docs/."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import click
from msgspec.structs import replace

from pipeline.linking.comparisons import weights
from pipeline.linking.stage import link
from tests.truth.linked import NOW, clusters, stocked, told
from tests.truth.score import Score, score
from tests.truth.world import world

_SEED, _LISTINGS = 77, 10_000
"""Not one that was learned from."""
_FILE = Path(__file__).parents[2] / "docs" / "linking.svg"
_BITS = [number / 2 for number in range(-12, 25)]
_LEFT, _RIGHT, _TOP, _BOTTOM = 60, 700, 30, 330
_LOWEST = 0.90
# Colours that people who see fewer of them can tell apart (Okabe and Ito, 2008).
_LINES = (("precision", "#0072b2"), ("recall", "#d55e00"), ("hard negatives kept apart", "#009e73"))
Point = tuple[float, float, float]


class _Undone(Exception):
    pass


def scores() -> Iterator[tuple[float, Score]]:
    """What linking finds per threshold, each time from nothing."""
    some, known = world(_SEED, _LISTINGS), weights()
    with stocked(told(some)) as store:
        for bits in _BITS:
            with suppress(_Undone), store.transaction():
                link(store, now=NOW, using=replace(known, link_from=bits, ask_from=min(bits, known.ask_from)))
                yield bits, score(some, clusters(store))
                raise _Undone


def picture(points: Sequence[tuple[float, Point]], *, chosen: float) -> str:
    """The lines of `points` (bits, and a share per line) as SVG; a mark at the chosen bits."""
    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 400" font-family="sans-serif" font-size="13">',
        "<title>Precision, recall and hard negatives over the bits from which listings are linked</title>",
        '<rect width="760" height="400" fill="#fff"/>',
    ]
    parts += map(_scale, (0.90, 0.92, 0.94, 0.96, 0.98, 1.00))
    parts += map(_mark, range(int(_BITS[0]), int(_BITS[-1]) + 1, 2))
    parts.append(f'<text x="{(_LEFT + _RIGHT) / 2}" y="{_BOTTOM + 40}" text-anchor="middle">linked from (bits)</text>')
    parts.append(f'<path d="M{_x(chosen):.1f} {_TOP}V{_BOTTOM}" stroke="#555" stroke-dasharray="4 4"/>')
    parts.append(f'<text x="{_x(chosen):.1f}" y="{_TOP - 8}" text-anchor="middle">chosen: {chosen:g}</text>')
    parts += _lines(points)
    return "\n".join([*parts, "</svg>", ""])


def _scale(share: float) -> str:
    return (
        f'<path d="M{_LEFT} {_y(share):.1f}H{_RIGHT}" stroke="#ddd"/>'
        f'<text x="{_LEFT - 8}" y="{_y(share) + 4:.1f}" text-anchor="end">{share:.2f}</text>'
    )


def _mark(bits: int) -> str:
    return f'<text x="{_x(bits):.1f}" y="{_BOTTOM + 20}" text-anchor="middle">{bits}</text>'


def _lines(points: Sequence[tuple[float, Point]]) -> Iterator[str]:
    for number, (name, colour) in enumerate(_LINES):
        line = " ".join(f"{_x(bits):.1f},{_y(shares[number]):.1f}" for bits, shares in points)
        yield f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2.5"/>'
        yield f'<text x="{_LEFT + 230 * number}" y="{_BOTTOM + 62}" fill="{colour}">— {name}</text>'


def _x(bits: float) -> float:
    return _LEFT + (_RIGHT - _LEFT) * (bits - _BITS[0]) / (_BITS[-1] - _BITS[0])


def _y(share: float) -> float:
    return _BOTTOM - (_BOTTOM - _TOP) * (max(share, _LOWEST) - _LOWEST) / (1 - _LOWEST)


def main() -> None:
    points = []
    for bits, result in scores():
        apart = 1 - (result.merged["all"].share or 0)
        points.append((bits, (result.pairwise.precision, result.pairwise.recall, apart)))
        click.echo(f"{bits:+5.1f}  " + "  ".join(f"{share:.4f}" for share in points[-1][1]))
    _FILE.write_text(picture(points, chosen=weights().link_from), encoding="utf-8")


if __name__ == "__main__":
    main()
