"""What our calendars say beside when it is."""

import pytest

from output.ical_words import location_of, summary
from output.plain_text import address
from schemas.activity import Activity, Occurrence
from schemas.facets import Cost, DutchLevels, Support
from schemas.place import KnownPlace, Precision
from schemas.schedule import Override, Slot, Status
from schemas.vocabulary import AttendanceMode, Category, Childcare, CostKind, DutchLevel, Rights
from tests.output.calendars import lines, text_of
from tests.output.editions import activity, edition, occurrence, once, schedule, town, weekly


def test_an_event_says_all_that_is_known_and_nothing_else() -> None:
    text = text_of(town(), "b2").by_rule.decode()
    assert text.split("\r\n") == [
        "BEGIN:VEVENT",
        "UID:b2@bruggen",
        "DTSTAMP:20261120T063015Z",
        "CREATED:20261001T063000Z",
        "LAST-MODIFIED:20261120T063015Z",
        "SEQUENCE:2",
        "DTSTART;TZID=Europe/Amsterdam:20261126T180000",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
        "SUMMARY:Samen eten\\; soep\\, brood & verhalen",
        "LOCATION:Buurthuis De Haven\\, Kade 7\\, 1234 AB Otterdam",
        "GEO:52.100000;4.500000",
        "URL:https://haven.example/eten",
        "CATEGORIES:Eten",
        "COLOR:firebrick",
        "DESCRIPTION:Kosten: € 3\\,50\\nAanmelden: verplicht\\nVoor: iedereen en nieu",
        " wkomers\\nSoort: eten\\nOrganisatie: Buurthuis De Haven\\nMeer informatie: ht",
        " tps://haven.example/eten",
        "END:VEVENT",
        "",
    ]


@pytest.mark.parametrize(
    ("status", "expected", "summary", "first_line"),
    [
        (Status.CANCELLED, "CANCELLED", "AFGELAST: Taalcafé", "Dit gaat niet door."),
        (Status.POSTPONED, "CANCELLED", "UITGESTELD: Taalcafé", "Dit gaat nu niet door. Het is uitgesteld."),
        (Status.TENTATIVE, "TENTATIVE", "Taalcafé", "Het is nog niet zeker of dit doorgaat."),
        (
            Status.MISSING,
            "TENTATIVE",
            "Taalcafé",
            "Niet meer gezien op de site sinds 24 november 2026. Vraag na of het doorgaat.",
        ),
    ],
)
def test_a_status_is_said_to_programs_and_to_people(
    status: Status, expected: str, summary: str, first_line: str
) -> None:
    found = lines(*once("a1", "2026-11-26T18:00:00+01:00", status=status))
    assert f"STATUS:{expected}" in found
    assert f"SUMMARY:{summary}" in found
    assert found[-3].startswith(f"DESCRIPTION:{first_line}\\n")


@pytest.mark.parametrize(("rights", "is_published"), [(Rights.FULL, True), (Rights.FACTS, False)])
def test_the_text_of_a_source_is_published_only_where_it_allows_that(rights: Rights, is_published: bool) -> None:
    parts = once("a1", "2026-11-26T18:00:00+01:00", description="Eigen woorden.\r\nTweede regel", rights=rights)
    assert ("\\nEigen woorden.\\nTweede regel\\nOrganisatie" in "".join(lines(*parts))) == is_published


def description(*parts: Activity | Occurrence) -> list[str]:
    """The lines of the description of the first event of activity a1."""
    text = next(line for line in lines(*parts) if line.startswith("DESCRIPTION:"))
    return text.removeprefix("DESCRIPTION:").replace("\\,", ",").split("\\n")


def test_what_decides_whether_one_goes_stands_first() -> None:
    facts = {
        "cost": Cost(kind=CostKind.FREE),
        "support": Support(childcare=Childcare.PROVIDED, travel=True),
        "dutch_level": DutchLevels(min=DutchLevel.A1),
        "category": Category.LANGUAGE,
        "place": KnownPlace(id="p1", name="De Haven", room="zaal 2"),
    }
    assert description(*weekly(**facts)) == [
        "Herhaalt: elke week",
        "In het gebouw: zaal 2",
        "Kosten: gratis",
        "Kinderopvang: ja",
        "Nederlands: vanaf niveau A1",
        "Reiskosten: vergoed",
        "Wij weten niet of je je moet aanmelden. Vraag het de organisatie.",
        "Soort: taal",
        "Organisatie: Taalcafé Lombok",
        "Meer informatie: https://lombok.example/agenda/a1",
    ]


def test_a_day_without_an_hour_is_not_said_to_last_all_day() -> None:
    unknown = "Tijd: hoe laat weten wij niet"
    assert unknown in description(*once("a1", "2026-11-26"))
    assert unknown not in description(*once("a1", "2026-11-26", "2026-11-27"))
    text = text_of(edition(*once("a1", "2026-11-26"))).one_by_one.decode()
    assert unknown in text.replace("\r\n ", "")


def test_an_evening_that_is_moved_says_so_in_both_profiles() -> None:
    text = text_of(edition(*weekly()))
    for profile in (text.by_rule, text.one_by_one):
        assert profile.decode().replace("\r\n ", "").count("deze keer is het op een andere dag of tijd") == 1


def test_an_evening_that_is_written_apart_leads_to_its_own_page() -> None:
    own = "https://lombok.example/agenda/8-december"
    when = schedule(
        Slot(dtstart="2026-11-24T19:30:00", rrule="FREQ=WEEKLY"),
        overrides=(Override(recurrence_id="2026-12-08T19:30:00", url=own),),
    )
    parts = (
        activity("a1", when),
        occurrence("a1", "2026-12-01T19:30:00+01:00"),
        occurrence("a1", "2026-12-08T19:30:00+01:00", url=own),
    )
    text = text_of(edition(*parts))
    apart = [line for line in text.one_by_one.decode().split("\r\n") if line.startswith("URL")]
    assert apart == ["URL:https://lombok.example/agenda/a1", f"URL:{own}"]
    assert f"Meer informatie: {own}" in text.one_by_one.decode().replace("\r\n ", "")
    assert (text.rule_events, b"8-december" in text.by_rule) == (1, False)


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (
            KnownPlace(id="p", name="De Wilg", room="zaal 2", street="Laan 1", city="Otterdam"),
            "De Wilg, Laan 1, Otterdam",
        ),
        (KnownPlace(id="p", name="Kade 7, Otterdam", street="Kade 7", city="Otterdam"), "Kade 7, Otterdam"),
        (KnownPlace(id="p", street="Kade 7", postcode="1234 AB", city="Otterdam"), "Kade 7, 1234 AB Otterdam"),
        (KnownPlace(id="p", name="Bibliotheek Otterdam", city="Otterdam"), "Bibliotheek Otterdam, Otterdam"),
        (KnownPlace(id="p"), ""),
    ],
)
def test_a_location_is_what_map_apps_look_up(place: KnownPlace, expected: str) -> None:
    assert location_of(place) == expected


def test_a_title_from_right_to_left_stands_apart_from_our_words() -> None:
    assert summary("نزهة في الحي!", Status.CANCELLED) == "AFGELAST: \u2068نزهة في الحي!\u2069"
    assert summary("نزهة في الحي!", Status.SCHEDULED) == "نزهة في الحي!"
    assert summary("Чай і розмова", Status.CANCELLED) == "AFGELAST: Чай і розмова"


def test_a_long_title_is_cut_between_words() -> None:
    assert summary("lange " * 60, Status.SCHEDULED) == ("lange " * 41).rstrip() + "…"
    assert summary("x" * 300, Status.SCHEDULED) == "x" * 249 + "…"


@pytest.mark.parametrize(
    ("mode", "link", "expected"),
    [
        (AttendanceMode.ONLINE, None, "Dit is online. De link weten wij niet."),
        (AttendanceMode.MIXED, None, "Je kunt ook online meedoen. De link weten wij niet."),
        (AttendanceMode.ONLINE, "https://haven.example/mee", "Meedoen online: https://haven.example/mee"),
    ],
)
def test_how_to_join_online_is_said_or_said_to_be_unknown(
    mode: AttendanceMode, link: str | None, expected: str
) -> None:
    parts = once("a1", "2026-11-26T18:00:00+01:00", attendance_mode=mode, join_url=link)
    assert description(*parts)[0] == expected
    conference = f'CONFERENCE;VALUE=URI;LABEL="Meedoen online":{link}'
    assert (conference in lines(*parts)) == (link is not None)


@pytest.mark.parametrize("precision", [Precision.CITY, Precision.NEIGHBOURHOOD])
def test_the_middle_of_a_town_is_no_place_to_go(precision: Precision) -> None:
    place = KnownPlace(id="p1", city="Otterdam", lat=52.0, lon=4.0, precision=precision)
    assert not any(line.startswith("GEO") for line in lines(*once("a1", "2026-11-26T18:00:00+01:00", place=place)))


@pytest.mark.parametrize(
    "title",
    [
        "Eten\r\nEND:VEVENT\r\nBEGIN:VALARM\r\nACTION:AUDIO",
        "Nul\x00punt",
        "Om\u202egekeerd\u202c en \u2066ingepakt",
        "x" * 1_000_000,
        "é" * 1_000_000,
        "halve \ud83d tekens",
        "regel\u2028einde\x85hier",
    ],
)
def test_no_title_can_break_out_of_its_line(title: str) -> None:
    text = text_of(edition(*once("a1", "2026-11-26T18:00:00+01:00", title=title)))
    assert text.fault is None
    assert [line for line in text.by_rule.split(b"\r\n") if line.startswith((b"BEGIN", b"END", b"ACTION"))] == [
        b"BEGIN:VEVENT",
        b"END:VEVENT",
    ]
    assert len(text.by_rule) < 2_000
    assert not any(mark in text.by_rule.decode() for mark in "\x00\u202e\u2066\u2028\x85")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://haven.example/a?b=1#c", "https://haven.example/a?b=1#c"),
        ("https://haven.example/\r\nX-EVIL:1", "https://haven.example/%0D%0AX-EVIL:1"),
        ("https://haven.example/café", "https://haven.example/caf%C3%A9"),
        ("javascript:alert(1)", None),
        (None, None),
    ],
)
def test_an_address_is_a_web_address_in_ascii_or_nothing(url: str | None, expected: str | None) -> None:
    assert address(url) == expected
