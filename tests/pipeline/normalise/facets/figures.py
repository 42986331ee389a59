"""How well the announcements are read, facet by facet: `python -m tests.pipeline.normalise.facets.figures [FILE …]`."""

import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.normalise.facets import facets
from pipeline.normalise.facets.town import town
from schemas.facets import AgeRange, DutchLevels
from schemas.vocabulary import Basis

FOLDER = Path(__file__).parent / "announcements"
SETS = ("first", "second", "third", "fourth", "fifth")
FACETS = (
    *("category", "audience", "languages", "cost", "amount_cents", "registration", "attendance_mode", "city"),
    *("age", "age_groups", "women_only", "men_only", "companion", "travel", "preparation", "childcare"),
    *("accessibility", "dutch_level"),
)


class Figure(NamedTuple):
    """Of one facet: values labelled, values given, and those that are both."""

    due: int
    given: int
    right: int

    @property
    def precision(self) -> float:
        return self.right / self.given if self.given else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.due if self.due else 1.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.due + self.given) if self.right else 0.0


def announcements(name: str) -> list[dict[str, Any]]:
    return list(tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))["announcement"])


def read(title: str, text: str) -> dict[str, Any]:
    """What is read, under the keys and in the words of the labels; of audiences only those that are stated."""
    found = facets(title, text)
    said, helped = found.facets, found.facets.support
    return {
        "category": said.category,
        "audience": found.resting_on(Basis.STATED).audience,
        "languages": said.languages,
        "cost": said.cost and said.cost.kind,
        "amount_cents": said.cost and said.cost.amount_cents,
        "registration": said.registration and said.registration.kind,
        "attendance_mode": found.attendance_mode,
        "city": town(title, text),
        "age": _ages(said.age),
        "age_groups": said.age_groups,
        "women_only": said.women_only,
        "men_only": said.men_only,
        "companion": helped and helped.companion,
        "travel": helped and helped.travel,
        "preparation": helped and helped.preparation,
        "childcare": helped and helped.childcare,
        "accessibility": said.accessibility,
        "dutch_level": _level(said.dutch_level),
    }


def figures(names: tuple[str, ...] = SETS) -> dict[str, Figure]:
    """Per facet over all announcements of these files."""
    due, given, right = Counter[str](), Counter[str](), Counter[str]()
    for facet, wanted, got in (pair for name in names for one in announcements(name) for pair in _pairs(one)):
        due[facet] += len(wanted)
        given[facet] += len(got)
        right[facet] += len(wanted & got)
    return {facet: Figure(due[facet], given[facet], right[facet]) for facet in FACETS}


def _pairs(labelled: dict[str, Any]) -> Iterator[tuple[str, set[Any], set[Any]]]:
    got = read(labelled["title"], labelled["text"])
    return ((facet, _values(labelled.get(facet)), _values(got[facet])) for facet in FACETS)


def _values(value: Any) -> set[Any]:
    if isinstance(value, (list, tuple)):
        return set(value)
    return set() if value is None else {value}


def _ages(age: AgeRange | None) -> str | None:
    return f"{'' if age.min is None else age.min}-{'' if age.max is None else age.max}" if age else None


def _level(level: DutchLevels | None) -> str | None:
    if level is None or (level.min is None and level.max is None):
        return level and level.note
    return level.min if level.max in {None, level.min} else f"{level.min or ''}-{level.max}"


def main() -> None:
    for facet, one in figures(tuple(sys.argv[1:]) or SETS).items():
        sys.stdout.write(
            f"{facet:16} {one.due:4}  precision {one.precision:.3f}  recall {one.recall:.3f}  F1 {one.f1:.3f}\n"
        )


if __name__ == "__main__":
    main()
