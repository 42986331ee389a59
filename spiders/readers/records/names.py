"""What the name of a field says of its value: words out of keys, and the roles that these words give.

Keys are read as words, however they are written (`startDateTime`, `MM_DateTime`, `start-date`, `startdt`), so that one
table of words serves all sites. To teach a new word, add it to a table; nothing else.
"""

import re
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

Path: TypeAlias = tuple[str, ...]
Edge: TypeAlias = Literal["start", "end"] | None


def table(words: str) -> frozenset[str]:
    """The words of a table."""
    return frozenset(words.split())


_WORD = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[^\W\d_A-Z]+|[A-Z]+|\d+")
_START = table(
    "start starts starting begin begins beginning beginnt begint van vanaf from aanvang début debut beginn inizio "
    "inicio comienzo alkaa dtstart gte"
)
_END = table(
    "end ends ending until till to tot finish finishes einde eind eindigt fin ende fine loppuu dtend lte stop slut "
    "slutt fim"
)
_DAY = table(
    "date datum day dag fecha dato jour tag when wanneer datetime timestamp moment ymd dates quando cuando quand pvm "
    "unix"
)
_CLOCK = table("time times tijd tijdstip hour hours heure uhrzeit hora ora uur zeit kello tid timestart timeend")
# Times that are not those of the activity: stamps of the record, registration, sales, and what else has a clock.
_STAMPS = table(
    "created create creation modified modify updated update changed change published publish publication publicatie "
    "posted post pub last lastmod edited deadline registration registrations register signup enrol enrolment booking "
    "bookings sale sales presale presales onsale expires expiry expire expiration expired valid validity available "
    "availability cut cutoff min max indexed sync synced import imported birth birthday birthdate doors door "
    "recording recorded uploaded upload live video audio media image photo agenda minutes previous prev next closed "
    "closing closes cancellation refund submitted submission approved approval aangemaakt gewijzigd geplaatst "
    "gepubliceerd publicatiedatum inschrijven inschrijving aanmelden aanmelding sluiting processing processed cached "
    "fetched generated build ticket tickets added crawled scraped now today current reminder reminders alert print "
    "release released invoice payment joined login search filter focus repeat recurrence recurring recur exception "
    "rrule original timezone zone tz offset duration archive unpublish unpublished auto sequence year month deleted "
    "due checkin rsvp poll vote caption granularity age setup cleanup loadin feature featured sticky promo"
)
# Objects whose times are their own, wherever in a record they stand.
_OTHERS = table(
    "sales presales registration booking bookinginfo image images media video videos documents document files "
    "recurrence creator author venue location place organizer user comments reminders tickets offers attachments "
    "thumbnail"
)
_EVENT = table(
    "event events meeting meetings activity activities activiteit activiteiten evenement evenementen agenda agendaitem "
    "termin veranstaltung vergadering session sessions calendar kalender appointment gathering evento workshop course "
    "cursus mec tribe evcal performance"
)
_TITLES = table(
    "title titel name naam summary subject headline heading header onderwerp titre nom titolo titulo título nombre "
    "nimi otsikko rubrik tytuł kop label caption"
)
# Bearers of a name that is not that of the activity.
_NAMED_OTHERWISE = table(
    "file nme template category categories type calendar location venue place organizer organiser organisation "
    "organization user author first last full image media agenda display link tag tags color class locale language "
    "contact street city country state field domain page short sub alt slug seo meta browser menu series parent "
    "board kind host presenter speaker status nick given family room section theme genre teaser group"
)
# What columns that hold titles are called in tables that people keep by hand.
_WHAT = table("activity activiteit event evenement meeting what wat programma onderdeel veranstaltung evento activité")
_IDENTITIES = table("id ids uid uuid guid url link href code nummer number key hash")
# What an activity without a name of its own is called after, best first.
_FALLBACK_TITLES = ("body", "board", "committee", "group", "gremium", "type", "category", "desc", "label")
# Words that say how a value is wrapped, not what it is.
_WRAPPINGS = table(
    "rendered text value html plain raw data attributes fields acf node field item content properties entry src "
    "the is label"
)
# Words that say in which form a time is printed.
_FORMS = table("dt at on iso millis ms epoch seconds sec local utc gmt formatted public")
# Ends of words that are written as one with what stands before them: startdatum, numberdate, showtime.
_TIMELY = ("datetime", "timestamp", "date", "datum", "dato", "time", "tijd", "zeit", "tid")
_WHOLE = table(
    "update runtime lifetime playtime overtime realtime candidate mandate validate sometimes anytime estimate"
)
_PREFIXES = "start starts begin end einde eind event meeting local utc"
_SUFFIXES = "date time dt datetime datum tijd at on utc day timestamp name title naam titel unix url"
_GLUED = {
    first + last: (first, last) for first in _PREFIXES.split() for last in _SUFFIXES.split() if first + last != "endon"
}
_GLUED |= {"timestart": ("start", "time"), "timeend": ("end", "time"), "datefrom": ("start", "date")}
_GLUED |= {"dateto": ("end", "date"), "begindatum": ("start", "date"), "starttijd": ("start", "time")}
_GLUED |= {"pubdate": ("pub", "date"), "aanvangstijd": ("start", "time"), "dtstart": ("start", "datetime")}
_GLUED |= {"dtend": ("end", "datetime"), "eventdatetime": ("event", "datetime"), "startdatetime": ("start", "datetime")}
_GLUED |= {"enddatetime": ("end", "datetime"), "bodyname": ("body", "name"), "eventstartdate": ("start", "date")}


class TimeName(NamedTuple):
    """What a name says of a time: which edge of the activity, and whether it is UTC beside a local one."""

    edge: Edge
    says_clock: bool
    says_day: bool
    is_utc: bool


@lru_cache(maxsize=8192)
def words(key: str) -> tuple[str, ...]:
    """The words of a key in lower case.

    >>> words("MM_DateTime"), words("startdt"), words("field_event_date")
    (('mm', 'date', 'time'), ('start', 'dt'), ('field', 'event', 'date'))
    """
    found: list[str] = []
    for word in _WORD.findall(key[:80]):
        lower = word.lower()
        found += _GLUED.get(lower) or _parted(lower)
    return tuple(found)


def _parted(word: str) -> tuple[str, ...]:
    end = next((end for end in _TIMELY if word.endswith(end) and len(word) > len(end) + 1), None)
    if end is None or word in _WHOLE or word in _STAMPS or word in _CLOCK or word in _DAY:
        return (word,)
    return (word.removesuffix(end), end)


@lru_cache(maxsize=8192)
def time_name(path: Path) -> TimeName | None:
    """What the name at the end of `path` says of a time of the activity; None: nothing, or it is another time."""
    leaf, above = _leaf_and_above(path)
    if not leaf or _STAMPS.intersection(leaf) or any(_OTHERS.intersection(words(key)) for key in path[:-1]):
        return None
    edge = _edge(leaf) or next((found for key in reversed(above) if (found := _edge(words(key)))), None)
    around = {word for key in above for word in words(key)}
    says_day, says_clock = bool(_DAY.intersection(leaf)), bool(_CLOCK.intersection(leaf))
    bare = _START.union(_END, _WRAPPINGS, _EVENT, _FORMS)
    is_bare = set(leaf) <= bare and (edge is not None or bool(around & _DAY))
    if not (says_day or says_clock or is_bare) or {"start", "end"} <= set(leaf):
        return None
    both = around.union(leaf)
    return TimeName(edge, says_clock, says_day or "dt" in leaf, bool(both & {"utc", "gmt"}))


@lru_cache(maxsize=8192)
def title_rank(path: Path) -> int | None:
    """How well the name at the end of `path` says that its value is the title; lower is better, None: it does not."""
    leaf, above = _leaf_and_above(path)
    around = {word for key in above for word in words(key)}
    if not leaf or around & (_OTHERS | _NAMED_OTHERWISE) or set(leaf) & _IDENTITIES:
        return None
    around -= _WRAPPINGS | _EVENT
    named = set(leaf) & _TITLES
    if named and not set(leaf) & (_NAMED_OTHERWISE - named):
        qualified = set(leaf) & {"event", "meeting", "activity", "activiteit"}
        rest = len(set(leaf) - named - _EVENT - _WRAPPINGS) + len(around)
        weak = set(leaf) & {"summary", "label", "header", "caption", "subject", "heading"} and named != {"title"}
        return (0 if qualified else 1) + 3 * rest + 2 * bool(weak)
    if len(leaf) == 1 and leaf[0] in _WHAT and not around:
        return 10
    if len(path) > 1 or (len(leaf) == 1 and leaf[0] in {"type", "category", "desc", "group"}):
        return None
    return next((20 + place for place, word in enumerate(_FALLBACK_TITLES) if word in leaf), None)


def is_event_word(key: str) -> bool:
    """Whether a key or the name of an array speaks of events."""
    return bool(_EVENT.intersection(words(key)))


def _leaf_and_above(path: Path) -> tuple[tuple[str, ...], Path]:
    """The words of the last key that names something, and the keys above it."""
    for place in range(len(path) - 1, -1, -1):
        found = words(path[place])
        if found and not set(found) <= _WRAPPINGS and path[place] != "#text":
            return found, path[:place]
    return words(path[-1]) if path else (), ()


def _edge(found: tuple[str, ...]) -> Edge:
    if _END.intersection(found):
        return "end"
    return "start" if _START.intersection(found) else None
