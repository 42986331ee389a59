"""Which municipality a name means: towns as people write them, and the slugs of source files."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import cos, hypot, radians

from pipeline.places.names import slug, without_province
from pipeline.places.rows import Area, Merger, Town

OFFICIAL = "woonplaats"
_NEAR_KM, _MUCH_FARTHER = 20, 2.5
_KM_PER_DEGREE = 111.2


class Towns:
    """Towns by their slugs: official ones before hamlets and parts of towns."""

    def __init__(self, towns: Iterable[Town]) -> None:
        self._full: dict[str, list[Town]] = defaultdict(list)
        self._base: dict[str, list[Town]] = defaultdict(list)
        self._points: dict[str, list[tuple[float, float]]] = defaultdict(list)
        for town in towns:
            if town.kind == OFFICIAL:
                self._points[town.gm_code].append((town.lat, town.lon))
            self._full[slug(town.name)].append(town)
            for name in {slug(town.base_name), *map(slug, town.other_names)}:
                self._base[name].append(town)

    def called(self, name: str) -> list[Town]:
        """All towns that `name` may mean, of one rank: official towns where there are any. Order kept.

        A name that says its province ("Hengelo (Gld)", "Bergen NH") means the towns of that province.
        """
        wanted = slug(name)
        if found := self._ranked(wanted):
            return found
        if split := without_province(wanted):
            base, province = split
            return [town for town in self._ranked(base) if town.province == province]
        return []

    def near(self, towns: Sequence[Town], gm_code: str) -> Town | None:
        """The one of `towns` that people in the municipality mean; None: none lies so near, or another nearly so.

        "Hengelo" in Enschede is the one 8 km away, not the one at 45; in Lochem, between both, it is unclear which.
        """
        centre = self._centre(gm_code)
        if centre is None:
            return None
        ranked = sorted((_km(centre, (town.lat, town.lon)), place) for place, town in enumerate(towns))
        if not ranked or ranked[0][0] > _NEAR_KM or (len(ranked) > 1 and ranked[1][0] < _MUCH_FARTHER * ranked[0][0]):
            return None
        return towns[ranked[0][1]]

    def _centre(self, gm_code: str) -> tuple[float, float] | None:
        """The middle of the official towns of a municipality."""
        points = self._points.get(gm_code)
        if not points:
            return None
        return sum(lat for lat, _ in points) / len(points), sum(lon for _, lon in points) / len(points)

    def _ranked(self, wanted: str) -> list[Town]:
        full, base = self._full.get(wanted, []), self._base.get(wanted, [])
        # "Hengelo (Gld)" is the whole name of one town; "Hengelo" is one's whole name and another's base name.
        found = full if full and not base else list({id(town): town for town in (*full, *base)}.values())
        return [town for town in found if town.kind == OFFICIAL] or found


class Municipalities:
    """Municipalities by the slug under which their sources stand."""

    def __init__(self, municipalities: Iterable[Area], mergers: Iterable[Merger]) -> None:
        self._codes: dict[str, set[str]] = defaultdict(set)
        self._own: dict[str, set[str]] = defaultdict(set)
        self._ended: dict[str, set[str]] = defaultdict(set)
        self._provinces: dict[str, str | None] = {}
        for area in municipalities:
            self._own[slug(area.name)].add(area.code)
            self._provinces[area.code] = area.province
            for name in (area.name, *area.other_names):
                self._codes[slug(name)].add(area.code)
        for merger in mergers:
            # A split municipality names no one of today: its code stays unknown.
            self._ended[slug(merger.old_name)].add("" if merger.is_split else merger.gm_code)

    def code(self, municipality: str) -> str | None:
        """The code of a slug such as `den-haag`, `s-gravenhage`, `hengelo-ov` or the ended `weesp`; None: unclear.

        Own names go before other names, and these before names of municipalities that ended.
        """
        wanted = slug(municipality)
        for names in (self._own, self._codes, self._ended):
            if found := names.get(wanted):
                return _only(found)
        if split := without_province(wanted):
            base, province = split
            return _only({code for code in self._own.get(base, ()) if self._provinces[code] == province})
        return None


def _km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """How far apart two points of the Netherlands are, as on a flat map."""
    north, east = one[0] - other[0], (one[1] - other[1]) * cos(radians(one[0]))
    return hypot(north, east) * _KM_PER_DEGREE


def _only(codes: set[str]) -> str | None:
    """The one code; None where there are several, or where it is unknown."""
    return next(iter(codes)) or None if len(codes) == 1 else None
