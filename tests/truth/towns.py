"""Made-up towns: quarters, venues with several names, organisations, and the sites on which they announce."""

import re
import unicodedata
from random import Random

from schemas.place import Place
from schemas.record import Record
from schemas.source import Source
from tests.truth.words import PEOPLE, PLACES, AggregatorKind, OrganisationKind, VenueKind


class Venue(Record):
    """A building: `names` are those by which people know it, its own first."""

    kind: str
    names: tuple[str, ...]
    quarter: str
    street: str
    postcode: str
    city: str
    lat: float
    lon: float


class Outlet(Record):
    """A source, and how it prints: `form` is "rule" (structured), "prose" or "evenings" (each evening on its own).

    `keys`: "native", "moment" (a number and the start, as some calendars build their UIDs), "address" (its URL), "mark"
    (URL and fingerprint), or "page" (the same, and the URL is that of the agenda, for all that stands there).
    """

    source: Source
    form: str
    keys: str
    share: int = 1
    is_english: bool = False
    is_aggregator: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether it is a page without a format: words, and no ids."""
        return self.keys in {"mark", "page"}


class Organisation(Record):
    """Who organises: `names` are spellings of one name, its own first; `site` is where it announces."""

    kind: str
    names: tuple[str, ...]
    venues: tuple[Venue, ...]
    site: Outlet


class Town(Record):
    name: str
    quarters: tuple[str, ...]
    venues: tuple[Venue, ...]
    organisations: tuple[Organisation, ...]
    aggregators: tuple[Outlet, ...]


def slug(text: str) -> str:
    """`text` for a URL or an id: small letters, digits and single hyphens.

    >>> slug("Taalcafé 't Hoekje")
    'taalcafe-t-hoekje'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def town_names(rng: Random) -> list[str]:
    """The names of all possible towns in an order of chance: each once, one in eight of them of two words."""
    plain = [head + tail for head in PLACES.town_heads for tail in PLACES.town_tails]
    fronted = [front + name for front in sorted(set(PLACES.town_fronts) - {""}) for name in plain]
    rng.shuffle(plain)
    rng.shuffle(fronted)
    return [fronted[n // 8] if n % 8 == 7 else plain[n - n // 8] for n in range(len(plain))]


def a_town(rng: Random, name: str, *, number: int) -> Town:
    """A town of three to eight quarters with all that belongs to it."""
    quarters = tuple(rng.sample(PLACES.quarters, rng.randint(3, 8)))
    venues = _venues(rng, name, quarters, number=number)
    organisations = tuple(_organisations(rng, name, venues))
    aggregators = tuple(_aggregator(rng, name, kind) for kind in PEOPLE.aggregator)
    return Town(name=name, quarters=quarters, venues=venues, organisations=organisations, aggregators=aggregators)


def _venues(rng: Random, town: str, quarters: tuple[str, ...], *, number: int) -> tuple[Venue, ...]:
    names = iter(rng.sample(PLACES.venue_names, len(PLACES.venue_names)))
    streets = iter(rng.sample(_STREETS, 80))
    middle = (round(rng.uniform(51.3, 53.2), 3), round(rng.uniform(4.2, 6.8), 3))
    found = []
    for index, quarter in enumerate(quarters):
        code = 1000 + (number * 8 + index) % 8999
        for kind in _kinds_of_venue(rng, index):
            words = {"x": next(names), "q": quarter}
            found.append(
                Venue(
                    kind=kind.kind,
                    names=tuple(name.format(**words) for name in kind.names),
                    quarter=quarter,
                    street=f"{next(streets)} {rng.randint(1, 180)}",
                    postcode=f"{code} {rng.choice('ABCDEHJK')}{rng.choice('ABCDEGHJKLMNPRSTVWXZ')}",
                    city=town,
                    lat=round(middle[0] + rng.uniform(-0.02, 0.02), 5),
                    lon=round(middle[1] + rng.uniform(-0.03, 0.03), 5),
                )
            )
    return tuple(found)


_STREETS = [head + tail for head in PLACES.street_heads for tail in PLACES.street_tails]
_QUARTER_NAMED = [kind for kind in PLACES.venue if kind.named_by_quarter]
_OTHER_VENUES = [kind for kind in PLACES.venue if not kind.named_by_quarter]


def _kinds_of_venue(rng: Random, index: int) -> list[VenueKind]:
    """The first quarter has one of each kind, so that every organisation finds a home; the others a few."""
    if index == 0:
        return list(PLACES.venue)
    some = rng.choices(_OTHER_VENUES, [kind.share for kind in _OTHER_VENUES], k=rng.randint(2, 4))
    return some + (_QUARTER_NAMED if rng.random() < 0.5 else [])


def _organisations(rng: Random, town: str, venues: tuple[Venue, ...]) -> list[Organisation]:
    own = iter(rng.sample(PEOPLE.own_names, len(PEOPLE.own_names)))
    return [
        _organisation(rng, town, kind, own=next(own), venues=[venue for venue in venues if venue.kind in kind.venues])
        for kind in PEOPLE.organisation
        for _ in range(kind.count)
    ]


def _organisation(rng: Random, town: str, kind: OrganisationKind, *, own: str, venues: list[Venue]) -> Organisation:
    chosen = venues if kind.kind == "library" else rng.sample(venues, min(len(venues), rng.randint(1, 3)))
    words = {"town": town, "x": own}
    names = tuple(name.format(**words) for name in kind.names)
    form = rng.choices(("rule", "prose", "evenings"), (8, 7, 4))[0]
    is_english = kind.kind == "foundation" and rng.random() < 0.06
    host = slug(names[0]) if town in names[0] else slug(f"{names[0]} {town}")
    source = _source(town, slug(names[0]), organisation=names[0], url=f"https://{host}.example/agenda")
    if len(chosen) == 1:
        source = _at_home(source, chosen[0])
    site = Outlet(source=source, form=form, keys=_keys(rng), is_english=is_english)
    return Organisation(kind=kind.kind, names=names, venues=tuple(chosen), site=site)


def _at_home(source: Source, venue: Venue) -> Source:
    place = Place(name=venue.names[0], street=venue.street, postcode=venue.postcode, city=venue.city)
    return Source(id=source.id, organisation=source.organisation, url=source.url, place=place)


def _aggregator(rng: Random, town: str, kind: AggregatorKind) -> Outlet:
    url = f"https://{slug(town)}-{kind.slug}.example/agenda"
    source = _source(town, kind.slug, organisation=kind.name.format(town=town), url=url)
    return Outlet(
        source=source,
        form=kind.form,
        keys=_keys(rng),
        share=kind.share,
        is_english=kind.english,
        is_aggregator=True,
    )


def _source(town: str, name: str, *, organisation: str, url: str) -> Source:
    return Source(id=f"nl.{slug(town)}.{name}", organisation=organisation, url=url)


def _keys(rng: Random) -> str:
    return rng.choice(("native", "native", "moment", "address", "mark", "page"))
