"""What the objects around a table of records say for all of them: a zone, a day, a venue."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from schemas.place import Place
from spiders.readers.records.fields import row
from spiders.readers.records.names import words
from spiders.readers.records.placing import place
from spiders.readers.records.roles import roles
from spiders.readers.records.values import moment
from spiders.readers.schema_org.zoning import is_zone

_VENUES = frozenset({"venue", "venues", "location", "locations", "place", "places", "locatie", "locaties"})


@dataclass(frozen=True, slots=True)
class Context:
    """`names` are the keys on the way to the table; the rest holds unless a record says otherwise."""

    names: tuple[str, ...] = ()
    tzid: str | None = None
    place: Place | None = None
    day: str | None = None

    def below(self, key: str) -> "Context":
        """The context of what stands under `key`: a key that is a day holds for all below it."""
        day = key if (at := moment(key)) and at.day and "T" not in key else self.day
        return replace(self, names=(*self.names[-12:], key), day=day)

    def within(self, around: Mapping[str, Any]) -> "Context":
        """The context of what stands in the object `around`."""
        scalars = {name: value for name, value in around.items() if not isinstance(value, list | dict)}
        fields = row(scalars)
        known = roles(tuple(fields))
        zones = [str(fields[path]) for path in known.zone if is_zone(str(fields[path]))]
        is_venue = bool(self.names and _VENUES.intersection(words(self.names[-1])))
        days = [str(v) for k, v in scalars.items() if words(k) in {("date",), ("day",), ("datum",), ("@", "date")}]
        dated = next((day for day in days if (at := moment(day)) and at.day and "T" not in day), None)
        return replace(
            self,
            tzid=zones[0] if zones else self.tzid,
            place=(place({("venue", *path): value for path, value in fields.items()}) if is_venue else None)
            or self.place,
            day=dated or self.day,
        )
