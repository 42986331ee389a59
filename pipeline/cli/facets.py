"""`bruggen facets`: what announcements say of themselves, a line of JSON each."""

from typing import Any

import click

from pipeline.cli.json_lines import answer_lines
from pipeline.normalise.facets import FoundFacets
from pipeline.normalise.facets import facets as found_facets
from pipeline.normalise.facets.town import town
from schemas.facets import Facets
from schemas.vocabulary import AgeGroup, Childcare

# The words of the benchmark where they are not ours.
_GROUPS = {
    AgeGroup.CHILDREN: "child",
    AgeGroup.TEENAGERS: "youth",
    AgeGroup.ADULTS: "adult",
    AgeGroup.OLDER_PEOPLE: "senior",
}
_MODES = {"mixed": "hybrid"}
# One who is referred is signed up, by another.
_REGISTRATION = {"referral": "required"}


@click.command(epilog="""Example: echo '{"id": 1, "title": "Taalcafé", "text": "Gratis."}' | bruggen facets""")
def facets() -> None:
    """Facets of short texts, one flat row each; what a text does not say is null or an empty list.

    Rows: {"id", "title", "text"}; the title may be left out.
    """
    answer_lines(answer)


def answer(row: dict[str, Any]) -> dict[str, Any]:
    """The facets of one row, flat; raises KeyError where it has no text."""
    title, text = str(row.get("title") or ""), str(row["text"] or "")
    found = found_facets(title, text)
    return _flat(found.facets) | {"attendance_mode": _mode(found), "city": town(title, text), "basis": found.basis}


def _flat(stated: Facets) -> dict[str, Any]:
    support, age = stated.support, stated.age
    return {
        "category": stated.category,
        "audience": list(stated.audience or ()),
        "contact_kind": stated.contact_kind,
        "purpose": stated.purpose,
        "languages": list(stated.languages or ()),
        "dutch_level": _level(stated),
        "cost": stated.cost.kind if stated.cost else None,
        "amount_cents": stated.cost.amount_cents if stated.cost else None,
        "registration": _registration(stated),
        "companion_support": support.companion if support else None,
        "travel_support": support.travel if support else None,
        "preparation_support": support.preparation if support else None,
        "childcare": True if support and support.childcare is Childcare.PROVIDED else None,
        "women_only": stated.women_only,
        "men_only": stated.men_only,
        "age_min": age.min if age else None,
        "age_max": age.max if age else None,
        "age_groups": [_GROUPS[group] for group in stated.age_groups or ()],
        "accessibility": list(stated.accessibility or ()),
    }


def _level(stated: Facets) -> str | None:
    level = stated.dutch_level
    return (level.min or level.note) if level else None


def _registration(stated: Facets) -> str | None:
    kind = stated.registration.kind if stated.registration else None
    return _REGISTRATION.get(kind, kind) if kind else None


def _mode(found: FoundFacets) -> str | None:
    mode = found.attendance_mode
    return _MODES.get(mode, mode) if mode else None
