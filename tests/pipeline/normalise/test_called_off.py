"""What titles and texts say of not taking place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise import normalised
from pipeline.normalise.called_off import called_off, said_of_all
from schemas.schedule import Override, Schedule, Status
from tests.makers import a_listing, a_source, weekly

OFF, LATER = Status.CANCELLED, Status.POSTPONED


@pytest.mark.parametrize(
    ("printed", "title", "status"),
    [
        ("AFGELAST: Taalcafé", "Taalcafé", OFF),
        ("Afgelast! Taalcafé", "Taalcafé", OFF),
        ("AFGELAST Taalcafé", "Taalcafé", OFF),
        ("[GEANNULEERD] Taalcafé", "Taalcafé", OFF),
        ("(geannuleerd) Taalcafé", "Taalcafé", OFF),
        ("***GEANNULEERD*** Taalcafé", "Taalcafé", OFF),
        ("Geannuleerd - Taalcafé", "Taalcafé", OFF),
        ("Geannuleerd Taalcafé", "Taalcafé", OFF),
        ("Taalcafé (geannuleerd)", "Taalcafé", OFF),
        ("Taalcafé - GEANNULEERD", "Taalcafé", OFF),
        ("Taalcafé | afgelast", "Taalcafé", OFF),
        ("Taalcafé GEANNULEERD", "Taalcafé", OFF),
        ("Taalcafé gaat niet door", "Taalcafé", OFF),
        ("Taalcafé gaat helaas niet door", "Taalcafé", OFF),
        ("Taalcafé gaat niet door wegens ziekte", "Taalcafé", OFF),
        ("Taalcafé is geannuleerd i.v.m. storm", "Taalcafé", OFF),
        ("LET OP: GAAT NIET DOOR: Taalcafé", "Taalcafé", OFF),
        ("Vervalt: Taalcafé", "Taalcafé", OFF),
        ("Taalcafé (vervalt)", "Taalcafé", OFF),
        ("VERVALT Taalcafé", "Taalcafé", OFF),
        ("Cancelled: Language café", "Language café", OFF),
        ("CANCELED - Language café", "Language café", OFF),
        ("Language café (cancelled)", "Language café", OFF),
        ("Language café is cancelled", "Language café", OFF),
        ("UITGESTELD: Buurtmaaltijd", "Buurtmaaltijd", LATER),
        ("Buurtmaaltijd (uitgesteld)", "Buurtmaaltijd", LATER),
        ("Postponed: Walk", "Walk", LATER),
        ("AFGELAST: Koffie bij de buren", "Koffie bij de buren", OFF),
        ("AFGELAST: Inloop 12-", "Inloop 12-", OFF),
        ("AFGELAST: Leesclub 0-4 jaar", "Leesclub 0-4 jaar", OFF),
        ("Leesclub 0-4 jaar - AFGELAST", "Leesclub 0-4 jaar", OFF),
        # Not called off.
        ("Wandeling langs vervallen huizen", "Wandeling langs vervallen huizen", None),
        ("Vervallen huizen in beeld", "Vervallen huizen in beeld", None),
        ("Uitgesteld naar 12 maart: Buurtmaaltijd", "Uitgesteld naar 12 maart: Buurtmaaltijd", None),
        ("Buurtmaaltijd uitgesteld naar 12 maart", "Buurtmaaltijd uitgesteld naar 12 maart", None),
        ("Wandeling (bij regen afgelast)", "Wandeling (bij regen afgelast)", None),
        ("Gratis annuleren tot een dag vooraf", "Gratis annuleren tot een dag vooraf", None),
        ("Taalcafé gaat door", "Taalcafé gaat door", None),
        ("Geannuleerd", "Geannuleerd", None),
    ],
)
def test_a_title_says_that_it_is_called_off_and_is_published_without_the_words(
    printed: str, title: str, status: Status | None
) -> None:
    assert called_off(printed) == (title, status)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("GEANNULEERD! We praten samen.", OFF),
        ("Let op: deze bijeenkomst gaat niet door wegens ziekte. Volgende week weer.", OFF),
        ("Helaas, deze activiteit is afgelast.", OFF),
        ("This event has been cancelled", OFF),
        ("Uitgesteld. Nieuwe datum volgt.", LATER),
        ("Bij slecht weer gaat de wandeling niet door.", None),
        ("Het taalcafé van 3 december gaat niet door.", None),
        ("Tijdens de kerstvakantie vervalt de les.", None),
        ("We praten samen. Gaat niet door bij regen.", None),
        (None, None),
    ],
)
def test_only_a_first_sentence_about_the_whole_calls_it_off(text: str | None, status: Status | None) -> None:
    assert said_of_all(text) is status


def test_the_word_of_a_title_goes_before_a_calendar_that_calls_everything_scheduled() -> None:
    found = normalised(a_listing(title="AFGELAST: Koor", status=Status.SCHEDULED), a_source())
    assert found is not None
    assert (found.title, found.status) == ("Koor", OFF)


@pytest.mark.parametrize("own", ["AFGELAST: Koor", "Koor vervalt!", "Geen koor"])
def test_an_evening_whose_own_title_calls_it_off_is_cancelled_alone(own: str) -> None:
    series = weekly("2026-11-24T19:30:00")
    off = Override(recurrence_id="2026-12-01T19:30:00", title=own)
    listing = a_listing(title="Koor", schedule=Schedule(slots=series.slots, overrides=(off,)))
    found = normalised(listing, a_source())
    assert found is not None
    assert found.schedule is not None
    assert found.schedule.overrides == (Override(recurrence_id="2026-12-01T19:30:00", status=OFF),)
    assert found.status is None


def test_a_series_whose_title_has_a_number_is_called_off_as_a_whole() -> None:
    for title in ("AFGELAST: Leesclub 0-4 jaar", "Inloop 12+ GEANNULEERD", "AFGELAST: Koor vanaf 5 december"):
        found = normalised(a_listing(title=title, schedule=weekly("2026-11-24T19:30:00")), a_source())
        assert found is not None
        assert found.status is OFF


def test_a_series_of_which_the_title_calls_off_one_day_is_not_called_off() -> None:
    listing = a_listing(title="Koor (5 december geannuleerd)", schedule=weekly("2026-11-24T19:30:00"))
    found = normalised(listing, a_source())
    assert found is not None
    assert (found.title, found.status) == ("Koor (5 december geannuleerd)", None)


@given(st.text(max_size=400))
def test_any_title_is_read_and_keeps_a_word(title: str) -> None:
    rest, status = called_off(title)
    assert rest == title if status is None else any(letter.isalnum() or letter == "_" for letter in rest)
