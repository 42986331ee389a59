"""Queries into filters and back."""

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from output.service.codes import code, decoded
from output.service.filters import LONGEST_QUERY, MOST_VALUES, BadQuery, Filter, pairs, parsed, rendered
from output.service.keys import FARTHEST_M, LONGEST_TEXT, SupportKind, Weekday
from schemas.schedule import Daypart
from schemas.vocabulary import Audience, Category, CostKind, DutchLevel


def some(values: object) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(st.sampled_from(values), unique=True, max_size=MOST_VALUES).map(lambda found: tuple(sorted(found)))


WORDS = st.text(st.characters(categories=("L", "N", "P")), min_size=1, max_size=10)


@st.composite
def filters(draw: st.DrawFn) -> Filter:
    days = sorted(draw(st.lists(st.dates(date(2000, 1, 1), date(2099, 12, 31)), min_size=2, max_size=2)))
    near = draw(st.none() | st.tuples(st.integers(1000, 9999).map(str), st.integers(100, FARTHEST_M)))
    codes = st.from_regex(r"GM[0-9]{4}|WK[0-9]{6}|BU[0-9]{8}", fullmatch=True)
    return Filter(
        area=tuple(sorted(draw(st.sets(codes, max_size=4)))),
        postcode=near and near[0],
        distance_m=near and near[1],
        first_day=draw(st.none() | st.just(days[0])),
        last_day=draw(st.none() | st.just(days[1])),
        weekday=draw(some(list(Weekday))),
        daypart=draw(some(list(Daypart))),
        category=draw(some(list(Category))),
        audience=draw(some(list(Audience))),
        languages=tuple(sorted(draw(st.sets(st.sampled_from(("nl", "ar", "kmr", "uk")))))),
        dutch_level=draw(st.none() | st.sampled_from(DutchLevel)),
        cost=draw(some(list(CostKind))),
        walk_in=draw(st.none() | st.booleans()),
        online=draw(st.none() | st.booleans()),
        support=draw(some(list(SupportKind))),
        text=draw(st.none() | st.lists(WORDS, min_size=1, max_size=8).map(" ".join)),
    )


@given(filters())
def test_what_a_filter_renders_to_parses_to_that_filter(wanted: Filter) -> None:
    query = rendered(wanted).encode("ascii")
    assert len(query) > LONGEST_QUERY or parsed(pairs(query)) == wanted


@given(filters())
def test_a_code_holds_its_filter(wanted: Filter) -> None:
    if len(rendered(wanted)) <= LONGEST_QUERY:
        assert decoded(code(wanted)) == wanted


@given(st.binary(max_size=300))
def test_any_query_is_a_filter_or_refused(query: bytes) -> None:
    try:
        wanted = parsed(pairs(query))
    except BadQuery:
        return
    assert parsed(pairs(rendered(wanted).encode())) == wanted


@given(st.text(max_size=60))
def test_any_text_is_a_code_or_refused(text: str) -> None:
    try:
        wanted = decoded(text)
    except BadQuery:
        return
    assert decoded(code(wanted)) == wanted


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("colour=red", "'colour': no such key, expected one of area, postcode"),
        ("category=cooking", "category: 'cooking', expected one of language, meeting"),
        ("area=0344", "area: '0344', expected a code of CBS such as GM0344"),
        ("postcode=0123", "a Dutch postcode such as 3531"),
        ("postcode=3531&postcode=3532", "postcode: 2 values, expected at most 1"),
        ("distance=2000", "distance: given without postcode, expected both"),
        ("postcode=3531&distance=90000", "a whole number from 100 to 50000"),
        ("from=2026-02-30", "a day that exists"),
        ("from=2026-W10-1", "a day such as 2026-11-24"),
        ("from=2026-12-01&to=2026-11-01", "to: 2026-11-01 lies before from, expected 2026-12-01 or later"),
        ("walkIn=yes", "walkIn: 'yes', expected true or false"),
        ("text=", "one to 8 words"),
        ("text=a+b+c+d+e+f+g+h+i", "one to 8 words"),
        ("text=" + "a" * (LONGEST_TEXT + 1), "at most 100 characters"),
        ("text=%00", "one to 8 words"),
        ("text=%ff", "not made of key=value in UTF-8"),
        ("text", "not made of key=value"),
        ("text=" + "a" * LONGEST_QUERY, "expected at most 2000"),
        ("&".join(f"area=GM{number:04}" for number in range(21)), "area: 21 values, expected at most 20"),
    ],
)
def test_nonsense_is_refused_with_what_was_expected(query: str, expected: str) -> None:
    with pytest.raises(BadQuery, match=r".") as refusal:
        parsed(pairs(query.encode()))
    assert expected in str(refusal.value)


def test_all_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(BadQuery) as refusal:
        parsed(pairs(b"a=1&b=2&walkIn=3"))
    assert str(refusal.value).count("expected") == 3


def test_the_letters_of_a_postcode_are_forgotten() -> None:
    assert rendered(parsed(pairs(b"postcode=3531+AB"))) == "postcode=3531&distance=3000"


@dataclass(frozen=True)
class Printed:
    """A code that stands in people's calendar programs."""

    code: str
    query: str


# Never edit a row: somebody is subscribed to it.
PRINTED = (
    Printed("AAADAA", ""),
    Printed("URNDUgUA", "walkIn=true"),
    Printed("s2iD0cYmJgaGhoZY7EUyBwA", "area=BU03440111&category=language&walkIn=true"),
    Printed("BLeDO93Y1NgQ4UQjsINRQhtuMgA", "postcode=3531&distance=2000&dutchLevel=A1&cost=free"),
    Printed("tb0De6AkMTFHOzkxTdXZWNXREgA", "text=taal+caf%C3%A9"),
)


@pytest.mark.parametrize("printed", PRINTED, ids=lambda one: one.query or "everything")
def test_an_address_that_was_given_out_keeps_its_meaning(printed: Printed) -> None:
    assert rendered(decoded(printed.code)) == printed.query


def test_a_code_with_one_letter_wrong_never_means_something_else() -> None:
    wanted = Filter(category=(Category.FOOD,), walk_in=True)
    right = code(wanted)
    wrong = [right[:place] + ("A" if right[place] != "A" else "B") + right[place + 1 :] for place in range(len(right))]
    for one in wrong[:-1]:
        with pytest.raises(BadQuery):
            decoded(one)
    assert decoded(right) == wanted
