"""Weights learned from labelled pairs: logistic regression over the levels that hold. Pure."""

from collections.abc import Mapping, Sequence
from math import exp, log

from pipeline.linking.comparisons import COMPARISONS, Weights

Pattern = tuple[int, ...]
"""Per comparison the number of the level that holds."""

_ROUNDS = 30
_CLOSE = 1e-6
_BITS = log(2)


def learned(examples: Mapping[tuple[Pattern, bool], float], *, start: Weights, trust: float) -> Weights:
    """The weights under which `examples` (pattern and whether it is one activity → how often) are likeliest.

    A level that few examples show stays near what `start` says; `trust` is the strength of that, in examples.
    Raises ZeroDivisionError when there are none.
    """
    first = [start.prior, *(start.of(one, level) for one in COMPARISONS for level in one.levels)]
    expected = [bits * _BITS for bits in first]
    values = [0.0] * len(expected)  # from here Newton's method does not run away
    rows = [(_columns(pattern), is_one, count) for (pattern, is_one), count in sorted(examples.items())]
    for _ in range(_ROUNDS):
        step = _step(rows, values, expected, trust)
        values = [value + change for value, change in zip(values, step, strict=True)]
        if max(map(abs, step)) < _CLOSE:
            break
    return _named([value / _BITS for value in values], start)


def _columns(pattern: Pattern) -> tuple[int, ...]:
    """The numbers of the weights that count for a pattern; the first is the prior."""
    columns, before = [0], 1
    for comparison, level in zip(COMPARISONS, pattern, strict=True):
        columns.append(before + level)
        before += len(comparison.levels)
    return tuple(columns)


def _step(
    rows: Sequence[tuple[tuple[int, ...], bool, float]], values: list[float], expected: list[float], trust: float
) -> list[float]:
    """One step of Newton's method."""
    size = len(values)
    gradient = [trust * (mean - value) for mean, value in zip(expected, values, strict=True)]
    curvature = [[trust * (row == column) for column in range(size)] for row in range(size)]
    for columns, is_one, count in rows:
        likely = 1 / (1 + exp(-max(-500.0, min(500.0, sum(values[column] for column in columns)))))
        weight = count * likely * (1 - likely)
        for column in columns:
            gradient[column] += count * (is_one - likely)
            for other in columns:
                curvature[column][other] += weight
    return _solved(curvature, gradient)


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """The solution of a system with a symmetric, positive definite matrix, by elimination."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    size = len(rows)
    for at, row in enumerate(rows):
        for below in rows[at + 1 :]:
            if factor := below[at] / row[at]:
                below[at:] = [b - factor * a for a, b in zip(row[at:], below[at:], strict=True)]
    found = [0.0] * size
    for at in reversed(range(size)):
        known = sum(rows[at][column] * found[column] for column in range(at + 1, size))
        found[at] = (rows[at][size] - known) / rows[at][at]
    return found


def _named(bits: Sequence[float], start: Weights) -> Weights:
    rest = iter(bits[1:])
    levels = {one.name: {level.name: next(rest) for level in one.levels} for one in COMPARISONS}
    return Weights(prior=bits[0], link_from=start.link_from, ask_from=start.ask_from, levels=levels)
