"""Which listings live on under another key."""

from pipeline.linking.successors import Trace, moved_evenings, successors
from schemas.listing import Listing
from schemas.place import Place
from tests.makers import a_listing, a_schedule, weekly

PAGE = "https://dewilg.example/koor"


def went(key: str, activity_id: str = "koor", **fields: object) -> Trace:
    return Trace(a_listing(key, **fields), activity_id)


def came(key: str, **fields: object) -> Trace:
    return Trace(a_listing(key, **fields))


def evenings(prefix: str, *days: str, hour: str = "19:30") -> list[Listing]:
    return [
        a_listing(f"{prefix}{day}", url=f"{PAGE}/{day}", schedule=a_schedule(f"2026-12-{day}T{hour}:00"))
        for day in days
    ]


def test_a_moved_evening_under_a_new_key_continues_the_old_one() -> None:
    assert successors([came("new", url=PAGE)], [went("old", url=PAGE)]) == {"new": "old"}


def test_of_two_that_came_for_one_that_went_one_alone_continues_it() -> None:
    found = successors([came("new", url=PAGE), came("newer", url=PAGE)], [went("old", url=PAGE)])
    assert list(found.values()) == ["old"]


def test_a_series_moved_to_another_day_is_continued_evening_by_evening() -> None:
    old = [Trace(one, "koor") for one in evenings("t", "01", "08", "15")]
    new = [Trace(one) for one in evenings("w", "02", "09", "16")]
    assert successors(new, old) == {"w02": "t01", "w09": "t08", "w16": "t15"}


def test_a_new_name_on_a_page_of_its_own_continues_the_old_one() -> None:
    assert successors([came("n", title="Zingen", url=PAGE)], [went("o", title="Koor", url=PAGE)]) == {"n": "o"}


def test_a_new_name_on_a_page_of_many_continues_the_old_one_only_at_its_time_and_of_no_other_kind() -> None:
    many = "https://dewilg.example/agenda"
    others = [a_listing("x", title="Bingo", url=many)]
    old = went("o", title="Wandelen met elkaar", url=many, schedule=weekly("2026-12-01T10:00:00"))
    alike = came("n", title="Wandelgroep", url=many, schedule=weekly("2026-12-01T10:00:00"))
    unlike = came("n", title="Samen naar buiten", url=many, schedule=weekly("2026-12-01T10:00:00"))
    other = came("n", title="Schilderclub", url=many, schedule=weekly("2026-12-01T10:00:00"))
    later = came("n", title="Wandelgroep", url=many, schedule=weekly("2026-12-01T11:00:00"))
    assert successors([alike], [old], seen=others) == {"n": "o"}
    assert successors([unlike], [old], seen=others) == {"n": "o"}
    assert successors([other], [old], seen=others) == {}
    assert successors([later], [old], seen=others) == {}


def test_another_venue_on_the_same_page_under_the_same_title_continues_the_old_one() -> None:
    new = came("n", url=PAGE, place=Place(name="De Es", street="Esdoornlaan 1", city="Molendam"))
    assert successors([new], [went("o", url=PAGE)], seen=[a_listing("x", url=PAGE)]) == {"n": "o"}


def test_where_several_activities_went_nobody_says_which_of_them_came_back_alone() -> None:
    gone = [went("a", "morning", url=PAGE), went("b", "evening", url=PAGE)]
    assert successors([came("n", url=PAGE)], gone) == {}


def test_of_a_series_that_goes_on_an_evening_that_moved_a_day_is_continued_and_one_months_away_is_not() -> None:
    old = [Trace(one, "koor") for one in evenings("t", "01")]
    near = [Trace(one) for one in evenings("w", "02")]
    far = [Trace(one) for one in evenings("w", "29")]
    assert moved_evenings(near, old) == {"w02": "t01"}
    assert moved_evenings(far, old) == {}
