"""`bruggen judge`: what a person sees of two listings, and that what is said is written at once, or not at all."""

import json
from datetime import date
from pathlib import Path

import click
import pytest
import wcwidth
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from pipeline.build import build
from pipeline.cli import bruggen, main
from pipeline.cli.judging import Desk, still_open, walk
from pipeline.cli.side_by_side import page, rows
from pipeline.judgements import judgements
from pipeline.linking.evidence import Doubt, Evidence
from pipeline.store import opened
from schemas.judgement import ListingName, Verdict
from schemas.listing import Listing
from schemas.schedule import Status
from tests.makers import MONDAY, a_listing, a_schedule, a_source, staged, weekly

TODAY = date(2026, 11, 26)
WILG, TOWN = "nl.molendam.de-wilg", "nl.molendam.gemeente"
ONE = a_listing("1", WILG, title="Taalcafé De Wilg", schedule=weekly("2026-11-24T09:00:00", "2026-11-24T11:00:00"))
OTHER = a_listing("a#1", TOWN, title="Taalcafé in De Wilg", schedule=a_schedule("2026-12-08T09:00:00"), place=None)
THIRD = a_listing("3", "nl.molendam.bibliotheek", title="Taalcafé")


def a_doubt(one: Listing = ONE, other: Listing = OTHER, bits: float = 0.4, **fields: object) -> Doubt:
    return Doubt(**{"one": one, "other": other, "bits": bits, "why": "nearly even odds", "evidence": ()} | fields)


def name(listing: Listing) -> ListingName:
    return ListingName(source_id=listing.source_id, key=listing.key)


def walked(doubts: list[Doubt], folder: Path, keys: str) -> Result:
    """A walk through `doubts` by somebody who presses these keys."""

    @click.command()
    def command() -> None:
        walk(doubts, Desk(folder, "Ada", TODAY), width=100)

    return CliRunner().invoke(command, input=keys)


def shown(doubt: Doubt, width: int = 100) -> str:
    return click.unstyle("\n".join(page(doubt, width=width, today=TODAY)))


@pytest.fixture
def var(tmp_path: Path) -> Path:
    sources = [(ONE, a_source(WILG)), (OTHER, a_source(TOWN, organisation="Gemeente"))]
    with opened(tmp_path / "bruggen.duckdb") as store:
        build(store, [staged(listing, source=source) for listing, source in sources], run_id="run-1", now=MONDAY)
    return tmp_path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "judgements").mkdir()
    return tmp_path / "judgements"


def judged(var: Path, folder: Path, *words: str) -> Result:
    return CliRunner().invoke(bruggen, ["judge", "--var", str(var), "--judgements", str(folder), "--by", "Ada", *words])


# What a person sees


def test_days_stand_beside_each_other_and_a_day_on_which_one_is_silent_says_so() -> None:
    days = [(row.one, row.other, row.mark) for row in rows(a_doubt(), today=TODAY) if row.label in {"dates", ""}]
    assert days[:2] == [
        ("Tue 1 Dec 2026 09:00–11:00", "—", "≠"),
        ("Tue 8 Dec 2026 09:00–11:00", "Tue 8 Dec 2026 09:00", "≠"),
    ]


def test_of_a_past_listing_its_first_days_are_shown_and_of_the_other_nothing_is_claimed_for_them() -> None:
    past = a_listing("9", TOWN, schedule=a_schedule("2025-11-25T09:00:00"))
    days = [(row.one, row.other, row.mark) for row in rows(a_doubt(other=past), today=TODAY) if row.label == "dates"]
    assert days == [("…", "Tue 25 Nov 2025 09:00", " ")]


def test_what_is_equal_what_differs_and_what_one_does_not_say_have_marks_of_their_own() -> None:
    marks = {row.label: row.mark for row in rows(a_doubt(other=a_listing("2", TOWN, organiser="X")), today=TODAY)}
    assert (marks["place"], marks["title"]) == ("=", "≠")
    assert marks["organiser"] == marks["source"] == " "
    assert "url" not in marks


def test_only_the_words_that_differ_stand_out() -> None:
    (line,) = [line for line in page(a_doubt(), width=100, today=TODAY) if "title" in line]
    assert "Taalcafé \x1b[33m\x1b[1min\x1b[0m De Wilg" in line
    assert line.count("\x1b[33m") == 1


def test_evidence_is_told_in_words_the_heaviest_first() -> None:
    evidence = (
        Evidence(comparison="title", level="some words are shared", bits=1.5, one="taalcafe", other=None),
        Evidence(comparison="place", level="another street", bits=-6.5),
        Evidence(comparison="url", level="one has none", bits=0),
    )
    text = shown(a_doubt(bits=-3, evidence=evidence))
    assert text.splitlines()[-4:] == [
        "   -6.5 very strongly against place: another street",
        "   +1.5 somewhat for          title: some words are shared (taalcafe / nothing)",
        "   +0.0 says nothing          url: one has none",
        "  in all -3.0 bits: 11% that they are one activity",
    ]
    assert "doubtful: nearly even odds" in text


@given(
    width=st.integers(40, 140),
    title=st.text(max_size=80),
    description=st.text(max_size=300),
    why=st.text(st.characters(exclude_categories=["Cs"]), max_size=80),
)
def test_no_text_of_a_website_leaves_its_column_or_steers_the_terminal(
    width: int, title: str, description: str, why: str
) -> None:
    hostile = a_listing("2", TOWN, title=title, description=description, status=Status.CANCELLED)
    text = shown(a_doubt(other=hostile, why=why, evidence=(Evidence(comparison=title, level=why, bits=1),)), width)
    assert all(wcwidth.width(line) <= width for line in text.split("\n"))
    assert not {character for character in text if character != "\n" and not character.isprintable()} - set(
        "\xa0\u3000"
    )


# Keys


def test_each_key_writes_its_verdict_at_once(folder: Path) -> None:
    doubts = [a_doubt(), a_doubt(other=THIRD), a_doubt(OTHER, THIRD)]
    done = walked(doubts, folder, "xdU")
    assert isinstance(done.exception, SystemExit) or done.exit_code == 1  # no key was left for the third
    found = judgements(folder)
    assert found.verdict(name(ONE), name(OTHER)) is Verdict.DIFFERENT
    assert found.verdict(name(ONE), name(THIRD)) is Verdict.UNSURE
    assert found.verdict(name(OTHER), name(THIRD)) is None
    said = [one.judgement for one in found.pairs.values()]
    assert {(one.by, one.on, one.why) for one in said} == {("Ada", "2026-11-26", "")}
    assert "# Taalcafé De Wilg\n# Taalcafé in De Wilg\n" in (folder / "nl/molendam.toml").read_text(encoding="utf-8")


def test_skipping_and_stopping_write_nothing(folder: Path) -> None:
    done = walked([a_doubt(), a_doubt(other=THIRD), a_doubt(OTHER, THIRD)], folder, "kq")
    assert done.exit_code == 0
    assert "pair 2 of 3" in done.output
    assert "pair 3 of 3" not in done.output
    assert done.output.endswith("nothing was written\n")
    assert list(folder.iterdir()) == []


def test_what_follows_from_earlier_answers_is_not_asked(folder: Path) -> None:
    done = walked([a_doubt(), a_doubt(OTHER, THIRD), a_doubt(other=THIRD)], folder, "ss")
    assert done.exit_code == 0
    assert "pair 3 of 3: follows from what you said" in done.output
    assert done.output.endswith("2 same; the next build goes by it\n")


def test_what_is_judged_unsure_too_does_not_come_again(folder: Path) -> None:
    walked([a_doubt()], folder, "u")
    others = [a_doubt(other=THIRD), a_doubt(OTHER, THIRD)]
    assert still_open([others[0], a_doubt(OTHER, ONE), others[1]], judgements(folder)) == others


# One pair, without asking


def test_a_pair_is_judged_without_asking(var: Path, folder: Path) -> None:
    done = judged(var, folder, f"{WILG}#1", f"{TOWN}#a#1", "--verdict", "same", "--why", "same room")
    assert (done.exit_code, done.output) == (0, f"same: written to {folder / 'nl/molendam.toml'}\n")
    (said,) = judgements(folder).pairs.values()
    assert (said.judgement.one, said.judgement.other) == (name(ONE), name(OTHER))
    assert (said.judgement.by, said.judgement.why) == ("Ada", "same room")


WRONG = {
    "an unknown key": (
        (f"{WILG}#1", f"{TOWN}#a1", "--verdict", "same"),
        "no listing 'a1' of nl.molendam.gemeente is known",
    ),
    "an unknown source": ((f"{WILG}#1", "nl.a.b#1", "--verdict", "same"), "0 listings of that source are known"),
    "no name": (
        (WILG, f"{TOWN}#a#1", "--verdict", "same"),
        "names no listing; expected one as nl.molendam.de-wilg#KEY",
    ),
    "one name": ((f"{WILG}#1", "--verdict", "same"), "give ONE, OTHER and --verdict"),
    "no verdict": ((f"{WILG}#1", f"{TOWN}#a#1"), "give ONE, OTHER and --verdict"),
    "a verdict of another kind": ((f"{WILG}#1", f"{TOWN}#a#1", "--verdict", "equal"), "'equal' is not one of"),
    "a listing and itself": ((f"{WILG}#1", f"{WILG}#1", "--verdict", "same"), "expected two listings"),
    "a contradiction": ((f"{TOWN}#a#1", f"{WILG}#1", "--verdict", "same"), "are said to be different, but"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_judgement_ends_with_code_2_and_nothing_written(
    case: str, var: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    judged(var, folder, f"{WILG}#1", f"{TOWN}#a#1", "--verdict", "different")
    before = (folder / "nl/molendam.toml").read_bytes()
    words, message = WRONG[case]
    where = ("--var", str(var), "--judgements", str(folder), "--by", "Ada")
    monkeypatch.setattr("sys.argv", ["bruggen", "judge", *words, *where])
    with pytest.raises(SystemExit) as ended:
        main()
    told = capsys.readouterr()
    assert (ended.value.code, told.out) == (2, "")
    assert message in told.err
    assert (folder / "nl/molendam.toml").read_bytes() == before


def test_a_folder_that_is_given_and_not_there_is_named(var: Path, tmp_path: Path) -> None:
    done = judged(var, tmp_path / "none")
    assert done.exit_code == 2
    assert f"{tmp_path / 'none'}: no such folder" in done.output


def test_the_folder_of_the_project_need_not_be_there(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(var)
    done = CliRunner().invoke(bruggen, ["judge", "--var", str(var)])
    assert (done.exit_code, done.output) == (0, "nothing to judge\n")


# Nothing to judge


def test_without_a_database_there_is_nothing_to_judge_and_none_is_made(tmp_path: Path, folder: Path) -> None:
    done = judged(tmp_path / "var", folder)
    assert done.exit_code == 2
    assert f"{tmp_path / 'var/bruggen.duckdb'}: no such database, so nothing to judge" in done.output
    assert not (tmp_path / "var").exists()


def test_in_an_empty_database_there_is_nothing_to_judge(tmp_path: Path, folder: Path) -> None:
    with opened(tmp_path / "bruggen.duckdb"):
        pass
    assert (judged(tmp_path, folder).output, judged(tmp_path, folder).exit_code) == ("nothing to judge\n", 0)
    assert json.loads(judged(tmp_path, folder, "--json").output) == []
