"""Which listings of two formats are one event, and what is kept of each."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from schemas.listing import Listing
from schemas.place import Place
from schemas.schedule import Schedule, Slot, Status
from spiders.page import Page, Reading
from spiders.readers.pooling import MOST_ON_A_DAY, pooled

URL = "https://debrug.example/agenda/"
KERK = Place(name="Kerk")


@pytest.fixture
def page(a_page: Callable[..., Page]) -> Page:
    return a_page("")


def a_listing(
    title: str = "Koor", start: str | None = "2026-12-01T19:30:00", end: str | None = None, **facts: object
) -> Listing:
    tzid = facts.pop("tzid", None)
    stated = {
        "source_id": "nl.voorbeeldstad.de-brug",
        "key": f"{title} {start}",
        "title": title,
        "reader": "json-ld",
        "fingerprint": "0" * 32,
        "fetched_at": datetime(2026, 11, 2, tzinfo=UTC),
        "url": URL,
        "schedule": Schedule(slots=(Slot(dtstart=start, dtend=end),), tzid=str(tzid) if tzid else None)
        if start
        else None,
    }
    return Listing(**(stated | facts))  # type: ignore[arg-type]


def pool(page: Page, *formats: list[Listing]) -> tuple[Listing, ...]:
    return pooled([Reading(tuple(listings)) for listings in formats], page).listings


SAME = [
    (a_listing(), a_listing("KOOR!")),
    (a_listing(), a_listing(tzid="Europe/Amsterdam")),
    (a_listing(tzid="Europe/Amsterdam"), a_listing(start="2026-12-01T18:30:00", tzid="UTC")),
    (a_listing(start="2026-12-02T00:30:00"), a_listing(start="2026-12-01T23:30:00", tzid="UTC")),
    (a_listing(), a_listing(start="2026-12-01")),
    (a_listing(), a_listing(start="2026-12-01T18:30:00")),
    (a_listing(), a_listing("Koor in de kerk")),
    (a_listing(start=None, when_text="elke dinsdag"), a_listing(start=None, when_text="elke dinsdag")),
]


@pytest.mark.parametrize(("first", "second"), SAME)
def test_one_event_in_two_formats_is_one_listing(page: Page, first: Listing, second: Listing) -> None:
    assert [listing.title for listing in pool(page, [first], [second])] == [first.title]


DIFFERENT = [
    ([a_listing()], [a_listing(start="2026-12-02T19:30:00")]),
    ([a_listing()], [a_listing("Yoga")]),
    ([a_listing()], [a_listing("Koor in de kerk", start="2026-12-01T20:00:00")]),
    ([a_listing(start="2026-12-01T09:00:00"), a_listing()], [a_listing(start="2026-12-01T21:00:00")]),
    ([a_listing()], [a_listing(start="2026-12-01T09:00:00"), a_listing(start="2026-12-01T21:00:00")]),
    ([a_listing(start=None, when_text="elke dinsdag")], [a_listing(start=None, when_text="elke vrijdag")]),
]


@pytest.mark.parametrize(("first", "second"), DIFFERENT)
def test_what_may_be_two_events_stays_two(page: Page, first: list[Listing], second: list[Listing]) -> None:
    assert len(pool(page, first, second)) == len(first) + len(second)


def test_two_of_one_format_are_never_taken_for_one(page: Page) -> None:
    assert len(pool(page, [a_listing(), a_listing("Koor in de kerk")])) == 2


def test_a_longer_title_at_the_moment_of_an_exact_namesake_is_another_event(page: Page) -> None:
    both = [a_listing("Yoga"), a_listing("Yoga voor ouderen")]
    assert [listing.title for listing in pool(page, both, both)] == ["Yoga", "Yoga voor ouderen"]


def test_the_first_counts_and_the_second_adds_what_it_leaves_out(page: Page) -> None:
    first = a_listing(description="Zingen", organiser="De Merels")
    second = a_listing(description="Iets anders", place=KERK, end="2026-12-01T21:00:00", status=Status.SCHEDULED)
    (one,) = pool(page, [first], [second])
    assert (one.description, one.organiser, one.place, one.status) == ("Zingen", "De Merels", KERK, Status.SCHEDULED)
    assert one.schedule is not None
    assert one.schedule.slots[0].dtend == "2026-12-01T21:00:00"
    assert one.fingerprint != first.fingerprint


def test_a_time_of_day_is_taken_from_the_format_that_prints_one(page: Page) -> None:
    (one,) = pool(page, [a_listing(start="2026-12-01")], [a_listing()])
    assert one.schedule == a_listing().schedule


def test_a_bare_clock_that_is_the_utc_of_a_zoned_one_gives_way(page: Page) -> None:
    zoned = a_listing(tzid="Europe/Amsterdam")
    (one,) = pool(page, [a_listing(start="2026-12-01T18:30:00")], [zoned])
    assert one.schedule == zoned.schedule


def test_a_bare_clock_that_differs_otherwise_stays(page: Page) -> None:
    first = a_listing(start="2026-12-01T20:30:00")
    (one,) = pool(page, [first], [a_listing(tzid="Europe/Amsterdam")])
    assert one.schedule == first.schedule


def test_a_cancellation_in_either_format_holds(page: Page) -> None:
    scheduled, cancelled = a_listing(status=Status.SCHEDULED), a_listing(status=Status.CANCELLED)
    assert [pool(page, [a], [b])[0].status for a, b in ((scheduled, cancelled), (cancelled, scheduled))] == [
        "cancelled"
    ] * 2


def test_an_address_of_its_own_comes_with_the_key_that_is_made_of_it(page: Page) -> None:
    own = a_listing(url="https://debrug.example/koor", key="https://debrug.example/koor")
    (one,) = pool(page, [a_listing(description="Zingen")], [own])
    assert (one.url, one.key, one.description) == (own.url, own.key, "Zingen")


def test_a_crowded_day_is_pooled_by_title_and_moment_alone(page: Page) -> None:
    crowd = [a_listing(f"Kraam {number}") for number in range(MOST_ON_A_DAY + 1)]
    assert len(pool(page, crowd, [a_listing("Kraam 7 met soep"), a_listing("Kraam 7")])) == len(crowd) + 1


def test_the_only_one_of_each_of_two_formats_get_keys_of_their_own(page: Page) -> None:
    keys = [listing.key for listing in pool(page, [a_listing(key=URL)], [a_listing("Yoga", key=URL)])]
    assert len(set(keys)) == 2
    assert all(key.startswith(f"{URL}#") for key in keys)


def in_words(words: str, title: str = "Koor", **facts: object) -> Listing:
    return a_listing(title, None, when_text=words, reader="html", **facts)


OWN = "https://debrug.example/koor"
TOLD = [
    ([a_listing()], in_words("dinsdag 1 december, 19.30 uur")),
    ([a_listing()], in_words("1-12-2026")),
    ([a_listing("Koor in de kerk")], in_words("di 1 dec", "Koor")),
    ([a_listing(), a_listing("Yoga")], in_words("di 1 dec")),
    ([a_listing(), a_listing(start="2026-12-08T19:30:00")], in_words("1 en 8 december")),
    ([a_listing(url=OWN)], in_words("elke dinsdag", "Zingen", url=OWN)),
    ([a_listing(url=OWN), a_listing("Yoga")], in_words("1 december", "Zingen", url=OWN)),
]
NOT_TOLD = [
    ([a_listing()], in_words("dinsdag 8 december")),
    ([a_listing()], in_words("1 december 2027")),
    ([a_listing()], in_words("1 december", "Yoga")),
    ([a_listing()], in_words("elke dinsdag")),
    ([a_listing(url=OWN)], in_words("8 december", url=OWN)),
    ([a_listing("Koor"), a_listing("Koor in de kerk")], in_words("1 december", "Koor in de kerk, met soep")),
]


@pytest.mark.parametrize(("stated", "told"), TOLD)
def test_what_words_tell_of_a_stated_event_is_not_listed_again(
    page: Page, stated: list[Listing], told: Listing
) -> None:
    assert [listing.title for listing in pool(page, stated, [told])] == [listing.title for listing in stated]


@pytest.mark.parametrize(("stated", "told"), NOT_TOLD)
def test_what_words_tell_of_another_event_is_listed_too(page: Page, stated: list[Listing], told: Listing) -> None:
    assert len(pool(page, stated, [told])) == len(stated) + 1


def test_words_add_facts_and_leave_the_schedule(page: Page) -> None:
    (one,) = pool(page, [a_listing()], [in_words("1 december, 20 uur", place=KERK, url=OWN, key=OWN)])
    assert (one.place, one.url, one.schedule, one.when_text) == (KERK, OWN, a_listing().schedule, None)
