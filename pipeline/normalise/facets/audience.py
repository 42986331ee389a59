"""For whom it is."""

from pipeline.normalise.facets.choosing import Reading, inferred, several
from pipeline.normalise.facets.found import Finding
from pipeline.normalise.facets.table import Hit
from schemas.vocabulary import Audience, Basis

# Groups of whom one knows that they come to practise the language: what is inferred from "taalcafé" adds nothing.
_NAMED_LEARNERS = {Audience.NEWCOMERS, Audience.UKRAINIANS, Audience.INTERNATIONALS, Audience.MIGRANTS}


def audience(found: list[Hit], invitation: tuple[Finding, ...]) -> Reading[tuple[Audience, ...]]:
    """The groups that are named in `found`; what the kind of activity lets one infer, only where no such group is.

    Where nobody is named, the words of an `invitation` let one infer that everyone may come.
    """
    stated = [hit for hit in found if hit.finding.basis is Basis.STATED]
    names_learners = any(hit.finding.value in _NAMED_LEARNERS for hit in stated)
    groups = several(Audience, stated if names_learners else found)
    if groups.value or not invitation:
        return groups
    guessed = tuple(inferred(finding, Audience.EVERYONE.value, facet="audience") for finding in invitation)
    return Reading((Audience.EVERYONE,), guessed)
