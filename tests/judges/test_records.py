"""The records of the demo's release before judges, and damaged copies of them."""

import json
from pathlib import Path

import pytest

from tests.judges.record_damages import DAMAGES
from tests.judges.records import JUDGES
from tests.output.dataset.published import TABLE_NAMES, records


@pytest.mark.parametrize("judge", JUDGES)
def test_a_judge_accepts_every_record_and_refuses_the_damaged_ones_that_it_is_there_for(
    judge: str, release: Path
) -> None:
    data = release / "data/v1"
    whole = {table: records(data, table) for table in TABLE_NAMES}
    good = {
        f"{table} {number}": (table, json.dumps(one))
        for table in TABLE_NAMES
        for number, one in enumerate(whole[table])
    }
    damaged = {
        f"{number}: {damage.table}": (damage.table, damage.done(whole[damage.table]))
        for number, damage in enumerate(DAMAGES)
    }
    assert len(good) > 300
    assert not {*good.values()} & {*damaged.values()}
    found = JUDGES[judge](data, good | damaged)
    assert {name: found[name] for name in good if name in found} == {}
    seen = {int(name.split(":")[0]) for name in found}
    assert seen >= {number for number, damage in enumerate(DAMAGES) if judge in damage.seen_by}
    assert not seen & {number for number, damage in enumerate(DAMAGES) if not damage.seen_by}


def test_at_least_thirty_damaged_records_are_refused_by_each_judge_with_a_schema() -> None:
    for judge in set(JUDGES) - {"rules"}:
        assert len([damage for damage in DAMAGES if judge in damage.seen_by]) >= 30
