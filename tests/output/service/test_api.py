"""Questions and their answers, over a small release whose every record is known."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from output.release import publish
from output.service.app import Service
from schemas.facets import Cost, DutchLevels, Registration, Support
from schemas.place import KnownPlace, Precision
from schemas.vocabulary import (
    AttendanceMode,
    Audience,
    Basis,
    Category,
    Childcare,
    CostKind,
    DutchLevel,
    RegistrationKind,
)
from tests.output.editions import HARBOUR, edition, occurrence, once, town, weekly
from tests.output.service.asking import ask, opened


def place(number: int, *, lat: float, gm: str = "GM0344", **more: object) -> KnownPlace:
    codes: dict[str, object] = {
        "postcode": "3531 AB",
        "gm_code": gm,
        "wk_code": f"WK{gm[2:]}01",
        "bu_code": f"BU{gm[2:]}010{number}",
    }
    return KnownPlace(id=f"p{number}", name=f"Zaal {number}", lat=lat, lon=5.1, **codes | more)  # type: ignore[arg-type]


def neighbourhood() -> tuple[object, ...]:
    """Seven activities: what each of them tells apart stands in its line."""
    return (
        *weekly("a1", category=Category.LANGUAGE, place=place(1, lat=52.09), languages=("nl", "ar-EG")),
        *once(
            "b2", "2026-11-26T10:00:00+01:00", title="Soep eten", cost=Cost(kind=CostKind.FREE), organisation=HARBOUR
        ),
        *once("c3", "2026-11-28T14:00:00+01:00", place=place(2, lat=52.10), cost=Cost(kind=CostKind.PAID)),
        *once(
            "d4", "2026-12-05", "2026-12-07", title="Weekend", place=place(3, lat=52.5, gm="GM0363", postcode="1011 AB")
        ),
        *once("e5", "2026-12-01T19:00:00+01:00", attendance_mode=AttendanceMode.ONLINE, audience=(Audience.WOMEN,)),
        *once(
            "f6",
            "2026-12-02T23:30:00+01:00",
            "2026-12-03T01:00:00+01:00",
            registration=Registration(kind=RegistrationKind.DROP_IN),
            dutch_level=DutchLevels(min=DutchLevel.A1, max=DutchLevel.A2),
            support=Support(travel=True, childcare=Childcare.PROVIDED),
        ),
        *once(
            "g7",
            "2026-12-03T09:00:00+01:00",
            registration=Registration(kind=RegistrationKind.REQUIRED),
            cost=Cost(kind=CostKind.FREE),
            support=Support(childcare=Childcare.CHILDREN_WELCOME),
            basis={"cost": Basis.INFERRED},
            place=place(4, lat=52.0901, precision=Precision.CITY),
        ),
    )


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    var = tmp_path_factory.mktemp("var")
    publish(edition(*neighbourhood()), var=var, run_id="20261124T063000Z")  # type: ignore[arg-type]
    return opened(var / "public")


def ids(service: Service, query: str) -> str:
    """The first letters of the activities found, in order."""
    answer = ask(service, f"/v1/activities?{query}" if query else "/v1/activities")
    assert answer.status_code == 200, answer.text
    assert answer.json()["count"] == len(answer.json()["activities"])
    return "".join(one["id"][0] for one in answer.json()["activities"])


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", "abcdefg"),
        ("area=GM0344", "aceg"),  # what is online only has no place: it is in every area
        ("area=BU03440101&area=WK036301", "ade"),
        ("area=GM0344&online=false", "acg"),
        ("online=true", "e"),
        ("postcode=3531&distance=600&online=false", "ac"),
        ("postcode=3531AB&distance=50000&online=false", "acd"),
        ("from=2026-12-05", "ad"),
        ("from=2026-12-06&to=2026-12-07", "d"),  # the weekend is still going on
        ("from=2026-12-07&to=2026-12-07", ""),
        ("to=2026-11-26", "ab"),
        ("weekday=tuesday", "ae"),
        ("weekday=saturday&weekday=sunday", "cd"),
        ("daypart=evening", "aef"),
        ("daypart=morning", "bg"),
        ("weekday=thursday&daypart=morning", "bg"),
        ("weekday=thursday&daypart=evening", ""),  # f6 ends on a Thursday, but is Wednesday evening
        ("category=language", "a"),
        ("audience=women&audience=men", "e"),
        ("languages=ar", "a"),
        ("dutchLevel=A2", "f"),
        ("dutchLevel=B1", ""),
        ("cost=free", "b"),  # g7 is only guessed to be free
        ("cost=paid&cost=free", "bc"),
        ("cost=unknown", "adefg"),
        ("walkIn=true", "f"),
        ("walkIn=false", "g"),
        ("support=children_welcome", "fg"),
        ("support=childcare&support=travel", "f"),
        ("support=companion", ""),
        ("text=soep", "b"),
        ("text=CAF%C3%89", "acdefg"),
        ("text=haven+eten", "b"),
        ("text=zaal+soep", ""),
        ("text=%21%21", "abcdefg"),  # no letters: nothing is asked
    ],
)
def test_a_question_finds_what_is_stated_and_nothing_else(service: Service, query: str, expected: str) -> None:
    assert ids(service, query) == expected


def starts(service: Service, query: str) -> list[str]:
    found = ask(service, f"/v1/occurrences?{query}").json()["occurrences"]
    return [one["activity_id"] + " " + one["start"][5:16] for one in found]


def test_occurrences_stand_in_the_order_of_time(service: Service) -> None:
    assert starts(service, "to=2026-12-03") == [
        *("a1 11-24T19:30", "b2 11-26T10:00", "c3 11-28T14:00", "e5 12-01T19:00", "a1 12-01T19:30"),
        *("f6 12-02T23:30", "g7 12-03T09:00"),
    ]
    assert starts(service, "from=2026-12-06&to=2026-12-08&weekday=sunday&weekday=tuesday") == [
        "d4 12-05",
        "a1 12-08T20:30",
    ]
    assert starts(service, "weekday=tuesday&daypart=evening&text=muziek") == []


@pytest.mark.parametrize("kind", ["activities", "occurrences"])
@pytest.mark.parametrize("limit", [1, 2, 3, 200])
def test_pages_hold_every_record_once(service: Service, kind: str, limit: int) -> None:
    whole = ask(service, f"/v1/{kind}?limit=200").json()[kind]
    target: str | None = f"/v1/{kind}?limit={limit}"
    found = []
    while target:
        page = ask(service, target).json()
        assert len(page[kind]) <= limit
        found += page[kind]
        target = page.get("next")
    assert found == whole


@pytest.mark.parametrize("kind", ["activities", "occurrences"])
def test_a_cursor_is_of_one_question(service: Service, kind: str) -> None:
    following = ask(service, f"/v1/{kind}?cost=unknown&limit=1").json()["next"]
    assert ask(service, following.replace("limit=1", "limit=2")).status_code == 200
    (cursor,) = parse_qs(urlsplit(following).query)["cursor"]
    for query in ("cost=paid&", "", "cost=unknown&cost=paid&"):
        assert ask(service, f"/v1/{kind}?{query}cursor={cursor}").status_code == 400
    for other in (cursor[:-1], cursor + "A", cursor + "AAAA", f"-{cursor}", f"{cursor}%21", "A" + cursor[1:]):
        assert ask(service, f"/v1/{kind}?cost=unknown&cursor={other}").status_code == 400


def test_what_begins_at_one_moment_in_one_activity_stands_on_one_page(tmp_path: Path) -> None:
    activity, first = once("a1", "2026-11-26T10:00:00+01:00")
    moved = occurrence("a1", "2026-11-26T10:00:00+01:00", recurrence_id="2026-11-27T10:00:00")
    publish(edition(activity, first, moved, *once("b2", "2026-11-28")), var=tmp_path, run_id="1")
    page = ask(opened(tmp_path / "public"), "/v1/occurrences?limit=1").json()
    assert [one["recurrence_id"][:10] for one in page["occurrences"]] == ["2026-11-26", "2026-11-27"]


def test_a_page_tells_of_the_next_one_and_of_the_calendar(service: Service) -> None:
    answer = ask(service, "/v1/activities?cost=unknown&limit=2")
    page = answer.json()
    assert parse_qs(urlsplit(page["next"]).query).keys() == {"cost", "limit", "cursor"}
    assert f'<{page["next"]}>; rel="next"' in answer.headers["Link"]
    assert ask(service, page["feed"]).text.count("BEGIN:VEVENT") >= 5
    assert page["count"] == 5


def test_one_activity_is_its_record_in_the_dataset(service: Service) -> None:
    (one,) = ask(service, "/v1/activities?text=soep").json()["activities"]
    answer = ask(service, "/v1/activities/b2")
    assert answer.json() == one
    assert ask(service, "/v1/activities/b2", If_None_Match=answer.headers["ETag"]).status_code == 304
    assert ask(service, "/v1/activities/zz").status_code == 404


@pytest.mark.parametrize(
    "target",
    [
        "/v1/activities?colour=red",
        "/v1/activities?limit=0",
        "/v1/activities?limit=201",
        "/v1/activities?limit=2&limit=3",
        "/v1/activities?cursor=%21",
        "/v1/activities?cursor=MTIz",
        "/v1/occurrences?cursor=WyIyMDI2LTEzLTQ1IiwxLCJhIl0",
        "/v1/activities?cursor=99999999999999999999999",
        "/v1/activities?cursor=ImEi",
        "/v1/occurrences?cursor=WyIyMDI2LTEyLTAxIiw5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OSwiYSJd",
        "/v1/activities?postcode=9999",
        "/v1/activities/b2?x=1",
        "/v1/feed.ics?limit=3",
        "/v1/openapi.json?x=1",
    ],
)
def test_a_wrong_question_is_answered_with_what_was_expected(service: Service, target: str) -> None:
    answer = ask(service, target)
    assert (answer.status_code, answer.headers["Content-Type"]) == (400, "application/problem+json")
    assert "expected" in answer.json()["detail"]
    assert answer.headers["API-Version"] == "1.0.0"


@pytest.mark.parametrize("target", ["/v1", "/v1/", "/v1/activities/", "/v1/nee", "/v1/feeds/nee.ics", "/v1/feed.ics/"])
def test_an_address_that_is_none_is_not_found(service: Service, target: str) -> None:
    answer = ask(service, target)
    assert (answer.status_code, answer.json()["status"]) == (404, 404)
    assert answer.headers["API-Version"] == "1.0.0"


def test_a_merged_activity_is_found_under_its_new_id(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    index = service._library._index
    assert index
    monkeypatch.setitem(index.aliases, "old1", "b2")
    answer = ask(service, "/v1/activities/old1")
    assert (answer.status_code, answer.headers["Location"]) == (308, "/v1/activities/b2")


def test_postcodes_come_from_the_table_where_there_is_one(tmp_path: Path) -> None:
    publish(town(), var=tmp_path, run_id="1")
    service = opened(tmp_path / "public", postcodes=lambda: {"1000": (52.1, 4.51)})
    assert ask(service, "/v1/activities?postcode=1000&distance=1000&online=false").json()["count"] == 1
    assert ask(service, "/v1/activities?postcode=1000&distance=500&online=false").json()["count"] == 0


def test_an_unknown_key_of_a_page_is_told_all_that_may_stand_there(tmp_path: Path) -> None:
    publish(town(), var=tmp_path, run_id="1")
    service = opened(tmp_path / "public")
    page, feed = (ask(service, f"/v1/{name}?colour=red").json()["detail"] for name in ("activities", "feed.ics"))
    assert page.endswith(", text, limit, cursor")
    assert feed.endswith(", text")
