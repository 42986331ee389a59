"""A judgement at the end of its file: nothing of what stood there changes, and it reads back as it was given."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.judgements import judgements, written
from pipeline.judgements.reading import read
from pipeline.judgements.writing import _with_table
from schemas.errors import JudgementError
from schemas.judgement import Verdict
from tests.pipeline.judgements.makers import a_judgement, file_of, name, pair_table

SAME_AB = a_judgement("a", Verdict.SAME, "b", why='"zelfde" avond')


def test_the_first_judgement_of_a_municipality_makes_its_file(tmp_path: Path) -> None:
    path, together = written(tmp_path, SAME_AB, titles=("Taalcafé", "Taal\ncafé\x1b[0m De Wilg"))
    assert path == tmp_path / "nl/molendam.toml"
    assert path.read_text(encoding="utf-8") == (
        "# Taalcafé\n"
        "# Taal café [0m De Wilg\n"
        "[[pair]]\n"
        'verdict = "same"\n'
        'one = { source_id = "nl.molendam.de-wilg", key = "a" }\n'
        'other = { source_id = "nl.molendam.de-wilg", key = "b" }\n'
        'by = "Ada"\n'
        "on = 2026-11-24\n"
        'why = "\\"zelfde\\" avond"\n'
    )
    assert together.verdict(name("a"), name("b")) is Verdict.SAME
    assert [file.name for file in path.parent.iterdir()] == ["molendam.toml"]


@pytest.mark.parametrize("before", ["# mine\r\n\r\n", "# no line end", pair_table("x", "same", "y") + "  # why not\n"])
def test_what_stood_in_a_file_stays_byte_for_byte(before: str, tmp_path: Path) -> None:
    file_of(tmp_path, "")
    path = tmp_path / "nl/molendam.toml"
    path.write_bytes(before.encode())
    written(tmp_path, SAME_AB)
    assert path.read_bytes().startswith(before.encode())
    assert judgements(tmp_path).verdict(name("b"), name("a")) is Verdict.SAME


WRONG = {
    "a contradiction": pair_table("b", "different", "a"),
    "a file that is no TOML": "[[pair",
    "pairs in brackets, which take no table after them": "pair = []\n",
}


@pytest.mark.parametrize("case", WRONG)
def test_where_a_judgement_cannot_stand_nothing_is_written(case: str, tmp_path: Path) -> None:
    file_of(tmp_path, WRONG[case])
    with pytest.raises(JudgementError, match=r"^nl/molendam\.toml: "):
        written(tmp_path, SAME_AB)
    assert (tmp_path / "nl/molendam.toml").read_text(encoding="utf-8") == WRONG[case]


def test_a_judgement_that_reading_would_refuse_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(JudgementError, match="expected two listings"):
        written(tmp_path, a_judgement("a", Verdict.SAME, "a"))
    outside = name("a", "nl.../../outside.x")
    with pytest.raises(JudgementError, match=r"one\.source_id"):
        written(tmp_path / "deep", msgspec.structs.replace(SAME_AB, one=outside))
    assert not list(tmp_path.rglob("*.toml"))


@given(key=st.text(min_size=1), by=st.text(), why=st.text(), titles=st.lists(st.text(), max_size=2))
def test_whatever_its_texts_a_judgement_reads_back_as_it_was_given(
    key: str, by: str, why: str, titles: list[str]
) -> None:
    given_one = a_judgement(f"a{key}", Verdict.UNSURE, "b", by=by, why=why)
    text = _with_table(_with_table(b"# first\n", SAME_AB, ()), given_one, titles)
    (back,) = [said.judgement for said in read({"f": text}).pairs.values() if said.judgement.verdict is Verdict.UNSURE]
    assert msgspec.structs.replace(back, on="2026-11-24") == given_one
