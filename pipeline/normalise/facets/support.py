"""Help to come."""

import msgspec

from pipeline.normalise.facets.choosing import Reading, one, yes
from schemas.facets import Support
from schemas.vocabulary import Childcare


def support(title: str, text: str) -> Reading[Support]:
    """What the text offers; the findings name the kind of help as `support.travel` and so on."""
    travel = yes("travel", title, text)
    preparation = yes("preparation", title, text)
    companion = yes("companion", title, text)
    childcare = one("childcare", Childcare, title, text)
    found = tuple(
        msgspec.structs.replace(finding, facet=f"support.{finding.facet}")
        for kind in (travel, preparation, companion, childcare)
        for finding in kind.findings
    )
    if not found:
        return Reading()
    return Reading(
        Support(
            travel=travel.value,
            preparation=preparation.value,
            companion=companion.value,
            childcare=childcare.value,
        ),
        found,
    )
