"""A source that fails does so by its class, alone, and keeps what it said before."""

import gzip
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from ipaddress import IPv4Address
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from schemas.health import Failure, Outcome

MEGABYTE = 1_000_000


def _says_html_at_ics(site: Any) -> None:
    site.say("/kapot.ics", "<!DOCTYPE html><title>Onderhoud</title>", Content_Type="text/html; charset=utf-8")


def _says_500(site: Any) -> None:
    site.say("/kapot.ics", "fout", status=500)


def _says_404(site: Any) -> None:
    site.pages.pop("/kapot.ics", None)


def _redirects_in_a_circle(site: Any) -> None:
    site.say("/kapot.ics", "", status=302, Location="/rond.ics")
    site.say("/rond.ics", "", status=302, Location="/kapot.ics")


def _redirects_on_and_on(site: Any) -> None:
    site.say("/kapot.ics", "", status=301, Location="/0.ics")
    for number in range(9):
        site.say(f"/{number}.ics", "", status=301, Location=f"/{number + 1}.ics")


def _redirects_to_a_file(site: Any) -> None:
    site.say("/kapot.ics", "", status=302, Location="file:///etc/passwd")


def _redirects_to_metadata(site: Any) -> None:
    site.say("/kapot.ics", "", status=302, Location="http://169.254.169.254/latest/meta-data/")


def _says_too_much(site: Any) -> None:
    def flood(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        for _ in range(100):
            request.wfile.write(b" " * MEGABYTE)
            site.sent = getattr(site, "sent", 0) + MEGABYTE
        request.close_connection = True

    site.pages["/kapot.ics"] = flood


def _says_a_bomb(site: Any) -> None:
    site.say("/kapot.ics", gzip.compress(b" " * 20 * MEGABYTE, mtime=0), Content_Encoding="gzip")


def _breaks_off(site: Any) -> None:
    def half(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Length", "1000")
        request.end_headers()
        request.wfile.write(b"BEGIN:VCALENDAR")
        request.close_connection = True

    site.pages["/kapot.ics"] = half


def _hangs(site: Any) -> None:
    site.released = threading.Event()

    def hang(request: BaseHTTPRequestHandler) -> None:
        site.released.wait(5)
        request.close_connection = True

    site.pages["/kapot.ics"] = hang


def _disallows(site: Any) -> None:
    site.say("/robots.txt", "User-agent: *\nDisallow: /kapot")


WAYS: tuple[tuple[Callable[[Any], None], Failure, str], ...] = (
    (_says_html_at_ics, Failure.UNREADABLE, "an HTML page (200, text/html) where a calendar was expected"),
    (_says_500, Failure.SERVER_ERROR, "500 where 200 was expected"),
    (_says_404, Failure.CLIENT_ERROR, "404 where 200 was expected"),
    (_redirects_in_a_circle, Failure.REDIRECTS, "redirects in a circle"),
    (_redirects_on_and_on, Failure.REDIRECTS, "more than 5 redirects"),
    (_redirects_to_a_file, Failure.BLOCKED, "neither http nor https"),
    (_redirects_to_metadata, Failure.BLOCKED, "not a public address"),
    (_says_too_much, Failure.TOO_LARGE, "larger than we read"),
    (_says_a_bomb, Failure.TOO_LARGE, "larger than we read"),
    (_breaks_off, Failure.CONNECTION, "the answer broke off"),
    (_hangs, Failure.TIMEOUT, "no whole answer in time"),
    (_disallows, Failure.BLOCKED, "robots.txt does not allow us here"),
)


@pytest.mark.parametrize(("goes_wrong", "failure", "words"), WAYS, ids=[way[0].__name__ for way in WAYS])
def test_a_source_that_fails_names_its_class_and_the_others_are_staged(
    world: Any, website: Any, goes_wrong: Callable[[Any], None], failure: Failure, words: str
) -> None:
    wrong = world.website()
    goes_wrong(wrong)
    broken = world.source(wrong.url("/kapot.ics"), "kapot")
    whole = world.source(website.url("/agenda.ics"), "heel")
    sick, healthy = world.crawl(broken, whole, timeout_s=0.5, max_bytes=10 * MEGABYTE)
    assert (sick.outcome, sick.failure) == (Outcome.FAILED, failure)
    assert words in sick.detail
    assert "\n" not in sick.detail
    assert healthy.outcome is Outcome.OK
    assert world.titles(whole) == ["Taalcafé", "Kookgroep"]
    assert world.staged(broken).health == sick


def test_a_hundred_megabytes_are_not_fetched_to_the_end(world: Any) -> None:
    site = world.website()
    _says_too_much(site)
    health = world.crawl(world.source(site.url("/kapot.ics")), max_bytes=2 * MEGABYTE)
    assert health.failure is Failure.TOO_LARGE
    assert site.sent < 20 * MEGABYTE


def test_a_server_that_does_not_listen_is_a_failed_connection(world: Any) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        health = world.crawl(world.source(f"http://127.0.0.1:{port}/"))
    assert health.failure is Failure.CONNECTION


def test_after_a_failure_the_pages_of_the_last_good_visit_stay(world: Any, website: Any) -> None:
    source = world.source(website.url("/agenda.ics"))
    world.crawl(source)
    before = world.staged(source)
    website.say("/agenda.ics", "<!DOCTYPE html>Even geduld...")
    health = world.crawl(source, run_id="later")
    assert health.failure is Failure.UNREADABLE
    assert health.listings == 0
    assert world.staged(source).pages == before.pages


def test_of_several_pages_those_that_answer_are_staged_anew(world: Any, website: Any, calendar: Any) -> None:
    website.say("/zomer.ics", calendar("Zwemmen"))
    source = world.source(website.url("/agenda.ics"), pages=(website.url("/zomer.ics"),))
    world.crawl(source)
    website.say("/zomer.ics", "fout", status=503)
    website.say("/agenda.ics", calendar("Taalcafé", "Naaien"))
    health = world.crawl(source, run_id="later")
    assert (health.outcome, health.failure) == (Outcome.FAILED, Failure.SERVER_ERROR)
    assert (health.fetched, health.failed, health.listings) == (1, 1, 2)
    assert world.titles(source) == ["Taalcafé", "Naaien", "Zwemmen"]


def test_a_reader_that_does_not_exist_fails_its_source_only(world: Any, website: Any) -> None:
    odd = world.source(website.url("/"), "vreemd", reader="morse")
    website.say("/", "<p>hallo")
    sick, healthy = world.crawl(odd, world.source(website.url("/agenda.ics"), "heel"))
    assert sick.failure is Failure.UNREADABLE
    assert "unknown reader 'morse'" in sick.detail
    assert healthy.outcome is Outcome.OK


def test_robots_txt_with_a_fault_closes_the_site(world: Any, website: Any) -> None:
    website.say("/robots.txt", "fout", status=500)
    health = world.crawl(world.source(website.url("/agenda.ics")))
    assert health.failure is Failure.SERVER_ERROR
    assert website.asked() == []


@pytest.fixture
def self_signed(tmp_path: Path) -> Iterator[str]:
    """The address of a TLS server on loopback with a certificate that nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    start = datetime(2020, 1, 1, tzinfo=UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=36500))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = tmp_path / "server.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    pem.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=_shake_hands, args=(listening, context), daemon=True).start()
        yield f"https://127.0.0.1:{listening.getsockname()[1]}/"


def _shake_hands(listening: socket.socket, context: ssl.SSLContext) -> None:
    for _ in range(10):
        try:
            client, _address = listening.accept()
            with context.wrap_socket(client, server_side=True) as secured:
                secured.recv(100)
        except OSError:
            continue


def test_a_certificate_that_nobody_vouches_for_is_refused(world: Any, self_signed: str) -> None:
    health = world.crawl(world.source(self_signed))
    assert health.failure is Failure.TLS
