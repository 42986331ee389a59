"""The release over HTTP."""

import http.client
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

from output.release import publish
from output.serve import server
from tests.output.editions import edition, once, town, weekly


@pytest.fixture
def var(tmp_path: Path) -> Path:
    publish(edition(*weekly()), var=tmp_path, run_id="20261124T063000Z")
    (tmp_path / "secret.txt").write_text("geheim", encoding="utf-8")
    return tmp_path


@pytest.fixture
def served(var: Path) -> Iterator[ThreadingHTTPServer]:
    with server(var / "public", host="127.0.0.1", port=0) as bound:
        thread = threading.Thread(target=bound.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield bound
        bound.shutdown()
        thread.join(timeout=5)


def ask(
    served: ThreadingHTTPServer, target: str, *, method: str = "GET", **headers: str
) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", served.server_port, timeout=5)
    try:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, target, headers=sent)
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("target", "content_type"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/feeds/all.ics", "text/calendar; charset=utf-8"),
        ("/feeds/all.ics?from=agenda", "text/calendar; charset=utf-8"),
        ("/data/v1/activities.json", "application/json"),
        ("/data/v1/activities.ndjson.gz", "application/gzip"),
        ("/data/v1/activities.csv", "text/csv; charset=utf-8"),
        ("/data/v1/activities.parquet", "application/vnd.apache.parquet"),
    ],
)
def test_every_kind_of_file_has_its_type(served: ThreadingHTTPServer, target: str, content_type: str) -> None:
    status, headers, body = ask(served, target)
    assert (status, headers["Content-Type"]) == (200, content_type)
    assert int(headers["Content-Length"]) == len(body) > 0
    assert headers["Access-Control-Allow-Origin"] == "*"


def test_a_client_that_has_the_bytes_gets_none(served: ThreadingHTTPServer) -> None:
    _, first, _ = ask(served, "/feeds/all.ics")
    for headers in (
        {"If_None_Match": first["ETag"]},
        {"If_None_Match": f'"other", W/{first["ETag"]}'},
        {"If_Modified_Since": first["Last-Modified"]},
    ):
        status, answer, body = ask(served, "/feeds/all.ics", **headers)
        assert (status, answer["ETag"], body) == (304, first["ETag"], b"")


def test_a_client_with_other_bytes_gets_the_file(served: ThreadingHTTPServer) -> None:
    _, first, _ = ask(served, "/feeds/all.ics")
    other = {"If_None_Match": '"other"', "If_Modified_Since": first["Last-Modified"]}
    assert ask(served, "/feeds/all.ics", **other)[0] == 200
    assert ask(served, "/feeds/all.ics", If_Modified_Since="Thu, 01 Jan 1970 00:00:00 GMT")[0] == 200
    assert ask(served, "/feeds/all.ics", If_Modified_Since="gisteren")[0] == 200


def test_head_says_what_get_would_say_without_the_body(served: ThreadingHTTPServer) -> None:
    status, headers, body = ask(served, "/feeds/all.ics", method="HEAD")
    assert (status, body) == (200, b"")
    assert headers["Content-Length"] == str(len(ask(served, "/feeds/all.ics")[2]))


@pytest.mark.parametrize(
    "target",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/feeds",
        "/nee.ics",
        "/%00",
        "/%ff",
        "/" + "a" * 3000,
    ],
)
def test_nothing_outside_the_release_is_served(served: ThreadingHTTPServer, target: str) -> None:
    status, _, body = ask(served, target)
    assert status == 404
    assert b"geheim" not in body


def test_a_switched_release_is_served_at_once_under_another_tag(served: ThreadingHTTPServer, var: Path) -> None:
    _, first, _ = ask(served, "/feeds/all.ics")
    publish(town(), var=var, run_id="20261124T073000Z")
    status, second, body = ask(served, "/feeds/all.ics", If_None_Match=first["ETag"])
    assert (status, b"UID:b2@bruggen" in body) == (200, True)
    assert second["ETag"] != first["ETag"]


def test_a_feed_that_did_not_change_keeps_its_tag_over_releases(served: ThreadingHTTPServer, var: Path) -> None:
    path = "/feeds/otterdam/organisations/taalcafe-lombok.ics"
    _, first, _ = ask(served, path)
    publish(edition(*weekly(), *once("b2", "2026-11-26T18:00:00+01:00")), var=var, run_id="20261124T073000Z")
    publish(edition(*weekly()), var=var, run_id="20261124T083000Z", accept=True)
    assert ask(served, path, If_None_Match=first["ETag"])[0] == 304
