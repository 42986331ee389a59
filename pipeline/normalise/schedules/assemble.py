"""From the nodes of one sentence to what it announces."""

from datetime import timedelta

from pipeline.normalise.schedules.announcement import Announcement
from pipeline.normalise.schedules.dated import dated_announcement
from pipeline.normalise.schedules.judge import silent_because
from pipeline.normalise.schedules.nearby import coming, first_or_last_day, relative
from pipeline.normalise.schedules.recurring import recurring, without_days
from pipeline.normalise.schedules.rrules import bounds
from pipeline.normalise.schedules.schedule import schedule_of
from pipeline.normalise.schedules.sentence import Sentence
from pipeline.normalise.schedules.values import Node

# Of fewer days a weekday may only name the first: "vrijdag, van 4 tot en met 6 september".
_WEEKS = timedelta(days=14)
_SOON = frozenset({"this_week", "next_week", "relative_day"})


def announced(sentence: Sentence) -> Announcement | None:
    """What `sentence` announces, or None."""
    if not sentence.nodes:
        return None
    has_rule = any(node.kind == "weekdays" and node.value.every for node in sentence.nodes)
    asks = sentence.text[sentence.nodes[-1].start] == "?" and not sentence.has("hours")
    if asks or silent_because(sentence.nodes, has_rule=has_rule):
        return None
    found = _announced(sentence, has_rule=has_rule)
    return schedule_of(found, sentence) if found else None


def _announced(sentence: Sentence, *, has_rule: bool) -> Announcement | None:
    weekday, dates = sentence.first("weekdays"), sentence.dates()
    has_dates = any(not node.value.begins for node in dates) or (bool(dates) and not weekday)
    if has_rule or sentence.has("seldom") or (weekday and not has_dates and not _is_once(sentence, weekday)):
        return recurring(sentence)
    if sentence.has("weekly") and sentence.has("since", "count", "days_through"):
        return recurring(sentence)
    if weekday and _is_for_weeks(sentence):
        return recurring(sentence)
    if has_dates:
        return dated_announcement(sentence)
    if weekday:
        return coming(sentence, weekday)
    return relative(sentence) or first_or_last_day(sentence) or without_days(sentence)


def _is_for_weeks(sentence: Sentence) -> bool:
    """Whether all its dates are one stretch of weeks: "vrijdag om 19 uur, van 4 september t/m 18 december"."""
    through = sentence.first("days_through")
    if through is None or sentence.dates() != [through]:
        return False
    limits = bounds(sentence.nodes, sentence.reference)
    if limits.since is None or limits.until is None:
        return False
    return limits.until - limits.since >= _WEEKS


def _is_once(sentence: Sentence, weekday: Node) -> bool:
    """Whether a bare weekday means the next one: "eerste training woensdag", "komende dinsdag", "een zaterdag"."""
    if weekday.value.once or sentence.has("later"):
        return True
    earlier = [node for node in sentence.nodes if node.start < weekday.start]
    article = bool(earlier) and earlier[-1].kind == "number_word" and earlier[-1].value == 1
    first = any(node.kind in {"once", *_SOON} or (node.kind == "ordinal" and node.value == 1) for node in earlier)
    return article or first
