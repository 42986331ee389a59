"""`bruggen explain`: which words, which defaults and which guesses stand behind the facets of an activity."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.build import build
from pipeline.cli import bruggen
from pipeline.edition import edition
from pipeline.store import opened
from schemas.facets import Cost, Facets
from schemas.vocabulary import Basis, CostKind, Purpose, RegistrationKind
from tests.makers import MONDAY, a_listing, a_source, staged

SOURCE = a_source(defaults=Facets(cost=Cost(kind=CostKind.FREE), women_only=False, purpose=Purpose.SOCIAL))
LISTING = a_listing(
    title="Naaicafé voor ouderen",
    description="U hoeft zich niet op te geven. Een vrijwilliger gaat de eerste keer met u mee.",
)


@pytest.fixture
def var(tmp_path: Path) -> Path:
    with opened(tmp_path / "bruggen.duckdb") as store:
        build(store, [staged(LISTING, source=SOURCE)], run_id="run-1", now=MONDAY)
    return tmp_path


def test_words_go_before_the_defaults_of_an_organisation_and_guesses_after_them(var: Path) -> None:
    with opened(var / "bruggen.duckdb", read_only=True) as store:
        (activity,) = edition(store, as_of=MONDAY.date()).activities
    assert activity.registration is not None
    assert activity.registration.kind is RegistrationKind.DROP_IN
    assert activity.basis["registration"] is Basis.STATED
    assert activity.basis["support"] is Basis.STATED
    assert activity.basis["cost"] is Basis.ORGANISATION_DEFAULT
    assert activity.basis["purpose"] is Basis.ORGANISATION_DEFAULT
    assert activity.basis["category"] is Basis.INFERRED


def test_it_shows_for_every_value_the_words_that_gave_it_or_whose_default_it_is(var: Path) -> None:
    with opened(var / "bruggen.duckdb", read_only=True) as store:
        (activity,) = edition(store, as_of=MONDAY.date()).activities
    shown = CliRunner().invoke(bruggen, ["explain", activity.id, "--var", str(var)]).output
    assert "registration: drop_in (stated), from the words 'U hoeft zich niet op te geven'" in shown
    assert "support.companion: yes (stated), from the words 'vrijwilliger gaat de eerste keer met u mee'" in shown
    assert "category: crafts (inferred), from the words 'Naaicafé'" in shown
    assert "cost (organisation_default) from nl.molendam.de-wilg" in shown
