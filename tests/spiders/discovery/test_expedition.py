"""A look through sites that stand in memory: what is visited, in which order, and where it ends."""

from time import process_time
from urllib.parse import urlsplit

import pytest

from schemas.health import Failure
from schemas.listing import Listing
from spiders.discovery.exploration import Bounds
from spiders.discovery.ways import ways
from tests.spiders.discovery.websites import HOME, agenda, calendar, explored, first_way, html, link

GROUPS = {"Seniorensoos": "maandag", "Naaiatelier": "dinsdag", "Zangkoor": "woensdag", "Schaakclub": "donderdag"}


def test_the_agenda_behind_the_front_door_is_found() -> None:
    seen, asked = explored(
        {"/": html(link("/nieuws", "Nieuws"), link("/agenda")), "/agenda": agenda("Koor", "Koken", "Lezen")}
    )
    assert first_way(seen) == ["/agenda"]
    assert "/nieuws" not in asked


def test_a_calendar_is_believed_before_the_page_that_shows_the_same() -> None:
    seen, _ = explored(
        {
            "/": html(link("/agenda.ics"), link("/agenda")),
            "/agenda.ics": calendar("Koor", "Koken", "Lezen"),
            "/agenda": agenda("Koor", "Koken", "Lezen"),
        }
    )
    assert first_way(seen) == ["/agenda.ics"]


def test_a_page_that_announces_more_than_the_calendar_is_read_with_it() -> None:
    more = ("Koor", "Taal", "Fietsen", "Naaien", "Schaken", "Wandelen")
    seen, _ = explored(
        {"/": html(link("/koor.ics"), link("/agenda")), "/koor.ics": calendar("Koor"), "/agenda": agenda(*more)}
    )
    assert first_way(seen)[0] == "/agenda"


def test_a_page_of_other_activities_is_read_beside_the_calendar() -> None:
    groups = html(
        *(f"<h3>{title}</h3><p>Iedere {day} van 10.00 tot 12.00 uur in de zaal.</p>" for title, day in GROUPS.items())
    )
    seen, _ = explored(
        {
            "/": html(link("/agenda.ics"), link("/activiteiten", "Activiteiten")),
            "/agenda.ics": calendar("Open dag", "Concert", "Lezing", "Jaarvergadering"),
            "/activiteiten": groups,
        },
        announces=lambda _: True,
    )
    assert first_way(seen) == ["/agenda.ics", "/activiteiten"]


def test_the_next_best_way_shares_no_page_with_the_best() -> None:
    seen, _ = explored(
        {
            "/": html(link("/agenda.ics"), link("/agenda")),
            "/agenda.ics": calendar("Koor", "Koken"),
            "/agenda": agenda("Koor", "Koken"),
        }
    )
    assert [[urlsplit(found.url).path for found in way] for way in ways(seen)] == [["/agenda.ics"], ["/agenda"]]


def test_what_no_link_names_is_found_in_the_sitemap() -> None:
    entries = "".join(f"<url><loc>{HOME}{path}</loc></url>" for path in ("contact", "activiteiten"))
    seen, _ = explored(
        {
            "/": html("Welkom"),
            "/robots.txt": f"User-agent: *\nDisallow:\nSitemap: {HOME}kaart.xml\n",
            "/kaart.xml": f"<?xml version='1.0'?><urlset>{entries}</urlset>",
            "/activiteiten": agenda("Koor"),
        }
    )
    assert first_way(seen) == ["/activiteiten"]


def test_where_a_platform_answers_html_for_a_calendar_it_is_not_believed() -> None:
    wall = html("Even geduld")
    seen, _ = explored(
        {
            "/": html('<link href="/wp-content/plugins/the-events-calendar/x.css">', link("/agenda")),
            "/?post_type=tribe_events&ical=1&eventDisplay=list": wall,
            "/wp-json/tribe/events/v1/events?per_page=50": wall,
            "/agenda": agenda("Koor"),
        }
    )
    assert first_way(seen) == ["/agenda"]
    assert {miss.detail.partition(": ")[2] for miss in seen.missed} >= {"html where ical was expected"}


def test_a_list_is_one_address_whatever_it_leads_to() -> None:
    detail = '{"@context":"https://schema.org","@type":"Event","name":"%s","startDate":"2026-12-0%dT10:00"}'
    urls = [f"{HOME}e/{n}" for n in range(1, 7)]
    entries = ",".join(f'{{"@type":"ListItem","position":{n},"url":"{url}"}}' for n, url in enumerate(urls))
    script = f'{{"@context":"https://schema.org","@type":"ItemList","itemListElement":[{entries}]}}'
    pages = {
        f"/e/{n}": html(f'<script type="application/ld+json">{detail % (f"Groep {n}", n)}</script>')
        for n in range(1, 7)
    }
    seen, asked = explored(
        {"/": html(link("/agenda")), "/agenda": html(f'<script type="application/ld+json">{script}</script>'), **pages}
    )
    (found,) = ways(seen)[0]
    assert (urlsplit(found.url).path, found.activities, found.more_pages) == ("/agenda", 6, 3)
    assert len([path for path in asked if path.startswith("/e/")]) == 3


def test_a_calendar_without_end_ends() -> None:
    def month(number: int) -> str:
        following = link(f"/kalender/2027-{number + 1:02}/", "Volgende maand agenda")
        return html(following, link(f"/agenda/{number + 1}"), link(f"/agenda?offset={number}"), f"Maand {number}")

    pages = {"/": month(1)} | {f"/kalender/2027-{n:02}/": month(n) for n in range(99)}
    pages |= {f"/agenda/{n}": month(n) for n in range(99)} | {f"/agenda?offset={n}": month(n) for n in range(99)}
    seen, asked = explored(pages)
    assert len(seen.sights) + len(seen.missed) <= Bounds().pages
    assert len([path for path in asked if path.startswith("/agenda/")]) <= 3
    assert len([path for path in asked if path.startswith("/kalender")]) <= 3


def test_no_more_pages_are_asked_than_the_bounds_say() -> None:
    pages = {"/": html(*(link(f"/agenda-{word}") for word in "abcdefghij"))}
    pages |= {f"/agenda-{word}": html("niets") for word in "abcdefghij"}
    seen, _ = explored(pages, bounds=Bounds(pages=4))
    assert len(seen.sights) + len(seen.missed) == 4
    assert seen.unvisited > 0


def test_no_deeper_than_the_bounds_say() -> None:
    pages = {f"/agenda{'/deeper' * depth}": html(link(f"/agenda{'/deeper' * (depth + 1)}")) for depth in range(9)}
    _, asked = explored({"/": html(link("/agenda")), **pages})
    assert "/agenda/deeper" in asked
    assert "/agenda/deeper/deeper" not in asked


def test_a_site_that_does_not_open_says_why() -> None:
    seen, asked = explored({})
    assert seen.trouble is not None
    assert seen.trouble.failure is Failure.CLIENT_ERROR
    assert asked == ["/"]
    assert ways(seen) == ()


def test_nobody_leaves_the_site_but_for_a_calendar() -> None:
    abroad = '<a href="https://elders.example/agenda">Agenda</a><a href="https://elders.example/a.ics">kalender</a>'
    _, asked = explored({"/": html(abroad)})
    assert "https://elders.example/a.ics" in asked
    assert "https://elders.example/agenda" not in asked


def test_what_a_site_says_to_machines_is_told() -> None:
    seen, _ = explored(
        {
            "/": html('<meta name="robots" content="noindex, noarchive">'),
            "/robots.txt": "User-agent: *\nCrawl-delay: 7\n",
            "/.well-known/tdmrep.json": '[{"location": "/*", "tdm-reservation": 1, "tdm-policy": "https://x.example/p"}]',
        }
    )
    facts = seen.facts
    assert (facts.has_robots, facts.allows_homepage, facts.crawl_delay_s) == (True, True, 7.0)
    assert facts.tdm_reservation == "tdmrep.json for /*"
    assert (facts.tdm_policy, facts.robots_meta) == ("https://x.example/p", "noindex")


def test_a_page_that_asks_robots_to_stay_away_is_not_read_and_says_so() -> None:
    seen, _ = explored(
        {"/": html(link("/agenda")), "/agenda": html('<meta name="robots" content="noindex">') + agenda("Koor")}
    )
    assert ways(seen) == ()
    assert [miss.failure for miss in seen.missed if miss.lead.candidate.url.endswith("/agenda")] == [Failure.BLOCKED]


def test_where_a_page_does_not_want_its_links_followed_they_are_not() -> None:
    _, asked = explored(
        {"/": html('<meta name="robots" content="nofollow">', link("/agenda")), "/agenda": agenda("Koor")}
    )
    assert "/agenda" not in asked


def test_maps_that_lead_to_maps_without_end_come_to_an_end() -> None:
    def index(number: int) -> str:
        parts = "".join(f"<sitemap><loc>{HOME}events-{number}{letter}.xml</loc></sitemap>" for letter in "abc")
        return f"<?xml version='1.0'?><sitemapindex>{parts}</sitemapindex>"

    maps = {f"/events-{number}{letter}.xml": index(number + 1) for number in range(99) for letter in "abc"}
    _, asked = explored({"/": html("Welkom"), "/sitemap.xml": index(0), **maps})
    assert len(asked) <= Bounds().pages + 2


def test_a_judge_that_stumbles_over_a_page_costs_that_page_only() -> None:
    def stumbling(listing: Listing) -> bool:
        return bool(1 // (listing.title != "Valkuil"))

    pages = {"/": html(link("/agenda"), link("/cursussen")), "/agenda": agenda("Valkuil"), "/cursussen": agenda("Koor")}
    seen, _ = explored(pages, announces=stumbling)
    assert first_way(seen) == ["/cursussen"]
    assert [miss.failure for miss in seen.missed if "agenda" in miss.lead.candidate.url] == [Failure.UNREADABLE]


def test_choosing_among_thousands_of_activities_takes_no_time() -> None:
    pages = {
        f"/agenda/deel-{letter}": agenda(*(f"Activiteit {letter}{n}" for n in range(300))) for letter in "abcdefghij"
    }
    seen, _ = explored({"/": html(*map(link, pages))} | pages, bounds=Bounds(pages=20))
    begun = process_time()
    assert sum(found.activities for found in ways(seen)[0]) > 1_000
    assert process_time() - begun < 1


MENU = link("/", "Home") + link("/activiteiten", "Activiteiten") + link("/contact", "Contact")


def of_a_group(title: str) -> str:
    return html(MENU, f"<h1>{title}</h1><p>Iedere dinsdag van 10.00 tot 12.00 uur in de grote zaal.</p>")


@pytest.mark.parametrize("folder", ["/activiteiten/", "/"])
def test_a_directory_of_groups_is_read_page_by_page_though_only_a_few_are_looked_at(folder: str) -> None:
    groups = {f"{folder}{title.lower()}": title for title in (*GROUPS, "Kookgroep", "Leeskring", "Bridge")}
    directory = html(MENU, "<h1>Activiteiten</h1>", *(link(path, title) for path, title in groups.items()))
    pages = {path: of_a_group(title) for path, title in groups.items()}
    seen, asked = explored({"/": html(MENU), "/activiteiten": directory, **pages}, announces=lambda _: True)
    assert first_way(seen) == list(groups)
    assert len([path for path in asked if path in groups]) == 3


def test_of_a_directory_that_mostly_announces_nothing_only_what_does_is_read() -> None:
    paths = [
        f"/activiteiten/{word}" for word in ("bestuur-van-toen", "geschiedenis", "seniorensoos", "zaal", "route-auto")
    ]
    pages = {path: html(MENU, "<p>Lees meer over ons gebouw.</p>") for path in paths}
    pages["/activiteiten/seniorensoos"] = of_a_group("Seniorensoos")
    site = {"/": html(MENU), "/activiteiten": html(MENU, *(link(path, "Lees meer") for path in paths)), **pages}
    seen, _ = explored(site, announces=lambda _: True)
    assert first_way(seen) == ["/activiteiten/seniorensoos"]


def test_groups_that_only_the_menu_names_are_read_together() -> None:
    menu = "".join(link(f"/{title.lower()}", title) for title in ("Seniorensoos", "Zangkoor", "Bridge"))
    pages = {f"/{title.lower()}": of_a_group(title) for title in ("Seniorensoos", "Zangkoor", "Bridge")}
    seen, _ = explored({"/": html(menu)} | pages, announces=lambda _: True)
    assert sorted(first_way(seen)) == ["/bridge", "/seniorensoos", "/zangkoor"]
