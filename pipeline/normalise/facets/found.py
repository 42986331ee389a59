"""What was found in a text, and the words that say so."""

from enum import StrEnum
from typing import Any

from schemas.facets import Facets, Support
from schemas.record import Record
from schemas.vocabulary import AttendanceMode, Basis


class Part(StrEnum):
    TITLE = "title"
    TEXT = "text"


class Finding(Record):
    """One value of one facet, and the words that gave it: `quote` stands at `start` to `end` of that part.

    `facet` is named as in the records; kinds of help as `support.travel`.
    """

    facet: str
    value: str
    basis: Basis
    part: Part
    start: int
    end: int
    quote: str


class FoundFacets(Record):
    """The facets that a title and text state, with at least one finding for each; what is not stated is None."""

    facets: Facets
    attendance_mode: AttendanceMode | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def basis(self) -> dict[str, Basis]:
        """Per facet what it rests on: stated where any of its findings is."""
        found: dict[str, Basis] = {}
        for finding in self.findings:
            name = _facet(finding)
            if found.get(name) is not Basis.STATED:
                found[name] = finding.basis
        return found

    def resting_on(self, basis: Basis) -> Facets:
        """Only what rests on `basis`: of several values those that do, so that no guess passes for a statement."""
        names = Facets.__struct_fields__
        return Facets(**{name: part for name in names if (part := self._part(name, basis)) is not None})

    def _part(self, name: str, basis: Basis) -> Any:  # noqa: ANN401 any facet
        value = getattr(self.facets, name)
        grounds = [finding for finding in self.findings if _facet(finding) == name and finding.basis is basis]
        if value is None or not grounds:
            return None
        if isinstance(value, tuple):
            given = {finding.value for finding in grounds}
            return tuple(one for one in value if one in given) or None
        if isinstance(value, Support):
            kinds = {finding.facet.removeprefix("support.") for finding in grounds}
            return Support(**{kind: getattr(value, kind) for kind in kinds})
        return value if self.basis.get(name) is basis else None


def _facet(finding: Finding) -> str:
    return finding.facet.partition(".")[0]
