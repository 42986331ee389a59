"""The changes as a follower reads them, page by page."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from output.dataset.changes import Item, file_name, items, pages
from output.release import publish
from schemas.activity import Activity
from schemas.change import Alias, Change, Edition, Intent
from schemas.schedule import Status
from tests.output.dataset.everything import everything
from tests.output.dataset.published import published
from tests.output.editions import SEEN, edition, once

T = int(datetime(2026, 11, 20, 6, 30, 15, tzinfo=UTC).timestamp())


def harvest(folder: Path, page: str = "start.json") -> tuple[list[dict[str, Any]], str]:
    """All items from `page` on, and the last page."""
    found = []
    while True:
        content = json.loads((folder / page).read_text(encoding="utf-8"))
        if not content["items"]:
            assert content["next"] == page
            return found, page
        found += content["items"]
        page = content["next"]


def test_a_follower_gets_every_activity_once_in_the_order_of_change_and_then_of_id(data: Path) -> None:
    found, _ = harvest(data / "changes")
    assert [(one["id"], one["state"]) for one in found] == [
        *((number, "updated") for number in ("a1", "b2", "c3", "e5", "f6", "g7")),
        ("y8", "deleted"),
        ("d4", "updated"),
        ("z9", "deleted"),
    ]
    assert [(one["modified"], one["id"]) for one in found] == sorted((one["modified"], one["id"]) for one in found)


def test_a_page_has_what_rpde_asks_for(data: Path) -> None:
    page = json.loads((data / "changes" / "start.json").read_text(encoding="utf-8"))
    assert set(page) == {"next", "items", "license"}
    assert all({"state", "kind", "id", "modified"} <= set(one) for one in page["items"])
    assert all(("data" in one) == (one["state"] == "updated") for one in page["items"])
    assert all(one["data"]["id"] == one["id"] for one in page["items"] if one["state"] == "updated")


def test_the_last_page_is_empty_and_its_own_next_page(data: Path) -> None:
    _, last = harvest(data / "changes")
    assert last == f"after-{int(datetime(2026, 11, 24, 6, 30, tzinfo=UTC).timestamp())}.json"


def test_an_activity_that_was_seen_again_is_no_change(tmp_path: Path) -> None:
    before = published(edition(*once("a1", "2026-11-26T10:00:00+01:00")), tmp_path)
    text = (before / "changes/start.json").read_bytes()
    later = once(
        "a1", "2026-11-26T10:00:00+01:00", last_seen_at=SEEN + timedelta(days=1), provenance={"title": "nl.a.b"}
    )
    done = publish(edition(*later, as_of="2026-11-25"), var=tmp_path, run_id="20261125T063000Z")
    assert (tmp_path / "public/data/v1/changes/start.json").read_bytes() == text
    assert not [path for path in done.changed if "/changes/" in path]


def test_who_stood_at_the_end_yesterday_gets_what_changed_today(tmp_path: Path) -> None:
    _, end = harvest(
        published(edition(*once("a1", "2026-11-26T10:00:00+01:00"), *once("b2", "2026-11-26T10:00:00+01:00")), tmp_path)
        / "changes"
    )
    now = datetime(2026, 11, 25, 6, tzinfo=UTC)
    changed = once("b2", "2026-11-27T10:00:00+01:00", last_changed_at=now, sequence=3)
    log = (log_line("b2", T), log_line("b2", int(now.timestamp()), Intent.CHANGED))
    today = edition(*once("a1", "2026-11-26T10:00:00+01:00"), *changed, as_of="2026-11-25", changes=log)
    publish(today, var=tmp_path, run_id="20261125T063000Z")
    found, _ = harvest(tmp_path / "public/data/v1/changes", end)
    assert [(one["id"], one["state"]) for one in found] == [("b2", "updated")]


@pytest.mark.parametrize(
    ("status", "state"),
    [(Status.GONE, "deleted"), (Status.PAST, "deleted"), (Status.CANCELLED, "updated"), (Status.MISSING, "updated")],
)
def test_what_is_over_is_a_tombstone_and_what_is_cancelled_is_not(status: Status, state: str) -> None:
    one, _ = once("a1", "2026-11-26T10:00:00+01:00", status=status)
    assert [item.state for item in items(edition(one), [one])] == [state]


def test_a_tombstone_stays_as_long_as_the_change_log_and_holds_no_facts() -> None:
    gone = Change(activity_id="z9", run_id="1", at=SEEN - timedelta(days=59), intent=Intent.GONE, reason="not seen")
    (item,) = items(edition(changes=(gone,)), [])
    assert (item.state, item.id, item.data) == ("deleted", "z9", msgspec.UNSET)


def test_an_id_that_stands_for_another_is_a_tombstone_for_sixty_days() -> None:
    aliases = [
        Alias(id=f"y{days}", activity_id="a1", at=SEEN - timedelta(days=days), reason="one") for days in (60, 61)
    ]
    assert [one.id for one in items(edition(aliases=tuple(aliases)), [])] == ["y60"]


def test_full_addresses_are_given_where_it_is_known_where_the_release_is_served(tmp_path: Path) -> None:
    publish(everything(), var=tmp_path, run_id="1", base_url="https://bruggen.example")
    page = json.loads((tmp_path / "public/data/v1/changes/start.json").read_text(encoding="utf-8"))
    assert page["next"] == f"https://bruggen.example/data/v1/changes/after-{T}.json"


def log_line(activity_id: str, modified: int, intent: Intent = Intent.NEW) -> Change:
    at = datetime.fromtimestamp(modified, UTC)
    return Change(activity_id=activity_id, run_id=str(modified), at=at, intent=intent, reason="why")


def item(number: int, modified: int) -> Item:
    return Item(state="updated", id=f"a{number}", modified=modified, data=msgspec.Raw(b"{}"))


ORDERED = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 999)), unique_by=lambda pair: pair[1]).map(
    lambda pairs: sorted((item(number, modified) for modified, number in pairs), key=lambda one: (one.modified, one.id))
)


@given(ORDERED, st.sets(st.integers(0, 30)))
def test_from_any_page_on_a_follower_gets_all_that_comes_after_it(found: list[Item], times: set[int]) -> None:
    files = dict(pages(found, times, file_name))
    for after in files:
        got, position = [], after
        while page := json.loads(files[position])["items"]:
            got += [(one["modified"], one["id"]) for one in page]
            position = next(one for one in files if file_name(one) == json.loads(files[position])["next"])
        assert got == [(one.modified, one.id) for one in found if after is None or (one.modified, one.id) > after]


def test_pages_of_a_large_first_run_are_bounded_and_mostly_stay_when_one_item_moves() -> None:
    first = [item(number, 10) for number in range(10_000)]
    first.sort(key=lambda one: one.id)
    before = dict(pages(first, (), file_name))
    assert max(len(json.loads(page)["items"]) for page in before.values()) <= 1_000
    moved = [one for one in first if one.id != "a5000"] + [item(5000, 11)]
    after = dict(pages(moved, (), file_name))
    differing = [position for position in before if before[position] != after.get(position)]
    assert len(differing) <= 3
    assert len(before) > 20


def test_an_unchanged_edition_keeps_its_items() -> None:
    whole: Edition = everything()
    activities: tuple[Activity, ...] = whole.activities
    assert items(whole, activities) == items(whole, reversed(activities))
