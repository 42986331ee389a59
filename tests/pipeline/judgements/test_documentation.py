"""docs/judgements.md shows files that can be read, and names every field that cannot be locked."""

import re
from pathlib import Path

import msgspec

from pipeline.judgements import LOCKABLE
from pipeline.judgements.reading import read
from schemas.activity import Activity
from schemas.judgement import Verdict

TEXT = (Path(__file__).parents[3] / "docs" / "judgements.md").read_text(encoding="utf-8")


def test_the_file_in_the_documentation_is_one_that_can_be_read() -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)
    found = read({"nl/molendam.toml": example.encode()})
    assert len(list(found.of(Verdict.SAME))) == 1
    assert [(lock.field, lock.value) for locks in found.locks.values() for lock in locks] == [
        ("registration", {"kind": "drop_in"}),
        ("women_only", None),
    ]


def test_the_documentation_names_the_fields_that_cannot_be_locked_and_no_others() -> None:
    table = TEXT.partition("| field | why not |")[2].partition("\n\n")[0]
    named = {name for row in table.splitlines() for name in re.findall(r"`(\w+)`", row.split("|")[1] if row else "")}
    assert named == {field.name for field in msgspec.structs.fields(Activity)} - LOCKABLE.keys()
