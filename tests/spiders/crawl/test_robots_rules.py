"""robots.txt files that are tricky, each with the verdict that RFC 9309 gives, and the paragraph."""

import time
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from protego import Protego

from spiders.crawl.robots_rules import MOST_BYTES, Rules, rules_in, text_of

YES, NO = True, False


@dataclass(frozen=True)
class Tricky:
    paragraph: str
    what: str
    file: bytes
    verdicts: dict[str, bool]


FILES = (
    Tricky("2.3", "a byte-order mark before the first line", b"\xef\xbb\xbfUser-agent: *\nDisallow: /prive",
           {"/prive": NO, "/": YES}),
    Tricky("2.3", "two byte-order marks", b"\xef\xbb\xbf\xef\xbb\xbfUser-agent: *\nDisallow: /prive", {"/prive": NO}),
    Tricky("2.2.1", "our name in capitals", b"User-agent: BRUGGEN\nDisallow: /\n\nUser-agent: *\nAllow: /", {"/": NO}),
    Tricky("2.2.1", "our name with a version", b"User-agent: Bruggen/1.0 (beta)\nDisallow: /a\n\nUser-agent: *\n"
           b"Disallow: /b", {"/a": NO, "/b": YES}),
    Tricky("2.2.1", "a name that ours begins with", b"User-agent: brug\nDisallow: /\n\nUser-agent: *\nDisallow: /b",
           {"/": YES, "/b": NO}),
    Tricky("2.2.1", "a name that begins with ours", b"User-agent: bruggen-news\nDisallow: /", {"/": YES}),
    Tricky("2.2.1", "two groups for us, which are one", b"User-agent: bruggen\nDisallow: /a\n\nUser-agent: anders\n"
           b"Disallow: /\n\nUser-agent: bruggen\nDisallow: /b", {"/a": NO, "/b": NO, "/c": YES}),
    Tricky("2.2.1", "a group of our own without rules", b"User-agent: bruggen\nDisallow:\n\nUser-agent: *\nDisallow: /",
           {"/": YES}),
    Tricky("2.2.1", "several names before one group", b"User-agent: anders\nUser-agent: bruggen\n\nDisallow: /a",
           {"/a": NO}),
    Tricky("2.2.1", "rules before any name", b"Disallow: /\nUser-agent: *\nDisallow: /a", {"/": YES, "/a": NO}),
    Tricky("2.2.1", "nobody named whom we are", b"User-agent: anders\nDisallow: /", {"/": YES}),
    Tricky("2.2.2", "the longest match wins, whatever its place", b"User-agent: *\nAllow: /agenda/openbaar\n"
           b"Disallow: /agenda", {"/agenda": NO, "/agenda/openbaar/1": YES}),
    Tricky("2.2.2", "two equal matches: the one that allows", b"User-agent: *\nDisallow: /agenda\nAllow: /agenda",
           {"/agenda": YES}),
    Tricky("2.2.2", "paths know capitals", b"User-agent: *\nDisallow: /Agenda", {"/agenda": YES, "/Agenda": NO}),
    Tricky("2.2.2", "letters escaped without need", b"User-agent: *\nDisallow: /%61genda", {"/agenda": NO}),
    Tricky("2.2.2", "letters escaped in the address", b"User-agent: *\nDisallow: /agenda", {"/%61gend%61": NO}),
    Tricky("2.2.2", "small and capital digits", b"User-agent: *\nDisallow: /caf%c3%a9", {"/caf%C3%A9": NO}),
    Tricky("2.2.2", "letters beyond ASCII as they are", "User-agent: *\nDisallow: /café".encode(), {"/caf%C3%A9": NO}),
    Tricky("2.2.2", "an address within a query", b"User-agent: *\nDisallow: /x?baz=https://foo.bar",
           {"/x?baz=https%3A%2F%2Ffoo.bar": NO, "/x?baz=https://foo.bar": NO}),
    Tricky("2.2.2", "an escaped slash is no slash", b"User-agent: *\nDisallow: /a/b", {"/a%2Fb": YES, "/a/b": NO}),
    Tricky("2.2.3", "an asterisk for anything", b"User-agent: *\nDisallow: /*/print$", {"/a/b/print": NO,
           "/a/print?x": YES, "/print": YES}),
    Tricky("2.2.3", "an asterisk for itself", b"User-agent: *\nDisallow: /met-%2A", {"/met-*": NO, "/met-x": YES}),
    Tricky("2.2.3", "a dollar sign for itself", b"User-agent: *\nDisallow: /kost-%24", {"/kost-$5": NO, "/kost-": YES}),
    Tricky("2.2.3", "the end of a path", b"User-agent: *\nDisallow: /*.pdf$", {"/a.pdf": NO, "/a.pdf?b": YES}),
    Tricky("2.2.4", "other records between the names", b"User-agent: bruggen\nCrawl-delay: 2\nSitemap: https://a.b/c\n"
           b"User-agent: anders\nDisallow: /a", {"/a": NO}),
    Tricky("2.2", "comments, tabs, CR alone", b"User-agent:\t* # allen\rDisallow: /a # en verder\r\rDisallow:\t/b",
           {"/a": NO, "/b": NO, "/c": YES}),
    Tricky("2.2", "a form feed within a line is no end", b"User-agent: *\nDisallow: /a\x0cAllow: /", {"/a": YES,
           "/": YES}),
    Tricky("2.2.2", "/index.html says nothing of /", b"User-agent: *\nDisallow: /\nAllow: /index.html",
           {"/": NO, "/index.html": YES}),
    Tricky("2.2.2", "/robots.txt is always allowed", b"User-agent: *\nDisallow: /", {"/robots.txt": YES}),
    Tricky("2.3.1.3", "an HTML page for robots.txt", b"<!DOCTYPE html><title>404</title><p>User-agent: *",
           {"/": YES}),
    Tricky("2.5", "a file cut off within a line", b"User-agent: *\n" + b"# vol\n" * 85_331 + b"Disallow: /\n" * 9,
           {"/": YES}),
)  # fmt: skip
ONCE = [(file, path, verdict) for file in FILES for path, verdict in file.verdicts.items()]


@pytest.mark.parametrize(("file", "path", "verdict"), ONCE, ids=[f"{f.paragraph} {f.what}: {p}" for f, p, _ in ONCE])
def test_a_tricky_robots_txt_means_what_rfc_9309_says(file: Tricky, path: str, verdict: bool) -> None:
    assert rules_in(text_of(file.file)).allow(f"https://debrug.example{path}") is verdict


@pytest.mark.parametrize(
    ("lines", "delay_s"),
    [
        ("Crawl-delay: 2.5", 2.5),
        ("Crawl-delay: nan", 0),
        ("Crawl-delay: -1", 0),
        ("Crawl-delay: 1e9", 0),
        ("Request-rate: 1/10s", 10),
        ("Request-rate: 2/1m", 30),
        ("Request-rate: 0/5", 0),
        ("Crawl-delay: 1\nRequest-rate: 1/4", 4),
    ],
)
def test_the_longest_pause_that_is_asked_for_is_kept(lines: str, delay_s: float) -> None:
    assert rules_in(f"User-agent: *\nDisallow: /x\n{lines}").delay_s == delay_s


PLAIN = st.lists(
    st.tuples(st.sampled_from(["Allow", "Disallow"]), st.text("ab/*", max_size=8).map("/".__add__)), max_size=6
)


@given(PLAIN, st.text("ab/", max_size=8).map("/".__add__))
def test_on_ordinary_files_protego_says_the_same(lines: list[tuple[str, str]], path: str) -> None:
    text = "User-agent: *\n" + "\n".join(f"{field}: {pattern}" for field, pattern in lines)
    url = f"https://debrug.example{path}"
    assert rules_in(text).allow(url) is Protego.parse(text).can_fetch(url, "bruggen")


@given(st.binary(max_size=400), st.text(max_size=20))
def test_noise_has_an_answer(noise: bytes, path: str) -> None:
    assert isinstance(rules_in(text_of(b"User-agent: *\nDisallow: " + noise)).allow(f"https://a.example/{path}"), bool)


@pytest.mark.parametrize("line", [b"Disallow: /" + b"*a" * 1_000 + b"\n", b"Disallow: /*a*b*c*d*e$\n", b"Allow: /%\n"])
def test_a_full_file_of_costly_rules_is_answered_at_once(line: bytes) -> None:
    text = text_of(b"User-agent: *\n" + line * (MOST_BYTES // len(line)))
    started = time.process_time()
    rules: Rules = rules_in(text)
    rules.allow("https://debrug.example/" + "a" * 2_000)
    assert time.process_time() - started < 2
