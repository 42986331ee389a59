"""Filters as calendars, and what subscribers see when releases come, go and break."""

import asyncio
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import httpx
import pytest

from output.ical_check import calendar_fault
from output.release import publish
from output.service import api, calendars
from output.service.app import Service
from output.service.codes import code
from output.service.filters import Filter
from schemas.place import KnownPlace
from tests.output.editions import edition, occurrence, once, town, weekly
from tests.output.readers import by_icalendar
from tests.output.service.asking import ask, opened, over_http


@pytest.fixture
def var(tmp_path: Path) -> Path:
    publish(town(), var=tmp_path, run_id="20261124T063000Z")
    return tmp_path


@pytest.fixture
def service(var: Path) -> Service:
    return opened(var / "public")


def uids(calendar: str) -> set[str]:
    return {line[4:] for line in calendar.split("\r\n") if line.startswith("UID:")}


def events(calendar: str) -> str:
    return calendar.partition("END:VTIMEZONE\r\n")[2]


@pytest.mark.parametrize("ending", [".ics", ".simple.ics"])
def test_the_calendar_of_everything_has_the_events_of_the_release(service: Service, ending: str) -> None:
    assert events(ask(service, f"/v1/feed{ending}").text) == events(ask(service, f"/feeds/all{ending}").text)


def test_a_filter_gives_whole_activities_with_their_cancelled_evenings(service: Service) -> None:
    answer = ask(service, "/v1/feed.ics?weekday=tuesday")
    assert uids(answer.text) == {"a1@bruggen"}
    assert "AFGELAST: " in answer.text
    assert calendar_fault(answer.content) is None
    assert len(by_icalendar(answer.content)) > 3


def test_the_short_address_gives_the_same_bytes_as_the_question(service: Service) -> None:
    asked = ask(service, "/v1/feed.simple.ics?text=eten")
    address = asked.headers["Link"].partition("<")[2].partition(">")[0]
    coded = ask(service, f"{address}?t=1764200000")
    assert (coded.content, coded.headers["ETag"]) == (asked.content, asked.headers["ETag"])
    assert ask(service, address, If_None_Match=coded.headers["ETag"]).status_code == 304


def test_a_calendar_is_called_after_its_filter(service: Service) -> None:
    answer = ask(service, "/v1/feed.ics?category=language&cost=free&weekday=friday&audience=women&online=true")
    assert "\r\nX-WR-CALNAME:Bruggen: Taal\\, vrijdag\\, voor vrouwen\\, gratis\\, online\r\n" in answer.text


def test_words_of_a_filter_cannot_break_out_of_its_name(service: Service) -> None:
    answer = ask(service, "/v1/feed.ics?text=soep%2C%3Bbrood%5CnX%3A")
    assert calendar_fault(answer.content) is None
    assert "soep\\,\\;brood\\\\nX:" in answer.text


def test_what_does_not_fit_is_left_out_and_said_so(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendars, "CLIENT_EVENTS", 2)
    answer = ask(service, "/v1/feed.simple.ics?from=2026-11-25")
    assert "X-WR-CALNAME:Bruggen: vanaf 25 november 2026 (niet alles: 2 van 6 activiteiten)" in answer.text.replace(
        "\r\n ", ""
    )
    starts = {uid.partition("-")[2][:8] for uid in uids(answer.text)}
    assert starts == {"20261125", "20261126"}


def test_a_new_release_answers_the_next_question(service: Service, var: Path) -> None:
    before = ask(service, "/v1/feed.ics?text=bingo")
    assert uids(before.text) == set()
    bingo = once("z9", "2026-11-30T10:00:00+01:00", title="Bingo")
    publish(edition(*weekly(), *bingo), var=var, run_id="20261124T073000Z", accept=True)
    after = ask(service, "/v1/feed.ics?text=bingo", If_None_Match=before.headers["ETag"])
    assert (after.status_code, uids(after.text)) == (200, {"z9@bruggen"})
    assert ask(service, "/v1/activities?text=bingo").json()["count"] == 1


def test_a_broken_release_is_not_searched_and_the_one_before_answers(service: Service, var: Path) -> None:
    before = ask(service, "/v1/feed.ics?text=eten").content
    release = (var / "public").resolve()
    broken = release.with_name("20261124T083000Z")
    shutil.copytree(release, broken)
    (broken / "data/v1/activities.json").write_text('{"as_of":"2026-11-24","count":9,"activities":[\n{"id":', "utf-8")
    (var / "public").unlink()
    (var / "public").symlink_to(broken)
    assert ask(service, "/v1/feed.ics?text=eten").content == before
    assert ask(opened(var / "public"), "/v1/feed.ics?text=eten").content == before


def test_a_release_that_is_repaired_is_searched_after_a_while(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(edition(*weekly()), var=var, run_id="20261124T073000Z", accept=True)
    path = var / "public/data/v1/activities.json"
    whole = path.read_bytes()
    path.write_bytes(whole[:300])
    service = opened(var / "public")
    assert ask(service, "/v1/activities").json()["count"] > 1
    path.write_bytes(whole)
    assert ask(service, "/v1/activities").json()["count"] > 1
    monkeypatch.setattr(service._library, "_retry_at", 0.0)
    assert ask(service, "/v1/activities").json()["count"] == 1


def test_a_broken_release_is_tried_again_after_a_minute_and_a_whole_one_is_not(
    var: Path, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert service._library._retry_at == float("inf")
    (var / "public/data/v1/activities.json").write_bytes(b"")
    now = time.monotonic()
    broken = opened(var / "public")
    assert now + 60 <= broken._library._retry_at <= time.monotonic() + 60
    assert ask(broken, "/v1/activities").status_code == 503
    monkeypatch.setattr(broken._library, "_retry_at", 0.0)
    assert ask(broken, "/v1/activities").status_code == 503
    assert now + 60 <= broken._library._retry_at


def test_other_questions_do_not_push_out_the_last_good_calendar(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for room in ("_ROOM_FOR_PAGES", "_ROOM_FOR_CALENDARS"):
        monkeypatch.setattr(api, room, 12_000)
    service = opened(var / "public")
    before = ask(service, "/v1/feed.ics?text=eten").content
    for number in range(9):
        assert ask(service, f"/v1/activities?limit={number + 1}").status_code == 200
        assert ask(service, "/v1/changes", Host=f"host{number}.example").status_code == 200
    gone(var)
    assert ask(service, "/v1/feed.ics?text=eten").content == before


def gone(var: Path) -> None:
    shutil.rmtree(var / "releases")


def without_link(var: Path) -> None:
    (var / "public").unlink()


def leading_nowhere(var: Path) -> None:
    (var / "public").unlink()
    (var / "public").symlink_to("releases/nowhere")


def emptied(var: Path) -> None:
    for path in (var / "releases").rglob("*.ics"):
        path.write_bytes(b"")


def without_dataset(var: Path) -> None:
    for path in (var / "releases").rglob("*.json"):
        path.unlink()


@pytest.mark.parametrize("trouble", [gone, without_link, leading_nowhere, emptied, without_dataset])
def test_a_calendar_never_answers_5xx(service: Service, var: Path, trouble: Callable[[Path], None]) -> None:
    subscribed = {
        path: ask(service, path) for path in ("/v1/feed.ics?text=eten", "/feeds/all.ics", "/v1/feed.simple.ics")
    }
    trouble(var)
    for path, before in subscribed.items():
        assert ask(service, path).content == before.content
        assert ask(service, path, If_None_Match=before.headers["ETag"]).status_code == 304
    never_asked = f"/v1/feeds/{code(Filter(text='wandelen'))}.ics"
    assert ask(service, never_asked).status_code in {200, 404}
    restarted = opened(var / "public")
    for path in (*subscribed, never_asked):
        assert ask(restarted, path).status_code in {200, 404}
        assert ask(restarted, path, If_None_Match='"mine"').status_code in {200, 304, 404}


def test_an_unknown_postcode_in_a_subscription_leaves_the_client_what_it_has(service: Service) -> None:
    path = f"/v1/feeds/{code(Filter(postcode='9999', distance_m=1000))}.ics"
    assert ask(service, path).status_code == 404
    assert ask(service, path, If_None_Match='"mine"').status_code == 304


def test_a_run_that_holds_the_database_stops_no_answer(var: Path) -> None:
    with duckdb.connect(var / "bruggen.duckdb"), over_http(opened(var / "public")) as port:
        assert httpx.get(f"http://127.0.0.1:{port}/v1/feed.ics?text=eten").status_code == 200
        assert httpx.get(f"http://127.0.0.1:{port}/feeds/all.ics").status_code == 200


def test_one_answer_is_never_made_of_two_releases(var: Path) -> None:
    """Two releases take turns while many ask: each answer is one of the two, under the tag of its own bytes."""
    first = (var / "public").resolve()
    publish(edition(*weekly(title="Praatcafé")), var=var, run_id="20261124T073000Z", accept=True)
    second = (var / "public").resolve()
    service = opened(var / "public")
    paths = ("/feeds/all.ics", "/v1/feed.ics", "/v1/activities", "/data/v1/activities.json")
    seen: dict[str, set[tuple[str, bytes]]] = {path: set() for path in paths}

    async def switch_and_ask() -> None:
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(service), base_url="http://service.example"
        ) as client:
            for turn in range(30):
                link = var / ".next"
                link.symlink_to((first, second)[turn % 2])
                link.replace(var / "public")
                answers = await asyncio.gather(*(client.get(path) for path in paths * 3))
                for path, answer in zip(paths * 3, answers, strict=True):
                    assert answer.status_code == 200
                    seen[path].add((answer.headers["ETag"], answer.content))

    asyncio.run(switch_and_ask())
    for path, found in seen.items():
        assert len(found) == 2, path
        assert len({tag for tag, _ in found}) == 2


def test_an_activity_of_two_slots_is_whole(tmp_path: Path) -> None:
    activity, first = once("a1", "2026-11-26T10:00:00+01:00")
    publish(edition(activity, first, occurrence("a1", "2026-12-26T10:00:00+01:00")), var=tmp_path, run_id="1")
    answer = ask(opened(tmp_path / "public"), "/v1/feed.simple.ics?to=2026-11-27")
    assert len(uids(answer.text)) == 2


def test_nobody_can_read_afterwards_what_was_asked(var: Path) -> None:
    """The service in a process of its own, with requests that are answered, refused, broken and hung up on."""
    program = (
        "import sys, httpx, threading\n"
        "from pathlib import Path\n"
        "from output.service.app import Service\n"
        "from tests.output.service.asking import opened, over_http\n"
        "service = opened(Path(sys.argv[1]))\n"
        "with over_http(service) as port:\n"
        "    base = f'http://127.0.0.1:{port}'\n"
        "    for path in ('/v1/activities?text=geheim', '/v1/feed.ics?geheim=1', '/feeds/all.ics?geheim', '/geheim'):\n"
        "        print(httpx.get(base + path).status_code)\n"
        "    service._library.current = None\n"
        "    print(httpx.get(base + '/v1/activities?text=geheim').status_code)\n"
        "    print(httpx.get(base + '/v1/feed.ics?text=geheim').status_code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, var / "public"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        cwd=Path(__file__).parents[3],
        env={"PYTHONPATH": "."},
    )
    assert done.stdout.split() == ["200", "400", "200", "404", "500", "404"]
    assert "no answer could be made" in done.stderr
    assert "geheim" not in done.stderr


def test_a_calendar_of_an_area_is_called_by_its_name(tmp_path: Path) -> None:
    place = KnownPlace(id="p1", gm_code="GM0344", wk_code="WK034401")
    content = edition(*once("a1", "2026-11-26T18:00:00+01:00", place=place), areas={"WK034401": "Wijk 01 West"})
    publish(content, var=tmp_path, run_id="1")
    text = ask(opened(tmp_path / "public"), "/v1/feed.ics?area=WK034401&area=WK034402").text
    assert "\r\nNAME:Bruggen: wijk West\\, WK034402\r\n" in text
