"""Zone names of the world, and zones that calendars define themselves."""

import pytest

from schemas.zones import zone
from spiders.readers.ical.vtimezone import zone_defined
from spiders.readers.ical.zones import zone_named


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Europe/Amsterdam", "Europe/Amsterdam"),
        ("Etc/UTC", "UTC"),
        ("GMT", "UTC"),
        ("CET", "CET"),
        ("CEST", "Europe/Amsterdam"),
        ("EUROPE/AMSTERDAM", "Europe/Amsterdam"),
        ("Europe-Amsterdam", "Europe/Amsterdam"),
        ("/freeassociation.sourceforge.net/Tzfile/Europe/Amsterdam", "Europe/Amsterdam"),
        ("/softwarestudio.org/Olson_20011030_5/America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("W. Europe Standard Time", "Europe/Amsterdam"),
        ("W. Europe Daylight Time", "Europe/Amsterdam"),
        ("GMT Standard Time", "Europe/London"),
        ("FLE Standard Time", "Europe/Kiev"),
        ("Turkey Standard Time", "Europe/Istanbul"),
        ("(UTC+01:00) Brussels, Copenhagen, Madrid, Paris", "Europe/Brussels"),
        ("(GMT+01.00) Sarajevo/Warsaw/Zagreb", "Europe/Sarajevo"),
        ("(UTC-05:00) Eastern Time (US & Canada)", "America/New_York"),
        ("(UTC) Dublin, Edinburgh, Lisbon, London", "Europe/Dublin"),
        ("Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", "Europe/Amsterdam"),
        ("(UTC) Coordinated Universal Time", "UTC"),
        ("(UTC-03:00) Brasília", "America/Sao_Paulo"),
        ("Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("(GMT +01:00)", "UTC+01:00"),
        ("TZID=Europe/Amsterdam", "Europe/Amsterdam"),
        ("UTC+2", "UTC+02:00"),
        ("GMT-0330", "UTC-03:30"),
        ("+0000", "UTC"),
        ("Brugdam", None),
        ("", None),
        ("UTC+99", None),
        ("../../etc/passwd", None),
    ],
)
def test_a_name_gives_the_zone_it_means(name: str, wanted: str | None) -> None:
    found = zone_named(name, set())
    assert found == wanted
    if found:
        assert zone(found) is not None


_EUROPE = """
BEGIN:STANDARD
DTSTART:16011028T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010325T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT"""
_NEW_YORK = """
BEGIN:STANDARD
DTSTART:20071104T020000
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:20070311T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
END:DAYLIGHT"""
_INDIA = "\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0530\nTZOFFSETTO:+0530\nEND:STANDARD"
_DATES_ONLY = """
BEGIN:STANDARD
DTSTART:20231029T030000
RDATE:20241027T030000,20251026T030000,20261025T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:20240331T020000
RDATE:20250330T020000,20260329T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT"""
_TWO_ERAS = (
    _NEW_YORK.replace("20071104", "16711104").replace("20070311", "16710311").replace("2SU", "1SU").replace("=3", "=4")
)
_NOWHERE = _EUROPE.replace("+0100", "+0107").replace("+0200", "+0207")


@pytest.mark.parametrize(
    ("observances", "wanted"),
    [
        (_EUROPE, "Europe/Amsterdam"),
        (_NEW_YORK, "America/New_York"),
        (_TWO_ERAS + _NEW_YORK, "America/New_York"),
        (_DATES_ONLY, "Europe/Amsterdam"),
        (_INDIA, "UTC+05:30"),
        (_INDIA.replace("+0530", "+0000"), "UTC"),
        (_NOWHERE, None),
        ("", None),
        (_EUROPE.replace("BYMONTH=10", "BYMONTH=13"), None),
        (_EUROPE.replace("FREQ=YEARLY", "FREQ=SECONDLY"), None),
        (_EUROPE.replace("+0100", "een uur"), None),
    ],
)
def test_a_definition_gives_the_zone_with_its_offsets(observances: str, wanted: str | None) -> None:
    definition = f"\nBEGIN:VTIMEZONE\nTZID:Eigen{observances}\nEND:VTIMEZONE"
    assert zone_defined(definition.encode()) == wanted
