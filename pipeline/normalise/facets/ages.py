"""For which ages, in years and by name."""

import msgspec

from pipeline.normalise.facets.choosing import Reading, beside, findings, hits, inferred, several
from pipeline.normalise.facets.found import Finding
from pipeline.normalise.facets.table import Hit
from schemas.facets import AgeRange
from schemas.vocabulary import AgeGroup

_OLDEST = 120
_GROWN_UP = 18
_NO_LONGER_YOUNG = 50  # "50+" is said of older people
_WITH_CHILDREN = (AgeGroup.CHILDREN, AgeGroup.ADULTS)
# The ages at which a group begins and ends; from 55 on organisers speak of older people.
_GROUPS = {
    AgeGroup.CHILDREN: (0, 12),
    AgeGroup.TEENAGERS: (12, 17),
    AgeGroup.ADULTS: (_GROWN_UP, 54),
    AgeGroup.OLDER_PEOPLE: (55, _OLDEST),
}


def age(title: str, text: str) -> Reading[AgeRange]:
    """The youngest and oldest who may come, both inclusive; nothing where the text gives two different ranges."""
    chosen = [hit for hit in hits("ages", title, text) if _numbers(hit)]
    ranges = {_range(hit) for hit in chosen} - {None}
    if len(ranges) != 1:
        return Reading()
    youngest, oldest = next(iter(ranges)) or (None, None)
    said = findings(hit for hit in chosen if _range(hit))
    return Reading(AgeRange(min=youngest, max=oldest), tuple(msgspec.structs.replace(one, facet="age") for one in said))


def age_groups(
    title: str, text: str, *, years: Reading[AgeRange], brought: tuple[Finding, ...]
) -> Reading[tuple[AgeGroup, ...]]:
    """The groups that are named; and as an inference those which the ages in years are about.

    The words of childcare name nobody: from those by which children may be `brought` along, these children and who
    brings them are inferred.
    """
    care = findings(hits("childcare", title, text))
    named = several(AgeGroup, beside(hits("age_groups", title, text), care))
    counted = _groups(years.value) if years.value else ()
    guessed = [inferred(one, group.value, facet="age_groups") for group in counted for one in years.findings[:1]]
    guessed += [inferred(one, group.value, facet="age_groups") for group in _WITH_CHILDREN for one in brought[:1]]
    found = (*named.findings, *guessed)
    values = {finding.value for finding in found}
    return Reading(tuple(group for group in AgeGroup if group in values) or None, found)


def _numbers(hit: Hit) -> list[int]:
    numbers = [int(word.number) for word in hit.words if word.number is not None and word.kind != "amount"]
    return [number for number in numbers if 0 <= number <= _OLDEST]


def _range(hit: Hit) -> tuple[int | None, int | None] | None:
    """Youngest and oldest; None where the numbers cannot be ages."""
    numbers, value = _numbers(hit), hit.finding.value
    if value == "between":
        return (numbers[0], numbers[1]) if len(numbers) == 2 and numbers[0] < numbers[1] else None
    if len(numbers) != 1:
        return None
    number = numbers[0]
    return {"from": (number, None), "until": (None, number), "exact": (number, number)}.get(value)


def _groups(years: AgeRange) -> tuple[AgeGroup, ...]:
    """The groups that the ages are about: of "from 10" and "under 30" none, of "from 18" adults."""
    youngest = years.min or 0
    if years.max is None:
        if youngest < _GROWN_UP:
            return ()
        return (AgeGroup.OLDER_PEOPLE,) if youngest >= _NO_LONGER_YOUNG else (AgeGroup.ADULTS,)
    if years.min is None and years.max > _GROWN_UP:
        return ()
    # One year in common makes no group: children of 8 to 12 are no teenagers.
    shared = {group: min(years.max, last) - max(youngest, first) for group, (first, last) in _GROUPS.items()}
    return tuple(group for group, years_more in shared.items() if years_more >= min(1, years.max - youngest))
