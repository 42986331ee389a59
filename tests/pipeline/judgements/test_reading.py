"""Judgement files: what they say together, and what is wrong with them, by file, table and key."""

from pathlib import Path

import pytest

from pipeline.judgements import judgements, pair, unknown, unknown_locks
from schemas.errors import JudgementError
from schemas.judgement import Verdict
from tests.pipeline.judgements.makers import BY, file_of, lock_table, name, pair_table

A, B, C, D = (name(key) for key in "abcd")


def test_a_folder_that_is_not_there_settles_nothing(tmp_path: Path) -> None:
    found = judgements(tmp_path / "none")
    assert (dict(found.pairs), dict(found.locks)) == ({}, {})
    assert found.verdict(A, B) is None


def test_a_verdict_holds_whichever_listing_is_named_first(tmp_path: Path) -> None:
    found = judgements(file_of(tmp_path, pair_table("b", "different", "a")))
    assert found.verdict(A, B) is found.verdict(B, A) is Verdict.DIFFERENT
    assert list(found.of(Verdict.DIFFERENT)) == [(A, B)]
    assert list(found.of(Verdict.SAME)) == []


def test_files_of_several_municipalities_hold_together(tmp_path: Path) -> None:
    file_of(tmp_path, pair_table("a", "same", "b"))
    file_of(tmp_path, pair_table("c", "unsure", "d"), "be/gent.toml")
    found = judgements(tmp_path)
    assert (found.verdict(A, B), found.verdict(C, D)) == (Verdict.SAME, Verdict.UNSURE)
    assert found.pairs[pair(C, D)].where == "be/gent.toml: pair 1"
    assert found.pairs[pair(C, D)].judgement.on == "2026-11-24"


def test_what_is_the_same_as_the_same_is_the_same_and_differs_from_what_that_differs_from(tmp_path: Path) -> None:
    text = pair_table("a", "same", "b") + pair_table("b", "same", "c") + pair_table("d", "different", "a")
    found = judgements(file_of(tmp_path, text))
    assert found.verdict(A, C) is Verdict.SAME
    assert found.verdict(C, D) is Verdict.DIFFERENT
    assert pair(A, C) not in found.pairs


@pytest.mark.parametrize("tables", [("unsure", "same"), ("same", "unsure")])
def test_a_firm_word_goes_before_an_unsure_one_in_any_order(tables: tuple[str, str], tmp_path: Path) -> None:
    found = judgements(file_of(tmp_path, "".join(pair_table("a", verdict, "b") for verdict in tables)))
    assert found.verdict(A, B) is Verdict.SAME


def test_a_lock_stands_under_its_activity_with_days_of_toml_as_texts(tmp_path: Path) -> None:
    value = "value = { slots = [{ dtstart = 2026-12-01T19:30:00, dtend = 2026-12-01T21:00:00 }] }"
    text = (
        lock_table("schedule", value)
        + lock_table("women_only", "unknown = true")
        + lock_table("url", "unknown = true", "x")
    )
    found = judgements(file_of(tmp_path, text))
    schedule, women_only = found.locks["abc"]
    assert schedule.value == {"slots": [{"dtstart": "2026-12-01T19:30:00", "dtend": "2026-12-01T21:00:00"}]}
    assert (women_only.field, women_only.value) == ("women_only", None)
    assert len(found.locks["x"]) == 1


def test_a_lock_that_is_written_twice_is_one_lock(tmp_path: Path) -> None:
    text = lock_table("languages", 'value = ["nl"]') * 2
    assert len(judgements(file_of(tmp_path, text)).locks["abc"]) == 1


SAME_AB, SAME_BC = pair_table("a", "same", "b"), pair_table("b", "same", "c")
A_SLOT = 'dtstart = "2026-12-01T19:30:00"'
SAME = "nl/molendam.toml: pair {} says that nl.molendam.de-wilg#'{}' is the same as nl.molendam.de-wilg#'{}'"
DIFFER = "pair {}: nl.molendam.de-wilg#'{}' and nl.molendam.de-wilg#'{}' are said to be different, but "
TROUBLES = {
    "no TOML": ("[[pair]", "nl/molendam.toml: not TOML: "),
    "bytes that are no text": ("\udcff", "nl/molendam.toml: not TOML: 'utf-8' codec"),
    "an unknown table": ("[[pairs]]\n", "unknown table 'pairs' (did you mean 'pair'?); expected one of pair, lock"),
    "one table where many are expected": ("[pair]\n", "pair: expected tables, each under its own [[pair]]"),
    "an unknown key": (
        SAME_AB + 'wy = "x"',
        "pair 1: unknown key 'wy' (did you mean 'why'?); expected one of verdict,",
    ),
    "an unknown key of a listing": (
        SAME_AB.replace('key = "b"', 'id = "b"'),
        "pair 1: unknown key 'other.id'; expected one of source_id, key\nnl/molendam.toml: pair 1: missing key",
    ),
    "an unknown verdict": (
        pair_table("a", "sane", "b"),
        "pair 1: verdict: 'sane': 'sane' is unknown (did you mean 'same'?); expected one of same, different, unsure",
    ),
    "nobody who says so": (SAME_AB.replace('by = "Ada"\n', ""), "pair 1: missing key 'by'"),
    "a number for a name": (SAME_AB.replace('"Ada"', "7"), "pair 1: by: 7: expected `str`, got `int`"),
    "a day that is none": (
        SAME_AB.replace("2026-11-24", '"2026-13-24"'),
        "on: '2026-13-24' is no day; expected one as",
    ),
    "a moment with an offset": (SAME_AB.replace("2026-11-24", "2026-11-24T10:00:00Z"), "on: datetime.datetime(2026"),
    "a source that can be none": (
        SAME_AB.replace("nl.molendam.de-wilg", "../../etc"),
        "pair 1: one.source_id: '../../etc': expected `str` matching regex",
    ),
    "a listing and itself": (
        SAME_AB + pair_table("c", "same", "c"),
        "pair 2: one and other are both 'c' of nl.molendam.de-wilg; expected two listings",
    ),
    "two verdicts on one pair": (
        SAME_AB + pair_table("b", "different", "a"),
        DIFFER.format(2, "b", "a") + SAME.format(1, "a", "b"),
    ),
    "a chain of verdicts that contradicts another": (
        pair_table("a", "different", "c") + SAME_AB + SAME_BC + pair_table("c", "same", "d"),
        DIFFER.format(1, "a", "c") + SAME.format(2, "a", "b") + "; " + SAME.format(3, "b", "c"),
    ),
    "two locks of one field": (
        lock_table("title", 'value = "A"') + lock_table("title", 'value = "B"'),
        "lock 2: locks title of abc with 'B', but nl/molendam.toml: lock 1 with 'A'; expected one value",
    ),
    "a lock of a field that there is not": (
        lock_table("titel", 'value = "A"'),
        "lock 1: field: 'titel' is no field of an activity (did you mean 'title'?); expected one of category",
    ),
    "a lock of what the runs keep": (
        lock_table("sources", "value = []"),
        "field: 'sources' cannot be locked: they are",
    ),
    "a lock of the status": (lock_table("status", 'value = "gone"'), "field: 'status' cannot be locked: it follows"),
    "a lock without a value": (lock_table("url", ""), "lock 1: no value; expected value = …, or unknown = true"),
    "a lock that is known and unknown": (
        lock_table("url", 'unknown = true\nvalue = "https://a.example/"'),
        "lock 1: unknown: expected true, and no value beside it",
    ),
    "a lock of no activity": (
        lock_table("url", "unknown = true", "A-B"),
        "activity_id: 'A-B': expected `str` matching",
    ),
    "a title that nobody knows": (lock_table("title", "unknown = true"), "value of title: None: expected `str`"),
    "a word that is in no vocabulary": (
        lock_table("cost", 'value = { kind = "gratis" }'),
        "value of cost: {'kind': 'gratis'}: 'gratis' is unknown; expected one of free, paid, donation, unknown",
    ),
    "an address that is none": (lock_table("url", 'value = "javascript:x"'), "value of url: 'javascript:x': expected"),
    "a latitude that is no number": (
        lock_table("place", 'value = { id = "x", lat = nan }'),
        "value of place: {'id': 'x', 'lat': nan}: expected `float` >= -90.0 - at `$.lat`",
    ),
    "a schedule without slots": (lock_table("schedule", "value = { slots = [] }"), "value of schedule: no slot"),
    "a day that the calendar has not": (
        lock_table("schedule", 'value = { slots = [{ dtstart = "2026-02-30" }] }'),
        "value of schedule: day is out of range for month",
    ),
    "a zone that is none": (
        lock_table("schedule", f'value = {{ tzid = "Europe/Molendam", slots = [{{ {A_SLOT} }}] }}'),
        "value of schedule: 'Europe/Molendam' is neither an IANA zone nor an offset",
    ),
    "a rule that is none": (
        lock_table("schedule", f'value = {{ slots = [{{ {A_SLOT}, rrule = "FREQ=OFTEN" }}] }}'),
        "value of schedule: only the printed dates:",
    ),
}


@pytest.mark.parametrize("case", TROUBLES)
def test_a_wrong_judgement_is_told_by_file_and_table_with_what_was_expected(case: str, tmp_path: Path) -> None:
    text, message = TROUBLES[case]
    file_of(tmp_path, "")
    (tmp_path / "nl/molendam.toml").write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(JudgementError) as trouble:
        judgements(tmp_path)
    assert str(trouble.value).startswith("nl/molendam.toml: ")
    assert message in str(trouble.value)


def test_all_that_is_wrong_in_all_files_is_told_at_once(tmp_path: Path) -> None:
    file_of(tmp_path, f"[[pair]]\n{BY}", "be/gent.toml")
    file_of(tmp_path, "[pair]")
    with pytest.raises(JudgementError) as trouble:
        judgements(tmp_path)
    assert str(trouble.value).splitlines() == [
        "be/gent.toml: pair 1: missing key 'verdict'",
        "be/gent.toml: pair 1: missing key 'one'",
        "be/gent.toml: pair 1: missing key 'other'",
        "nl/molendam.toml: pair: expected tables, each under its own [[pair]]",
    ]


def test_a_judgement_on_a_listing_that_nobody_knows_is_told_and_changes_nothing(tmp_path: Path) -> None:
    found = judgements(file_of(tmp_path, SAME_AB + SAME_BC + lock_table("url", "unknown = true")))
    assert unknown(found, {A, B}) == (
        "nl/molendam.toml: pair 2: no listing nl.molendam.de-wilg#'c' is known; the judgement changes nothing",
    )
    assert unknown(found, {A, B, C}) == ()
    assert unknown_locks(found, {"xyz"}) == ("no activity abc is known; the lock of its url changes nothing",)
    assert unknown_locks(found, {"abc"}) == ()
