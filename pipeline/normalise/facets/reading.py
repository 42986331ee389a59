"""All facets of one text, in the order in which one may rest on another."""

import msgspec

from pipeline.normalise.facets.ages import age, age_groups
from pipeline.normalise.facets.audience import audience
from pipeline.normalise.facets.category import category
from pipeline.normalise.facets.choosing import Reading, beside, hits, one, only, several
from pipeline.normalise.facets.cost import cost
from pipeline.normalise.facets.dutch_level import dutch_level, needless
from pipeline.normalise.facets.found import Finding, FoundFacets
from pipeline.normalise.facets.languages import languages
from pipeline.normalise.facets.registration import registration
from pipeline.normalise.facets.support import support
from pipeline.normalise.facets.table import Hit
from schemas.facets import Cost, Facets, Registration, Support
from schemas.vocabulary import AttendanceMode, Audience, Category, Childcare, ContactKind, Purpose, RegistrationKind

# A description is a few hundred characters; whoever writes a book announces nothing more after this.
LONGEST_TEXT = 20_000


def facets(title: str, text: str) -> FoundFacets:
    """What `title` and `text` say about an activity, each value with its basis and the words that gave it.

    >>> facets("Taalcafé", "Gratis, aanmelden hoeft niet.").facets.registration.kind
    <RegistrationKind.DROP_IN: 'drop_in'>
    """
    title, text = title[:LONGEST_TEXT], text[:LONGEST_TEXT]
    no_dutch = needless(title, text)
    kind = category(title, text, needless=no_dutch)
    is_language = kind.value is Category.LANGUAGE
    price = cost(title, text)
    years = age(title, text)
    signing_up = registration(title, text, price.value)
    named = beside(hits("audience", title, text), no_dutch)
    groups = audience(named, _invitation(price, signing_up))
    help_to_come = support(title, text)
    purposes = several(Purpose, hits("purpose", title, text))
    readings: dict[str, Reading[object]] = {
        "category": kind,
        "audience": groups,
        "contact_kind": one("contact_kind", ContactKind, title, text),
        "purpose": Reading(_purpose(purposes.value), purposes.findings),
        "languages": languages(
            title,
            text,
            kind.findings if is_language else _learning(named),
            needless=no_dutch,
            internationals=_about(groups, Audience.INTERNATIONALS),
        ),
        "dutch_level": dutch_level(title, text, is_language_activity=is_language),
        "cost": price,
        "registration": signing_up,
        "support": help_to_come,
        "women_only": only("women_only", title, text),
        "men_only": only("men_only", title, text),
        "age": years,
        "age_groups": age_groups(title, text, years=years, brought=_children_brought(help_to_come)),
        "accessibility": _accessibility(title, text),
    }
    mode = one("attendance_mode", AttendanceMode, title, text)
    found = tuple(finding for reading in (*readings.values(), mode) for finding in reading.findings)
    return FoundFacets(facets=_facets(readings), attendance_mode=mode.value, findings=found)


def _invitation(price: Reading[Cost], signing_up: Reading[Registration]) -> tuple[Finding, ...]:
    """The words that say how a stranger comes in: what it costs, or how one signs up; not those of a referral."""
    if signing_up.value is not None and signing_up.value.kind is RegistrationKind.REFERRAL:
        return ()
    return (*price.findings, *signing_up.findings)


def _children_brought(help_to_come: Reading[Support]) -> tuple[Finding, ...]:
    welcome = {Childcare.PROVIDED, Childcare.CHILDREN_WELCOME}
    return tuple(finding for finding in help_to_come.findings if finding.value in welcome)


def _facets(readings: dict[str, Reading[object]]) -> Facets:
    return msgspec.convert({name: reading.value for name, reading in readings.items()}, Facets, from_attributes=True)


def _about(groups: Reading[tuple[Audience, ...]], group: Audience) -> tuple[Finding, ...]:
    return tuple(finding for finding in groups.findings if finding.value == group)


def _learning(named: list[Hit]) -> tuple[Finding, ...]:
    """The words by which one learns a language there, also where other words say who comes."""
    return tuple(hit.finding for hit in named if hit.finding.value == Audience.LANGUAGE_LEARNERS)


def _purpose(found: tuple[Purpose, ...] | None) -> Purpose | None:
    if not found:
        return None
    return found[0] if len(found) == 1 else Purpose.BOTH


def _accessibility(title: str, text: str) -> Reading[tuple[str, ...]]:
    found = hits("accessibility", title, text)
    return Reading(tuple(dict.fromkeys(hit.finding.value for hit in found)) or None, tuple(h.finding for h in found))
