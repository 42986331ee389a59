"""`make weights`: learns what agreement weighs from labelled pairs, and writes it where linking reads it.

The pairs are the candidates of a few made-up worlds and the hand-written pairs that are there to learn from; pairs that
something contradicts are left out, because nothing weighs against that. What no pair shows keeps what experience says.
"""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import msgspec

import pipeline.linking
from pipeline.linking.comparisons import COMPARISONS, Weights
from pipeline.linking.learning import Pattern, learned
from tests.truth.linked import candidates, compared, stocked, told
from tests.truth.pairs import pairs
from tests.truth.world import World, world

_FILE = Path(pipeline.linking.__file__).parent / "weights.toml"
_SEEDS = (11, 12, 13)
_LISTINGS = 8_000
# A pair that a person wrote shows what the generator does not; made-up pairs come by the thousand.
_HAND_WRITTEN = 5.0
_TRUST = 1.0
_PRIOR, _LINK_FROM, _ASK_FROM = -7.0, 1.5, -2.0
# What experience says each level weighs, in their order.
_EXPECTED = {
    "title": (7, 6, 6, 5, 4, -6, 3, 2, 2, 0, -6, 0, -4),
    "group": (-20, -1, 0),
    "place": (-10, 3, -6, -4, 5, -10, 0, -4, 4, 4, 3, 2, 0, -4, 0),
    "time": (5, 3, 3, 2, 1, -9, -3, 1, -12),
    "end": (0, 1, 0, -2),
    "organiser": (4, 3, 0, 0, -3, -1),
    "page": (4, 0),
    "text": (0, 5, 2, -1),
}

# What the made-up towns show too seldom to be learned: no level weighs more than this.
_AT_MOST = {
    ("title", "nothing in common"): -6.0,
    ("title", "some words"): -1.5,
    ("title", "kinds of activity in common"): -0.5,
    ("end", "another"): -2.5,
    ("title", "one kind of activity, other subjects"): -6.0,
    ("place", "other venues"): -4.0,
}


def main() -> None:
    expected = Weights(
        prior=_PRIOR,
        link_from=_LINK_FROM,
        ask_from=_ASK_FROM,
        levels={
            one.name: dict(zip((level.name for level in one.levels), map(float, _EXPECTED[one.name]), strict=True))
            for one in COMPARISONS
        },
    )
    shown: Counter[tuple[Pattern, bool]] = Counter()
    for seed in _SEEDS:
        shown.update(made_up(world(seed, _LISTINGS), expected))
    by_hand = list(pairs("development"))
    for pair, one in zip(by_hand, compared(by_hand, expected), strict=True):
        if one.levels:
            shown[one.levels, pair.is_same] += _HAND_WRITTEN  # type: ignore[assignment]
    found = _bounded(learned(shown, start=expected, trust=_TRUST))
    _FILE.write_text(toml(found, examples=len(shown)), encoding="utf-8")
    print(f"{_FILE}: learned from {sum(shown.values()):.0f} pairs in {len(shown)} patterns")  # noqa: T201


def _bounded(found: Weights) -> Weights:
    levels = {
        name: {level: min(bits, _AT_MOST.get((name, level), bits)) for level, bits in some.items()}
        for name, some in found.levels.items()
    }
    return msgspec.structs.replace(found, levels=levels)


def made_up(some: World, using: Weights) -> Iterable[tuple[Pattern, bool]]:
    """The candidates of a world, each with whether it is one activity."""
    with stocked(told(some)) as store, store.transaction():
        compared_units = list(candidates(store, using))
        rows = store.query("SELECT unit, source_id, key FROM members")
        activity_of = {unit: some.activity_of[source_id, key] for unit, source_id, key in rows}
    return [(one.levels, activity_of[a] == activity_of[b]) for a, b, one in compared_units if one.levels]


def toml(found: Weights, *, examples: int) -> str:
    """The file that linking reads."""
    lines = [
        "# What agreement weighs, in bits: learned from labelled pairs by `make weights`, which writes this file anew.",
        f"# {examples} different patterns of levels were seen. Two listings are one activity from `link_from` on;",
        "# a person is asked from `ask_from` on. Why these: docs/linking.md.",
        "[thresholds]",
        f"prior = {found.prior:.2f}",
        f"link_from = {found.link_from}",
        f"ask_from = {found.ask_from}",
    ]
    for comparison in COMPARISONS:
        lines += ["", f"[{comparison.name}]"]
        lines += [f'"{level.name}" = {found.of(comparison, level):.2f}' for level in comparison.levels]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
