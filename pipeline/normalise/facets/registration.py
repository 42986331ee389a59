"""Whether one may walk in, or says first that one comes."""

from pipeline.normalise.facets.choosing import Reading, hits, inferred, one
from pipeline.normalise.facets.table import Hit
from schemas.facets import Cost, Registration
from schemas.vocabulary import Audience, CostKind, RegistrationKind

_WELCOME = {"welkom", "welcome"}


def registration(title: str, text: str, price: Cost | None) -> Reading[Registration]:
    """What is said of signing up; where nothing is, "everyone is welcome" to what is free lets one infer walking in."""
    kind = one("registration", RegistrationKind, title, text)
    if kind.value is not None:
        return Reading(Registration(kind=kind.value), kind.findings)
    if price is None or price.kind is not CostKind.FREE:
        return Reading()
    welcome = [hit for hit in hits("audience", title, text) if _welcomes_everyone(hit)]
    if not welcome:
        return Reading()
    guessed = tuple(inferred(hit.finding, "drop_in", facet="registration") for hit in welcome)
    return Reading(Registration(kind=RegistrationKind.DROP_IN), guessed)


def _welcomes_everyone(hit: Hit) -> bool:
    """Not "for all ages", which says who it is for, and not how one comes."""
    return hit.finding.value == Audience.EVERYONE and any(word.folded in _WELCOME for word in hit.words)
