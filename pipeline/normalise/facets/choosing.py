"""From hits to one value or several, with the findings that stand for it."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

import msgspec

from pipeline.normalise.facets.found import Finding
from pipeline.normalise.facets.table import Hit, table
from schemas.vocabulary import Basis

Value = TypeVar("Value", covariant=True)  # noqa: PLC0105 named for what it is
Word = TypeVar("Word", bound=StrEnum)


class Reading(NamedTuple, Generic[Value]):
    """A value, and the findings that gave it; None without findings: the text does not say."""

    value: Value | None = None
    findings: tuple[Finding, ...] = ()


def hits(facet: str, title: str, text: str) -> list[Hit]:
    return table(facet).hits(title, text)


def beside(found: Iterable[Hit], others: Iterable[Finding]) -> list[Hit]:
    """The hits that share no word with `others`, which say something else."""
    apart = tuple(others)
    return [hit for hit in found if not any(_share(hit.finding, other) for other in apart)]


def _share(one: Finding, other: Finding) -> bool:
    return one.part is other.part and one.start < other.end and other.start < one.end


def believed(found: Iterable[Hit]) -> list[Hit]:
    """The hits of the rule that stands first in its table; none where nothing was found."""
    ordered = sorted(found, key=lambda hit: hit.rule)
    return [hit for hit in ordered if hit.rule == ordered[0].rule]


def findings(found: Iterable[Hit]) -> tuple[Finding, ...]:
    return tuple(hit.finding for hit in found)


def inferred(finding: Finding, value: str, *, facet: str) -> Finding:
    """The same words, as ground for a guess."""
    return msgspec.structs.replace(finding, facet=facet, value=value, basis=Basis.INFERRED)


def one(facet: str, kind: type[Word], title: str, text: str) -> Reading[Word]:
    """The value of the first rule in the table of `facet` that finds anything."""
    chosen = believed(hits(facet, title, text))
    return Reading(kind(chosen[0].finding.value), findings(chosen)) if chosen else Reading()


def several(kind: type[Word], found: Iterable[Hit]) -> Reading[tuple[Word, ...]]:
    """All values that are found, in the order of their vocabulary."""
    chosen = tuple(found)
    values = {hit.finding.value for hit in chosen}
    return Reading(tuple(value for value in kind if value in values) or None, findings(chosen))


def yes(facet: str, title: str, text: str) -> Reading[bool]:
    """True where the table of `facet` finds anything, else None: silence is not a no."""
    found = hits(facet, title, text)
    return Reading(True, findings(found)) if found else Reading()


def only(facet: str, title: str, text: str) -> Reading[bool]:
    """True where only these may come by the table of `facet`; None as soon as one phrase says "no"."""
    chosen = believed(hits(facet, title, text))
    return Reading(True, findings(chosen)) if chosen and chosen[0].finding.value == "yes" else Reading()
