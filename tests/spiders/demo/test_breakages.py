"""The ways in which a site of the town can fail."""

import gzip
import http.client
import socket
from urllib.parse import urlsplit

import pytest

from spiders.demo.breakages import BREAKAGES, HUGE
from spiders.demo.town import Town

SITE = "buurthuis-de-wilg"


def ask(town: Town, path: str = "/agenda.ics") -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(urlsplit(town.sites[SITE].origin).netloc, timeout=5)
    connection.request("GET", path)
    return connection.getresponse()


@pytest.mark.parametrize("status", [403, 404, 500, 503])
def test_a_site_can_answer_everything_with_one_status(town: Town, status: int) -> None:
    town.break_site(SITE, str(status))
    assert ask(town).status == status
    assert ask(town, "/zalen.html").status == status


def test_html_can_stand_at_the_address_of_a_calendar(town: Town) -> None:
    town.break_site(SITE, "html_at_ics")
    answer = ask(town)
    assert (answer.status, answer.read()[:15]) == (200, b"<!DOCTYPE html>")
    assert ask(town, "/").read() == town.read(SITE, "/")


def test_a_bot_wall_answers_200_for_any_page(town: Town) -> None:
    town.break_site(SITE, "bot_wall")
    answer = ask(town)
    assert answer.status == 200
    assert b"Just a moment" in answer.read()


def test_a_redirect_can_lead_back_to_where_it_came_from(town: Town) -> None:
    town.break_site(SITE, "redirect_circle")
    there = ask(town).headers["Location"]
    back = ask(town, there).headers["Location"]
    assert (there, back) == ("/agenda.ics?rondje", "/agenda.ics")


def test_a_refusing_site_closes_the_connection_without_a_word(town: Town) -> None:
    town.break_site(SITE, "refused")
    with pytest.raises(http.client.RemoteDisconnected):
        ask(town)


def test_a_truncated_page_ends_before_its_length(town: Town) -> None:
    town.break_site(SITE, "truncated")
    with pytest.raises(http.client.IncompleteRead):
        ask(town).read()


def test_a_slow_site_begins_and_never_ends(town: Town) -> None:
    town.break_site(SITE, "slow")
    address = urlsplit(town.sites[SITE].origin)
    with socket.create_connection((str(address.hostname), address.port or 0), timeout=5) as visitor:
        visitor.sendall(b"GET /agenda.ics HTTP/1.1\r\nHost: wilg\r\n\r\n")
        heard = b""
        while b"BEGIN:VCAL" not in heard:
            heard += visitor.recv(1000)
        visitor.settimeout(0.1)
        with pytest.raises(TimeoutError):
            visitor.recv(1000)
    assert b"Content-Length: " in heard


def test_a_huge_page_has_a_hundred_megabytes_and_does_not_say_so(town: Town) -> None:
    town.break_site(SITE, "huge")
    answer = ask(town)
    assert answer.headers["Content-Length"] is None
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    buffer, length = bytearray(1_000_000), 0
    while count := answer.readinto(buffer):
        length += count
    assert length >= HUGE


def test_a_visitor_may_leave_in_the_middle_of_a_huge_page(town: Town) -> None:
    town.break_site(SITE, "huge")
    answer = ask(town)
    answer.read(1000)
    answer.close()
    town.mend_site(SITE)
    assert ask(town).read() == town.read(SITE, "/agenda.ics")


def test_a_bomb_is_small_until_it_is_unpacked(town: Town) -> None:
    town.break_site(SITE, "bomb")
    answer = ask(town)
    packed = answer.read()
    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(packed) < 1_000_000
    assert len(gzip.decompress(packed)) == HUGE


@pytest.mark.parametrize("how", sorted(BREAKAGES))
def test_robots_txt_answers_even_where_the_site_is_broken(town: Town, how: str) -> None:
    town.break_site(SITE, how)
    assert ask(town, "/robots.txt").status == 200


def test_one_path_can_be_broken_alone(town: Town) -> None:
    town.break_site(SITE, "500", path="/robots.txt")
    assert (ask(town, "/robots.txt").status, ask(town).status) == (500, 200)


def test_a_mended_site_answers_as_before(town: Town) -> None:
    town.break_site(SITE, "500")
    town.mend_site(SITE)
    assert ask(town).read() == town.read(SITE, "/agenda.ics")


def test_an_unknown_breakage_or_site_is_an_error(town: Town) -> None:
    with pytest.raises(KeyError):
        town.break_site(SITE, "hexed")
    with pytest.raises(KeyError):
        town.break_site("atlantis", "500")
