"""What is compared of a listing."""

from msgspec.structs import replace

from pipeline.linking.traits import Traits, traits
from schemas.place import Place
from schemas.vocabulary import AttendanceMode
from tests.pipeline.linking.announcing import WILG, announced
from tests.truth.linked import Told


def of(told: Told) -> Traits:
    source, listing = told
    found = traits(listing, source)
    assert found is not None
    return found


def test_a_weekly_rule_has_its_weekday_its_minute_and_no_last_day() -> None:
    found = of(announced("wilg"))  # Tuesdays at ten
    assert (found.weekdays, found.minute, found.last_day, found.is_rule) == (0b10, 600, None, True)


def test_a_rule_with_an_end_has_a_last_day() -> None:
    assert of(announced("wilg", rrule="FREQ=WEEKLY;COUNT=3")).last_day == of(announced("wilg")).first_day + 14


def test_a_whole_day_has_no_minute() -> None:
    found = of(announced("wilg", at="2026-12-01", rrule=None))
    assert (found.has_clock, found.minute, len(found.days)) == (False, None, 1)


def test_what_has_no_time_is_not_compared() -> None:
    source, listing = announced("wilg")
    assert traits(replace(listing, schedule=None), source) is None


def test_an_hour_in_summer_and_in_winter_is_one_minute_of_the_day() -> None:
    assert of(announced("wilg", at="2026-10-20T10:00")).minute == 600  # a week before the clock goes back


def test_a_place_is_compared_whatever_its_spelling() -> None:
    one = of(announced("wilg"))
    other = of(announced("wilg", place=replace(WILG, name="Buurthuis de WILG", street="kade 12", city="MOLENDAM")))
    assert (one.town, one.address) == (other.town, other.address)
    assert set(one.venue_words) & set(other.venue_words)


def test_a_street_without_a_number_is_no_address() -> None:
    assert of(announced("wilg", place=Place(street="Kade", city="Molendam"))).address is None


def test_a_page_is_compared_without_scheme_www_and_fragment() -> None:
    assert of(announced("wilg", url="https://www.wilg.example/agenda/#a")).url == "wilg.example/agenda"


def test_only_listings_of_one_source_title_and_place_share_a_fold() -> None:
    here = of(announced("wilg", key="1")).fold
    assert here == of(announced("wilg", "Taal café", key="2", at="2026-12-04T20:00")).fold
    others = [
        announced("kade"),
        announced("wilg", "Wandelgroep"),
        announced("wilg", "Taalcafé A2"),
        announced("wilg", place=replace(WILG, room="Zaal 2")),
        announced("wilg", place=replace(WILG, street="Kade 14")),
    ]
    assert here not in {of(one).fold for one in others}


def test_online_is_one_place_whatever_address_is_printed() -> None:
    source, listing = announced("wilg")
    online = replace(listing, attendance_mode=AttendanceMode.ONLINE)
    assert of((source, online)).fold == of((source, replace(online, place=None))).fold


def test_a_copied_text_shares_its_sketch_and_another_text_does_not() -> None:
    text = "Kom gezellig Nederlands oefenen met buren uit de wijk, elke week aan een andere tafel."
    one, copied = of(announced("wilg", description=text)), of(announced("gids", description=f"{text} Gratis!"))
    other = of(announced("gids", description="Samen lopen we een uur door het park en drinken daarna koffie."))
    assert len(set(one.sketch) & set(copied.sketch)) >= len(one.sketch) // 2
    assert not set(one.sketch) & set(other.sketch)
