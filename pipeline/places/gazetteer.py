"""What the loaded geodata knows of a place: codes, coordinates and how exact they are. Pure once loaded.

The words go before the dot: a person writes a postcode, software sets a marker (often in the middle of the country).
Where words disagree with each other and no coordinates settle it, the municipality stays unknown.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import msgspec

from pipeline.normalise.place import known_place
from pipeline.places.aliases import Alias, named
from pipeline.places.names import slug
from pipeline.places.polygons import PolygonIndex
from pipeline.places.rows import Area, Merger, Outline, Postcode, PostcodeNeighbourhood, Town, table_rows
from pipeline.places.tables import DISTRICT, MUNICIPALITY, NEIGHBOURHOOD
from pipeline.places.towns import Municipalities, Towns
from pipeline.store import Store
from schemas.place import KnownPlace, Place, Precision

# Shares are estimates to about 1 %; below that a postcode is in more than one neighbourhood.
_WHOLE = 0.99


@dataclass(frozen=True)
class Point:
    """Where a geocoder put an address."""

    lat: float
    lon: float
    precision: Precision


@dataclass(frozen=True)
class Located:
    """A place with the words that say what its codes rest on."""

    place: KnownPlace
    because: str


@dataclass(frozen=True)
class _Codes:
    gm_code: str | None = None
    wk_code: str | None = None
    bu_code: str | None = None


class Gazetteer:
    """Places by their words and coordinates. `year` is the year of the codes; None: nothing is loaded."""

    def __init__(
        self,
        areas: Iterable[Area],
        *,
        outlines: Iterable[Outline] = (),
        postcodes: Iterable[Postcode] = (),
        shares: Iterable[PostcodeNeighbourhood] = (),
        towns: Iterable[Town] = (),
        mergers: Iterable[Merger] = (),
        aliases: Iterable[Alias] = (),
    ) -> None:
        self._areas = {area.code: area for area in areas}
        self.year = max((area.year for area in self._areas.values()), default=None)
        self._municipalities = Municipalities(
            [area for area in self._areas.values() if area.level == MUNICIPALITY], mergers
        )
        by_level: dict[str, list[tuple[str, bytes]]] = defaultdict(list)
        for outline in outlines:
            if outline.code in self._areas:
                by_level[self._areas[outline.code].level].append((outline.code, outline.rings))
        self._polygons = [PolygonIndex(by_level[level]) for level in (NEIGHBOURHOOD, DISTRICT, MUNICIPALITY)]
        self._postcodes = {postcode.pc4: postcode for postcode in postcodes}
        self._shares: dict[str, list[PostcodeNeighbourhood]] = defaultdict(list)
        for share in shares:
            self._shares[share.pc4].append(share)
        self._towns = Towns(towns)
        self._aliases = named(aliases)

    def municipality(self, municipality: str) -> str | None:
        """The code of CBS for the slug of a municipality; None: unclear which."""
        return self._municipalities.code(municipality)

    def is_town(self, name: str) -> bool:
        """Whether a town, or a part of one, is called so."""
        return bool(self._towns.called(name))

    def recognised(self, place: Place, *, municipality: str | None) -> Place:
        """`place`, with the address of its venue where it prints none and is known by name in the municipality."""
        if municipality is None or place.name is None or place.street or place.postcode or place.address:
            return place
        venue = self._aliases.get((slug(municipality), slug(place.name)))
        if venue is None or (place.city and slug(place.city) != slug(venue.city or "")):
            return place
        marked = venue if place.lat is None else place
        return msgspec.structs.replace(venue, room=place.room or venue.room, lat=marked.lat, lon=marked.lon)

    def locate(self, place: Place, *, municipality: str | None, point: Point | None = None) -> KnownPlace:
        """`place` with what is known of it; see `explained`."""
        return self.explained(place, municipality=municipality, point=point).place

    def explained(self, place: Place, *, municipality: str | None, point: Point | None = None) -> Located:
        """`place` with town, codes, coordinates and precision from the best evidence, and what that is.

        `municipality` is the slug of the source's one: it settles which town of a name is meant, nothing more.
        `point` is a geocoder's answer, used where the place prints no coordinates.
        """
        place = self.recognised(place, municipality=municipality)
        known = known_place(place)
        postcode = self._postcodes.get((place.postcode or "")[:4])
        written, words = self._written(place, postcode, municipality)
        if place.lat is not None and place.lon is not None:
            point = Point(place.lat, place.lon, known.precision or Precision.VENUE)
        if point and (found := self._codes_at(point)) and found.gm_code in (written.gm_code or found.gm_code, None):
            because, codes = "coordinates", found
        else:
            contradicted = point is not None and self._codes_at(point) is not None
            because, codes = words + (", against its coordinates" if contradicted else ""), written
            point = None if contradicted else point
        point = point or self._point_of_words(place, postcode, codes)
        return Located(_completed(known, codes, point, _town_of(postcode)), because)

    def _codes_at(self, point: Point) -> _Codes | None:
        """The codes of the smallest area around the point; None: it lies in none."""
        for polygons in self._polygons:
            if code := polygons.area_at(point.lat, point.lon):
                area = self._areas[code]
                return _Codes(area.gm_code, area.wk_code, code if area.level == NEIGHBOURHOOD else None)
        return None

    def _written(self, place: Place, postcode: Postcode | None, municipality: str | None) -> tuple[_Codes, str]:
        """What postcode and town say, and which of them said it."""
        towns = self._towns.called(place.city) if place.city else []
        meant = {town.gm_code for town in towns}
        if postcode:
            if meant and postcode.gm_code not in meant:
                return _Codes(), "postcode and town contradict each other"
            return self._codes_of_postcode(postcode), "postcode"
        if place.city and not meant and (code := self._municipalities.code(place.city)):
            return _Codes(code), "name of the municipality"
        if len(meant) == 1:
            return _Codes(meant.pop()), "town"
        return self._meant(towns, municipality) if towns else (_Codes(), "nothing known of these words")

    def _meant(self, towns: Sequence[Town], municipality: str | None) -> tuple[_Codes, str]:
        """Which of several towns of one name a source in the municipality means, and by what."""
        own = self._municipalities.code(municipality) if municipality else None
        if own in {town.gm_code for town in towns}:
            return _Codes(own), "town, as meant in the municipality of the source"
        if own and (near := self._towns.near(towns, own)):
            return _Codes(near.gm_code), "town, the one of this name near the municipality of the source"
        return _Codes(), "several towns of this name"

    def _codes_of_postcode(self, postcode: Postcode) -> _Codes:
        """The municipality, and only where the whole postcode lies in one district or neighbourhood also these."""
        codes = _Codes(postcode.gm_code)
        districts: dict[str, float] = defaultdict(float)
        for share in self._shares.get(postcode.pc4, ()):
            districts[share.wk_code] += share.share
            if share.share >= _WHOLE and self._belongs(share.bu_code, postcode.gm_code):
                codes = replace(codes, bu_code=share.bu_code)
        whole = [code for code, share in districts.items() if share >= _WHOLE and self._belongs(code, codes.gm_code)]
        return replace(codes, wk_code=whole[0]) if whole else codes

    def _belongs(self, code: str, gm_code: str | None) -> bool:
        """Tables of two years may be loaded: only what exists in the loaded year counts."""
        return code in self._areas and self._areas[code].gm_code == gm_code

    def _point_of_words(self, place: Place, postcode: Postcode | None, codes: _Codes) -> Point | None:
        """The middle of the postcode or of the town, where it is clear which one."""
        if codes.gm_code is None:
            return None
        if postcode:
            return Point(postcode.lat, postcode.lon, Precision.POSTCODE)
        towns = [t for t in self._towns.called(place.city or "") if t.gm_code == codes.gm_code]
        return Point(towns[0].lat, towns[0].lon, Precision.CITY) if len(towns) == 1 else None


def gazetteer(store: Store, aliases: Iterable[Alias] = ()) -> Gazetteer:
    """What the database holds; nothing is known of any place where no geodata was loaded."""
    return Gazetteer(
        table_rows(store, Area),
        outlines=table_rows(store, Outline),
        postcodes=table_rows(store, Postcode),
        shares=table_rows(store, PostcodeNeighbourhood),
        towns=table_rows(store, Town),
        mergers=table_rows(store, Merger),
        aliases=aliases,
    )


def _town_of(postcode: Postcode | None) -> str | None:
    """The town of a postcode that has only one."""
    return postcode.towns[0] if postcode and len(postcode.towns) == 1 else None


def _completed(known: KnownPlace, codes: _Codes, point: Point | None, town: str | None) -> KnownPlace:
    return msgspec.structs.replace(
        known,
        city=known.city or (town if codes.gm_code else None),
        gm_code=codes.gm_code,
        wk_code=codes.wk_code,
        bu_code=codes.bu_code,
        lat=point.lat if point else None,
        lon=point.lon if point else None,
        precision=point.precision if point else None,
    )
