"""From the nodes of one sentence to what it announces."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from pipeline.normalise.schedules.announcement import Announcement, Kind, SaidSlot
from pipeline.normalise.schedules.judge import is_open, silent_because, status, without_deadlines
from pipeline.normalise.schedules.lexicon import DAYPARTS
from pipeline.normalise.schedules.rrules import bounds, rrule
from pipeline.normalise.schedules.schedule import schedule_of
from pipeline.normalise.schedules.times import Said, Times, said_times
from pipeline.normalise.schedules.values import Day, Days, Node, Weekdays
from pipeline.normalise.schedules.years import Dated, believable, dated, not_before, with_years_of_others
from schemas.schedule import YearBasis

_DAYS = frozenset({"dates", "days_through", "weekdays", "seldom"})
_EXCEPTED = frozenset({"months", "dates", "days_through", "school_holidays", "public_holidays"})
_SOON = frozenset({"this_week", "next_week", "relative_day"})


@dataclass(slots=True)
class Group:
    """Days that share their hours."""

    days: list[Node] = field(default_factory=list)
    hours: list[Node] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sentence:
    """All that one sentence says, sorted by what it is."""

    text: str
    nodes: tuple[Node, ...]
    reference: date | None
    exact_day: bool
    exceptions: tuple[str, ...]
    excepted: tuple[Node, ...]

    def first(self, kind: str) -> Node | None:
        """The first node of this kind."""
        return next((node for node in self.nodes if node.kind == kind), None)

    def has(self, kind: str) -> bool:
        """Whether there is a node of this kind."""
        return self.first(kind) is not None

    def daypart(self) -> str | None:
        """The daypart in a title ("filmavond")."""
        found = self.first("title_daypart") or self.first("daypart")
        return str(found.value) if found else None


def announced(nodes: Sequence[Node], text: str, *, reference: date | None, exact_day: bool) -> Announcement | None:
    """What the sentence of these nodes announces, or None."""
    kept, excepted, exceptions = _without_exceptions(without_deadlines(nodes), text)
    sentence = Sentence(text, tuple(kept), reference, exact_day, exceptions, tuple(excepted))
    weekdays = [node for node in kept if node.kind == "weekdays"]
    has_rule = any(node.value.every for node in weekdays)
    if silent_because(nodes, has_rule=has_rule) or (
        text[nodes[-1].start] == "?" and not any(n.kind == "hours" for n in kept)
    ):
        return None
    groups = [group for group in _groups(kept) if group.days]
    dates = [node for group in groups for node in group.days if node.kind in {"dates", "days_through"}]
    if sentence.has("seldom") or has_rule or (weekdays and not dates and not _is_once(sentence, weekdays[0])):
        return _recurring(sentence, groups)
    if dates:
        return _dated(sentence, groups)
    if weekdays:
        return _coming(sentence, weekdays[0], groups[0])
    return _relative(sentence) or _open_ended(sentence)


def _without_exceptions(nodes: list[Node], text: str) -> tuple[list[Node], list[Node], tuple[str, ...]]:
    """The nodes without those that an "except" takes out, these, and the words of the exceptions."""
    kept: list[Node] = []
    excepted: list[Node] = []
    words: list[str] = []
    start: int | None = None
    end = 0
    for node in nodes:
        if node.kind == "except":
            start, end = node.start, node.end
        elif start is not None and node.kind in _EXCEPTED:
            end = node.end
            excepted.append(node)
        elif start is not None and node.kind in {"hours", "weekdays", "open_bracket", "close_bracket"}:
            words.append(text[start:end])
            start = None
        if start is None:
            kept.append(node)
    if start is not None:
        words.append(text[start:end])
    return kept, excepted, tuple(words)


def _groups(nodes: Sequence[Node]) -> Iterator[Group]:
    """Days with the hours after them; hours before the first day are its own."""
    group = Group()
    leading = True
    for node in nodes:
        if node.kind in _DAYS:
            if group.hours and not (leading and not group.days):
                yield group
                group, leading = Group(), False
            group.days.append(node)
        elif node.kind == "hours":
            group.hours.append(node)
    yield group


def _is_once(sentence: Sentence, weekday: Node) -> bool:
    """Whether a bare weekday means the next one: "eerste training woensdag", "komende dinsdag", "een zaterdag"."""
    if weekday.value.once:
        return True
    earlier = [node for node in sentence.nodes if node.start < weekday.start]
    article = bool(earlier) and earlier[-1].kind == "number_word" and earlier[-1].value == 1
    first = any(node.kind in {"once", *_SOON} or (node.kind == "ordinal" and node.value == 1) for node in earlier)
    return article or first


def _times(sentence: Sentence, group: Group, daypart: str | None) -> Said:
    said = said_times(group.hours, sentence.text, daypart or sentence.daypart())
    return said if said.sessions else Said((Times(None, None),), said.doors)


def _recurring(sentence: Sentence, groups: Sequence[Group]) -> Announcement | None:
    limits = bounds(sentence.nodes, sentence.reference)
    weekly, seldom = sentence.first("weekly"), sentence.first("seldom")
    interval = weekly.value if weekly else 2 if sentence.has("parity") else 1
    slots: list[SaidSlot] = []
    doors, daypart = None, None
    for group in groups:
        rules = [node.value for node in group.days if node.kind == "weekdays"]
        for rule in rules or [Weekdays(())]:
            said = _times(sentence, group, rule.daypart)
            doors, daypart = doors or said.doors, daypart or rule.daypart
            text = rrule(rule, interval=interval, frequency=str(seldom.value) if seldom else None, limits=limits)
            slots += [SaidSlot(text, *times) for times in said.sessions]
    slots = [slot for slot in dict.fromkeys(slots) if slot.rrule or seldom]
    if not slots:
        return None
    kind: Kind = "opening_hours" if is_open(sentence.nodes) else "recurring"
    every_n = any(f"INTERVAL={n}" in (slot.rrule or "") for slot in slots for n in range(2, 7)) or sentence.has(
        "parity"
    )
    first = limits.since or next(iter(_list_of(sentence, groups)), None)
    certain = (
        0.95
        if not seldom
        and any(node.plural or node.value.every for g in groups for node in g.days if node.kind == "weekdays")
        else 0.75
    )
    return _announcement(
        sentence, kind, tuple(slots), certainty=certain, reason="a rule in words", since=first, until=limits.until,
        daypart=daypart or sentence.daypart(), doors=doors, underspecified=seldom is not None,
        unanchored=every_n and first is None,
    )  # fmt: skip


def _list_of(sentence: Sentence, groups: Sequence[Group]) -> list[date | None]:
    days = [day for group in groups for node in group.days if node.kind == "dates" for day in node.value.days]
    return [dated(day, sentence.reference).date for day in with_years_of_others(days)]


def _dated(sentence: Sentence, groups: Sequence[Group]) -> Announcement | None:
    nodes = [node for group in groups for node in group.days if node.kind in {"dates", "days_through"}]
    through = next((node for node in nodes if node.kind == "days_through"), None)
    until = sentence.first("until")
    group = next(group for group in groups if any(node in group.days for node in nodes))
    days: list[Day] = [*nodes[0].value.days] if through is None else [*through.value.days]
    if through is None:
        days = [day for node in nodes for day in node.value.days]
    elif until is None:
        days = [days[0], days[-1]]
    kind: Kind = "range" if through else ("single" if len(days) == 1 else "list")
    if until and kind == "single" and isinstance(until.value, Days):
        kind, days = "range", [days[0], until.value.days[0]]
    found = [dated(day, sentence.reference) for day in with_years_of_others(days)]
    if kind == "range" and days[-1].year is None:
        found[-1] = found[-1]._replace(date=not_before(found[-1].date, found[0].date))
    said = _times(sentence, group, days[0].daypart)
    if kind == "single" and len(said.sessions) > 1:
        kind, found = "list", found * len(said.sessions)
    return _with_dates(sentence, kind, found, said, days[0].daypart)


def _with_dates(
    sentence: Sentence, kind: Kind, found: Sequence[Dated], said: Said, daypart: str | None
) -> Announcement:
    contradiction = next((one.contradiction for one in found if one.contradiction), None)
    start, end = said.sessions[0]
    slots = (
        tuple(SaidSlot(None, *times) for times in said.sessions) if kind == "list" else (SaidSlot(None, start, end),)
    )
    return _announcement(
        sentence, kind, slots, certainty=0.5 if contradiction else 0.9, dates=tuple(one.date for one in found),
        reason=f"a date, its year: {found[0].basis.value.replace('_', ' ')}", doors=said.doors,
        daypart=daypart or sentence.daypart(), contradiction=contradiction, year_basis=found[0].basis,
    )  # fmt: skip


def _coming(sentence: Sentence, weekday: Node, group: Group) -> Announcement:
    """A weekday near the date of the page; without the day of the page, or with a vague "een", no date."""
    vague = any(node.kind == "number_word" and node.end + 1 == weekday.start for node in sentence.nodes)
    reference = sentence.reference
    found: date | None = None
    if reference and sentence.exact_day and not vague:
        base = reference + timedelta(days=7 - reference.weekday()) if sentence.has("next_week") else reference
        found = base + timedelta(days=(weekday.value.days[0][1] - base.weekday()) % 7)
    said = _times(sentence, group, weekday.value.daypart)
    start, end = said.sessions[0]
    return _announcement(
        sentence, "single", (SaidSlot(None, start, end),), certainty=0.7, dates=(believable(found),), doors=said.doors,
        reason="the weekday after the date of the page", daypart=weekday.value.daypart,
    )  # fmt: skip


def _relative(sentence: Sentence) -> Announcement | None:
    """Today or tomorrow, at an hour; "morgen" without an hour may be a greeting."""
    relative = sentence.first("relative_day")
    hours = [node for node in sentence.nodes if node.kind == "hours"]
    if relative is None or not hours:
        return None
    exact = sentence.reference is not None and sentence.exact_day
    found = sentence.reference + timedelta(days=relative.value) if exact and sentence.reference else None
    word = sentence.text[relative.start : relative.end].lower()
    daypart = next((part for ending, part in DAYPARTS.items() if word.endswith(ending) and word != "morgen"), None)
    said = _times(sentence, Group([], hours), daypart)
    return _announcement(
        sentence, "single", (SaidSlot(None, *said.sessions[0]),), certainty=0.7,
        dates=(believable(found),), doors=said.doors,
        reason="a day counted from the date of the page", daypart=daypart,
    )  # fmt: skip


def _open_ended(sentence: Sentence) -> Announcement | None:
    """Only a first or a last day, or a whole month."""
    since, until, month = sentence.first("since"), sentence.first("until"), sentence.first("months")
    limits = bounds(sentence.nodes, sentence.reference)
    hours = [node for node in sentence.nodes if node.kind == "hours"]
    start, end = _times(sentence, Group([], hours), None).sessions[0]
    slots = (SaidSlot(None, start, end),)
    if since and isinstance(since.value, Days):
        kind: Kind = "single" if since.value.days[0].nth else "range"
        dates = (limits.since,) if kind == "single" else (limits.since, limits.until)
        return _announcement(sentence, kind, slots, certainty=0.8, reason="a first day", dates=dates)
    if until and isinstance(until.value, Days):
        return _announcement(sentence, "range", slots, certainty=0.8, reason="a last day", dates=(None, limits.until))
    whole = month and sentence.text[month.start : month.start + 20].lower().startswith(
        ("in de maand", "in the month", "heel ")
    )
    if whole:
        dates = (limits.month_start, limits.month_end)
        return _announcement(sentence, "range", slots, certainty=0.7, reason="a whole month", dates=dates)
    return None


def _announcement(  # noqa: PLR0913 one place in which the record is filled
    sentence: Sentence, kind: Kind, slots: tuple[SaidSlot, ...], *, certainty: float, reason: str,
    dates: tuple[date | None, ...] = (), since: date | None = None, until: date | None = None,
    daypart: str | None = None, doors: str | None = None, contradiction: str | None = None,
    year_basis: YearBasis | None = None,
    underspecified: bool = False, unanchored: bool = False,
) -> Announcement:  # fmt: skip
    told = [node for node in sentence.nodes if node.kind in {*_DAYS, "hours", "since", "until", "months", "weekly"}]
    span = (told[0].start, told[-1].end)
    answer = Announcement(
        kind=kind, schedule=None, span=span, certainty=certainty, reason=reason, slots=slots, dates=dates, since=since,
        until=until, daypart=daypart, doors=doors, status=status(sentence.nodes), exceptions=sentence.exceptions,
        excepted=sentence.excepted,
        contradiction=contradiction, year_basis=year_basis, underspecified=underspecified, unanchored=unanchored,
    )  # fmt: skip
    return schedule_of(answer, sentence.text, sentence.reference)
