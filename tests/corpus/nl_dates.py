"""How Dutch dates that four other projects expect to be read are read here, for `make corpus` and docs/schedules.md.

Counted is what an organiser would write on a page; `LEFT_OUT` says what is not, so that nobody has to believe us.
Hours without a day are put behind "elke dinsdag"; hours without a part of the day are compared on the face of the
clock, because the projects take "half acht" for the morning; a day without a year is read at their moment,
one with a year at none.
"""

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.cli.when import answer
from tests.corpus.nl_phrases import Phrase, phrases

FLOOR = 0.95
PAGE = Path(__file__).resolve().parents[2] / "docs" / "schedules.md"
CARRIER = "Elke dinsdag "

_NUMBER = r"(?:een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|vijftien|twintig)"
_PART = r"(?:ochtend|morgen|middag|avond|namiddag)"
_WEEKDAY = (
    rf"(?:(?:maan|dins|woens|donder|vrij|zater|zon)(?:dag(?:{_PART})?(?:en)?)?|ma|di|wo|woe|do|vr|vrij|za|zat|zo|zon)"
)
_MONTH = (
    r"(?:jan(?:uari)?|feb(?:ruari)?|m(?:aart|rt)|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|sept?(?:ember)?"
    r"|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_ORGANISERS_WORDS = re.compile(
    rf"(?:(?:{_WEEKDAY}|{_MONTH}|{_NUMBER}|(?:{_PART})en|['’‘]s {_PART}s|in de {_PART}|(?:elke|iedere) {_PART}"
    r"|[uh]|uur|\d+(?:e|de|ste)?|half|kwart|minuten|over|voor|op|om|de|van|tot|met|en|tussen|rond|tegen|ca|circa"
    r"|ongeveer|stipt|vanaf|t/m|elke?|iedere?|(?:elke|iedere) dag|dagelijks|in|om de week|geannuleerd|uitgesteld|volzet"
    rf"|of|uitverkocht|(?:eerste|tweede|derde|vierde|laatste) {_WEEKDAY})(?![a-zéë])|[\s.,:/()–-])+",
    re.IGNORECASE,
)
_DATE = re.compile(
    rf"\d(?:e|de|ste)?\.?[ /-]*(?:van )?{_MONTH}|{_MONTH}\.? \d|(?<![:.\d])\d+[-/]\d+(?![:\d])|\d+\.\d+\.\d|^op \d+\.\d"
    rf"|{_WEEKDAY} (?:in|van) {_MONTH}",
    re.IGNORECASE,
)
_HOURS = re.compile(
    rf"\d[:.]\d\d|tussen \d+ en \d|\d tot \d|\d ?(?:u|h|uur)\b|\buur\b|half|kwart|['’‘]s |in de {_PART}", re.IGNORECASE
)
_PART_OF_DAY = re.compile(rf"['’‘]s |{_PART}", re.IGNORECASE)
_FROM_NOW = re.compile(r"(?:over|in) .*uur", re.IGNORECASE)
_TWO_NUMBERS = re.compile(r"(?<![\d:.])\d\d?(?![\d:]).*(?<![\d:.])\d\d?(?![\d:])")
_PLAIN_HOUR = re.compile(r"\d[:.]\d\d|half|kwart|uur|\d ?[uh]\b|\btot\b|tussen|om \d|\d-\d", re.IGNORECASE)
_OPEN = re.compile(r"(?:before|after|since|until|approx|less|more|mid|start|end) |\w*OpenInterval")


class Reason(NamedTuple):
    """Words for the page, and whether they are true of a phrase."""

    words: str
    holds: Callable[[Phrase], object]


def _has_only_months(phrase: Phrase) -> bool:
    return bool(phrase.kind == "range" and phrase.first and phrase.last and not _TWO_NUMBERS.search(phrase.text))


def _is_a_bare_number(phrase: Phrase) -> bool:
    if phrase.kind == "set":
        return False
    is_hours = phrase.weekday or phrase.kind == "time"
    return bool(re.fullmatch(r"\d+[-/.]\d+", phrase.text) and phrase.first) or not (
        _HOURS if is_hours else _DATE
    ).search(phrase.text)


def _exists(day: str | None) -> bool:
    if day is None:
        return True
    year, month, number = map(int, day.replace("XXXX", "2020").split("-"))
    return 1970 <= year <= 2100 and 0 < number <= monthrange(year, month)[1]


def _is_undated(phrase: Phrase) -> bool:
    return (
        bool(re.match(_WEEKDAY, phrase.text)) and phrase.whole.startswith("XXXX") and _read(phrase)["dtstart"] is None
    )


LEFT_OUT = (
    Reason(
        "words of speech, most of them reckoned from the moment of speaking",
        lambda p: not _ORGANISERS_WORDS.fullmatch(p.text) or _FROM_NOW.fullmatch(p.text),
    ),
    Reason("before or after a moment, not at it", lambda p: p.kind == "other" and _OPEN.match(p.whole)),
    Reason(
        "a week, month, season, year, part of a day or length of time",
        lambda p: p.kind == "other" or _has_only_months(p) or (p.start and not _PLAIN_HOUR.search(p.text)),
    ),
    Reason("a day that no calendar has, or outside 1970-2100", lambda p: not (_exists(p.first) and _exists(p.last))),
    Reason("numbers or a weekday that may be anything: 22-4, 5.12, de 15e, zo.", _is_a_bare_number),
    Reason("a year before 2000, in which nobody announces anything", lambda p: (p.first or "X") < "2000"),
    Reason("a day of every year", lambda p: p.kind == "set" and p.first),
)

DIFFERENT = (
    Reason("every second week: a rule for every week there, for every second one here",
           lambda p: p.kind == "set" and "week" in p.text),
    Reason("a weekday that the date does not have near that moment: passed over there, undated here", _is_undated),
    Reason("days in digits that make a stretch or have hours beside them: 1-10 tot 7-11",
           lambda p: re.search(r"\d[-/]\d+ ?- ?\d", p.text) or (re.search(r"\d[-/]\d", p.text) and "XXXX" in p.whole)),
    Reason("a day and the name of its month joined by a dash: 2-okt", lambda p: re.search(r"\d[-/][a-z]", p.text)),
    Reason("hours at both ends of a stretch of days", lambda p: p.kind == "range" and p.start),
    Reason("a year or a month behind a comma, in or van: 26 juni tot 28 juni in 2020",
           lambda p: p.first and re.search(r"(?:,| in| van) (?:\d{4}|[a-z]{3})", p.text)),
    Reason("hours in bare numbers, or with the part of the day at one end: van 1 's middags tot 4",
           lambda p: p.kind == "time"),
)  # fmt: skip
NOT_YET = "not read, or read otherwise, here"


def reads_the_same(phrase: Phrase) -> bool:
    """Whether our answer has the days, the hours and the rule that the phrase's project has."""
    got = _read(phrase)
    hours = _on_the_clock(phrase, phrase.start, got["start_time"]) and _on_the_clock(
        phrase, phrase.end, got["end_time"]
    )
    first, last = _on_the_day(phrase.first, got["dtstart"]), _on_the_day(phrase.last, got["dtend"])
    match phrase.kind:
        case "range":
            return got["kind"] == "range" and first and last
        case "day" if phrase.weekday is None:
            return got["kind"] == "single" and first and hours
        case "time":
            return bool(got["slots"]) and hours
    return hours and [slot["rrule"] for slot in got["slots"]] == [_rule(phrase.weekday)]


@cache
def _read(phrase: Phrase) -> dict[str, Any]:
    text = phrase.text if phrase.kind != "time" else CARRIER + phrase.text
    return answer({"text": text, "reference": (phrase.reference or "")[:10] or None})


def _on_the_day(said: str | None, got: str | None) -> bool:
    return said == got if said is None or got is None else said.replace("XXXX", got[:4]) == got[:10]


def _on_the_clock(phrase: Phrase, said: str | None, got: str | None) -> bool:
    if said is None or got is None or said == got or _PART_OF_DAY.search(phrase.text):
        return said == got
    return (int(said[:2]) - int(got[:2])) % 12 == 0 and said[2:] == got[2:]


def _rule(weekday: str | None) -> str:
    return "FREQ=DAILY" if weekday == "DAILY" else f"FREQ=WEEKLY;BYDAY={weekday}"


def verdict(phrase: Phrase) -> tuple[str, str]:
    """`left out`, `same` or `different`, and the words for it: the reason, or the kind of phrase."""
    for reason in LEFT_OUT:
        if reason.holds(phrase):
            return "left out", reason.words
    if reads_the_same(phrase):
        return "same", KINDS[phrase.kind]
    return "different", next((reason.words for reason in DIFFERENT if reason.holds(phrase)), NOT_YET)


KINDS = {
    "day": "a day, with or without hours",
    "range": "a stretch of days",
    "time": "hours, behind a day",
    "set": "again and again",
}


def share() -> float:
    """Of the counted phrases, how many are read the same."""
    counted = Counter(verdict(phrase)[0] for phrase in phrases())
    return counted["same"] / (counted["same"] + counted["different"])


def table() -> str:
    """The table of docs/schedules.md: what is read the same, what differs, what is not counted, with its numbers."""
    counted = Counter((phrase.project, *verdict(phrase)) for phrase in phrases())
    projects = sorted({project for project, _, _ in counted}, key=str.lower)
    lines = ["| | " + " | ".join(projects) + " |", "|---|" + "--:|" * len(projects)]
    for what, words in _rows():
        numbers = [counted[project, what, words] for project in projects]
        lines += [f"| {what}: {words} | " + " | ".join(str(n or "") for n in numbers) + " |"] if any(numbers) else []
    return "\n".join([*lines, "", f"Read the same: {share():.1%} of what is counted."])


def _rows() -> list[tuple[str, str]]:
    different = [reason.words for reason in DIFFERENT] + [NOT_YET]
    return [
        *(("same", words) for words in KINDS.values()),
        *(("different", words) for words in different),
        *(("left out", reason.words) for reason in LEFT_OUT),
    ]


def main() -> int:
    """Print the figures, and whether the page still has them; 1 below the floor."""
    reached = share()
    if table() not in PAGE.read_text(encoding="utf-8"):
        print(f"       {PAGE.name} shows other figures: run `make docs`")
    print(f"dates  of other projects read the same: {reached:.3f} (floor {FLOOR})")
    return int(reached < FLOOR)
