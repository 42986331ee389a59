"""The geocoder against a stand-in on this machine that answers in the documented form, or worse."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

import pytest

from pipeline.build import build
from pipeline.cli.stages import run
from pipeline.edition import edition
from pipeline.places.fetching import Locatieserver
from pipeline.places.gazetteer import Point
from pipeline.places.geocoder import LOCATIESERVER, Geocoder
from pipeline.store import Store
from schemas.place import KnownPlace, Place, Precision
from tests.makers import MONDAY, a_listing, staged

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
HALL = Place(street="Wilgenlaan 12a", postcode="7276 AB", city="Wilgenmonde")
THERE = Point(52.03, 6.02, Precision.ADDRESS)


class Standin(NamedTuple):
    url: str
    asked: list[str]
    answer: dict[str, object]


@pytest.fixture
def standin() -> Iterator[Standin]:
    asked: list[str] = []
    answer: dict[str, object] = {"status": 200, "body": docs(an_address())}
    released = Event()

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(parse_qs(urlsplit(self.path).query)["q"][0])
            if answer.get("silent"):
                released.wait(5)
                return
            self.send_response(int(str(answer["status"])))
            self.end_headers()
            self.wfile.write(str(answer["body"]).encode())

        def log_message(self, *_: object) -> None:
            """Nothing is told."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Standin(f"http://127.0.0.1:{server.server_port}", asked, answer)
    released.set()
    server.shutdown()
    server.server_close()


def an_address(**fields: str) -> dict[str, str]:
    printed = {"type": "adres", "postcode": "7276AB", "huis_nlt": "12a", "centroide_ll": "POINT(6.02 52.03)"}
    return printed | {"weergavenaam": "Wilgenlaan 12a, 7276AB Wilgenmonde"} | fields


def docs(*found: dict[str, str]) -> str:
    return json.dumps({"response": {"numFound": len(found), "start": 0, "docs": found}})


@pytest.fixture
def asking(store: Store, standin: Standin) -> Callable[..., Geocoder]:
    return lambda **bounds: Geocoder(store, Locatieserver(standin.url, within_s=0.3), now=NOW, **bounds)


def test_an_address_is_asked_once_and_for_ever(asking: Callable[..., Geocoder], standin: Standin) -> None:
    assert [asking().point(HALL), asking().point(HALL)] == [THERE, THERE]
    assert standin.asked == ["wilgenlaan 12a 7276 ab wilgenmonde"]


def test_that_nobody_knows_it_is_kept_as_well(asking: Callable[..., Geocoder], standin: Standin) -> None:
    standin.answer["body"] = docs()
    assert [asking().point(HALL), asking().point(HALL)] == [None, None]
    assert len(standin.asked) == 1


@pytest.mark.parametrize(
    "printed", [{"postcode": "7276AC"}, {"huis_nlt": "112"}, {"type": "weg"}, {"centroide_ll": "?"}]
)
def test_another_address_is_no_answer(
    asking: Callable[..., Geocoder], standin: Standin, printed: dict[str, str]
) -> None:
    standin.answer["body"] = docs(an_address(**printed))
    assert asking().point(HALL) is None


@pytest.mark.parametrize(
    "trouble",
    [{"status": 500}, {"body": "<html>onderhoud</html>"}, {"body": '{"response": 3}'}, {"silent": True}],
)
def test_a_failure_is_survived_and_asked_again(
    asking: Callable[..., Geocoder], standin: Standin, trouble: dict[str, object]
) -> None:
    well = dict(standin.answer)
    standin.answer.update(trouble)
    assert asking().point(HALL) is None
    standin.answer.update({"silent": False} | well)
    assert asking().point(HALL) == THERE


def test_after_three_failures_in_a_row_a_run_asks_no_more(asking: Callable[..., Geocoder], standin: Standin) -> None:
    standin.answer["status"] = 503
    geocoder = asking()
    places = [Place(street=f"Wilgenlaan {number}", city="Wilgenmonde") for number in range(1, 9)]
    assert {geocoder.point(place) for place in places} == {None}
    assert len(standin.asked) == 3


def test_a_run_asks_a_bounded_number(asking: Callable[..., Geocoder], standin: Standin) -> None:
    geocoder = asking(most=2)
    for number in range(1, 6):
        geocoder.point(Place(street=f"Wilgenlaan {number}", city="Wilgenmonde"))
    assert len(standin.asked) == 2


@pytest.mark.parametrize(
    "place", [Place(name="De Wilg"), Place(street="Wilgenlaan", city="X"), Place(postcode="7276 AB")]
)
def test_less_than_an_address_is_not_asked(asking: Callable[..., Geocoder], standin: Standin, place: Place) -> None:
    assert asking().point(place) is None
    assert standin.asked == []


def test_a_build_that_may_ask_puts_addresses_on_the_map_and_a_later_one_keeps_them_there(
    loaded: Store, standin: Standin
) -> None:
    def built(run: str, geocode: Locatieserver | None) -> KnownPlace | None:
        # printed otherwise each time, so that the activity is settled anew
        listing = a_listing(place=HALL, description=run)
        build(loaded, [staged(listing, run=run)], run_id=run, now=MONDAY, geocode=geocode)
        (activity,) = edition(loaded, as_of=MONDAY.date()).activities
        return activity.place

    without = built("run-1", None)
    there = built("run-2", Locatieserver(standin.url, within_s=1))
    later = built("run-3", None)
    assert without is not None
    assert there is not None
    assert (without.precision, without.bu_code) == (Precision.POSTCODE, None)
    assert (there.precision, there.bu_code, there.lat) == (Precision.ADDRESS, "BU90010101", 52.03)
    assert later == there
    assert len(standin.asked) == 1


def test_the_option_names_the_official_service_unless_another_is_given() -> None:
    def asked(*words: str) -> object:
        return run.make_context("run", list(words), resilient_parsing=True).params["geocoder"]

    assert asked() is None
    assert asked("--geocode") == LOCATIESERVER
    assert asked("--geocode", "http://127.0.0.1:8080") == "http://127.0.0.1:8080"
