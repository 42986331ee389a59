"""What a page says about itself, and what it leaves unsaid."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.errors import UnreadableText
from schemas.place import Place
from spiders.page import Page
from spiders.page_facts import PageFacts, page_facts

Make = Callable[[str], Page]
KADE = Place(street="Kade 12", postcode="1234 AB", city="Molendam")


@pytest.fixture
def a_page() -> Make:
    def made(body: str) -> Page:
        fetched_at = datetime(2026, 11, 2, 6, 0, tzinfo=UTC)
        return Page("nl.molendam.de-brug", "https://debrug.example/agenda/?utm_source=x", body.encode(), fetched_at)

    return made


def test_a_page_that_says_nothing_has_its_own_address_and_no_facts(a_page: Make) -> None:
    assert page_facts(a_page("<p>Welkom!</p>")) == PageFacts(url="https://debrug.example/agenda/")


@pytest.mark.parametrize(
    ("html", "url"),
    [
        ('<link rel="canonical" href="/agenda/winter">', "https://debrug.example/agenda/winter"),
        ('<link rel="shortlink canonical" href="https://www.debrug.example/a">', "https://www.debrug.example/a"),
        (
            '<meta property="og:url" content="https://debrug.example/a?id=7&amp;fbclid=9">',
            "https://debrug.example/a?id=7",
        ),
        ('<link rel="canonical" href="https://elders.example/a">', "https://debrug.example/agenda/"),
        ('<link rel="canonical" href="https://debrug.example/">', "https://debrug.example/agenda/"),
        ('<link rel="canonical" href="http://[">', "https://debrug.example/agenda/"),
    ],
)
def test_the_canonical_address_counts_on_the_same_host_and_unless_it_is_the_front_page(
    a_page: Make, html: str, url: str
) -> None:
    assert page_facts(a_page(html)).url == url


WRITTEN = '<meta property="article:published_time" content="2026-03-02T10:00:00+01:00">'
CHANGED = '<meta property="article:modified_time" content="2026-10-30T10:00:00+01:00">'
GRAPH = """<script type="application/ld+json">{"@graph": [{"@type": "%s", "name": "Agenda",
"datePublished": "2026-02-01", "dateModified": "2026-09-01T10:00:00Z"},
{"@type": "Comment", "datePublished": "2026-10-31"}]}</script>"""


@pytest.mark.parametrize(
    ("html", "day"),
    [
        (WRITTEN, date(2026, 3, 2)),
        (WRITTEN + CHANGED, date(2026, 10, 30)),
        ('<meta property="og:type" content="article">' + WRITTEN + CHANGED, date(2026, 3, 2)),
        (GRAPH % "WebPage", date(2026, 9, 1)),
        ('<meta property="og:type" content="article">' + CHANGED + GRAPH % "WebPage", date(2026, 10, 30)),
        (GRAPH % "NewsArticle", date(2026, 2, 1)),
        ('<meta name="DC.date" content="2026-05-06">', date(2026, 5, 6)),
        ('<time class="entry-date" datetime="2026-04-05T08:00">5 april</time>', date(2026, 4, 5)),
        (
            '<time class="updated" datetime="2026-04-05">a</time><time class="updated" datetime="2026-05-05">b</time>',
            None,
        ),
        ('<time datetime="2026-04-05T20:00">de uitvoering</time>', None),
        ("<p>Laatst bijgewerkt: dinsdag 6 oktober 2026</p>", date(2026, 10, 6)),
        ("<p>Gepubliceerd op 06-10-2026</p>", date(2026, 10, 6)),
        ("<p>Last updated on October 6, 2026</p>", date(2026, 10, 6)),
        ("<p>gewijzigd 2026-10-06</p>", date(2026, 10, 6)),
        ("<p>Geplaatst op 6 oktober 2026</p><p>Geplaatst op 7 oktober 2026</p>", None),
        ("<p>Geplaatst op 31 februari 2026</p>", None),
        ("<p>De markt is op 6 oktober 2026</p>", None),
        ('<meta property="article:published_time" content="2027-03-02">', None),
        ('<meta property="article:published_time" content="0001-01-01">', None),
    ],
)
def test_the_day_is_that_of_an_article_or_of_the_last_change_of_a_page(
    a_page: Make, html: str, day: date | None
) -> None:
    assert page_facts(a_page(html)).day == day


def test_the_day_of_the_header_counts_where_the_page_states_none(a_page: Make) -> None:
    header = date(2026, 11, 1)
    assert page_facts(a_page("<p>Welkom</p>"), last_modified=header).day == header
    assert page_facts(a_page(WRITTEN), last_modified=header).day == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("html", "name"),
    [
        ('<meta property="og:site_name" content="Buurthuis De Brug">', "Buurthuis De Brug"),
        ('<meta property="og:site_name" content="Home"><title>Agenda - De Brug</title>', "De Brug"),
        ("<title>Agenda | De Brug</title>", "De Brug"),
        ("<title>De Brug – voor de hele buurt</title>", "De Brug"),
        ("<title>Agenda</title>", None),
        ("<title>Agenda - Stichting Samen</title><footer>© 2026 Stichting Samen</footer>", "Stichting Samen"),
        ("<title>Agenda - Stichting Samen</title>", None),
        (
            '<script type="application/ld+json">{"@type": "NGO", "name": "De Brug", "address": {}}</script>',
            "De Brug",
        ),
        (
            (
                '<script type="application/ld+json">{"@type": "Event", "name": "Koor", "startDate": "2026-12-01",'
                ' "organizer": {"@type": "Organization", "name": "De Merels"}}</script>'
            ),
            None,
        ),
        (
            (
                '<script type="application/ld+json">{"@type": "WebPage", "name": "Agenda",'
                ' "isPartOf": {"@type": "WebSite", "name": "De Brug"}}</script>'
            ),
            "De Brug",
        ),
        ('<script type="application/ld+json">{"@type": "NGO", </script>', None),
    ],
)
def test_the_organisation_is_the_one_behind_the_page(a_page: Make, html: str, name: str | None) -> None:
    assert page_facts(a_page(html)).organisation == name


@pytest.mark.parametrize(
    ("html", "language"),
    [('<html lang="nl-NL">', "nl-NL"), ('<html lang="en_GB">', "en-GB"), ('<html lang="">', None), ("<p>", None)],
)
def test_the_language_is_the_one_stated(a_page: Make, html: str, language: str | None) -> None:
    assert page_facts(a_page(html)).language == language


@pytest.mark.parametrize(
    ("html", "address"),
    [
        ("<footer><p>Buurthuis De Brug</p><p>Kade 12<br>1234 AB Molendam</p><p>info@debrug.example</p></footer>", KADE),
        ("<div id=footer>Kade 12, 1234AB  Molendam | KvK 12345678</div>", KADE),
        ("<address>Kade 12 • 1234 AB • Molendam</address>", KADE),
        ("<footer>Postbus 12, 1234 AB Molendam</footer>", None),
        ("<footer>Kade 12, 1234 AB Molendam<br>Laan 3a, 1234 CD Molendam</footer>", None),
        ("<p>Wij zitten op Kade 12, 1234 AB Molendam</p>", None),
        (
            (
                '<script type="application/ld+json">{"@type": "Library", "address": {"streetAddress":'
                ' "Kade 12", "postalCode": "1234 AB", "addressLocality": "Molendam"}}</script>'
            ),
            KADE,
        ),
    ],
)
def test_the_address_is_the_one_of_the_organisation_or_at_the_foot(
    a_page: Make, html: str, address: Place | None
) -> None:
    assert page_facts(a_page(html)).address == address


PIECES = (
    '<meta property="og:url" content="',
    '<script type="application/ld+json">{"@type": ["NGO", 7], "name": [',
    "<footer>© 2026 ",
    "<title>a | b - ",
    "Kade 12, 1234 AB ",
    "bijgewerkt: 99 mei 9999",
    '<time pubdate datetime="0000-99">',
    "<html lang='",
    '">',
    "</script>",
)


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=20))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_page_has_facts(a_page: Make, pieces: list[str]) -> None:
    assert page_facts(a_page("".join(pieces))).url.startswith("https://")


def test_a_page_that_cannot_be_parsed_says_so(a_page: Make) -> None:
    with pytest.raises(UnreadableText):
        page_facts(a_page("<div>" * 20_000))
