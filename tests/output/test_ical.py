"""What our calendars say, byte by byte."""

from datetime import date, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from output.event_texts import EventText, event_texts, faults
from output.ical_calendar import calendar
from output.ical_check import calendar_fault, event_fault
from output.ical_rule import rule, surely_gives
from output.ical_text import folded
from output.ical_words import location_of, summary
from output.plain_text import address
from output.selection import offers
from schemas.activity import Activity, Occurrence
from schemas.change import Edition
from schemas.facets import Cost, DutchLevels, Support
from schemas.place import KnownPlace, Precision
from schemas.schedule import Override, Slot, Status
from schemas.vocabulary import AttendanceMode, Category, Childcare, CostKind, DutchLevel, Rights
from tests.output.editions import AS_OF, HARBOUR, activity, edition, occurrence, once, schedule, town, weekly


def text_of(content: Edition, activity_id: str = "a1") -> EventText:
    texts = event_texts(offers(content), as_of=date.fromisoformat(AS_OF), known={})
    return texts[activity_id]


def lines(*parts: Activity | Occurrence) -> list[str]:
    """The unfolded lines of the calendar of activity a1."""
    return text_of(edition(*parts)).by_rule.decode().replace("\r\n ", "").split("\r\n")


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


def test_the_rule_of_a_weekly_activity_ends_in_utc_and_keeps_its_exception() -> None:
    found = lines(*weekly())
    assert "RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20261222T225959Z" in found
    assert "EXDATE;TZID=Europe/Amsterdam:20261215T193000" in found


def test_a_cancelled_evening_of_a_series_stays_in_the_feed_as_cancelled() -> None:
    found = lines(*weekly())
    position = found.index("RECURRENCE-ID;TZID=Europe/Amsterdam:20261201T193000")
    assert found[position : position + 5] == [
        "RECURRENCE-ID;TZID=Europe/Amsterdam:20261201T193000",
        "DTSTART;TZID=Europe/Amsterdam:20261201T193000",
        "DTEND;TZID=Europe/Amsterdam:20261201T210000",
        "STATUS:CANCELLED",
        "TRANSP:TRANSPARENT",
    ]
    assert "SUMMARY:AFGELAST: Taalcafé" in found


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


def test_no_end_is_made_up() -> None:
    assert not any(line.startswith(("DTEND", "DURATION")) for line in lines(*once("a1", "2026-11-26T18:00:00+01:00")))


def test_an_end_before_its_start_is_left_out() -> None:
    backwards = once("a1", "2026-11-26T18:00:00+01:00", "2026-11-26T17:00:00+01:00")
    text = text_of(edition(*backwards))
    assert b"DTEND" not in text.by_rule + text.one_by_one


def test_the_hour_that_comes_twice_is_told_apart() -> None:
    slot = Slot(dtstart="2026-10-25T02:30:00")
    second = occurrence("a1", "2026-10-25T02:30:00+01:00")
    text = text_of(edition(activity("a1", schedule(slot)), second, as_of="2026-10-20"))
    assert b"DTSTART:20261025T013000Z\r\n" in text.one_by_one


@pytest.mark.parametrize("tzid", ["Europe/London", "UTC", "UTC+05:30"])
def test_a_schedule_of_another_zone_is_written_in_utc_date_by_date(tzid: str) -> None:
    slot = Slot(dtstart="2026-11-26T18:00:00", rrule="FREQ=WEEKLY")
    parts = (activity("a1", schedule(slot, tzid=tzid)), occurrence("a1", "2026-11-26T18:00:00+00:00"))
    found = lines(*parts)
    assert "UID:a1-20261126T180000@bruggen" in found
    assert "DTSTART:20261126T180000Z" in found
    assert not any(line.startswith("RRULE") for line in found)


def test_a_schedule_without_zone_is_one_of_amsterdam() -> None:
    slot = Slot(dtstart="2026-11-26T18:00:00")
    parts = (activity("a1", schedule(slot, tzid=None)), occurrence("a1", "2026-11-26T18:00:00+01:00"))
    assert "DTSTART;TZID=Europe/Amsterdam:20261126T180000" in lines(*parts)


def test_two_evenings_a_week_are_two_rules_with_uids_in_the_order_of_their_starts() -> None:
    slots = (
        Slot(dtstart="2026-11-26T10:00:00", rrule="FREQ=WEEKLY"),
        Slot(dtstart="2026-11-24T10:00:00", rrule="FREQ=WEEKLY"),
    )
    found = lines(activity("a1", schedule(*slots)), occurrence("a1", "2026-11-24T10:00:00+01:00"))
    assert [line for line in found if line.startswith(("UID", "DTSTART"))] == [
        "UID:a1@bruggen",
        "DTSTART;TZID=Europe/Amsterdam:20261124T100000",
        "UID:a1-2@bruggen",
        "DTSTART;TZID=Europe/Amsterdam:20261126T100000",
    ]


PLAIN = Slot(dtstart="2026-11-24T10:00:00", rrule="FREQ=WEEKLY")


@pytest.mark.parametrize(
    "when",
    [
        pytest.param(
            schedule(PLAIN, overrides=(Override(recurrence_id="2026-12-01T10:00:00", this_and_future=True),)),
            id="this and future",
        ),
        pytest.param(
            schedule(PLAIN, overrides=(Override(recurrence_id="2026-12-02T10:00:00", status=Status.CANCELLED),)),
            id="override of a day that the rule does not give",
        ),
        pytest.param(
            schedule(PLAIN, Slot(dtstart="2026-12-01T10:00:00", rrule="FREQ=MONTHLY;BYDAY=1TU")), id="slots coincide"
        ),
        pytest.param(schedule(PLAIN, Slot(dtstart="2026-12-05T14:00:00")), id="a rule and a moment"),
        pytest.param(
            schedule(Slot(dtstart="2026-11-24T10:00:00", rdate=("2026-12-05T10:00:00",))), id="dates without rule"
        ),
        pytest.param(
            schedule(Slot(dtstart="2026-11-24T10:00:00", rrule="FREQ=WEEKLY;BYDAY=WE")), id="start beside the rule"
        ),
        pytest.param(schedule(Slot(dtstart="2026-11-24T10:00:00", rrule="FREQ=WEEKLY;BYDAY=DI")), id="no weekday"),
        pytest.param(schedule(Slot(dtstart="2026-11-24T10:00:00", rrule="FREQ=HOURLY")), id="hourly"),
        pytest.param(
            schedule(Slot(dtstart="2026-11-24T10:00:00", rrule="FREQ=DAILY;COUNT=3;UNTIL=20261201")),
            id="two ends",
        ),
        pytest.param(schedule(Slot(dtstart="2026-11-24T10:00:00", rrule="FREQ=WEEKLY\r\nEND:VEVENT")), id="injection"),
    ],
)
def test_what_programs_read_differently_is_written_date_by_date(when: Any) -> None:
    found = lines(activity("a1", when), occurrence("a1", "2026-11-24T10:00:00+01:00"))
    assert [line for line in found if line.startswith(("UID", "RRULE", "DTSTART"))] == [
        "UID:a1-20261124T100000@bruggen",
        "DTSTART;TZID=Europe/Amsterdam:20261124T100000",
    ]


@pytest.mark.parametrize(
    ("text", "dtstart", "expected"),
    [
        ("FREQ=WEEKLY;UNTIL=20261231T190000", "2026-11-24T19:30:00", "FREQ=WEEKLY;UNTIL=20261231T180000Z"),
        ("FREQ=WEEKLY;UNTIL=20270701", "2026-11-24T19:30:00", "FREQ=WEEKLY;UNTIL=20270701T215959Z"),
        ("FREQ=WEEKLY;UNTIL=20261231T180000Z", "2026-11-24", "FREQ=WEEKLY;UNTIL=20261231"),
        ("FREQ=WEEKLY;UNTIL=20261230T230000Z", "2026-11-24", "FREQ=WEEKLY;UNTIL=20261231"),
        ("freq=monthly;byday=-1tu", "2026-11-24T19:30:00", "FREQ=MONTHLY;BYDAY=-1TU"),
        ("FREQ=MONTHLY;BYDAY=4TU", "2026-11-24T19:30:00", "FREQ=MONTHLY;BYDAY=4TU"),
        ("FREQ=MONTHLY;BYDAY=3TU", "2026-11-24T19:30:00", None),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "2026-11-30T19:30:00", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("FREQ=MONTHLY", "2026-10-31T19:30:00", None),
        ("FREQ=YEARLY;BYMONTH=12;BYDAY=1SA", "2026-12-05", "FREQ=YEARLY;BYMONTH=12;BYDAY=1SA"),
        ("FREQ=YEARLY;BYDAY=SA", "2026-12-05", None),
        ("FREQ=WEEKLY;UNTIL=20261101", "2026-11-24T19:30:00", None),
    ],
)
def test_a_rule_is_written_only_where_programs_agree_about_it(text: str, dtstart: str, expected: str | None) -> None:
    assert rule(text, dtstart) == expected


@pytest.mark.parametrize(
    ("text", "when", "expected"),
    [
        ("FREQ=WEEKLY", "2026-12-08T19:30:00", True),
        ("FREQ=WEEKLY", "2026-12-08T20:30:00", False),
        ("FREQ=WEEKLY", "2026-12-09T19:30:00", False),
        ("FREQ=WEEKLY", "2026-11-17T19:30:00", False),
        ("FREQ=WEEKLY;INTERVAL=2", "2026-12-08T19:30:00", True),
        ("FREQ=WEEKLY;INTERVAL=2", "2026-12-01T19:30:00", False),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU", "2026-11-29T19:30:00", True),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU", "2026-12-06T19:30:00", False),
        ("FREQ=WEEKLY;UNTIL=20261201", "2026-12-01T19:30:00", True),
        ("FREQ=WEEKLY;UNTIL=20261201", "2026-12-08T19:30:00", False),
        ("FREQ=WEEKLY;COUNT=5", "2026-12-01T19:30:00", False),
        ("FREQ=MONTHLY;BYDAY=4TU", "2026-12-22T19:30:00", True),
        ("FREQ=MONTHLY;BYDAY=4TU", "2026-12-15T19:30:00", False),
        ("FREQ=MONTHLY;BYDAY=-1TU", "2026-12-29T19:30:00", True),
        ("FREQ=MONTHLY", "2027-01-24T19:30:00", True),
        ("FREQ=MONTHLY;INTERVAL=3", "2027-01-24T19:30:00", False),
        ("FREQ=YEARLY", "2027-11-24T19:30:00", True),
        ("FREQ=YEARLY", "2027-12-24T19:30:00", False),
        ("FREQ=DAILY;INTERVAL=3", "2026-11-30T19:30:00", True),
        ("FREQ=DAILY;INTERVAL=3", "2026-12-01T19:30:00", False),
    ],
)
def test_it_is_known_which_moments_a_rule_from_24_november_gives(text: str, when: str, expected: bool) -> None:
    assert surely_gives(text, "2026-11-24T19:30:00", when) == expected


def test_an_override_of_long_ago_is_not_carried_along() -> None:
    past = Override(recurrence_id="2026-09-01T10:00:00", status=Status.CANCELLED)
    slot = Slot(dtstart="2026-08-25T10:00:00", rrule="FREQ=WEEKLY")
    found = lines(activity("a1", schedule(slot, overrides=(past,))), occurrence("a1", "2026-11-24T10:00:00+01:00"))
    assert not any(line.startswith("RECURRENCE-ID") for line in found)


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


def test_a_day_that_does_not_exist_leaves_out_its_event_alone() -> None:
    broken = activity("a1", schedule(Slot(dtstart="2026-02-30T10:00:00")))
    content = edition(broken, occurrence("a1", "2026-11-24T10:00:00+01:00"), *weekly("b2"))
    texts = event_texts(offers(content), as_of=date.fromisoformat(AS_OF), known={})
    (problem,) = faults(texts)
    assert (problem.where, problem.what.startswith("left out of the feeds: a time that does not exist")) == ("a1", True)
    assert texts["b2"].fault is None


def test_only_what_changed_is_written_again() -> None:
    first = offers(town())
    known = event_texts(first, as_of=date.fromisoformat(AS_OF), known={})
    changed = edition(*weekly(), *once("b2", "2026-11-26T19:00:00+01:00", organisation=HARBOUR))
    again = event_texts(offers(changed), as_of=date.fromisoformat(AS_OF), known=known)
    assert again["b2"] is not known["b2"]
    assert event_texts(offers(town()), as_of=date.fromisoformat(AS_OF), known=known)["b2"] is known["b2"]


@pytest.mark.parametrize(("status", "is_kept"), [(Status.SCHEDULED, True), (Status.MISSING, False)])
def test_another_visit_leaves_a_text_as_it_is_unless_it_tells_of_the_visit(status: Status, is_kept: bool) -> None:
    one, evening = once("a1", "2026-11-26T18:00:00+01:00", status=status)
    later = replace(one, last_seen_at=one.last_seen_at + timedelta(days=1), provenance={"title": "nl.otterdam.haven"})
    known = event_texts(offers(edition(one, evening)), as_of=date.fromisoformat(AS_OF), known={})
    again = event_texts(offers(edition(later, evening)), as_of=date.fromisoformat(AS_OF), known=known)
    assert (again["a1"] is known["a1"]) is is_kept


@pytest.mark.parametrize(
    ("replaced", "by", "fault"),
    [
        (b"\r\nSTATUS", b"\nSTATUS", "control character"),
        (b"SUMMARY:", b"SUMMARY:\x07", "control character"),
        (b"SUMMARY:", b"SUMMARY:" + b"x" * 76, "75 octets"),
        (b"UID:a1@bruggen\r\n", b"", "missing"),
        (b"END:VEVENT", b"END:VTODO", "missing"),
        (b"DTSTART;TZID=Europe/Amsterdam:", b"DTSTART;TZID=Mars/Olympus:", "out of form"),
        (b"Taalcaf\xc3\xa9 Lombok", b"Taalcaf\xc3\r\n \xa9 Lombok", "inside a character"),
    ],
)
def test_a_broken_event_is_seen_before_it_enters_a_feed(replaced: bytes, by: bytes, fault: str) -> None:
    good = text_of(edition(*once("a1", "2026-11-26T18:00:00+01:00"))).by_rule
    assert event_fault(good) is None
    broken = good.replace(replaced, by, 1)
    assert broken != good
    assert fault in (event_fault(broken) or "")


def test_a_calendar_with_one_uid_twice_is_seen() -> None:
    event = text_of(edition(*once("a1", "2026-11-26T18:00:00+01:00"))).by_rule
    assert calendar_fault(b"".join(calendar("Alles", [event]))) is None
    assert calendar_fault(b"".join(calendar("Alles", [event, event]))) == "two events bear one UID"


def test_a_calendar_that_is_cut_off_is_seen() -> None:
    text = b"".join(calendar("Alles", [text_of(edition(*weekly())).by_rule]))
    assert calendar_fault(text[:-40]) is not None


def test_lines_are_folded_at_75_octets_between_characters() -> None:
    assert folded("x" * 75) == "x" * 75
    assert folded("x" * 150) == "x" * 75 + "\r\n " + "x" * 74 + "\r\n " + "x"
    assert folded("x" * 74 + "é") == "x" * 74 + "\r\n é"


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
