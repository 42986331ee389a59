"""The release over real HTTP."""

import http.client
import re
import socket
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest

from output.release import publish
from output.service.serving import LARGEST_REQUEST
from tests.output.editions import edition, once, town, weekly
from tests.output.service.asking import opened, over_http


@pytest.fixture
def var(tmp_path: Path) -> Path:
    publish(edition(*weekly()), var=tmp_path, run_id="20261124T063000Z")
    (tmp_path / "secret.txt").write_text("geheim", encoding="utf-8")
    return tmp_path


@pytest.fixture
def served(var: Path) -> Iterator[int]:
    with over_http(opened(var / "public")) as port:
        yield port


def ask(port: int, target: str, *, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, target, headers=sent)
        answer = connection.getresponse()
        return answer.status, {name.title(): value for name, value in answer.getheaders()}, answer.read()
    finally:
        connection.close()


def test_every_kind_of_file_has_its_type(served: int) -> None:
    types = {
        "/": "text/html; charset=utf-8",
        "/feeds/all.ics": "text/calendar; charset=utf-8",
        "/feeds/all.ics?from=agenda": "text/calendar; charset=utf-8",
        "/data/v1/activities.json": "application/json",
        "/data/v1/activities.ndjson.gz": "application/gzip",
        "/data/v1/activities.csv": "text/csv; charset=utf-8",
        "/data/v1/activities.parquet": "application/vnd.apache.parquet",
    }
    for target, content_type in types.items():
        status, headers, body = ask(served, target)
        assert (status, headers["Content-Type"]) == (200, content_type)
        assert int(headers["Content-Length"]) == len(body) > 0
        assert headers["Access-Control-Allow-Origin"] == "*"


def test_a_client_that_has_the_bytes_gets_none(served: int) -> None:
    _, first, _ = ask(served, "/feeds/all.ics")
    for headers in (
        {"If_None_Match": first["Etag"]},
        {"If_None_Match": f'"other", W/{first["Etag"]}'},
        {"If_Modified_Since": first["Last-Modified"]},
    ):
        status, answer, body = ask(served, "/feeds/all.ics", **headers)
        assert (status, answer["Etag"], body) == (304, first["Etag"], b"")


def test_a_client_with_other_bytes_gets_the_file(served: int) -> None:
    _, first, _ = ask(served, "/feeds/all.ics")
    other = {"If_None_Match": '"other"', "If_Modified_Since": first["Last-Modified"]}
    assert ask(served, "/feeds/all.ics", **other)[0] == 200
    assert ask(served, "/feeds/all.ics", If_Modified_Since="Thu, 01 Jan 1970 00:00:00 GMT")[0] == 200
    assert ask(served, "/feeds/all.ics", If_Modified_Since="gisteren")[0] == 200


def test_head_says_what_get_would_say_without_the_body(served: int) -> None:
    for target in ("/feeds/all.ics", "/v1/activities", "/v1/feed.ics"):
        status, headers, body = ask(served, target, method="HEAD")
        assert (status, body) == (200, b"")
        got = ask(served, target)
        assert headers["Content-Length"] == str(len(got[2]))
        assert headers["Etag"] == got[1]["Etag"]


def test_nothing_outside_the_release_is_served(served: int) -> None:
    targets = ("/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "//etc/passwd", "/./index.html", "/%5c..")
    for target in (*targets, "/data", "/data/", "/nee.ics", "/%00", "/%ff", "/" + "a" * 3000):
        status, _, body = ask(served, target)
        assert status == 404, target
        assert b"geheim" not in body


def test_a_link_out_of_the_release_is_not_followed(served: int, var: Path) -> None:
    (var / "public" / "way-out.txt").symlink_to(var / "secret.txt")
    assert ask(served, "/way-out.txt")[0] == 404


def test_a_switched_release_is_served_at_once_under_another_tag(served: int, var: Path) -> None:
    _, first, _ = ask(served, "/feeds/all.ics")
    publish(town(), var=var, run_id="20261124T073000Z")
    status, second, body = ask(served, "/feeds/all.ics", If_None_Match=first["Etag"])
    assert (status, b"UID:b2@bruggen" in body) == (200, True)
    assert second["Etag"] != first["Etag"]


def test_a_feed_that_did_not_change_keeps_its_tag_over_releases(served: int, var: Path) -> None:
    path = "/feeds/otterdam/organisations/taalcafe-lombok.ics"
    _, first, _ = ask(served, path)
    publish(edition(*weekly(), *once("b2", "2026-11-26T18:00:00+01:00")), var=var, run_id="20261124T073000Z")
    publish(edition(*weekly()), var=var, run_id="20261124T083000Z", accept=True)
    assert ask(served, path, If_None_Match=first["Etag"])[0] == 304


def test_the_compressed_versions_unpack_to_the_plain_bytes(served: int) -> None:
    _, plain, body = ask(served, "/feeds/all.ics")
    status, headers, packed = ask(served, "/feeds/all.ics", Accept_Encoding="gzip;q=0.5, br")
    assert (status, headers["Content-Encoding"], headers["Vary"]) == (200, "br", "accept-encoding")
    assert brotli.decompress(packed) == body
    assert headers["Etag"] != plain["Etag"]
    assert ask(served, "/feeds/all.ics", Accept_Encoding="br", If_None_Match=headers["Etag"])[0] == 304


def raw(port: int, text: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        connection.sendall(text)
        connection.shutdown(socket.SHUT_WR)
        pieces = []
        try:
            while piece := connection.recv(65536):
                pieces.append(piece)
        except ConnectionResetError:
            pass
        return b"".join(pieces)


def test_nonsense_on_the_line_is_no_error_of_ours_and_stops_nothing(served: int) -> None:
    for text in (
        b"\x16\x03\x01\x02\x00\r\n\r\n",
        b"GET \xff HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET http://[ HTTP/1.1\r\nHost: x\r\n\r\n",
        b"OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /" + b"a" * 2 * LARGEST_REQUEST + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 2 * LARGEST_REQUEST,
        b"GET /v1/activities?text=%ff%00 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    ):
        assert raw(served, text)[9:10] != b"5", text[:40]
    assert ask(served, "/")[0] == 200


@pytest.mark.parametrize(
    ("host", "status"),
    [
        (b"", b"400"),
        (b"Host:\r\n", b"400"),
        (b"Host: a b\r\n", b"400"),
        (b"Host: a/b\r\n", b"400"),
        (b"Host: me@x\r\n", b"400"),
        (b'Host: x"y\r\n', b"400"),
        (b"Host: x\r\nHost: x\r\n", b"400"),
        (b"Host: x:port\r\n", b"400"),
        (b"Host: x:8000\r\n", b"200"),
        (b"Host: [::1]:8000\r\n", b"200"),
        (b"Host: xn--caf-dma.example.\r\n", b"200"),
    ],
)
def test_a_request_names_its_host(served: int, host: bytes, status: bytes) -> None:
    for path in (b"/feeds/all.ics", b"/feeds/all.ics", b"/v1/changes", b"/v1/feed.ics"):
        answer = raw(served, b"GET " + path + b" HTTP/1.1\r\n" + host + b"Connection: keep-alive\r\n\r\n")
        assert answer.startswith(b"HTTP/1.1 " + status)
    assert raw(served, b"GET /v1/changes HTTP/1.0\r\n\r\n").startswith(b"HTTP/1.1 200")


def test_a_body_behind_a_question_is_passed_over(served: int) -> None:
    for extra in (b"", b"Upgrade: h2c\r\nConnection: Upgrade\r\n"):
        text = b"GET /feeds/all.ics HTTP/1.1\r\nHost: x\r\n" + extra + b"Content-Length: 5\r\n\r\nhallo"
        ask(served, "/feeds/all.ics")
        assert raw(served, text).startswith(b"HTTP/1.1 200 OK\r\n")


def test_questions_on_one_line_are_answered_in_their_order(served: int) -> None:
    lines = [b"GET %b HTTP/1.1\r\nHost: x\r\n\r\n" % path for path in (b"/v1/feed.ics", b"/feeds/all.ics", b"/nee")]
    ask(served, "/feeds/all.ics")
    last = b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    with socket.create_connection(("127.0.0.1", served), timeout=5) as connection:
        connection.sendall(b"".join([*lines, last]))
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    assert re.findall(rb"HTTP/1.1 (\d+)", answer) == [b"200", b"200", b"404", b"200"]
    assert answer.endswith(b"</html>")


def test_a_request_that_does_not_end_is_hung_up_on(served: int) -> None:
    with socket.create_connection(("127.0.0.1", served), timeout=5) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * (LARGEST_REQUEST + 1))
        try:
            assert connection.recv(1) == b""
        except ConnectionResetError:
            return
