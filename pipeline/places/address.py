"""A place as people write it, taken apart: venue, room, street, number, postcode, town."""

import re
from collections.abc import Callable, Iterator

import msgspec

from pipeline.places import words
from schemas.record import Record

# Longer texts are prose about the way there, not an address.
LONGEST = 300
_BREAKS = re.compile(r"\s*(?:[\n\r;|•·]|\\n|<br ?/?>|,|\s(?:[-–—/]|//)\s|[–—]\s)\s*", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\xa0\u2002-\u200a\u202f\u3000]+")
_BRACKETS = re.compile(r"\(([^()\n]*)\)")
_LEAD_IN = re.compile(rf"^(?:{'|'.join(words.LEAD_INS)})\s*:\s*|^@\s+", re.IGNORECASE)
_POSTCODE = re.compile(
    r"(?<![\w.€])(?:NL[- ]?)?([1-9]\d{3})(?: ?((?!SA|SD|SS)[A-Z]{2})|((?!sa|sd|ss)[a-z]{2})|((?!SA|SD|SS)[A-Z][a-z])"
    r"|[ ]((?!sa|sd|ss|en|de|in|is|op|of|om|te|ca|nr|tm|hs)[a-z]{2}))(?!\w)"
)
_FOREIGN = re.compile("|".join(words.FOREIGN))
_ROOM = re.compile("|".join(words.ROOMS), re.IGNORECASE)
_ROOM_AT_END = re.compile(rf"^(.{{2,}}?)[ :]+({'|'.join(words.ROOMS_AFTER_A_NAME)})$", re.IGNORECASE)
_ROOM_AT_START = re.compile(rf"^({'|'.join(words.ROOMS)}) (?:van|in|bij|@) (?:het )?(.+)$", re.IGNORECASE)
_CALLED_AS_A_ROOM = re.compile(r"(?:De|Het) [A-Z]")  # "De Kelder", which may be a pub
# "Plein 1944 nr. 3", "Kerkstraat 12-II", "Dorpsstraat t/o 5", "2e Jan Steenstraat 14 hs".
_STREET = re.compile(
    r"^(?P<street>(?:\d{1,2}(?:e|de|ste) )?[^\W\d_][^\d]*?(?: (?:18|19|20)\d\d)?)[ ]*"
    r"(?:(?P<before_number>\b(?:t/o|t\.o\.|tegenover|naast|nabij|nr\.?|no\.|nummer|huisnr\.?)) ?)?"
    r"(?P<number>[1-9]\d{0,4})(?P<addition>.{0,20})$",
    re.IGNORECASE,
)
_ADDITION = re.compile(
    r"(?:[ ]?-?[ ]?(?:[a-z]|[a-z]?[1-9]\d{0,3}[a-z]?|[ivx]{1,4}|hs|huis|bis|boven|beneden|rood|zwart|[a-z][1-9]?"
    r"|(?:[1-4][ -]?hoog))|/[ ]?(?:[a-z]|[1-9]\d{0,3}[a-z]?)|[ ]?[a-z][ -]?(?:[1-9]\d{0,2}|bis|hs|[ivx]{1,4})"
    r"|[ ]?[+&][ ]?[1-9]\d{0,3}[a-z]?|[ ]?t/m[ ]?[1-9]\d{0,3}|[ ]?bis[ -]?[a-z])?",
    re.IGNORECASE,
)
_IN_TOWN = re.compile(r"^(.{2,}?),? (?:te|in) ([^\W\d_].+)$")


class WrittenPlace(Record):
    """The parts of a place, as written but for the spacing. `is_online`: it says that one takes part from afar.

    `before_number` holds the word before the number: "nr.", or "t/o" where the place lies opposite.
    """

    name: str | None = None
    room: str | None = None
    street_name: str | None = None
    before_number: str | None = None
    number: str | None = None
    addition: str | None = None
    postcode: str | None = None
    city: str | None = None
    is_online: bool = False

    @property
    def street(self) -> str | None:
        """Street, number and addition on one line."""
        if self.number is None:
            return self.street_name
        said = " ".join(part for part in (self.street_name, self.before_number, self.number) if part)
        return said + (self.addition or "")


def written_place(text: str, is_town: Callable[[str], bool] = lambda _name: False) -> WrittenPlace:
    """The parts of `text`, all None where it is no place or abroad; never raises. `is_town` tells a town's name.

    An address in another country is left as it is printed: its numbers mean something else.

    >>> written_place("De Wilg, zaal 2, Wilgenlaan 12a, 7276AB Wilgenmonde").street
    'Wilgenlaan 12a'
    """
    if _FOREIGN.search(text[:LONGEST]):
        return WrittenPlace()
    found: dict[str, str] = {}
    left: list[tuple[str, bool]] = []  # what no rule took, with whether it stands behind street or postcode
    is_online = False
    for segment in _segments(text):
        if segment.casefold() in words.COUNTRIES:
            continue
        if _is_online(segment):
            is_online = True
            continue
        rest = _take_postcode(segment, found)
        for part, behind in (piece for one in rest for piece in _cut_before_town(*one, is_town)):
            if part and not (_take_room(part, found) or _take_street(part, found, has_more=_has_more(found, left))):
                left.append((_without_room(part, found), behind or "street_name" in found))
    return _named(found, left, is_town, is_online=is_online)


def line(place: WrittenPlace) -> str:
    """`place` on one line, which reads back as the same place where it has a street with number or a postcode."""
    town = " ".join(part for part in (place.postcode, place.city) if part)
    online = "online" if place.is_online else None
    return ", ".join(part for part in (place.name, place.room, place.street, town, online) if part)


def _segments(text: str) -> Iterator[str]:
    clean = _SPACES.sub(" ", text[:LONGEST].replace("\x00", " "))
    for piece in _BREAKS.split(clean):
        inner = [content for content in _BRACKETS.findall(piece) if _opens_segment(content)]
        outer = piece
        for content in inner:
            outer = outer.replace(f"({content})", " ")
        for segment in (outer, *inner):
            bare = _LEAD_IN.sub("", _SPACES.sub(" ", segment).strip(" .,:"))
            if bare:
                yield bare.strip(" ,:")


def _opens_segment(content: str) -> bool:
    """Whether what stands in brackets is a part by itself: "(zaal 2)", not "(Gld)"."""
    bare = content.strip()
    return bool(_ROOM.fullmatch(bare) or _POSTCODE.search(bare) or _is_online(bare) or _street_parts(bare))


def _is_online(segment: str) -> bool:
    if re.match(r"https?://", segment):
        return True
    said = set(re.findall(r"[\w-]+", segment.casefold()))
    return bool(said & words.SURELY_ONLINE) and said <= words.SURELY_ONLINE | words.BESIDE_ONLINE


def _take_postcode(segment: str, found: dict[str, str]) -> tuple[tuple[str, bool], ...]:
    """What stands before and behind the postcode of the segment, if it has one."""
    match = _POSTCODE.search(segment)
    if not match or "postcode" in found:
        return ((segment, False),)
    found["postcode"] = f"{match[1]} {(match[2] or match[3] or match[4] or match[5]).upper()}"
    return ((segment[: match.start()].strip(" ,"), False), (segment[match.end() :].strip(" ,."), True))


def _cut_before_town(part: str, behind: bool, is_town: Callable[[str], bool]) -> tuple[tuple[str, bool], ...]:
    """As in "Kerkstraat 12 Utrecht": a street and a town that no comma parts."""
    for space in re.finditer(r"(?<=[\w.]) (?=[^\W\d_]|')", part):
        street, town = part[: space.start()], part[space.end() :]
        if _street_parts(street) and is_town(town):
            return ((street, behind), (town, True))
    return ((part, behind),)


def _take_room(part: str, found: dict[str, str]) -> bool:
    if "room" in found or not _ROOM.fullmatch(part):
        return False
    found["room"] = part
    return True


def _without_room(part: str, found: dict[str, str]) -> str:
    """`part` without the room at its end or start, which is kept in `found`."""
    if "room" in found:
        return part
    if match := _ROOM_AT_END.match(part):
        found["room"] = match[2]
        return match[1].strip(" :-")
    if match := _ROOM_AT_START.match(part):
        found["room"] = match[1]
        return match[2]
    return part


def _has_more(found: dict[str, str], left: list[tuple[str, bool]]) -> bool:
    """Whether something beside this part says that an address is being written."""
    return "postcode" in found or bool(left)


def _take_street(part: str, found: dict[str, str], *, has_more: bool) -> bool:
    if "street_name" in found:
        return False
    if parts := _street_parts(part, has_more=has_more):
        found.update(parts)
        return True
    if has_more and part.casefold().endswith(words.SURE_ENDINGS) and len(part.split()) <= 4:
        found["street_name"] = part
        return True
    return False


def _street_parts(part: str, *, has_more: bool = False) -> dict[str, str] | None:
    match = _STREET.match(part)
    if not match or not _ADDITION.fullmatch(match["addition"]):
        return None
    street = match["street"].strip()
    said = street.casefold().rstrip(".").split()
    if not said or said[-1] in words.NUMBERED_THINGS or (said[0] in words.NUMBERED_THINGS and not has_more):
        return None
    if not (has_more or said[-1].endswith(words.STREET_ENDINGS) or _starts_as_street(said)):
        return None
    kept = {
        "street_name": street,
        "number": match["number"],
        "addition": match["addition"],
        "before_number": match["before_number"],
    }
    return {field: text for field, text in kept.items() if text}


def _starts_as_street(said: list[str]) -> bool:
    """As "Plein 1944", "Laan van Meerdervoort" and "Achter de Dom" do."""
    return said[0] in words.STREET_BEGINNINGS


def _named(
    found: dict[str, str], left: list[tuple[str, bool]], is_town: Callable[[str], bool], *, is_online: bool
) -> WrittenPlace:
    """The parts, with venue and town out of what no rule took: before the street a venue, behind it a town."""
    before = [part for part, behind in left if not behind]
    towns = [part for part, behind in left if behind]
    if not towns and before and is_town(before[-1]):
        towns = [before.pop()]
    elif not towns and len(before) == 1 and (match := _IN_TOWN.match(before[0])) and is_town(match[2]):
        before, towns = [match[1]], [match[2]]
    if not before and _CALLED_AS_A_ROOM.match(found.get("room", "")):
        before = [found.pop("room")]
    place = WrittenPlace(**found, is_online=is_online)
    return msgspec.structs.replace(place, name=", ".join(before) or None, city=towns[0] if towns else None)
