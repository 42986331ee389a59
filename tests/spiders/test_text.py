import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from spiders.text import (
    DEEPEST,
    MOST_ATTRIBUTES,
    MOST_TAGS,
    absolute_url,
    base_url,
    canonical_url,
    decoded,
    hard_to_parse,
    nests_too_deeply,
    node_text,
    one_line,
    plain_text,
    same_host,
)

PAGE = "https://debrug.example/nl/agenda/"


@pytest.mark.parametrize(
    ("fragment", "text"),
    [
        ("Kom ook!", "Kom ook!"),
        ("  Kom \t ook \n\n\n\n morgen ", "Kom ook\n\nmorgen"),
        ("<p>Een</p><p>Twee<br/>Drie</p>", "Een\n\nTwee\nDrie"),
        ("<ul><li>thee<li>koffie</ul>", "thee\nkoffie"),
        ("&lt;p&gt;Escaped&lt;/p&gt;\\n&lt;p&gt;twice&lt;/p&gt;\\n", "Escaped\n\ntwice"),
        ("Koffie &amp;amp; thee", "Koffie & thee"),
        ("Wij <3 de buurt, 2 < 3", "Wij <3 de buurt, 2 < 3"),
        ("R&D en B&B", "R&D en B&B"),
        ("regel een\nregel <b>twee</b>", "regel een\nregel twee"),
        ("<p>regel een\nregel twee</p>", "regel een regel twee"),
        ("a<script>alert(1)</script><style>p{}</style><!-- wp:paragraph -->b", "ab"),
        ("<table><tr><td>ma</td><td>10 uur</td></tr></table>", "ma | 10 uur"),
        ("taal&shy;ca\u200bfé\ufeff, ge\xadzellig", "taalcafé, gezellig"),
        ("", ""),
    ],
)
def test_html_becomes_text_with_its_paragraphs(fragment: str, text: str) -> None:
    assert plain_text(fragment) == text


@pytest.mark.parametrize(
    ("body", "content_type", "text"),
    [
        ("é".encode(), "text/html; charset=iso-8859-1", "é"),
        ("é".encode("utf-8-sig"), "", "é"),
        ("é €".encode("cp1252"), "text/html; charset=ISO-8859-1", "é €"),
        ("<meta charset='windows-1252'>é".encode("cp1252"), "", "<meta charset='windows-1252'>é"),
        ("Łódź".encode("iso-8859-2"), "text/html;charset=iso-8859-2", "Łódź"),
        ("é".encode("cp1252"), "text/html; charset=utf-8", "é"),
        ("é".encode("cp1252"), "text/html; charset=geen", "é"),
        ("é".encode("utf-16"), "", "é"),
        ("é".encode("cp1252"), "text/html; charset=idna", "é"),
        (b"", "", ""),
    ],
)
def test_a_body_is_read_in_the_charset_that_it_is_in(body: bytes, content_type: str, text: str) -> None:
    assert decoded(body, content_type) == text


def test_a_title_becomes_one_line() -> None:
    assert one_line("<h2>Taal&shy;café</h2>\n<small>in de&nbsp;bieb</small>") == "Taalcafé in de bieb"


def test_the_text_of_a_node_ends_with_the_node() -> None:
    tree = LexborHTMLParser("<div><section id=hier><p>een</p>twee</section><p>drie</p></div>")
    node = tree.css_first("#hier")
    assert node is not None
    assert node_text(node) == "een\n\ntwee"


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("/agenda?id=7&amp;x=1", "https://debrug.example/agenda?id=7&x=1"),
        ("vandaag#10", "https://debrug.example/nl/agenda/vandaag#10"),
        ("//Elders.example/a b", "https://Elders.example/a%20b"),
        ("HTTP://elders.example/", "http://elders.example/"),
        ("www.elders.example", "https://www.elders.example"),
        ("https://elders.example/caf\u00e9", "https://elders.example/caf%C3%A9"),
        ("https://elders.example/caf%C3%A9", "https://elders.example/caf%C3%A9"),
        (" \n https://elders.example/\n", "https://elders.example/"),
        ("javascript:alert(1)", None),
        ("mailto:jan@debrug.example", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("http://[::1", None),
        ("http://", None),
        ("#", None),
        ("false", None),
        ("", None),
    ],
)
def test_only_addresses_by_http_are_followed(address: str, url: str | None) -> None:
    assert absolute_url(address, PAGE) == url


def test_relative_addresses_stand_on_the_base_of_the_page() -> None:
    assert base_url(LexborHTMLParser("<base href='/en/'>"), PAGE) == "https://debrug.example/en/"
    assert base_url(LexborHTMLParser("<base href='javascript:0'>"), PAGE) == PAGE
    assert base_url(LexborHTMLParser("<base>"), PAGE) == PAGE


def test_a_canonical_url_keeps_what_names_the_page() -> None:
    url = "HTTPS://www.DeBrug.example/?p=12&utm_campaign=x&fbclid=y&lang=#kop"
    assert canonical_url(url) == "https://www.debrug.example/?p=12&lang="
    assert canonical_url("https://debrug.example") == "https://debrug.example/"


def test_hosts_are_the_same_with_and_without_www() -> None:
    assert same_host("https://www.debrug.example/1", "http://DeBrug.example/")
    assert not same_host("https://debrug.example/", "https://kaarten.debrug.example/")


def test_only_elements_that_lie_within_each_other_count_as_deep() -> None:
    assert nests_too_deeply(b"<div>" * (DEEPEST + 1))
    assert not nests_too_deeply(b"<div></div>" * (DEEPEST + 1))
    assert not nests_too_deeply(b"<p><br><img src=x><li>" * (DEEPEST + 1))


@settings(deadline=None, derandomize=True, database=None)
@given(st.text(alphabet="<>/&;#!-abp \n\"'=", max_size=80))
def test_no_fragment_breaks_it_and_no_blank_surrounds_its_text(fragment: str) -> None:
    text = plain_text(fragment)
    assert text == text.strip()
    assert "\n\n\n" not in text


@settings(deadline=None, derandomize=True, database=None)
@given(st.text(max_size=60))
def test_an_address_that_is_kept_can_be_made_canonical(address: str) -> None:
    url = absolute_url(address, PAGE)
    assert url is None or canonical_url(url).startswith(("http://", "https://"))


@pytest.mark.parametrize(
    ("fragment", "text"),
    [
        ("<table><tr><th>Dag<th>Tijd<tr><td>dinsdag<td>9.00</table>", "Dag | Tijd\ndinsdag | 9.00"),
        (
            "<p>Rooster:</p><table><tr><td><p>di</p></td><td><p>9.00</p></td></tr></table><p>Welkom</p>",
            "Rooster:\n\ndi | 9.00\n\nWelkom",
        ),
        ("<table><tr><td>di</td><td></td><td>9.00</td></tr></table>", "di | 9.00"),
        ("<table><tr><td>di</td></tr><tr><td>wo</td></tr></table>", "di\nwo"),
        ("<table><tr><td><p>een</p><p>twee</p></td><td>9.00</td></tr></table>", "een\n\ntwee | 9.00"),
        ("<dl><dt>Waar</dt><dd>De Wilg</dd><dt>Kosten</dt><dd>gratis</dd></dl>", "Waar\nDe Wilg\nKosten\ngratis"),
        ("<h3>Koffie</h3>om 9 uur<br>in de hal", "Koffie\n\nom 9 uur\nin de hal"),
        ("<nav><a>Menu</a></nav><p>Welkom</p>", "Welkom"),
        ("<p>Kom &#39;s avonds &ndash; gratis&nbsp;!</p>", "Kom 's avonds – gratis !"),
    ],
)
def test_lines_and_cells_that_carry_meaning_stay_apart(fragment: str, text: str) -> None:
    assert plain_text(fragment) == text


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("CafÃ© De Brug", "Café De Brug"),
        ("â€™s avonds â€“ tot tien", "’s avonds – tot tien"),
        ("â‚¬ 5,00", "€ 5,00"),
        ("OekraÃ¯ense vrouwen", "Oekraïense vrouwen"),
        ("<p>Ð¼Ð¾Ð²Ð½Ðµ ÐºÐ°Ñ„Ðµ</p>", "мовне кафе"),
    ],
)
def test_text_that_was_read_in_the_wrong_charset_is_repaired(broken: str, whole: str) -> None:
    assert plain_text(broken) == whole


@pytest.mark.parametrize("sound", ["Café – €5", "ÂNGELA", "Ø 12 cm", "Ñandú", "à la carte", "Ð", "’s-Hertogenbosch"])
def test_sound_text_is_not_repaired(sound: str) -> None:
    assert plain_text(sound) == sound


def test_a_table_of_many_empty_cells_is_read_in_linear_time() -> None:
    assert plain_text("<table><tr>" + "<td> </td>" * 100_000 + "<td>9.00</td></tr></table>") == "9.00"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"<i></i>" * (MOST_TAGS // 2 + 1), "elements"),
        (b">" * (MOST_TAGS + 1), "elements"),
        (b"<p " + b"a=1 " * (MOST_ATTRIBUTES + 1) + b">", "attributes"),
        (b"<p " + b"a " * 5_000_000, "attributes"),
    ],
)
def test_what_would_take_seconds_to_parse_is_known_before_it_is_parsed(body: bytes, reason: str) -> None:
    assert reason in (hard_to_parse(body) or "")


@pytest.mark.parametrize(
    "body",
    [
        b"<p>" + b"woord " * 100_000 + b"</p>",
        b"<script>if (a < b) {" + b"doe(); " * 100_000 + b"}</script>",
        b"<img src='data:image/png;base64," + b"A" * 1_000_000 + b"'>",
    ],
)
def test_long_texts_and_scripts_are_not_hard_to_parse(body: bytes) -> None:
    assert hard_to_parse(body) is None
