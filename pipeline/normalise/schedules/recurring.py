"""Rules in words: the days on which something returns, how often, and between which days."""

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec.structs import replace

from pipeline.normalise.schedules.announcement import Announcement, SaidSlot
from pipeline.normalise.schedules.judge import is_open
from pipeline.normalise.schedules.rrules import Limits, Rhythm, bounds, rrule
from pipeline.normalise.schedules.sentence import Group, Sentence
from pipeline.normalise.schedules.times import Said
from pipeline.normalise.schedules.values import Node, Weekdays
from pipeline.normalise.schedules.years import dated


def recurring(sentence: Sentence) -> Announcement | None:
    """The rule that `sentence` says; `underspecified` where it says less than any RRULE would."""
    limits = bounds(sentence.nodes, sentence.reference)
    first = limits.since or next(_dates(sentence), None)
    rhythm = _rhythm(sentence)
    rules = [] if _only_workdays(sentence) else list(_rules(sentence, first))
    told = [(rule, sentence.times(group.hours, rule.daypart)) for group, rule in rules]
    slots = list(_slots(told, rhythm, limits))
    if not slots:
        return None
    return replace(
        sentence.announcement(),
        kind="opening_hours" if is_open(sentence.nodes) else "recurring",
        slots=tuple(slots),
        certainty=0.95 if _is_surely_a_rule(sentence) and not rhythm.is_seldom else 0.75,
        reason="a rule in words",
        since=first,
        until=limits.until,
        daypart=next((rule.daypart for rule, _ in told if rule.daypart), sentence.daypart()),
        doors=next((said.doors for _, said in told if said.doors), None),
        parity=rhythm.parity,
        underspecified=rhythm.is_seldom or _is_vague(sentence) or (rhythm.times is not None and len(slots) > 1),
        unanchored=first is None and _needs_anchor(slots, rhythm, sentence.reference),
    )


def _slots(told: Iterable[tuple[Weekdays, Said]], rhythm: Rhythm, limits: Limits) -> Iterator[SaidSlot]:
    """Each rule with each of its sessions, once; without a rule where it leaves open on which day."""
    seen: set[SaidSlot] = set()
    for rule, said in told:
        text = rrule(rule, rhythm, limits)
        for times in said.sessions:
            slot = SaidSlot(text, *times)
            if (text or rhythm.is_seldom) and slot not in seen:
                seen.add(slot)
                yield slot


def _needs_anchor(slots: Iterable[SaidSlot], rhythm: Rhythm, reference: date | None) -> bool:
    """Whether the words leave open in which of the weeks; even and odd weeks need the date of the page only."""
    if rhythm.parity is not None:
        return reference is None
    return rhythm.times is not None or any("INTERVAL=" in (slot.rrule or "") for slot in slots)


def without_days(sentence: Sentence) -> Announcement | None:
    """A rhythm and an hour, and nobody says on which day: "wekelijks om 10 uur"."""
    hours = [node for node in sentence.nodes if node.kind == "hours"]
    if not hours or not sentence.has("weekly", "monthly"):
        return None
    said = sentence.times(hours, None)
    return replace(
        sentence.announcement(),
        kind="recurring",
        slots=tuple(SaidSlot(None, *times) for times in said.sessions),
        certainty=0.6,
        reason="a rhythm without a day",
        doors=said.doors,
        underspecified=True,
    )


def _rhythm(sentence: Sentence) -> Rhythm:
    seldom, weekly, monthly = sentence.first("seldom"), sentence.first("weekly"), sentence.first("monthly")
    parity, count = sentence.first("parity"), sentence.first("count")
    is_vague = monthly is not None and not any(
        node.kind == "weekdays" and (node.value.frequency or node.value.month_days) for node in sentence.nodes
    )
    said = [node.value for node in (weekly, monthly) if node]
    named = {day for node in sentence.nodes if node.kind == "weekdays" for day in node.value.days}
    if seldom and seldom.value == "WEEKLY" and len(named) > 1:
        seldom = None  # "Twee keer per week: maandag en donderdag" leaves nothing open
    return Rhythm(
        interval=2 if parity else max(said, default=1),
        frequency=str(seldom.value) if seldom else "MONTHLY" if is_vague else None,
        times=count.value if count else None,
        parity=parity.value if parity else None,
    )


def _rules(sentence: Sentence, first: date | None) -> Iterator[tuple[Group, Weekdays]]:
    """The rules with their group. "Wekelijks vanaf 12 januari" returns on the weekday of that day."""
    has_weekdays = sentence.has("weekdays")
    for group in sentence.groups or (Group(hours=[node for node in sentence.nodes if node.kind == "hours"]),):
        rules = [node.value for node in group.days if node.kind == "weekdays"]
        if not rules and has_weekdays:
            continue
        if not rules and sentence.has("weekly"):
            rules = [Weekdays(((0, first.weekday()),) if first else ())]
        for rule in rules or [Weekdays(())]:
            yield group, rule


def _dates(sentence: Sentence) -> Iterator[date | None]:
    return (dated(day, sentence.reference).date for day in sentence.days())


def _is_vague(sentence: Sentence) -> bool:
    """Whether the months begin or end in their middle: "van half september tot half mei"."""
    return any(node.kind == "months" and node.value.edge == "half" for node in sentence.nodes)


def _only_workdays(sentence: Sentence) -> bool:
    """Without hours and without "every" no rule: "bel ons op werkdagen", "van maandag tot zondag genieten"."""
    rules = [node.value for node in sentence.nodes if node.kind == "weekdays"]
    return len(rules) == 1 and len(rules[0].days) >= 5 and not rules[0].every and not sentence.has("hours")


def _is_surely_a_rule(sentence: Sentence) -> bool:
    return any(_says_every(node) for group in sentence.groups for node in group.days)


def _says_every(node: Node) -> bool:
    return node.kind == "weekdays" and (node.plural or node.value.every)
