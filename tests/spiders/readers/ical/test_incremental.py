"""What did not change since the last visit is not read again; what changed is."""

from collections.abc import Callable

from schemas.listing import Listing
from spiders.page import Page
from spiders.readers.ical import READER

_SERIES = "UID:a\nSUMMARY:Koor\nDTSTART;TZID=Europe/Amsterdam:20261103T193000\nRRULE:FREQ=WEEKLY"
_MOVED = "UID:a\nRECURRENCE-ID:20261110T183000Z\nDTSTART;TZID=Europe/Amsterdam:20261111T193000"
_OTHER = "UID:b\nSUMMARY:Eetclub\nDTSTART;TZID=Europe/Amsterdam:20261105T180000"

Pages = Callable[..., Page]
Text = Callable[..., str]


def _known(page: Page) -> dict[str, Listing]:
    return {listing.fingerprint: listing for listing in READER.read(page).listings}


def test_an_unchanged_calendar_gives_the_very_listings_of_the_last_visit(make_page: Pages, calendar_of: Text) -> None:
    text = calendar_of(_SERIES, _MOVED, _OTHER)
    known = _known(make_page(text))
    again = READER.read(make_page(text, known))
    assert len(again.listings) == 2
    assert all(listing is known[listing.fingerprint] for listing in again.listings)


def test_only_the_changed_event_is_read_again(make_page: Pages, calendar_of: Text) -> None:
    known = _known(make_page(calendar_of(_SERIES, _MOVED, _OTHER)))
    again = READER.read(make_page(calendar_of(_SERIES, _MOVED, _OTHER.replace("Eetclub", "Soep")), known))
    series, other = again.listings
    assert series is known[series.fingerprint]
    assert (other.title, other.fingerprint in known) == ("Soep", False)


def test_a_new_override_changes_its_whole_series(make_page: Pages, calendar_of: Text) -> None:
    known = _known(make_page(calendar_of(_SERIES, _OTHER)))
    series, other = READER.read(make_page(calendar_of(_SERIES, _OTHER, _MOVED), known)).listings
    assert series.schedule is not None
    assert len(series.schedule.overrides) == 1
    assert other is known[other.fingerprint]


def test_stamps_of_the_moment_and_people_change_nothing(make_page: Pages, calendar_of: Text) -> None:
    first = calendar_of(_OTHER + "\nDTSTAMP:20261101T000000Z\nATTENDEE:mailto:jan@debrug.example")
    later = calendar_of(_OTHER + "\nDTSTAMP:20261124T000000Z\nATTENDEE:mailto:piet@debrug.example")
    assert _known(make_page(first)).keys() == _known(make_page(later)).keys()


def test_line_ends_change_nothing(make_page: Pages, calendar_of: Text) -> None:
    text = calendar_of(_SERIES, _OTHER)
    assert _known(make_page(text)).keys() == _known(make_page(text.replace("\r\n", "\n"))).keys()


def test_another_zone_for_the_whole_calendar_changes_every_event(make_page: Pages, calendar_of: Text) -> None:
    event = "UID:c\nDTSTART:20261105T180000"
    amsterdam = _known(make_page(calendar_of(event, header="X-WR-TIMEZONE:Europe/Amsterdam")))
    london = READER.read(make_page(calendar_of(event, header="X-WR-TIMEZONE:Europe/London"), amsterdam))
    assert london.listings[0].schedule is not None
    assert london.listings[0].schedule.tzid == "Europe/London"


def test_the_order_of_events_follows_the_file_whether_known_or_not(make_page: Pages, calendar_of: Text) -> None:
    known = _known(make_page(calendar_of(_OTHER)))
    again = READER.read(make_page(calendar_of(_SERIES, _OTHER), known))
    assert [listing.key for listing in again.listings] == ["a", "b"]
