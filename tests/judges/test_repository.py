"""This repository before judges of code, secrets and workflows, and damaged files of it."""

from pathlib import Path

import pytest

from tests.judges.repository import DAMAGES, JUDGES

PROJECT = Path(__file__).parents[2]


@pytest.mark.parametrize("judge", JUDGES)
def test_no_judge_finds_a_fault_in_this_repository(judge: str) -> None:
    assert JUDGES[judge](PROJECT) == {}


@pytest.mark.parametrize("judge", JUDGES)
def test_a_judge_sees_just_the_damage_that_it_is_there_for(judge: str, tmp_path: Path) -> None:
    damaged = {}
    for number, (name, damage) in enumerate(DAMAGES.items()):
        path = Path(damage.path).with_stem(f"damaged_{number}")
        damaged[path.as_posix()] = name
        whole = (PROJECT / damage.path).read_text(encoding="utf-8")
        assert damage.done(whole) != whole, name
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(damage.done(whole), encoding="utf-8")
    seen = {damaged[path] for path in JUDGES[judge](tmp_path)}
    assert seen == {name for name, damage in DAMAGES.items() if judge in damage.seen_by}
