"""What was found in a text, and the words that say so."""

from enum import StrEnum

from schemas.facets import Facets
from schemas.record import Record
from schemas.vocabulary import AttendanceMode, Basis


class Part(StrEnum):
    TITLE = "title"
    TEXT = "text"


class Finding(Record):
    """One value of one facet, and the words that gave it: `quote` stands at `start` to `end` of that part."""

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
            if found.get(finding.facet) is not Basis.STATED:
                found[finding.facet] = finding.basis
        return found
