"""Files as they are answered: parts, encodings, and the last good bytes when a release cannot be read."""

import gzip
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from output.release import publish
from output.service import files
from output.service.answers import conditions, encoding_for, reply
from output.service.app import Service
from output.service.bodies import Body
from tests.output.editions import edition, town, weekly
from tests.output.service.asking import ask, opened

FEED = "/feeds/all.ics"


@pytest.fixture
def var(tmp_path: Path) -> Path:
    publish(town(), var=tmp_path, run_id="20261124T063000Z")
    return tmp_path


@pytest.fixture
def service(var: Path) -> Service:
    return opened(var / "public")


@given(st.binary(max_size=50), st.text("bytes=-,0123456789", max_size=12).map("bytes=".__add__))
def test_a_part_is_a_piece_of_the_whole_or_all_of_it(content: bytes, asked: str) -> None:
    body = Body(content, "text/plain", in_parts=True)
    got = reply(body, body.plain, {b"range": asked.encode()})
    headers = dict(got.headers)
    assert int(headers[b"content-length"]) == len(got.content)
    if got.status == 206:
        span, _, size = headers[b"content-range"].removeprefix(b"bytes ").partition(b"/")
        first, last = map(int, span.split(b"-"))
        assert got.content == content[first : last + 1]
        assert int(size) == len(content)
    else:
        assert (got.status, got.content) in {(200, content), (416, b"")}


def test_the_end_of_a_file_can_be_asked_for(service: Service) -> None:
    whole = ask(service, FEED)
    part = ask(service, FEED, Range="bytes=-15", If_Range=whole.headers["ETag"])
    assert (part.status_code, part.content) == (206, b"END:VCALENDAR\r\n")
    assert ask(service, FEED, Range="bytes=-15", If_Range='"older"').content == whole.content
    assert ask(service, FEED, Range="bytes=9999999-").headers["Content-Range"] == f"bytes */{len(whole.content)}"


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("gzip", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=0.1, gzip", "gzip"),
        ("br;q=0, gzip;q=0", "identity"),
        ("*", "br"),
        ("identity", "identity"),
        ("identity;q=1, gzip;q=0.5", "identity"),
        ("gzip;q=nonsense", "identity"),
        ("", "identity"),
    ],
)
def test_the_client_chooses_the_encoding(accepted: str, expected: str) -> None:
    body = Body(b"x" * 1000, "text/plain")
    assert encoding_for(body, conditions([(b"accept-encoding", accepted.encode())])) == expected


@given(st.binary(min_size=300, max_size=2000))
def test_no_two_different_bytes_bear_one_tag(content: bytes) -> None:
    versions = [Body(text, "text/plain").version(name) for text in (content, content + b".") for name in ("br", "gzip")]
    versions += [Body(content, "text/plain").plain]
    assert len({version.etag for version in versions}) == len({version.content for version in versions})
    assert gzip.decompress(versions[1].content) == content


def test_a_page_may_run_its_own_script_and_no_other(service: Service) -> None:
    policy = ask(service, "/").headers["Content-Security-Policy"]
    assert "script-src 'self' 'sha256-" in policy
    assert "unsafe" not in policy


def test_a_file_too_large_to_remember_is_answered_alike(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    small = ask(service, "/data/v1/activities.json")
    monkeypatch.setattr(files, "LARGEST_REMEMBERED", 100)
    other = opened(service._files._public)
    large = ask(other, "/data/v1/activities.json")
    assert (large.status_code, large.content) == (200, small.content)
    assert ask(other, "/data/v1/activities.json", If_None_Match=large.headers["ETag"]).status_code == 304
    part = ask(other, "/data/v1/activities.json", Range="bytes=5-9")
    assert (part.status_code, part.content) == (206, small.content[5:10])
    assert ask(other, "/data/v1/activities.json", Range="bytes=9999999-").status_code == 416


@pytest.mark.parametrize("largest", [100, files.LARGEST_REMEMBERED])
def test_conditions_are_read_as_http_writes_them(var: Path, monkeypatch: pytest.MonkeyPatch, largest: int) -> None:
    monkeypatch.setattr(files, "LARGEST_REMEMBERED", largest)
    service, path = opened(var / "public"), "/data/v1/activities.json"
    whole = ask(service, path)
    assert ask(service, path, If_None_Match="*").status_code == 304
    assert ask(service, path, If_None_Match=whole.headers["ETag"][1:-1]).status_code == 200
    assert ask(service, path, If_None_Match=f'"a", W/{whole.headers["ETag"]}').status_code == 304
    head = ask(service, path, method="HEAD", Range="bytes=5-9")
    assert (head.status_code, head.headers["Content-Length"]) == (200, str(len(whole.content)))


def test_a_header_on_two_lines_is_one_list(service: Service) -> None:
    tag = ask(service, FEED).headers["ETag"].encode()
    lines = [(b"if-none-match", tag), (b"if-none-match", b'"other"')]
    for headers in (lines, lines[::-1]):
        assert tag in conditions(headers)[b"if-none-match"].split(b", ")


def test_feeds_are_answered_while_the_release_is_gone(service: Service, var: Path) -> None:
    before = {path: ask(service, path).content for path in (FEED, "/feeds/otterdam/all.simple.ics")}
    (var / "public").unlink()
    for path, content in before.items():
        answer = ask(service, path)
        assert (answer.status_code, answer.content) == (200, content)
    shutil.rmtree(var / "releases")
    assert ask(service, FEED, If_None_Match=ask(service, FEED).headers["ETag"]).status_code == 304


def test_a_feed_that_nobody_asked_for_yet_is_answered_too(service: Service, var: Path) -> None:
    shutil.rmtree(var / "releases")
    assert ask(service, FEED).text.startswith("BEGIN:VCALENDAR")


@pytest.mark.parametrize("damage", [b"", b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEV", b"<html>504</html>"])
def test_half_a_calendar_reaches_nobody(service: Service, var: Path, damage: bytes) -> None:
    good = ask(service, FEED)
    path = (var / "public").resolve() / FEED[1:]
    path.unlink()
    path.write_bytes(damage)
    assert (ask(service, FEED).content, ask(service, FEED).headers["ETag"]) == (good.content, good.headers["ETag"])
    assert ask(opened(var / "public"), FEED).status_code == 404


@pytest.fixture
def older(var: Path) -> Path:
    """A release behind the visible one, with other bytes."""
    found = (var / "public").resolve()
    publish(edition(*weekly()), var=var, run_id="20261124T073000Z", accept=True)
    return found


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:200])


def cut_between_events(path: Path) -> None:
    path.write_bytes(path.read_bytes().partition(b"BEGIN:VEVENT")[0] + b"END:VCALENDAR\r\n")


def zeroed(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:300] + bytes(len(content) - 400) + content[-100:])


@pytest.mark.parametrize("damage", [truncated, cut_between_events, zeroed, Path.unlink])
def test_a_service_that_starts_on_a_damaged_feed_answers_with_the_release_before(
    var: Path, older: Path, damage: Callable[[Path], None]
) -> None:
    damage(var / "public" / FEED[1:])
    service = opened(var / "public")
    assert (ask(service, FEED).status_code, ask(service, FEED).content) == (200, (older / FEED[1:]).read_bytes())
    truncated(older / FEED[1:])
    assert ask(service, FEED).status_code == 200


@pytest.mark.parametrize("damage", [truncated, cut_between_events, zeroed, Path.unlink])
def test_a_damaged_feed_is_answered_with_its_last_good_bytes(
    service: Service, var: Path, damage: Callable[[Path], None]
) -> None:
    good = ask(service, FEED).content
    damage(var / "public" / FEED[1:])
    assert [ask(service, FEED).content for _ in range(2)] == [good, good]


def test_who_has_a_feed_that_is_whole_nowhere_keeps_it(var: Path, older: Path) -> None:
    for release in (older, var / "public"):
        truncated(release / FEED[1:])
    service = opened(var / "public")
    assert ask(service, FEED).status_code == 404
    assert ask(service, FEED, If_None_Match='"mine"').status_code == 304


def test_a_feed_that_no_release_lists_is_not_found(service: Service) -> None:
    assert ask(service, "/feeds/nee.ics", If_None_Match='"mine"').status_code == 404


def test_what_is_no_longer_published_is_not_found(service: Service, var: Path) -> None:
    assert ask(service, "/index.html").status_code == 200
    ((var / "public").resolve() / "index.html").unlink()
    assert ask(service, "/index.html").status_code == 404


def test_a_rollback_reaches_clients_that_only_know_dates(service: Service, var: Path) -> None:
    first = ask(service, FEED)
    earlier = (var / "public").resolve()
    publish(edition(*weekly()), var=var, run_id="20261124T073000Z", accept=True)
    later = (var / "public").resolve() / FEED[1:]
    os.utime(later, (later.stat().st_mtime + 60,) * 2)
    date = ask(service, FEED).headers["Last-Modified"]
    (var / "public").unlink()
    (var / "public").symlink_to(earlier)
    answer = ask(service, FEED, If_Modified_Since=date)
    assert (answer.status_code, answer.content) == (200, first.content)


def test_a_folder_with_a_page_is_answered_with_its_slash(service: Service, var: Path) -> None:
    folder = (var / "public").resolve() / "uitleg"
    folder.mkdir()
    (folder / "index.html").write_text("<!doctype html><title>Uitleg</title>", encoding="utf-8")
    moved = ask(service, "/uitleg")
    assert (moved.status_code, moved.headers["Location"]) == (308, "/uitleg/")
    assert ask(service, "/uitleg/").status_code == 200


def test_only_reading_is_allowed(service: Service) -> None:
    refused = ask(service, FEED, method="DELETE")
    assert (refused.status_code, refused.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")
    preflight = ask(service, FEED, method="OPTIONS", Origin="https://gemeente.example")
    assert (preflight.status_code, preflight.headers["Access-Control-Allow-Origin"]) == (204, "*")
    assert "If-Range" in preflight.headers["Access-Control-Allow-Headers"]


def test_pages_of_changes_may_be_kept_for_an_hour(service: Service, var: Path) -> None:
    folder = (var / "public").resolve() / "data/v1/changes"
    folder.mkdir(exist_ok=True)
    (folder / "x.json").write_text("{}", encoding="utf-8")
    assert ask(service, "/data/v1/changes/x.json").headers["Cache-Control"] == "public, max-age=3600"
    assert ask(service, "/data/v1/activities.json").headers["Cache-Control"] == "no-cache"


def test_memory_is_bounded(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_REMEMBERED", 10_000)
    service = opened(var / "public")
    for path in (FEED, "/feeds/all.simple.ics", "/", "/data/v1/activities.json", "/data/v1/occurrences.json", FEED):
        assert ask(service, path).status_code == 200
        assert service._files._size <= 10_000 or len(service._files._bodies) == 1
