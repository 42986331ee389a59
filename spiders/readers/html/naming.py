"""What words can be the name of an activity, and what hangs on a name that is none of it. Pure text."""

import re
from functools import lru_cache

from spiders.patterns import Words, folded
from spiders.readers.html.moments import Moments, lone_month, years
from spiders.readers.html.words import BUILDINGS, DOCUMENTS, EMPTY, EXCEPTION, KINDS, MEETS, VENUES

LONGEST = 200
_EDGES = " \t\xa0\u200b-–—:;|,./•·*>»→()[]@&"
_THREE_LETTERS = re.compile(r"[^\W\d_]{3}")
_WORD = re.compile(r"[^\W\d_][\w'’./-]*")
_LETTERED = re.compile(r"\b\d*[^\W\d_]\w*")
_STATUSES = (
    r"(?:cancell?ed|cancell?ation(?:\s+notice)?|postponed|rescheduled|tentative"
    r"|afgelast|geannuleerd|uitgesteld|vervallen)"
)
_STATUS = re.compile(rf"^\W*{_STATUSES}\b[\s:!*–-]*|[\s(*:!–-]*\b{_STATUSES}\b[\s)*!]*$", re.IGNORECASE)
_SMALL_WORDS = r"and|en|for|voor|of|van|the|de|on|op|at|by|in|is|with|met|to|from|as"
# What is left of a sentence around a day: small words in small letters before, any after.
_LOOSE_BEFORE = re.compile(rf"^(?:(?:{_SMALL_WORDS})\s+)+")
_LOOSE_AFTER = re.compile(rf"(?:\s+(?:{_SMALL_WORDS}))+$", re.IGNORECASE)
_FILE = re.compile(r"\(?\b\d+(?:[.,]\d+)?\s*[KMG]i?B\b\)?|\.(?:pdf|docx?)\b", re.IGNORECASE)
_MAY_NAME_FILE = re.compile(r"[\d.]")
_A_DOCUMENT = Words(rf"\b(?:{DOCUMENTS})\b")
_GLUE = r"[\s:/&|,.()–-]"
_DOCUMENT_EDGE = re.compile(
    rf"^\W*(?:(?:{DOCUMENTS})\b{_GLUE}*+(?:(?:and|en|for|of|voor|van)\s+)?)++"
    rf"|(?<!{_GLUE})(?:{_GLUE}*+(?:\b(?:and|en)\s+)?\b(?:{DOCUMENTS})\b)++\W*+$",
    re.IGNORECASE,
)
NO_PAGE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|jpe?g|png|gif|mp[34]|ics|zip)(?:$|[?#])", re.IGNORECASE)
_STREETS = r"st|street|ave|avenue|rd|road|blvd|boulevard|drive|dr|lane|ln|way|plaza|hwy|parkway|pkwy"
_PLACE = re.compile(
    rf"\b\d+\w?\s+(?:[nsew]\.?\s+)?\w+(?:\s\w+)?\s+(?:{_STREETS})\b"
    r"|,\s*[a-z]{2},?\s+\d{5}\b|\b\d{4}\s?[a-z]{2}\b"
    r"|\b(?:room|suite|rm\.?|zaal|lokaal)\s+#?\w*\d|\b\d+(?:st|nd|rd|th)\s+floor\b|\bfloor\s+\d"
    r"|\b[a-z]+(?:straat|laan|weg|plein|gracht|kade|singel|dreef|hof)\s+\d+"
    r"|^(?:in|at|te|bij)\s+(?:the\s+)?[a-z][^.]{0,60}\b(?:room|center|centre|hall|huis|gebouw)\b"
)
_MAY_BE_PLACE = re.compile(r"\d|^(?:in|at|te|bij)\s")
# The end is sought within few characters: what is longer is no name.
_SUBJECT = re.compile(
    rf"(?:the|our|all|regular|de|het|onze|alle)?\s*(?P<name>[^.:;!?,]{{3,80}}?)\s+(?:{MEETS})\b", re.IGNORECASE
)
_MOST_WORDS = 5
_VENUE = re.compile(
    rf"(?:de |het |the )?(?:(?:{VENUES})(?:$| (?-i:[A-Z0-9’'])[^.!?]*$)|(?:[\w.'’-]+ ){{1,4}}(?:{BUILDINGS})$)",
    re.IGNORECASE,
)
_NO_NAME = re.compile(rf"(?:€|\$|£|EUR\b)\s?\d|{EXCEPTION.pattern}", re.IGNORECASE)
_BESIDE_MOMENT = r"(?:[\s,–—-]|\b(?:at|to|from|until|tot|van|om|on|op|and|en|t/m|uur)\b)"
_AFTER_MOMENT = re.compile(rf"{_BESIDE_MOMENT}*+")
_BEFORE_MOMENT = re.compile(rf"(?<![\s,–—-]){_BESIDE_MOMENT}*+$")
_ENDS_BESIDE_MOMENT = re.compile(rf"{_BESIDE_MOMENT}$")
_LONGEST_BESIDE_MOMENT = 5


def says_nothing(text: str) -> bool:
    """Whether no word of `text` could name anything.

    >>> says_nothing("Agenda | Minutes (PDF)"), says_nothing("Taalcafé")
    (True, False)
    """
    return not any(len(word) > 1 and word.casefold().strip(".'’") not in EMPTY for word in _WORD.findall(text))


@lru_cache(maxsize=4_096)  # a title is asked for by each record that bears it
def is_kind_only(text: str) -> bool:
    """Whether `text` says what kind of gathering it is, and not whose.

    >>> is_kind_only("Regular meeting"), is_kind_only("Repetitie"), is_kind_only("Repair Café")
    (True, True, False)
    """
    return all(word.casefold() in KINDS or word.casefold() in EMPTY for word in _WORD.findall(text))


def are_alike(name: str, other: str) -> bool:
    """Whether one name holds all that the other names; one that says only what kind of gathering it is fits any.

    >>> are_alike("Special meeting", "Repair Café"), are_alike("Repair Café Oost", "Repair Café")
    (True, True)
    """
    first, second = _names(name), _names(other)
    return first <= second or second <= first


def are_equal(name: str, other: str) -> bool:
    """Whether two names are one, whatever words that name nothing stand beside it.

    >>> are_equal("Taalcafé", "Meer over Taalcafé"), are_equal("Board meeting", "Board workshop")
    (True, False)
    """
    one, two = _words(name), _words(other)
    return one == two if one else name.casefold() == other.casefold()


@lru_cache(maxsize=8_192)
def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.casefold()) if word not in EMPTY}


def is_same_thing(name: str, other: str) -> bool:
    """Whether two names are one, or one holds all that the other names, and that is more than a kind of gathering.

    >>> is_same_thing("Repair Café Oost", "Repair Café"), is_same_thing("Inloop", "Repair Café")
    (True, False)
    """
    return name.casefold() == other.casefold() or (are_alike(name, other) and bool(_names(name) and _names(other)))


@lru_cache(maxsize=8_192)
def _names(text: str) -> set[str]:
    return {word for word in _LETTERED.findall(text.casefold()) if word not in EMPTY and word not in KINDS}


def is_place(text: str) -> bool:
    """Whether `text` is an address or a room.

    >>> is_place("Kanaalstraat 12"), is_place("Room 204"), is_place("Straatfeest")
    (True, True, False)
    """
    text = folded(text)
    return _MAY_BE_PLACE.search(text) is not None and _PLACE.search(text) is not None


def is_venue(text: str) -> bool:
    """Whether `text` is the name of a building or room, by its first or last word.

    >>> is_venue("Bibliotheek Oost"), is_venue("Florence Tower"), is_venue("Theater maken met buren")
    (True, True, False)
    """
    return text.count(" ") < _MOST_WORDS and _VENUE.match(text) is not None


@lru_cache(maxsize=8_192)  # headings and labels come again with every record
def is_name(text: str) -> bool:
    """Whether `text` can name an activity."""
    if _THREE_LETTERS.search(text) is None or _NO_NAME.match(text) or text.endswith("?"):
        return False
    return not (says_nothing(text) or lone_month(text) or is_place(text))


def is_document(text: str) -> bool:
    """Whether `text` offers a document or an action on what it names, or nothing else.

    >>> is_document("Council meeting minutes (PDF)"), is_document("Lees meer"), is_document("Taalcafé")
    (True, True, False)
    """
    bare_text = _FILE.sub("", text).strip(_EDGES)
    return _DOCUMENT_EDGE.sub("", bare_text).strip(_EDGES) != bare_text


@lru_cache(maxsize=8_192)
def name_in(text: str) -> str:
    """`text` without file sizes, without documents that it offers, without a status or small words at its ends.

    >>> name_in("CANCELLED - Board of Trustees Agenda (PDF, 135.8MB)")
    'Board of Trustees'
    """
    offered = (_FILE.sub("", text) if _MAY_NAME_FILE.search(text) else text).strip(_EDGES)
    if _A_DOCUMENT.search(offered):
        offered = _DOCUMENT_EDGE.sub("", offered).strip(_EDGES)
    text = _STATUS.sub("", offered).strip(_EDGES)
    return _LOOSE_AFTER.sub("", _LOOSE_BEFORE.sub("", text)).strip(_EDGES)


def subject(text: str) -> str:
    """Who meets, or what takes place, by a sentence that says so of a name of its own; empty where none does.

    >>> subject("The 2027 Harbour Board meetings are held every third Wednesday at the town hall.")
    'Harbour Board meetings'
    >>> subject("Het koor repeteert op donderdag"), subject("Vrouwenkoor Zingt Mee repeteert op donderdag")
    ('', 'Vrouwenkoor Zingt Mee')
    """
    said = _SUBJECT.match(text)
    name = name_in(bare(said["name"])) if said else ""
    words = _WORD.findall(name)
    words = words if (said and said.start("name")) or name[:2].isupper() else words[1:]  # any first word is in capitals
    is_own = any(word[0].isupper() and word.casefold() not in KINDS for word in words)
    return name if is_own and is_name(name) and not is_kind_only(name) else ""


def bare(text: str) -> str:
    """A heading without years.

    >>> bare("2027 – Repair Café")
    'Repair Café'
    """
    for year in years(text):
        text = text.replace(year, " ")
    return " ".join(text.split()).strip(_EDGES)


def without_moments(text: str, said: Moments) -> str:
    """The piece of `text` that names most beside the days and hours in it.

    >>> from spiders.readers.html.moments import moments
    >>> text = "09-07-22 - Board meeting, 9:00 a.m."
    >>> without_moments(text, moments(text))
    'Board meeting'
    """
    cut = len(text)
    for start, end, _ in sorted((*said.days, *said.clocks, *said.rules, *said.weekdays), reverse=True):
        text = f"{text[:start]}\x00{text[min(end, cut) :]}"  # "elke dinsdag" holds "dinsdag"
        cut = start
    parts = map(_apart_from_moments, text.split("\x00"))
    pieces = [piece for part in parts if (piece := " ".join(part.split()).strip(_EDGES))]
    if pieces and (_weight(pieces[0]) > 1 or (is_name(pieces[0]) and is_venue(pieces[-1]))):
        return pieces[0]
    return max(pieces, key=_weight, default="")


def _apart_from_moments(text: str) -> str:
    """`text` without what only joins it to a moment before or behind it."""
    if _ENDS_BESIDE_MOMENT.search(text, max(0, len(text) - _LONGEST_BESIDE_MOMENT)):
        text = _BEFORE_MOMENT.sub("", text)
    joint = _AFTER_MOMENT.match(text)
    return text[joint.end() :] if joint else text


def _weight(text: str) -> int:
    return sum(word.casefold() not in EMPTY for word in _WORD.findall(text))
