"""What is searched of a published activity and occurrence. Unknown words and fields of later releases do no harm."""

from collections.abc import Hashable, Iterator

import msgspec

from schemas.schedule import Daypart
from schemas.vocabulary import Basis, DutchLevel

_LEVELS = tuple(DutchLevel)


class SearchedPlace(msgspec.Struct):
    name: str | None = None
    street: str | None = None
    postcode: str | None = None
    city: str | None = None
    gm_code: str | None = None
    wk_code: str | None = None
    bu_code: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: str | None = None


class _Organisation(msgspec.Struct):
    name: str


class _Levels(msgspec.Struct):
    min: str | None = None
    max: str | None = None


class _Kind(msgspec.Struct):
    kind: str


class _Support(msgspec.Struct):
    travel: bool | None = None
    preparation: bool | None = None
    companion: bool | None = None
    childcare: str | None = None


class _Schedule(msgspec.Struct):
    daypart: Daypart | None = None


class SearchedActivity(msgspec.Struct):
    id: str
    title: str
    organisation: _Organisation
    schedule: _Schedule
    summary: str | None = None
    place: SearchedPlace | None = None
    attendance_mode: str | None = None
    category: str | None = None
    audience: list[str] | None = None
    languages: list[str] | None = None
    dutch_level: _Levels | None = None
    cost: _Kind | None = None
    registration: _Kind | None = None
    support: _Support | None = None
    basis: dict[str, str] = {}

    @property
    def text(self) -> str:
        """All that is searched for words."""
        place = self.place
        parts = (
            *(self.title, self.summary, self.organisation.name),
            *((place.name, place.street, place.city) if place else ()),
        )
        return " ".join(filter(None, parts))


class SearchedOccurrence(msgspec.Struct):
    activity_id: str
    start: str
    all_day: bool
    end: str | None = None


class SearchedAlias(msgspec.Struct):
    id: str
    activity_id: str


def properties(activity: SearchedActivity) -> Iterator[Hashable]:
    """What the activity may be found by, but for time, distance and words. A guess is no property."""
    place = activity.place
    if place:
        yield from (("area", code) for code in (place.gm_code, place.wk_code, place.bu_code) if code)
    if activity.attendance_mode:
        yield "attendance_mode", activity.attendance_mode
    if activity.category:
        yield "category", activity.category
    cost = activity.cost.kind if activity.cost and _is_known(activity, "cost") else "unknown"
    yield "cost", cost
    if _is_known(activity, "audience"):
        yield from (("audience", one) for one in activity.audience or ())
    if _is_known(activity, "languages"):
        yield from (("languages", one.partition("-")[0].lower()) for one in activity.languages or ())
    yield from _thresholds(activity)


def _thresholds(activity: SearchedActivity) -> Iterator[Hashable]:
    registration = activity.registration
    if registration and registration.kind != "unknown" and _is_known(activity, "registration"):
        yield "walk_in", registration.kind == "drop_in"
    if activity.dutch_level and _is_known(activity, "dutch_level"):
        yield from (("dutch_level", level) for level in _fitting(activity.dutch_level))
    support = activity.support
    if support and _is_known(activity, "support"):
        yield from (("support", name) for name in ("travel", "preparation", "companion") if getattr(support, name))
        if support.childcare in {"provided", "children_welcome"}:
            yield "support", "children_welcome"
        if support.childcare == "provided":
            yield "support", "childcare"


def _is_known(activity: SearchedActivity, facet: str) -> bool:
    return activity.basis.get(facet) != Basis.INFERRED


def _fitting(levels: _Levels) -> Iterator[DutchLevel]:
    """The levels of Dutch that fit: from the lowest to the highest that is stated; none where neither is."""
    if levels.min is None and levels.max is None:
        return
    for level in _LEVELS:
        if (levels.min is None or level >= levels.min) and (levels.max is None or level <= levels.max):
            yield level
