"""Following the changes over the service."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from output.release import publish
from output.service import api
from output.service.changes import Changes
from schemas.errors import BruggenError
from tests.judges.linked_data import by_rpde_validator
from tests.output.editions import town
from tests.output.service.asking import ask, opened, over_http

ITEMS = [
    {"state": "updated", "kind": "activity", "id": "b2", "modified": 100, "data": {"title": "Soep"}},
    {"state": "deleted", "kind": "activity", "id": "a1", "modified": 200},
    {"state": "updated", "kind": "activity", "id": "c3", "modified": 200, "data": {"title": "Één"}},
    {"state": "updated", "kind": "activity", "id": "d4", "modified": 300, "data": {"title": "Brood"}},
]


def write_pages(folder: Path, items: list[dict[str, object]], size: int, base: str = "") -> None:
    """Pages as a release has them: an item a line, each page naming the next, the last one without items."""
    folder.mkdir(parents=True, exist_ok=True)
    chunks = [items[at : at + size] for at in range(0, len(items), size)] + [[]]
    names = ["start.json", *(f"after-{number}.json" for number in range(1, len(chunks)))]
    for number, (name, chunk) in enumerate(zip(names, chunks, strict=True)):
        following = names[min(number + 1, len(names) - 1)]
        head = msgspec.json.encode({"next": base + following, "license": "https://license.example/"})[:-1]
        lines = b",\n".join(map(msgspec.json.encode, chunk))
        (folder / name).write_bytes(head + b',"items":[\n' + lines + b"\n]}\n")


@pytest.mark.parametrize("size", [1, 2, 9])
@pytest.mark.parametrize("base", ["", "https://open.example/data/v1/changes/"])
def test_whoever_follows_the_pages_sees_every_item_once(tmp_path: Path, size: int, base: str) -> None:
    write_pages(tmp_path, ITEMS, size, base)
    changes = Changes(tmp_path)
    found, after = [], None
    for _ in range(9):
        page = msgspec.json.decode(changes.page(after, most=2, address="https://open.example/v1/changes").plain.content)
        if not page["items"]:
            break
        found += page["items"]
        last = page["items"][-1]
        assert page["next"] == (
            f"https://open.example/v1/changes?afterTimestamp={last['modified']}&afterId={last['id']}"
        )
        after = (last["modified"], last["id"])
    assert found == ITEMS


@given(st.integers(0, 400), st.text("abcd1234", min_size=1, max_size=2))
def test_from_any_position_on_come_the_items_behind_it(
    tmp_path_factory: pytest.TempPathFactory, at: int, by: str
) -> None:
    folder = tmp_path_factory.getbasetemp() / "changes"
    if not folder.exists():
        write_pages(folder, ITEMS, 2)
    page = msgspec.json.decode(Changes(folder).page((at, by), most=9, address="x").plain.content)
    assert page["items"] == [one for one in ITEMS if (one["modified"], one["id"]) > (at, by)]
    assert page["items"] or page["next"] == f"x?afterTimestamp={at}&afterId={by}"


def test_pages_that_are_out_of_order_are_not_served(tmp_path: Path) -> None:
    write_pages(tmp_path, ITEMS[::-1], 2)
    with pytest.raises(BruggenError, match="expected them by `modified`"):
        Changes(tmp_path)


def test_the_service_answers_with_whole_addresses_that_may_be_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api, "MOST_ITEMS", 3)
    publish(town(), var=tmp_path, run_id="1")
    write_pages((tmp_path / "public").resolve() / "data/v1/changes", ITEMS, 2)
    service = opened(tmp_path / "public", base_url="https://open.example/")
    first = ask(service, "/v1/changes")
    assert first.headers["Cache-Control"] == "public, max-age=3600"
    assert first.json()["next"] == "https://open.example/v1/changes?afterTimestamp=200&afterId=c3"
    last = ask(service, first.json()["next"].removeprefix("https://open.example"))
    end = ask(service, last.json()["next"].removeprefix("https://open.example"))
    assert (end.json()["items"], end.headers["Cache-Control"]) == ([], "public, max-age=8")
    assert [one["id"] for one in last.json()["items"]] == ["d4"]
    assert (
        ask(opened(tmp_path / "public"), "/v1/changes").json()["next"].startswith("http://service.example/v1/changes?")
    )


@pytest.mark.parametrize(
    "address",
    [
        "https://x.example/bruggen/",
        "https://x.example?a=b",
        "https://x.example/#a",
        "x.example",
        "ftp://x/",
        "http://[",
    ],
)
def test_a_service_stands_at_the_root_of_a_host(tmp_path: Path, address: str) -> None:
    with pytest.raises(BruggenError, match="expected the address of a host without a path"):
        opened(tmp_path / "public", base_url=address)


@pytest.mark.parametrize(
    "query", ["afterTimestamp=1", "afterId=a", "afterTimestamp=x&afterId=a", "afterId=A&afterTimestamp=1", "limit=3"]
)
def test_half_a_position_is_refused(tmp_path: Path, query: str) -> None:
    publish(town(), var=tmp_path, run_id="1")
    assert ask(opened(tmp_path / "public"), f"/v1/changes?{query}").status_code == 400


def test_the_changes_of_a_release_are_those_of_its_pages(tmp_path: Path) -> None:
    publish(town(), var=tmp_path, run_id="1")
    folder = (tmp_path / "public").resolve() / "data/v1/changes"
    pages = [msgspec.json.decode(path.read_bytes())["items"] for path in folder.glob("*.json")]
    served = ask(opened(tmp_path / "public"), "/v1/changes").json()["items"]
    assert {one["id"] for one in served} == {one["id"] for page in pages for one in page}
    assert len(served) == len({one["id"] for one in served}) >= 6


def test_the_validator_of_openactive_finds_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "MOST_ITEMS", 2)
    publish(town(), var=tmp_path, run_id="1")
    with over_http(opened(tmp_path / "public")) as port:
        (found,) = by_rpde_validator([f"http://127.0.0.1:{port}/v1/changes"]).values()
    assert found == ["5 pages"]


def test_the_validator_of_openactive_sees_items_in_disorder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        Changes, "_read", lambda _, numbers: [b'{"state":"updated","kind":"x","id":"a","modified":1}'] * len(numbers)
    )
    publish(town(), var=tmp_path, run_id="1")
    with over_http(opened(tmp_path / "public")) as port:
        ((*faults, _),) = by_rpde_validator([f"http://127.0.0.1:{port}/v1/changes"]).values()
    assert faults
