"""All that one sentence says of time, sorted: its days with their hours, and what it takes out again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from pipeline.normalise.schedules.announcement import Announcement
from pipeline.normalise.schedules.clauses import closed_apart, without_deadlines, without_moved, without_stamp
from pipeline.normalise.schedules.judge import status
from pipeline.normalise.schedules.times import Said, Times, said_times
from pipeline.normalise.schedules.values import Day, Node
from pipeline.normalise.schedules.years import with_years_of_others

DATES = frozenset({"dates", "days_through"})
_DAYS = DATES | {"weekdays", "seldom"}
_TELLING = _DAYS | {"hours", "since", "until", "months", "weekly", "monthly", "count"}
EXCEPTED = frozenset({"months", "dates", "days_through", "school_holidays", "public_holidays"})
# Characters between "except" and what it takes out, of an article at most.
_ARTICLE = 8
_ENDS_EXCEPTION = frozenset({"hours", "weekdays", "open_bracket", "close_bracket"})


@dataclass(slots=True)
class Group:
    """Days that share their hours."""

    days: list[Node] = field(default_factory=list)
    hours: list[Node] = field(default_factory=list)


class Sentence(Struct, frozen=True):
    """A sentence without its exceptions and deadlines. `exceptions` in its words, `excepted` as nodes."""

    text: str
    nodes: tuple[Node, ...]
    reference: date | None
    exact_day: bool
    exceptions: tuple[str, ...]
    excepted: tuple[Node, ...]
    groups: tuple[Group, ...]
    kinds: frozenset[str]

    def first(self, kind: str) -> Node | None:
        """The first node of this kind."""
        if kind in self.kinds:
            for node in self.nodes:
                if node.kind == kind:
                    return node
        return None

    def has(self, *kinds: str) -> bool:
        """Whether there is a node of one of these kinds."""
        return not self.kinds.isdisjoint(kinds)

    def days(self) -> tuple[Day, ...]:
        """All days that it names, with the year that one of them or a heading ("2027:") has for all."""
        days = [day for node in self.dates() for day in node.value.days]
        heading = self.first("heading_year")
        if heading and not any(day.year for day in days):
            return tuple(replace(day, year=heading.value) for day in days)
        return with_years_of_others(days)

    def dates(self) -> list[Node]:
        """Its dates and stretches of dates."""
        return [node for group in self.groups for node in group.days if node.kind in DATES]

    def daypart(self) -> str | None:
        """The daypart in a title ("filmavond")."""
        found = self.first("title_daypart") or self.first("daypart")
        return str(found.value) if found else None

    def times(self, hours: Sequence[Node], daypart: str | None) -> Said:
        """The sessions that `hours` tell; one without times where they tell none."""
        said = said_times(hours, self.text, daypart or self.daypart())
        return said if said.sessions else Said((Times(None, None),), said.doors)

    def announcement(self) -> Announcement:
        """An announcement of nothing yet, with what the whole sentence says of any."""
        told = [node for node in self.nodes if node.kind in _TELLING] or list(self.nodes)
        return Announcement(
            kind="single",
            schedule=None,
            span=(told[0].start, told[-1].end),
            certainty=0,
            reason="",
            status=status(self.nodes),
            exceptions=self.exceptions,
            excepted=self.excepted,
        )


def sentence_of(nodes: Sequence[Node], text: str, *, reference: date | None, exact_day: bool) -> Sentence:
    """The sentence that `nodes` of `text` are."""
    held, closed = closed_apart(without_moved(without_deadlines(without_stamp(nodes))))
    kept, excepted, exceptions = _without_exceptions(held, text)
    if any(node.kind in EXCEPTED for node in closed):
        excepted += [node for node in closed if node.kind in EXCEPTED]
        exceptions = (*exceptions, text[closed[0].start : closed[-1].end].strip(" ,;()"))
    groups = tuple(group for group in _groups(kept) if group.days)
    kinds = frozenset([node.kind for node in kept])
    return Sentence(text, tuple(kept), reference, exact_day, exceptions, tuple(excepted), groups, kinds)


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
        elif start is not None and node.kind in EXCEPTED:
            end = node.end
            excepted.append(node)
        elif start is not None and node.kind == "weekdays" and node.start - end <= _ARTICLE:
            # "Behalve de laatste dinsdag": no words that are understood, so that nobody expands the rule.
            end = node.end
            excepted.append(node)
        elif start is not None and node.kind in _ENDS_EXCEPTION:
            words.append(text[start:end])
            start = None
        if start is None:
            kept.append(node)
    if start is not None:
        words.append(text[start:end])
    return kept, excepted, tuple(words)


def _groups(nodes: Sequence[Node]) -> Iterator[Group]:
    """Days with the hours after them, hours before the first day its own; or always the hours before the days."""
    told = [node for node in nodes if node.kind in _DAYS or node.kind == "hours"]
    hours_first = bool(told) and told[0].kind == "hours" and told[-1].kind != "hours"
    group = Group()
    for place, node in enumerate(told):
        is_day = node.kind != "hours"
        turns = is_day != (told[place - 1].kind != "hours")
        if place and turns and is_day != hours_first and (group.days or hours_first):
            yield group
            group = Group()
        (group.days if is_day else group.hours).append(node)
    yield group
