"""Each platform's marks lead to where it answers for machines, and what it answers is read."""

import json
from typing import Any

import pytest

from spiders.discovery.ways import ways
from tests.spiders.discovery.websites import HOME, calendar, explored, html, link

Site = dict[str, str]
_SQUARESPACE = '<script src="https://static1.squarespace.com/x.js"></script>'
_THE_EVENTS_CALENDAR: dict[str, Any] = {
    "events": [
        {
            "id": number,
            "title": title,
            "url": f"{HOME}event/{number}/",
            "start_date": f"2027-03-0{number} 19:00:00",
            "end_date": f"2027-03-0{number} 21:00:00",
            "timezone": "Europe/Amsterdam",
            "venue": {"venue": "De Brug"},
        }
        for number, title in enumerate(("Koor", "Koken"), start=1)
    ],
    "rest_url": f"{HOME}wp-json/tribe/events/v1/events/",
    "total": 2,
    "total_pages": 1,
}
_LOCALIST = {
    "events": [
        {
            "event": {
                "id": 5,
                "title": "Koor",
                "localist_url": f"{HOME}event/koor",
                "location_name": "De Brug",
                "event_instances": [
                    {"event_instance": {"id": 6, "start": "2027-03-01T19:00:00+01:00", "end": None, "all_day": False}}
                ],
            }
        }
    ],
    "page": {"current": 1, "total": 1},
}
_LIBCAL = {
    "total_results": 1,
    "perpage": 48,
    "results": [
        {
            "id": 1,
            "title": "Koor",
            "startdt": "2027-03-01 19:00:00",
            "enddt": "2027-03-01 21:00:00",
            "url": f"{HOME}event/1",
            "location": "De Brug",
        }
    ],
}
_SQUARE = {
    "collection": {"typeName": "events"},
    "upcoming": [{"id": "a", "title": "Koor", "fullUrl": "/agenda/koor", "startDate": 1804050000000}],
    "past": [],
}
_AI1EC = "/?plugin=all-in-one-event-calendar&controller=ai1ec_exporter_controller&action=export_events&no_html=true"
_JEVENTS = "/index.php?option=com_jevents&task=icals.export&format=ical&catids=0&years=0"

# Per platform: its front door, where it answers, and what.
PLATFORMS: dict[str, tuple[str, str, str]] = {
    "The Events Calendar": (
        '<link href="/wp-content/plugins/the-events-calendar/x.css">',
        "/wp-json/tribe/events/v1/events?per_page=50",
        json.dumps(_THE_EVENTS_CALENDAR),
    ),
    "Modern Events Calendar": ('<div class="mec-wrap">', "/?mec-ical-feed=1", calendar("Koor", "Koken")),
    "Events Manager": ('<div class="em-events-list">', "/events.ics", calendar("Koor")),
    "All-in-One Event Calendar": ('<div class="ai1ec-agenda">', _AI1EC, calendar("Koor")),
    "amr-events": ('<link href="/wp-content/plugins/amr-events/x.css">', "/?feed=ics", calendar("Koor")),
    "Event Organiser": ('<div class="eo-event-list">', "/feed/eo-events/", calendar("Koor")),
    "Squarespace": (_SQUARESPACE + link("/agenda"), "/agenda?format=json", json.dumps(_SQUARE)),
    "Localist": ('<div class="localist-widget">', "/api/2/events?days=120&pp=100", json.dumps(_LOCALIST)),
    "LibCal": (
        '<div class="s-lc-x">',
        "/ajax/calendar/list?c=-1&date=0000-00-00&perpage=48&page=1",
        json.dumps(_LIBCAL),
    ),
    "Joomla JEvents": ('<a href="/index.php?option=com_jevents&view=x">x</a>', _JEVENTS, calendar("Koor")),
    "Plone": (
        '<meta name="generator" content="Plone">',
        "/events/aggregator/@@event_listing_ical?mode=future",
        calendar("Koor"),
    ),
    "Mobilizon": ('<meta name="generator" content="Mobilizon">', "/feed/instance/ics", calendar("Koor")),
    "Gancio": (
        "<p>Powered by gancio</p>",
        "/api/events",
        json.dumps(
            [{"id": 1, "title": "Koor", "slug": "koor", "start_datetime": 1804050000, "place": {"name": "De Brug"}}]
        ),
    ),
}


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_platform_is_read_where_it_answers_for_machines(platform: str) -> None:
    door, address, answer = PLATFORMS[platform]
    site: Site = {"/": html(door), address: answer} | ({"/agenda": html(_SQUARESPACE)} if "agenda" in door else {})
    seen, asked = explored(site)
    (found,) = ways(seen)[0]
    assert found.url == HOME.rstrip("/") + address
    assert found.why == f"where {platform} answers"
    assert platform in seen.platforms
    assert len(asked) <= 12


def test_after_one_answer_of_a_platform_its_others_are_not_asked() -> None:
    door, address, answer = PLATFORMS["The Events Calendar"]
    _, asked = explored({"/": html(door), address: answer})
    assert not any("ical=1" in path for path in asked)


def test_where_a_platform_is_silent_all_that_it_has_is_tried_and_no_more_than_five() -> None:
    door, _, _ = PLATFORMS["Modern Events Calendar"]
    seen, _ = explored({"/": html(door)})
    tried = [miss for miss in seen.missed if miss.lead.candidate.why == "where Modern Events Calendar answers"]
    assert 2 <= len(tried) <= 5
