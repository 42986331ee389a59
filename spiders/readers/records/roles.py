"""Which fields hold address, identity, description, place and status, by the words of their names."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial

from spiders.readers.records.fields import FIRST_OF_MANY
from spiders.readers.records.names import Path, table, words

Paths = tuple[Path, ...]

_WRAPS = table("text value html plain rendered href label absolute public web canonical site detail details page info")
_EVENT = table("event meeting activity activiteit item full node own")
_URL = table("url link permalink href uri website weblink webpage")
_URL_OF_OTHERS = table(
    "image img picture photo thumbnail thumb logo api rest self ical ics icalendar agenda minutes video file document "
    "documents media venue organizer organiser map maps zoom join stream live share avatar icon banner "
    "background feed author calendar category resource next previous prev series packet portal ecomment flyer pdf "
    "accessible recording poster cover embed stylesheet color download attachment og twitter facebook "
    "instagram online virtual conference host user group location place offers seatmap classifications "
    "attractions promoter external data contact phone mail"
)
_TICKETS = table(
    "ticket tickets registration register booking signup rsvp buy order reserve aanmelden inschrijven more"
)
_UID = table("uid uuid guid icaluid id identifier")
_DESCRIPTIONS = (
    "description beschrijving omschrijving",
    "content inhoud body",
    "text tekst details longdescription",
    "summary excerpt shortdesc shortdescription lead intro introduction abstract samenvatting comment notes info",
)
_PLACE = table(
    "location locations venue venues place places locatie locaties plaats lieu ort luogo lugar where waar building "
    "gebouw address adres physical position geo coordinates point"
)
_LEAF_PLACE = {
    "street": table("street streetaddress straat straatnaam strasse straße rue calle via thoroughfare route"),
    "number": table("housenr housenumber huisnummer"),
    "postcode": table("zip zipcode postal postalcode postcode plz codepostal"),
    "city": table("city locality town gemeente stad stadt ville woonplaats municipality plaatsnaam"),
    "lat": table("lat latitude breedtegraad"),
    "lon": table("lon lng long longitude lengtegraad"),
    "name": table("name title naam label venue organization"),
    "address": table("address adres line formatted display full"),
}
_STATUS = table(
    "status state cancelled canceled cancel iscancelled iscanceled geannuleerd afgelast annule type "
    "eventstatus cancellation"
)
# What an object that is a status holds it in.
_CODES = table("code type value name")
_WITHDRAWN = ("deleted", "isdraft", "istemplate", "isprivate", "trashed")
_ONLINE = table("online isonline onlineevent isonlineevent eventonline virtual isvirtual virtualevent isvirtualevent")
_JOIN = table("zoom join virtual webinar hangout hangoutlink teams stream conference conferencing online")


@dataclass(frozen=True, slots=True)
class Roles:
    """For each role its fields, best first."""

    url: Paths
    uid: Paths
    description: Paths
    zone: Paths
    whole_day: Paths
    status: Paths
    withdrawn: Paths
    online: Paths
    join: Paths
    organiser: Paths
    price: Paths
    currency: Paths
    free: Paths
    keywords: Paths
    duration: Paths
    place: tuple[tuple[str, Paths], ...]
    lines: Paths


@lru_cache(maxsize=256)
def roles(paths: Paths) -> Roles:
    """The roles of these fields."""
    own = tuple(path for path in paths if FIRST_OF_MANY not in path)
    return Roles(
        url=_ranked(own, _url_rank),
        uid=_ranked(own, _uid_rank),
        description=_ranked(own, _description_rank),
        zone=_ranked(own, _zone_rank),
        whole_day=_ranked(own, _whole_day_rank),
        status=tuple(path for path in own if _says_status(path)),
        withdrawn=tuple(path for path in own if _says_withdrawn(path)),
        online=tuple(path for path in own if len(path) <= 2 and "".join(words(path[-1])) in _ONLINE),
        join=_ranked(own, _join_rank),
        organiser=_ranked(own, _organiser_rank),
        price=_ranked(paths, lambda path: _word_rank(path, "price cost prijs kosten costs entree tarief fee")),
        currency=_ranked(paths, lambda path: _word_rank(path, "currency valuta")),
        free=_ranked(own, lambda path: _word_rank(path, "free gratis")),
        keywords=_ranked(own, lambda path: _word_rank(path, "keywords tags labels")),
        duration=_ranked(own, lambda path: 0 if words(path[-1])[-1:] == ("duration",) else None),
        place=tuple((part, _ranked(paths, partial(_place_rank, part=part))) for part in _LEAF_PLACE),
        lines=_ranked(paths, _line_rank),
    )


def _ranked(paths: Paths, rank: Callable[[Path], int | None]) -> Paths:
    found = [(place, order, path) for order, path in enumerate(paths) if (place := rank(path)) is not None]
    return tuple(path for _, _, path in sorted(found))


def _says_status(path: Path) -> bool:
    """Whether a status stands here, or within an object that is one."""
    named = path[:-1] if len(path) > 1 and path[-1] in _CODES else path
    return len(path) <= 3 and bool(_STATUS.intersection(words(named[-1])))


def _says_withdrawn(path: Path) -> bool:
    name = "".join(words(path[-1]))
    return len(path) <= 2 and (name.endswith(_WITHDRAWN) or name in {"draft", "private"})


def _all_words(path: Path) -> tuple[str, ...]:
    return tuple(word for key in path for word in words(key))


def _url_rank(path: Path) -> int | None:
    found = _all_words(path)
    is_address = _URL.intersection(words(path[-1])) or (path[-1] in {"public", "#text"} and _URL.intersection(found))
    if not is_address or _URL_OF_OTHERS.intersection(found):
        return None
    rest = set(found) - _URL - _WRAPS - _EVENT - {"content"}
    return len(path) + 3 * len(rest) + (20 if rest & _TICKETS else 0) - (1 if "html" in found else 0)


def _uid_rank(path: Path) -> int | None:
    leaf = words(path[-1])
    if len(path) > 2 or not leaf or not (_UID.intersection(leaf) or path[-1] == "@id"):
        return None
    rest = set(leaf) - _UID - _EVENT - {"ical", "i", "cal", "master", "global"}
    if rest or (len(path) == 2 and not set(words(path[0])) <= _EVENT | _WRAPS | {"attributes", "#"} | _UID):
        return None
    return 0 if "uid" in leaf or "icaluid" in leaf else len(path)


def _description_rank(path: Path) -> int | None:
    found = set(_all_words(path))
    if found & _PLACE or found & table("image images category organizer author seo meta offers filters contact"):
        return None
    named = words(_naming(path))
    if {"name", "title", "id", "guid", "type", "status", "date", "time", "url", "link"} & set(named):
        return None
    for rank, names in enumerate(_DESCRIPTIONS):
        if said := table(names).intersection(named):
            rest = len(found - said - _WRAPS)
            return 10 * rank + 2 * rest + ("html" not in found and "rendered" not in found)
    return None


def _naming(path: Path) -> str:
    """The key that names a value: the one above, where the last only says how it is printed."""
    is_wrapped = len(path) > 1 and path[-1] in {"#text", "text", "html", "rendered", "value", "plain", "@valueString"}
    return path[-2] if is_wrapped else path[-1]


def _zone_rank(path: Path) -> int | None:
    leaf = words(path[-1])
    is_zone = {"timezone", "tzid", "tz", "olson"} & set(leaf) or leaf[-2:] == ("time", "zone")
    return len(path) if is_zone and "abbr" not in leaf else None


def _whole_day_rank(path: Path) -> int | None:
    leaf = "".join(words(path[-1]))
    names = ("allday", "isallday", "fullday", "isfullday", "heledag", "wholeday", "eventallday", "alldayevent")
    return len(path) if leaf in names or (len(path) == 1 and leaf.endswith("allday")) else None


def _join_rank(path: Path) -> int | None:
    found = _all_words(path)
    is_address = _URL.intersection(found) or "hangoutlink" in found
    return len(path) if is_address and _JOIN.intersection(found) and "image" not in found else None


def _organiser_rank(path: Path) -> int | None:
    found = set(_all_words(path))
    named = found & table("organisation organization organisatie organisator vereniging association stichting")
    is_name = len(path) == 1 or words(path[-1])[-1:] in {("name",), ("naam",), ("title",)}
    return len(path) if named and is_name and not found & table("id url type image place venue location") else None


def _word_rank(path: Path, names: str) -> int | None:
    leaf, wanted = words(path[-1]), table(names)
    return len(path) if wanted.intersection(leaf) and len(leaf) <= 3 and len(path) <= 3 else None


def _place_rank(path: Path, *, part: str) -> int | None:
    """How well `path` names this part of a place; only within a place, or where the name leaves no doubt."""
    leaf, above = words(_naming(path)), {word for key in path[:-1] for word in words(key)}
    if above & table("organizer organiser organisation promoter contact image images attractions author user creator"):
        return None
    regions = above & table("city state country region market division divisions municipality province")
    if regions:
        is_city = part == "city" and leaf in {("name",), ("#", "name")} and {"city", "municipality"} & regions
        return len(path) if is_city and _PLACE & above else None
    named = {*leaf, "".join(leaf)} & _LEAF_PLACE[part]
    within = bool(_PLACE & above)
    on_itself = bool(_PLACE.intersection(leaf))
    other = set(leaf) & table(
        "count number id url link type country state region slug description note email phone details time date"
    )
    if other and part in {"name", "address"}:
        return None
    if part == "name":
        is_it = bool(named and (within or on_itself)) or (on_itself and not {"address", "adres"} & set(leaf))
        return len(path) + (2 if not named else 0) + 4 * ("short" in leaf or "city" in leaf) if is_it else None
    if part == "address":
        is_it = bool({"address", "adres"} & set(leaf)) or bool(named and within and "name" not in leaf)
        return len(path) + (0 if within or on_itself else 2) if is_it and not leaf[-1].isdigit() else None
    clear = part in {"street", "postcode", "lat", "lon"} or len(leaf) > 1 or leaf == ("city",)
    return len(path) if named and (within or clear) else None


def _line_rank(path: Path) -> int | None:
    """The lines of an address that are numbered."""
    leaf = words(path[-1]) or ()
    numbered = leaf[-1:] and leaf[-1] in {"1", "2", "3", "one", "two", "three"}
    return (
        int({"1": 1, "one": 1, "2": 2, "two": 2}.get(leaf[-1], 3))
        if numbered and {"address", "line", "adres", "street"} & set(leaf)
        else None
    )
