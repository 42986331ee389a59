"""School holidays by region, public holidays, and the command that renews the table."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli.holidays import holidays as command
from pipeline.normalise.holidays import (
    TABLE,
    Region,
    known_until,
    public_holidays,
    read_table,
    school_holidays,
    written_table,
)
from schemas.errors import UnreadableText

HEAD = "school_year,holiday,regions,start,end,status,source\n"
ROW = "2030-2031,herfstvakantie,noord,2030-10-19,2030-10-27,advised,a page\n"


@pytest.mark.parametrize(
    ("region", "day", "name"),
    [
        (Region.NOORD, date(2026, 10, 12), "herfstvakantie"),
        (Region.ZUID, date(2026, 10, 12), None),
        (Region.ZUID, date(2026, 12, 31), "kerstvakantie"),
        (Region.MIDDEN, date(2027, 5, 2), "meivakantie"),
        (Region.MIDDEN, date(2027, 5, 3), None),
        (Region.NOORD, date(2028, 7, 14), None),
        (Region.NOORD, date(2028, 7, 15), "zomervakantie"),
    ],
)
def test_a_day_is_in_the_holidays_of_its_own_region_only(region: Region, day: date, name: str | None) -> None:
    assert [holiday.name for holiday in school_holidays(region, day, day)] == ([name] if name else [])


def test_each_region_has_five_holidays_in_each_school_year() -> None:
    for region in Region:
        for year in range(2025, 2029):
            found = school_holidays(region, date(year, 9, 10), date(year + 1, 8, 31))
            assert [holiday.name[:5] for holiday in found] == ["herfs", "kerst", "voorj", "meiva", "zomer"]
        assert known_until(region) >= date(2029, 8, 19)


def test_holidays_begin_on_saturday_and_end_on_sunday() -> None:
    for holiday in read_table(TABLE.read_text(encoding="utf-8")):
        assert (holiday.start.weekday(), holiday.end.weekday()) == (5, 6), holiday
        assert holiday.source, holiday


def test_the_table_stands_in_the_order_in_which_the_command_writes_it() -> None:
    text = TABLE.read_text(encoding="utf-8")
    assert written_table(read_table(text)) == text


def test_public_holidays_are_those_of_the_netherlands() -> None:
    days = dict(public_holidays(date(2026, 4, 1), date(2026, 5, 31)))
    assert {day for day, name in days.items() if "vrijdag" not in name} == {
        *(date(2026, 4, 5), date(2026, 4, 6), date(2026, 4, 27)),
        *(date(2026, 5, 14), date(2026, 5, 24), date(2026, 5, 25)),
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("holiday,start\n", "columns"),
        (HEAD + "2030-2031,herfstvakantie,noord,2030-10-27,2030-10-19,advised,p\n", "line 2"),
        (HEAD + "2030-2031,voorjaarsvakantie,zuid,2031-02-13,2031-04-21,advised,p\n", "line 2"),
        (HEAD + "2030-2031,herfstvakantie,oost,2030-10-19,2030-10-27,advised,p\n", "oost"),
        (HEAD + "2030-2031,herfstvakantie,noord,2030-10-19,2030-10-27,perhaps,p\n", "perhaps"),
        (HEAD + ROW + ROW, "twice"),
        (HEAD + "2030-2031,herfstvakantie,noord\n", "line 2"),
    ],
)
def test_a_table_that_cannot_be_right_is_refused_and_the_message_says_where(text: str, told: str) -> None:
    with pytest.raises(UnreadableText, match=told):
        read_table(text)


@contextmanager
def _answering(body: bytes, status: int = 200) -> Iterator[str]:
    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/table.csv"
        finally:
            server.shutdown()
            thread.join()


def test_a_sound_table_from_an_address_replaces_ours(tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    with _answering((HEAD + ROW).encode()) as address:
        done = CliRunner().invoke(command, ["update", address, "--table", str(table)])
    assert done.exit_code == 0, done.output
    assert done.output == "1 rows, through 2030-10-27\n"
    assert table.read_text(encoding="utf-8") == HEAD + ROW


@pytest.mark.parametrize(("body", "status"), [(b"<html>", 200), (HEAD.encode(), 200), (b"", 500)])
def test_our_table_stays_when_the_new_one_is_unsound(tmp_path: Path, body: bytes, status: int) -> None:
    table = tmp_path / "table.csv"
    table.write_text("ours", encoding="utf-8")
    with _answering(body, status) as address:
        done = CliRunner().invoke(command, ["update", address, "--table", str(table)])
    assert done.exit_code == 1
    assert table.read_text(encoding="utf-8") == "ours"


def test_the_command_tells_until_when_the_table_reaches() -> None:
    done = CliRunner().invoke(command, ["until"])
    assert "noord: 2029-09-02" in done.output


OFFICIAL = b"""[{"id": "1", "type": "schoolholidays", "content": [{"title": "Vakanties",
 "schoolyear": " 2030-2031 ",
 "vacations": [
  {"type": " Herfstvakantie ", "compulsorydates": "false", "regions": [
    {"region": "noord", "startdate": "2030-10-18T22:00:00.000Z", "enddate": "2030-10-26T22:00:00.000Z"},
    {"region": "midden", "startdate": "2030-10-18T22:00:00.000Z", "enddate": "2030-10-26T22:00:00.000Z"},
    {"region": "zuid", "startdate": "2030-10-11T22:00:00.000Z", "enddate": "2030-10-19T22:00:00.000Z"}]},
  {"type": "Kerstvakantie", "compulsorydates": "true", "regions": [
    {"region": "heel Nederland", "startdate": "2030-12-20T23:00:00.000Z", "enddate": "2031-01-04T23:00:00.000Z"}]}
 ]}]}]"""


def test_the_open_data_of_the_government_replace_the_school_years_that_they_tell_of(tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    older = "2029-2030,herfstvakantie,zuid,2029-10-13,2029-10-21,advised,a page\n"
    table.write_text(HEAD + older + ROW, encoding="utf-8")
    with _answering(OFFICIAL) as address:
        done = CliRunner().invoke(command, ["update", address, "--table", str(table)])
    assert done.exit_code == 0, done.output
    found = "opendata.rijksoverheid.nl schoolholidays\n"
    assert table.read_text(encoding="utf-8") == HEAD + older + (
        f"2030-2031,herfstvakantie,zuid,2030-10-12,2030-10-20,advised,{found}"
        f"2030-2031,herfstvakantie,noord midden,2030-10-19,2030-10-27,advised,{found}"
        f"2030-2031,kerstvakantie,noord midden zuid,2030-12-21,2031-01-05,fixed,{found}"
    )


@pytest.mark.parametrize(
    "body",
    [
        b"[]",
        b'{"content": 3}',
        OFFICIAL.replace(b"zuid", b"oost"),
        OFFICIAL.replace(b"2030-10-26T", b"26 oktober T"),
        OFFICIAL.replace(b"2031-01-04", b"2031-11-04"),
    ],
)
def test_open_data_in_another_form_leave_our_table(tmp_path: Path, body: bytes) -> None:
    table = tmp_path / "table.csv"
    table.write_text(HEAD + ROW, encoding="utf-8")
    with _answering(body) as address:
        done = CliRunner().invoke(command, ["update", address, "--table", str(table)])
    assert done.exit_code == 1
    assert table.read_text(encoding="utf-8") == HEAD + ROW
