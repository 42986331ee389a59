"""Days that are counted from the date of the page, or of which only the first or the last is named."""

from datetime import date, timedelta

from msgspec.structs import replace

from pipeline.normalise.schedules.announcement import Announcement, SaidSlot
from pipeline.normalise.schedules.lexicon import DAYPARTS
from pipeline.normalise.schedules.rrules import bounds
from pipeline.normalise.schedules.sentence import Sentence
from pipeline.normalise.schedules.values import Day, Days, Node
from pipeline.normalise.schedules.years import believable, dated

_ENGLISH_DAYPARTS = {"tonight": "evening", "evening": "evening", "afternoon": "afternoon", "morning": "morning"}


def coming(sentence: Sentence, weekday: Node) -> Announcement:
    """A weekday near the date of the page; without the day of the page, or with a vague "een", no date."""
    vague = sentence.has("later") or any(
        node.kind == "number_word" and node.end + 1 == weekday.start for node in sentence.nodes
    )
    reference = sentence.reference
    found = None
    if reference and sentence.exact_day and not vague:
        base = reference + timedelta(days=7 - reference.weekday()) if sentence.has("next_week") else reference
        found = base + timedelta(days=(weekday.value.days[0][1] - base.weekday()) % 7)
    said = sentence.times(sentence.groups[0].hours, weekday.value.daypart)
    return replace(
        sentence.announcement(),
        slots=(SaidSlot(None, *said.sessions[0]),),
        dates=(believable(found),),
        certainty=0.7,
        reason="the weekday after the date of the page",
        daypart=weekday.value.daypart,
        doors=said.doors,
    )


def relative(sentence: Sentence) -> Announcement | None:
    """Today, tomorrow or Christmas Eve, at an hour; "morgen" without an hour may be a greeting."""
    day = sentence.first("relative_day") or sentence.first("feast")
    hours = [node for node in sentence.nodes if node.kind == "hours"]
    if day is None or not hours:
        return None
    found = _feast(day, sentence.reference) if day.kind == "feast" else _counted(day, sentence)
    word = sentence.text[day.start : day.end].lower()
    endings = DAYPARTS | _ENGLISH_DAYPARTS
    daypart = next((part for ending, part in endings.items() if word.endswith(ending) and word != "morgen"), None)
    said = sentence.times(hours, daypart)
    return replace(
        sentence.announcement(),
        slots=(SaidSlot(None, *said.sessions[0]),),
        dates=(believable(found),),
        certainty=0.7,
        reason="a day counted from the date of the page",
        daypart=daypart,
        doors=said.doors,
    )


def _counted(day: Node, sentence: Sentence) -> date | None:
    is_known = sentence.reference is not None and sentence.exact_day
    return sentence.reference + timedelta(days=day.value) if is_known and sentence.reference else None


def _feast(day: Node, reference: date | None) -> date | None:
    month, number = (int(part) for part in str(day.value).split("-"))
    return dated(Day(number, month), reference).date


def first_or_last_day(sentence: Sentence) -> Announcement | None:
    """Only a first or a last day, or a whole month."""
    since, until, month = sentence.first("since"), sentence.first("until"), sentence.first("months")
    limits = bounds(sentence.nodes, sentence.reference)
    times = sentence.times([node for node in sentence.nodes if node.kind == "hours"], None).sessions[0]
    said = replace(sentence.announcement(), kind="range", slots=(SaidSlot(None, *times),), certainty=0.8)
    if since and isinstance(since.value, Days) and not since.value.begins:
        if since.value.days[0].nth:
            return replace(said, kind="single", reason="a first day", dates=(limits.since,))
        return replace(said, reason="a first day", dates=(limits.since, limits.until))
    if until and isinstance(until.value, Days):
        return replace(said, reason="a last day", dates=(None, limits.until))
    if until and until.value.edge == "end":
        return replace(said, reason="a last month", dates=(None, limits.until))
    if month and month.value.is_whole:
        return replace(said, certainty=0.7, reason="a whole month", dates=(limits.month_start, limits.month_end))
    return None
