"""Which links of a page lead to activities, which lead nowhere, and what the software behind it gives away."""

from collections.abc import Callable

import pytest

from spiders.discovery.candidates import STRONG, WORTHWHILE, candidates, is_homepage, score_of
from spiders.discovery.fingerprints import is_empty_shell, kind_of, platforms_of, rungs
from spiders.discovery.identity import address_lines, site_name
from spiders.discovery.sitemap import sitemap_entries
from spiders.discovery.tables import platforms
from spiders.discovery.traps import is_of_a_month, is_trap, shape
from spiders.page import Page

Make = Callable[..., Page]

STRONG_LINKS = (
    ("Agenda", "/agenda/"), ("Activiteiten", "/activiteiten"), ("Wat is er te doen?", "/wat-te-doen"),
    ("Weekprogramma", "/programma.html"), ("Cursussen", "/cursussen/"), ("What's on", "/whats-on"),
    ("Events", "/events"), ("Activiteitenkalender", "/kalender.php"), ("Bekijk de hele agenda", "/p/12"),
    ("Evenementen", "/index.php/evenementen"), ("Calendar", "/calendar/"),
)  # fmt: skip
WEAK_LINKS = (
    ("Nieuws", "/nieuws/"),
    ("Seniorensoos", "/seniorensoos"),
    ("Koor", "/koor"),
    ("Openingstijden", "/openingstijden"),
    ("Senioren", "/senioren"),
)
NO_LINKS = (
    ("Contact", "/contact"), ("Privacyverklaring", "/privacy"), ("Over ons", "/over-ons"), ("Home", "/"),
    ("Vacatures", "/vacatures"), ("Akkoord", "/akkoord"), ("Uitbreiding", "/uitbreiding"), ("Betalen", "/betalen"),
    ("Zaalverhuur", "/zaalverhuur"), ("Agenda archief", "/agenda/archief"),
    ("Foto's", "/fotos"), ("Aanmelden voor de activiteit", "/activiteit/aanmelden"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "path"), STRONG_LINKS)
def test_a_link_to_an_agenda_is_strong(text: str, path: str) -> None:
    assert score_of(text, path) >= STRONG


@pytest.mark.parametrize(("text", "path"), WEAK_LINKS)
def test_a_link_to_news_or_hours_is_worth_a_look_when_nothing_better_is_there(text: str, path: str) -> None:
    assert WORTHWHILE <= score_of(text, path) < STRONG


@pytest.mark.parametrize(("text", "path"), NO_LINKS)
def test_a_link_to_something_else_is_not_followed(text: str, path: str) -> None:
    assert score_of(text, path) < WORTHWHILE


def test_a_headline_about_an_agenda_is_worth_less_than_the_agenda() -> None:
    headline = "De gemeenteraad bespreekt volgende week de agenda van de jeugd"
    assert score_of(headline, "/nieuws/2026/11/raad") < score_of("Agenda", "/agenda")


def test_a_page_tells_its_links_best_first_and_each_once(a_page: Make) -> None:
    page = a_page(
        '<!DOCTYPE html><a href="/nieuws">Nieuws</a><a href="/agenda">Agenda</a><a href="agenda#nu">Agenda</a>'
        '<a href="https://elders.example/agenda">Agenda</a><a href="/contact">Contact</a>'
        '<a href="webcal://debrug.example/agenda.ics">abonneren</a>'
    )
    assert [one.url for one in candidates(page)] == [
        "https://debrug.example/agenda.ics",
        "https://debrug.example/agenda",
        "https://debrug.example/nieuws",
    ]


def test_feeds_that_a_page_names_are_found_and_those_of_comments_are_not(a_page: Make) -> None:
    page = a_page(
        '<!DOCTYPE html><link rel="alternate" type="application/rss+xml" title="Agenda" href="/agenda.xml">'
        '<link rel="alternate" type="application/rss+xml" title="Reacties" href="/comments/feed/">'
        '<iframe src="https://calendar.google.com/calendar/embed?src=brug%40group.calendar.google.com"></iframe>'
        '<iframe src="https://teamup.com/ks1234567890abcdef"></iframe>'
    )
    assert [(one.url, one.kind) for one in candidates(page)] == [
        ("https://calendar.google.com/calendar/ical/brug%40group.calendar.google.com/public/basic.ics", "ical"),
        ("https://ics.teamup.com/feed/ks1234567890abcdef/0.ics", "ical"),
        ("https://debrug.example/agenda.xml", "xml"),
    ]


@pytest.mark.parametrize("body", [b"", b"\x00\xff", b"<!DOCTYPE html>" + b"<div>" * 20_000, b"BEGIN:VCALENDAR"])
def test_a_page_that_cannot_be_read_has_no_links(a_page: Make, body: bytes) -> None:
    assert candidates(a_page(body)) == ()


TRAPS = (
    "/agenda/?maand=2027-03", "/agenda?month=5&year=2031", "/bericht/?replytocom=7", "/agenda?print=1", "/wp-login.php",
    "/agenda?sort=naam", "/agenda?filter[0]=jeugd", "/a;jsessionid=8F2?x=1", "/agenda?PHPSESSID=ab12", "/poster.pdf",
    "/agenda/agenda/agenda/x", "/zoeken?q=koor", "/user/login?destination=/agenda", "/winkelwagen/", "/x" * 300,
    "/tag/koffie/", "/author/jan/", "/agenda?tribe-bar-date=2030-01", "/(S(abc123))/agenda.aspx",
)  # fmt: skip
NO_TRAPS = ("/agenda/", "/?page_id=7", "/index.php?option=com_jevents", "/agenda?page=2", "/event/2041", "/nl/agenda")


@pytest.mark.parametrize("path", TRAPS)
def test_a_trap_is_known_by_its_address(path: str) -> None:
    assert is_trap(f"https://debrug.example{path}")


@pytest.mark.parametrize("path", NO_TRAPS)
def test_an_honest_address_is_no_trap(path: str) -> None:
    assert not is_trap(f"https://debrug.example{path}")


def test_social_networks_are_never_visited() -> None:
    assert is_trap("https://www.facebook.com/debrug/events")
    assert is_trap("https://nl-nl.facebook.com/debrug")


def test_pages_of_months_have_one_shape_and_look_like_months() -> None:
    months = [f"https://debrug.example/kalender/{year}/{month:02}/" for year in (2026, 2031) for month in (1, 12)]
    assert len({shape(url) for url in months}) == 1
    assert all(map(is_of_a_month, months))


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://debrug.example", True),
        ("https://debrug.example/en/", True),
        ("https://debrug.example/index.php", True),
        ("https://debrug.example/wordpress/agenda/", False),
        ("https://debrug.example/?page_id=4", False),
    ],
)
def test_the_front_door_is_told_from_a_page(url: str, expected: bool) -> None:
    assert is_homepage(url) is expected


def test_a_platform_is_known_by_its_marks_and_answers_under_its_own_folder(a_page: Make) -> None:
    page = a_page(
        '<!DOCTYPE html><link href="https://debrug.example/site/wp-content/plugins/the-events-calendar/x.css">',
        url="https://www.debrug.example/site/",
    )
    assert [platform.name for platform in platforms_of(page)] == ["The Events Calendar", "WordPress"]
    assert rungs(page)[0].url == "https://www.debrug.example/site/wp-json/tribe/events/v1/events?per_page=50"


def test_a_rung_on_the_page_itself_leaves_out_its_query(a_page: Make) -> None:
    page = a_page(
        '<!DOCTYPE html><script src="https://static1.squarespace.com/x.js">', url="https://debrug.example/a?b=1"
    )
    assert rungs(page)[0].url == "https://debrug.example/a?format=json"


def test_every_platform_has_signals_in_small_letters_and_at_most_five_rungs() -> None:
    for platform in platforms():
        assert 1 <= len(platform.rungs) <= 5, platform.name
        assert platform.signals, platform.name
        assert all(signal == signal.lower() for signal in platform.signals), platform.name
        assert all(rung.at.startswith(("/", "{page}")) for rung in platform.rungs), platform.name


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"\xef\xbb\xbfBEGIN:VCALENDAR\r\n", "ical"),
        (b' {"events": []}', "json"),
        (b'<?xml version="1.0"?><rss>', "xml"),
        (b'<?xml version="1.0"?><!DOCTYPE html><html xmlns="x">', "html"),
        (b"<!doctype html><title>Attention Required!</title>", "html"),
        (b"Not found", None),
    ],
)
def test_what_stands_at_an_address_is_told_from_its_body(body: bytes, kind: str | None) -> None:
    assert kind_of(body) == kind


SHELL = '<!DOCTYPE html><title>De Brug</title><div id="root"></div><script src="/app.js"></script>'


def test_an_empty_shell_is_told_from_a_page_that_says_something(a_page: Make) -> None:
    assert is_empty_shell(a_page(SHELL))
    assert is_empty_shell(a_page(SHELL + "<script>" + "let woord = 1; " * 300 + "</script>"))
    assert not is_empty_shell(a_page(SHELL + "<p>" + "Iedere dinsdag is er koffie. " * 30))
    assert not is_empty_shell(a_page("<!DOCTYPE html><title>De Brug</title><script>1</script><p>Welkom"))


def test_of_a_sitemap_only_fitting_pages_of_the_site_are_taken_a_few_of_each_kind() -> None:
    pages = ["", "agenda/", "contact/", "agenda/koor/", *(f"event/{n}/" for n in range(50)), "agenda/?maand=3"]
    entries = "".join(f"<url><loc>https://debrug.example/{page}</loc></url>" for page in pages)
    body = f"<urlset>{entries}<url><loc>https://elders.example/agenda</loc></url></urlset>".encode()
    found = [one.url for one in sitemap_entries(body, "https://debrug.example/sitemap.xml")]
    assert found[0] == "https://debrug.example/agenda/"
    assert len([url for url in found if "/event/" in url]) <= 2
    assert not {"https://elders.example/agenda", "https://debrug.example/contact/"} & set(found)


def test_the_parts_of_a_sitemap_index_are_followed_where_they_hold_activities() -> None:
    parts = ("tribe_events-sitemap.xml", "events-sitemap.xml", "author-sitemap.xml", "post-sitemap.xml")
    body = "".join(f"<sitemap><loc>https://debrug.example/{part}</loc></sitemap>" for part in parts)
    found = sitemap_entries(f"<sitemapindex>{body}</sitemapindex>".encode(), "https://debrug.example/sitemap.xml")
    assert [(one.url, one.kind) for one in found] == [
        ("https://debrug.example/tribe_events-sitemap.xml", "xml"),
        ("https://debrug.example/events-sitemap.xml", "xml"),
    ]


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("<title>Buurttuin De Akker - weekprogramma</title>", "Buurttuin De Akker"),
        ("<title>Home | Taalhuis De Schelp</title>", "Taalhuis De Schelp"),
        ('<meta property="og:site_name" content="De Brug"><title>Agenda</title>', "De Brug"),
        ("<title>Welkom</title>", None),
    ],
)
def test_a_site_is_called_what_it_calls_itself(a_page: Make, head: str, name: str | None) -> None:
    assert site_name(a_page(f"<!DOCTYPE html><head>{head}</head>")) == name


def test_lines_with_a_postcode_are_found_with_the_street_that_stands_before(a_page: Make) -> None:
    page = a_page("<!DOCTYPE html><p>Brugstraat 4<br>7276 AB Voorbeeldstad</p><p>Wij zijn open</p>")
    assert address_lines(page) == ("Brugstraat 4, 7276 AB Voorbeeldstad",)


@pytest.mark.parametrize(
    ("line", "address"),
    [
        ("Brugstraat 4, 7276 AB Voorbeeldstad. Vragen? info@debrug.example", "Brugstraat 4, 7276 AB Voorbeeldstad"),
        ("Brugstraat 4, 7276 AB St. Voorbeeld · 0579-55 00 00", "Brugstraat 4, 7276 AB St. Voorbeeld "),
        ("Gratis en voor iedereen. Dr. Brugstraat 4, 7276 AB Voorbeeldstad", "Dr. Brugstraat 4, 7276 AB Voorbeeldstad"),
        ("Brugstraat 4, 7276 AB Voorbeeldstad 0579-550000", "Brugstraat 4, 7276 AB Voorbeeldstad"),
    ],
)
def test_an_address_is_cut_out_of_the_sentences_around_it(a_page: Make, line: str, address: str) -> None:
    assert address_lines(a_page(f"<!DOCTYPE html><p>{line}</p>")) == (address,)
