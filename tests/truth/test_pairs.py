"""The hand-written pairs: that there are enough, that they can be read, and that none is there twice."""

import json
from collections import Counter

import jsonschema_rs
import msgspec

from pipeline.normalise import normalised
from schemas.json_schema import json_schemas
from tests.truth.pairs import pairs, rows

ALL = list(pairs())


def test_there_are_enough_pairs_about_half_of_them_the_same() -> None:
    roles = Counter(pair.role for pair in ALL)
    assert set(roles) == {"development", "evaluated_once"}
    assert len(ALL) >= 320
    assert roles["evaluated_once"] >= 100
    for role in roles:
        same = sum(pair.is_same for pair in ALL if pair.role == role)
        assert 0.4 < same / roles[role] < 0.6


def test_every_listing_is_valid_under_the_published_schema() -> None:
    valid = jsonschema_rs.validator_for(json.loads(json_schemas()["listing.schema.json"])).is_valid
    assert all(valid(msgspec.to_builtins(listing)) for pair in ALL for _, listing in (pair.a, pair.b))


def test_every_pair_gives_its_reason_in_a_line_and_no_pair_stands_there_twice() -> None:
    assert all(row.reason.endswith(".") and len(row.reason) < 140 for row in rows())
    written = Counter(msgspec.json.encode((row.a, row.b)) for row in rows())
    assert max(written.values()) == 1


def test_the_two_sides_of_a_pair_are_never_one_listing() -> None:
    assert all((a.source_id, a.key) != (b.source_id, b.key) for a, b in ((pair.a[1], pair.b[1]) for pair in ALL))


def test_nearly_all_times_can_be_read() -> None:
    sides = [side for pair in ALL for side in (pair.a, pair.b)]
    unread = [listing.when_text for source, listing in sides if normalised(listing, source) is None]
    assert len(unread) < 0.05 * len(sides), unread
