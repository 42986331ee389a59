"""Which fields of a table of records hold what: found by the names of the fields and the shapes of their values."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from spiders.readers.records.fields import FIRST_OF_MANY, ONLY_ONE, Row
from spiders.readers.records.names import Path, TimeName, is_event_word, table, time_name, title_rank, words
from spiders.readers.records.values import day_order, ends, moment, speaks_of_time

# So many records tell the shape of a table.
SAMPLE = 40
LONGEST_TITLE = 300

Paths = tuple[Path, ...]
_IDENTIFIER = re.compile(r"[0-9a-fA-F]{8}-[0-9a-fA-F-]{20,30}|https?://\S*|[0-9a-f]{16,64}")
_IDS = table("id uid uuid guid")
_IDS_OF_OTHERS = table("category type venue location place user author parent image group organizer series row")
_PLACE_WORDS = table("location venue place locatie address adres lieu ort where waar geo room zaal plaats")
_POST_STAMPS = frozenset({"date", "date_gmt", "timestamp", "datum", "time"})
_POST_KEYS = frozenset({"modified", "modified_gmt", "date_gmt", "author", "lastmod", "pubDate", "published"})


@dataclass(frozen=True, slots=True)
class Columns:
    """The fields that hold title and time, best first; `words` are times in words, `ids` numbers that no two share."""

    titles: Paths = ()
    starts: Paths = ()
    ends: Paths = ()
    clocks: Paths = ()
    end_clocks: Paths = ()
    words: Paths = ()
    ids: Paths = ()
    month_first: bool = False
    all: Paths = ()

    @property
    def has_time(self) -> bool:
        return bool(self.starts or self.words)


@dataclass(slots=True)
class _Kinds:
    """What the values of one field are: how many of each kind."""

    moments: int = 0
    days: int = 0
    clocks: int = 0
    words: int = 0
    others: int = 0

    @property
    def dated(self) -> int:
        return self.moments + self.days

    @property
    def is_of_time(self) -> bool:
        return self.dated + self.clocks >= max(1, self.others + self.words)


@dataclass(slots=True)
class _Candidate:
    path: Path
    name: TimeName
    kinds: _Kinds = field(default_factory=_Kinds)


def columns(rows: list[Row], *, spoken_of_as: Iterable[str] = (), titles: Paths = ()) -> Columns | None:
    """The columns of a table with these rows, or None where it holds no titles.

    A day that is not said to be a start counts where the table, or what it is `spoken_of_as`, shows that it is about
    events: a place, a clock, an end, a word for it. `titles` are the fields that a platform has for them.
    """
    sample = rows[:SAMPLE]
    paths = tuple(dict.fromkeys(path for fields in sample for path in fields))
    titles = tuple(path for path in titles if path in paths) or _titles(paths, sample)
    if not titles:
        return None
    candidates = _candidates(paths, sample)
    starts = _starts(candidates)
    if starts and starts[0].name.edge is None and not _is_of_events(candidates, paths, spoken_of_as):
        starts = []
    parent = starts[0].path[:-1] if starts else ()
    return Columns(
        titles=titles,
        starts=tuple(one.path for one in starts),
        ends=_sorted_by_likeness((c for c in candidates if c.name.edge == "end" and c.kinds.dated), starts),
        clocks=_clocks(candidates, parent, edges=("start", None)),
        end_clocks=_clocks(candidates, parent, edges=("end",)),
        words=tuple(c.path for c in candidates if c.kinds.words > c.kinds.others and c.name.edge != "end"),
        ids=tuple(path for path in paths if len(path) == 1 and _tells_apart(path, sample)),
        month_first=_is_month_first(candidates, sample),
        all=paths,
    )


def _titles(paths: Paths, sample: list[Row]) -> Paths:
    ranked: list[tuple[int, int, Path]] = []
    for order, path in enumerate(paths):
        is_inner = FIRST_OF_MANY in path or ONLY_ONE in path or any(map(is_event_word, path[:-1]))
        rank = None if is_inner else title_rank(path)
        if rank is not None and _holds_titles(path, sample):
            ranked.append((rank, order, path))
    return tuple(path for _, _, path in sorted(ranked))


def _holds_titles(path: Path, sample: list[Row]) -> bool:
    values = [fields[path] for fields in sample if path in fields]
    good = sum(
        isinstance(value, str)
        and len(value) <= LONGEST_TITLE
        and any(letter.isalpha() for letter in value)
        and not _IDENTIFIER.fullmatch(value)
        for value in values
    )
    return good * 2 > len(values)


def _tells_apart(path: Path, sample: list[Row]) -> bool:
    """Whether a field is named as an id of something and holds another value in each record."""
    named = set(words(path[0]))
    if len(sample) < 2 or not _IDS & named or _IDS_OF_OTHERS & named:
        return False
    values = [fields.get(path) for fields in sample]
    return None not in values and len(set(values)) == len(values)


def _candidates(paths: Paths, sample: list[Row]) -> list[_Candidate]:
    is_posts = any(path[-1] in _POST_KEYS for path in paths if len(path) <= 2)
    found: list[_Candidate] = []
    for path in paths:
        name = None if FIRST_OF_MANY in path else time_name(path)
        if name is None or (is_posts and path[0] in _POST_STAMPS):
            continue
        candidate = _Candidate(path, name, _kinds(path, sample))
        if candidate.kinds.is_of_time or candidate.kinds.words:
            found.append(candidate)
    return found


def _kinds(path: Path, sample: list[Row]) -> _Kinds:
    kinds = _Kinds()
    for fields in sample:
        value = fields.get(path)
        if value is None:
            continue
        at = moment(value)
        if at is None and isinstance(value, str) and (two := ends(value)):
            at = moment(two[0]) if moment(two[1]) else None
        if at is not None:
            kind = "clocks" if at.day is None else "days" if at.clock is None else "moments"
        elif isinstance(value, str) and speaks_of_time(value) and any(sign.isdigit() for sign in value):
            kind = "words"
        else:
            kind = "others"
        setattr(kinds, kind, getattr(kinds, kind) + 1)
    return kinds


def _starts(candidates: list[_Candidate]) -> list[_Candidate]:
    """Fields that hold the day of the start, best first: said to be it, with a clock, local before UTC, shallow."""
    dated = [one for one in candidates if one.kinds.dated and one.kinds.is_of_time and one.name.edge != "end"]
    said = [one for one in dated if one.name.edge == "start"]
    kept = said or dated
    clocked = max((one.kinds.moments for one in kept), default=0)
    return sorted(kept, key=lambda c: (c.kinds.moments * 2 < clocked, c.name.is_utc, not c.kinds.moments, len(c.path)))


def _clocks(candidates: list[_Candidate], parent: Path, *, edges: tuple[str | None, ...]) -> Paths:
    fit = [c for c in candidates if c.name.edge in edges and c.kinds.clocks and c.kinds.is_of_time]
    return tuple(c.path for c in sorted(fit, key=lambda c: (c.name.edge is None, c.path[:-1] != parent, len(c.path))))


def _sorted_by_likeness(found: Iterable[_Candidate], starts: list[_Candidate]) -> Paths:
    """Fields for the end, those first that are named most like the start and show as much as it does."""
    if not starts:
        return ()
    start = starts[0]
    has_clock = bool(start.kinds.moments)

    def unlikeness(one: _Candidate) -> tuple[bool, bool, int, int]:
        own, other = set(_words_of(one.path)), set(_words_of(start.path))
        return (has_clock and not one.kinds.moments, one.name.is_utc != start.name.is_utc, len(own ^ other), len(own))

    return tuple(one.path for one in sorted(found, key=unlikeness))


def _words_of(path: Path) -> tuple[str, ...]:
    return tuple(word for key in path for word in words(key))


def _is_of_events(candidates: list[_Candidate], paths: Paths, spoken_of_as: Iterable[str]) -> bool:
    if any(c.name.edge == "end" or c.kinds.clocks or c.kinds.words for c in candidates):
        return True
    if any(_PLACE_WORDS.intersection(words(path[0])) for path in paths):
        return True
    return any(is_event_word(key) for path in paths for key in path) or any(map(is_event_word, spoken_of_as))


def _is_month_first(candidates: list[_Candidate], sample: list[Row]) -> bool:
    """Whether 02/03/2026 is in February here: some date tells, or a clock of the US stands beside it."""
    orders: Counter[str | None] = Counter()
    for one in candidates:
        orders.update(day_order(str(fields[one.path])) for fields in sample if one.path in fields)
        if one.kinds.clocks:
            lettered = re.compile(r"\d\s*[ap]\.?m\b", re.IGNORECASE)
            orders["am"] += sum(bool(lettered.search(str(f[one.path])[:40])) for f in sample if one.path in f)
    return orders["month"] > orders["day"] or (not orders["day"] and orders["am"] > 0)
