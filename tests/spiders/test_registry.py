"""Source files: what is declared, and what is wrong, in words for the person who mends it."""

from pathlib import Path

import pytest

from schemas.errors import SourceError
from schemas.source import Selectors
from schemas.vocabulary import Category, Rights
from spiders.readers import LADDER
from spiders.registry import load_sources

GOOD = 'organisation = "Taalcafé Lombok"\nurl = "https://taalcafe.example/agenda.ics"\n'


def declare(directory: Path, name: str, text: str = GOOD) -> Path:
    path = directory / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return directory


def told(directory: Path) -> list[str]:
    with pytest.raises(SourceError) as wrong:
        load_sources(directory)
    return str(wrong.value).splitlines()


def test_the_path_is_the_id_and_sources_come_in_the_order_of_their_ids(tmp_path: Path) -> None:
    for name in ("nl/utrecht/b.toml", "nl/amersfoort/c.toml", "nl/utrecht/a-2.toml"):
        declare(tmp_path, name)
    assert [source.id for source in load_sources(tmp_path)] == ["nl.amersfoort.c", "nl.utrecht.a-2", "nl.utrecht.b"]


def test_everything_that_can_be_declared_is_read(tmp_path: Path) -> None:
    text = (
        GOOD
        + """
reader = "ical"
pages = ["https://taalcafe.example/zomer.ics"]
rights = "full"
fewest = 3
silent = [7, 8]
every = 12
note = "Belt u even met Anna."
opted_out = true

[place]
name = "De Wilg"
city = "Utrecht"

[defaults]
category = "language"
"""
    )
    (source,) = load_sources(declare(tmp_path, "nl/utrecht/taalcafe.toml", text))
    assert source.place
    assert source.defaults
    assert (source.reader, source.pages) == ("ical", ("https://taalcafe.example/zomer.ics",))
    assert (source.rights, source.fewest, source.silent, source.every) == (Rights.FULL, 3, (7, 8), 12)
    assert (source.place.name, source.defaults.category, source.opted_out) == ("De Wilg", Category.LANGUAGE, True)


_READERS = ", ".join(name for rung in LADDER for name in rung)
WRONG = (
    (
        'organistion = "X"\nurl = "https://a.example/"',
        [
            "1: missing key 'organisation' (the organisation that publishes here)",
            "1: unknown key 'organistion' (did you mean 'organisation'?)",
        ],
    ),
    (
        'organisation = "X"\n# adres\nurl = "ftp://a.example/"',
        ["3: url: 'ftp://a.example/' where an address that begins with http:// or https:// was expected"],
    ),
    (
        'organisation = "X"\nurl = "https://"',
        ["2: url: 'https://' is no address; expected one as https://example.org/agenda"],
    ),
    (
        'organisation = "X"\nurl = "https://anna:geheim@a.example/"',  # pragma: allowlist secret
        # pragma: allowlist nextline secret
        ["2: url: 'https://anna:geheim@a.example/' holds a name or password; expected a public address"],
    ),
    (
        'organisation = "X"\nurl = "https://a.example:poort/"',
        ["2: url: 'https://a.example:poort/' is no address: Port could not be cast to integer value as 'poort'"],
    ),
    (
        GOOD + "pages = [\"https://b.example/\", 'b']",
        ["3: pages: 'b' where an address that begins with http:// or https:// was expected"],
    ),
    (GOOD + "silent = [1, 13]", ["3: silent: 13 where a number of at most 12 was expected"]),
    (GOOD + 'fewest = "drie"', ["3: fewest: 'drie' where a whole number was expected"]),
    (GOOD + 'rights = "alles"', ["3: rights: 'alles' is unknown; expected one of facts, full"]),
    (
        GOOD + 'reader = "icla"',
        [f"3: reader: 'icla' is unknown (did you mean 'ical'?); expected one of {_READERS}"],
    ),
    (GOOD + 'opted_out = "ja"', ["3: opted_out: 'ja' where true or false was expected"]),
    (GOOD + 'place = "De Wilg"', ["3: place: 'De Wilg' where a table was expected"]),
    (GOOD + '[place]\n\nstraat = "X"', ["5: unknown key 'straat' (did you mean 'street'?)"]),
    (GOOD + "[place]\nlat = 100.5", ["4: place.lat: 100.5 where a number of at most 90.0 was expected"]),
    (GOOD + 'place = { naam = "X" }', ["3: unknown key 'naam' (did you mean 'name'?)"]),
    (GOOD + 'id = "nl.utrecht.x"', ["3: unknown key 'id': the path of the file is the id"]),
    ('organisation = "X\nurl = "https://a.example/"', ["1: not TOML: Illegal character '\\n'"]),
    (GOOD + "url = 3", ["3: not TOML: Cannot overwrite a value"]),
    (
        'organisation = ""\nurl = "https://a.example/"',
        ["1: organisation: '' where a text that is not empty was expected"],
    ),
    (
        GOOD + 'note = """\nreader = "niet dit"\n"""\nreader = 3',
        ["6: reader: 3 where a text in quotes was expected"],
    ),
)


@pytest.mark.parametrize(("text", "lines"), WRONG)
def test_what_is_wrong_is_told_with_its_line_and_what_was_expected(tmp_path: Path, text: str, lines: list[str]) -> None:
    assert told(declare(tmp_path, "nl/utrecht/taalcafe.toml", text)) == [
        f"nl/utrecht/taalcafe.toml:{line}" for line in lines
    ]


SELECTING = GOOD + "[selectors]\n"


def test_selectors_are_declared_in_a_table_of_their_own(tmp_path: Path) -> None:
    text = SELECTING + 'record = "li.activiteit"\nwhen = ".datum, .tijd"'
    (source,) = load_sources(declare(tmp_path, "nl/utrecht/a.toml", text))
    assert source.selectors == Selectors(record="li.activiteit", when=".datum, .tijd")


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        ('title = "h3"', "3: missing key 'selectors.record' (each activity on the page)"),
        (
            'record = "li"\ntitle = "h3 >"',
            "5: selectors.title: 'h3 >' is no CSS selector that we know; expected one as .agenda-item or article > h3",
        ),
        ('record = "li"\ntitel = "h3"', "5: unknown key 'titel' (did you mean 'title'?)"),
        ('record = ""', "4: selectors.record: '' where a text that is not empty was expected"),
        ('record = ["li"]', "4: selectors.record: ['li'] where a text in quotes was expected"),
    ],
)
def test_a_wrong_selector_is_told_with_its_key_and_line(tmp_path: Path, keys: str, line: str) -> None:
    assert told(declare(tmp_path, "nl/utrecht/a.toml", SELECTING + keys)) == [f"nl/utrecht/a.toml:{line}"]


def test_a_source_names_a_reader_or_selectors(tmp_path: Path) -> None:
    text = GOOD + 'reader = "ical"\n[selectors]\nrecord = "li"'
    assert told(declare(tmp_path, "nl/utrecht/a.toml", text)) == [
        "nl/utrecht/a.toml:4: selectors: beside reader = 'ical'; expected one of the two"
    ]


def test_an_unknown_category_lists_those_that_there_are(tmp_path: Path) -> None:
    (line,) = told(declare(tmp_path, "nl/utrecht/a.toml", GOOD + '[defaults]\ncategory = "taal"'))
    assert line.startswith(
        "nl/utrecht/a.toml:4: defaults.category: 'taal' is unknown; expected one of language, meeting"
    )


def test_all_that_is_wrong_in_all_files_is_told_at_once(tmp_path: Path) -> None:
    declare(tmp_path, "nl/utrecht/goed.toml")
    declare(tmp_path, "nl/utrecht/a.toml", 'organisation = 3\nurl = "x"\nextra = 1')
    declare(tmp_path, "nl/utrecht/b.toml", "= 3")
    assert [line.rsplit(":", 1)[0].split(": ")[0] for line in told(tmp_path)] == [
        "nl/utrecht/a.toml:1",
        "nl/utrecht/a.toml:2",
        "nl/utrecht/a.toml:3",
        "nl/utrecht/b.toml:1",
    ]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("utrecht/a.toml", "utrecht/a.toml:1: stands at the wrong depth"),
        ("nl/utrecht/wijk/a.toml", "nl/utrecht/wijk/a.toml:1: stands at the wrong depth"),
        ("nl/Utrecht/a.toml", "nl/Utrecht/a.toml:1: 'Utrecht' is no slug"),
        ("nl/utrecht/taal_café.toml", "nl/utrecht/taal_café.toml:1: 'taal_café' is no slug"),
        ("nld/utrecht/a.toml", "nld/utrecht/a.toml:1: 'nld' is no country code"),
    ],
)
def test_a_file_in_the_wrong_place_is_told(tmp_path: Path, name: str, says: str) -> None:
    (line,) = told(declare(tmp_path, name))
    assert line.startswith(says)


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    (declare(tmp_path, "nl/utrecht/a.toml") / "nl/utrecht/a.toml").write_bytes(b'organisation = "caf\xe9"')
    (line,) = told(tmp_path)
    assert line.startswith("nl/utrecht/a.toml:1: not readable as UTF-8 text")


def test_a_directory_without_source_files_is_an_error(tmp_path: Path) -> None:
    (line,) = told(tmp_path)
    assert line == f"{tmp_path}: no source file; expected at least one as <country>/<municipality>/<slug>.toml"


def test_a_directory_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    (line,) = told(tmp_path / "weg")
    assert line.startswith(f"{tmp_path / 'weg'}: no such directory")
