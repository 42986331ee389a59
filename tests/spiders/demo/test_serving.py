"""The town over HTTP, as a visitor meets it."""

import http.client
import sys
import tomllib
from datetime import date
from email.message import Message
from pathlib import Path
from urllib.parse import quote, urlsplit

import msgspec
import pytest

from schemas.source import Source
from spiders.demo.server import Visit
from spiders.demo.serving import serve_town
from spiders.demo.town import Town


def visit(town: Town, site: str, path: str = "/", method: str = "GET", **headers: str) -> tuple[int, Message, bytes]:
    connection = http.client.HTTPConnection(urlsplit(town.sites[site].origin).netloc, timeout=5)
    try:
        connection.request(method, path, headers={name.replace("_", "-"): text for name, text in headers.items()})
        response = connection.getresponse()
        return response.status, response.headers, response.read()
    finally:
        connection.close()


def test_every_page_of_every_site_answers_as_it_was_rendered(town: Town) -> None:
    for name in town.sites:
        for path, answer in town.shelf(name).answers.items():
            status, headers, body = visit(town, name, quote(path))
            assert (status, body) == (answer.status, answer.body)
            assert headers["Content-Type"] == answer.content_type
            assert headers["Content-Length"] == str(len(body))


def test_a_visitor_who_knows_the_page_is_told_so_in_one_line(town: Town) -> None:
    _, headers, _ = visit(town, "buurthuis-de-wilg", "/agenda.ics")
    by_tag = visit(town, "buurthuis-de-wilg", "/agenda.ics", if_none_match=str(headers["ETag"]))
    by_date = visit(town, "buurthuis-de-wilg", "/agenda.ics", if_modified_since=str(headers["Last-Modified"]))
    assert (by_tag[0], by_tag[2]) == (304, b"")
    assert (by_date[0], by_date[2]) == (304, b"")


def test_an_edited_page_is_sent_whole_to_a_visitor_who_knew_it(town: Town) -> None:
    site, path = "buurthuis-de-wilg", "/agenda.ics"
    _, before, _ = visit(town, site, path)
    town.edit(site, path, old="Naaiatelier", new="Breiatelier")
    status, after, body = visit(town, site, path, if_none_match=str(before["ETag"]))
    assert (status, b"Breiatelier" in body) == (200, True)
    assert after["ETag"] != before["ETag"]
    assert visit(town, site, path, if_modified_since=str(before["Last-Modified"]))[0] == 200


def test_an_edit_of_words_that_are_not_there_is_refused(town: Town) -> None:
    with pytest.raises(ValueError, match="'Zwanenzang' does not stand there"):
        town.edit("bibliotheek", "/agenda/", old="Zwanenzang", new="")


def test_a_removed_page_is_not_found(town: Town) -> None:
    town.remove("bibliotheek", "/agenda/")
    assert visit(town, "bibliotheek", "/agenda/")[0] == 404


def test_a_new_day_brings_its_own_pages(town: Town) -> None:
    town.turn_to(date(2026, 11, 26))
    assert "26 november 2026" in visit(town, "taalhuis", "/agenda/")[2].decode()
    assert "24 november 2026" not in visit(town, "taalhuis", "/agenda/")[2].decode()


def test_head_sends_the_headers_alone(town: Town) -> None:
    status, headers, body = visit(town, "bibliotheek", "/agenda/", method="HEAD")
    assert (status, body) == (200, b"")
    assert int(headers["Content-Length"]) == len(town.read("bibliotheek", "/agenda/"))


def test_a_folder_without_its_slash_is_redirected(town: Town) -> None:
    status, headers, _ = visit(town, "bibliotheek", "/agenda")
    assert (status, headers["Location"]) == (301, "/agenda/")


def test_an_event_without_a_page_of_its_own_leads_to_the_list(town: Town) -> None:
    status, headers, _ = visit(town, "taalhuis", "/event/taalcafe/2026-11-24/")
    assert (status, headers["Location"]) == (302, "/agenda/")


def test_a_query_changes_nothing(town: Town) -> None:
    assert visit(town, "jongerencentrum-de-loods", "/?maand=volgende")[2] == town.read("jongerencentrum-de-loods", "/")


def test_only_get_and_head_are_allowed(town: Town) -> None:
    assert visit(town, "bibliotheek", "/", method="POST")[0] == 405


def test_one_connection_serves_many_requests(town: Town) -> None:
    connection = http.client.HTTPConnection(urlsplit(town.sites["bibliotheek"].origin).netloc, timeout=5)
    connection.connect()
    door = connection.sock
    for _ in range(3):
        connection.request("GET", "/agenda/")
        assert connection.getresponse().read() == town.read("bibliotheek", "/agenda/")
    assert connection.sock is door
    connection.close()


def test_the_log_counts_visits_by_site_method_target_and_status(town: Town) -> None:
    visit(town, "bibliotheek", "/agenda/?van=nu")
    visit(town, "bibliotheek", "/agenda/?van=nu")
    visit(town, "taalhuis", "/weg", method="HEAD")
    assert town.requests == {
        Visit("bibliotheek", "GET", "/agenda/?van=nu", 200): 2,
        Visit("taalhuis", "HEAD", "/weg", 404): 1,
    }


def test_the_source_files_are_right_and_lead_to_the_sites(town: Town, tmp_path: Path) -> None:
    files = sorted(town.sources(tmp_path).rglob("*.toml"))
    assert [file.relative_to(tmp_path).as_posix() for file in files] == [
        f"nl/wilgenmonde/{name}.toml" for name in sorted(town.sites)
    ]
    for file in files:
        keys = tomllib.loads(file.read_text("utf-8")) | {"id": town.sites[file.stem].source_id}
        source = msgspec.convert(keys, Source)
        assert source.url.startswith(town.sites[file.stem].origin)
        assert urlsplit(source.url).path in town.shelf(file.stem).answers


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has all of 127.0.0.0/8")
def test_as_many_hosts_as_wanted_have_an_address_each(tmp_path: Path) -> None:
    with serve_town(date(2026, 11, 24), hosts=40) as town:
        assert len({urlsplit(site.origin).hostname for site in town.sites.values()}) == 40
        assert visit(town, "bibliotheek-3")[0] == 200
        assert len(list(town.sources(tmp_path).rglob("*.toml"))) == 40
        assert (tmp_path / "nl" / "wilgenmonde-2" / "taalhuis-2.toml").exists()


def test_after_the_visit_the_doors_are_closed() -> None:
    with serve_town(date(2026, 11, 24)) as town:
        assert visit(town, "taalhuis")[0] == 200
    with pytest.raises(ConnectionError):
        visit(town, "taalhuis")


def test_a_port_that_is_taken_is_named() -> None:
    with serve_town(date(2026, 11, 24)) as town:
        taken = urlsplit(next(iter(town.sites.values())).origin).port or 0
        with pytest.raises(OSError, match=f"127.0.0.1:{taken}"), serve_town(date(2026, 11, 24), first_port=taken):
            pytest.fail("two towns on one port")
