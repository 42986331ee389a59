"""Dutch dates and hours that four other projects expect to be read: ../shared/corpus/set3_structured/nl_dates.

Recognizers-Text, duckling, dateparser and the calendar summaries of UiTdatabank, the values in one form.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "set3_structured" / "nl_dates"
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MOMENT = re.compile(r"(?P<day>(?:\d{4}|XXXX)-\d\d-\d\d|XXXX-WXX-\d)?(?:T(?P<hour>\d\d)(?::(?P<minute>\d\d))?)?")
_MONTH_NAME = r"\d [(]?(?:jan|feb|m(?:rt|aart)|apr|mei|jun|jul|aug|sep|okt|nov|dec|août)"
_DATE = re.compile(
    rf"(?<![:.\d])\d\d?[-/]\d\d?(?![:\d])|\b\d\d?\.\d\d?\.\d|^op \d+\.\d|{_MONTH_NAME}"
    r"|\b(?:apr|aug|feb|okt)\w* \d|\bvan maart|\bin okt",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\d[-/.]\d\d?[-/.]\d\d\b")
_WEEKDAY = re.compile(
    r"\b(?:(ma)|(di)|(wo)|(do)|(vr)|(za)|(zo))(?:e|ij|t|n|(?:ns|an|nds|nder|n|ter)?dag)?\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Phrase:
    """A phrase and its value. `kind`: day, range, time (without a day), set (again and again) or other (none of them).

    Days are YYYY-MM-DD, with XXXX for a year that is not said; `end` of the hours is the last moment as printed;
    `whole` is the value as its project writes it, `reference` the moment at which it is read, if it needs one.
    """

    project: str
    text: str
    kind: str
    whole: str
    first: str | None = None
    last: str | None = None
    start: str | None = None
    end: str | None = None
    weekday: str | None = None
    reference: str | None = None


def phrases() -> Iterator[Phrase]:
    """Each phrase of each project once."""
    seen = set()
    for phrase in (*_recognizers(), *_duckling(), *_summaries(), *_dateparser()):
        key = (phrase.project, phrase.text.lower(), phrase.kind)
        if key not in seen:
            seen.add(key)
            yield phrase


def _recognizers() -> Iterator[Phrase]:
    for path in sorted((FOLDER / "recognizers_text_dutch").glob("*.json")):
        for case in json.loads(path.read_text(encoding="utf-8-sig")):
            for found in case["Results"]:
                said = found.get("Value") or found.get("Resolution") or {}
                said = said["values"][0] if said.get("values") else said
                timex = said.get("Timex") or said.get("timex") or ""
                kind = str(found.get("Type") or found.get("TypeName") or "").rpartition(".")[2]
                timex = timex if kind != "duration" and "Mod" not in said else f"{said.get('Mod', kind)} {timex}"
                now = (case.get("Context") or {}).get("ReferenceDateTime")
                yield _phrase("Recognizers-Text", found["Text"], timex, is_set=kind == "set", now=now)


def _duckling() -> Iterator[Phrase]:
    for row in _rows("duckling_nl.jsonl"):
        if row["kind"] not in {"datetime", "datetimeInterval"} or row["grain"] not in {"Day", "Hour", "Minute"}:
            timex = f"{row['kind']} {row['grain']}"
        else:
            values = [row["value"][0], *(_last(value, row["grain"]) for value in row["value"][1:])]
            timex = ",".join(_day(row["phrase"], value) + value[10:16] * (row["grain"] != "Day") for value in values)
        yield _phrase("duckling", row["phrase"], timex, now=row["reference_time"])


def _day(text: str, value: str) -> str:
    """The day of a value as far as the text says it: a date, a weekday, or neither."""
    weekday = _WEEKDAY.search(text)
    if _DATE.search(text):
        return value[:10]
    return f"XXXX-WXX-{weekday.lastindex}" if weekday else ""


def _last(value: str, grain: str) -> str:
    """The last day or minute of an interval, where its project writes the first one after it."""
    if grain == "Day":
        return str(date.fromisoformat(value[:10]) - timedelta(days=1))
    return f"{value[:14]}{int(value[14:16]) - 1:02}" if grain == "Minute" and value[14:16] != "00" else value


def _summaries() -> Iterator[Phrase]:
    for row in _rows("calendar_summary_phrases.jsonl"):
        text, first, last = row["text"], _iso(row["start"]), _iso(row["end"])
        if row["kind"] == "periodic" and text.startswith(("Vanaf ", "Tot ")):
            first, last = (first, None) if text.startswith("Vanaf ") else (None, last)
        is_day = bool(first and last) and len(re.findall(_MONTH_NAME, text, re.IGNORECASE)) == 1
        start, end = (*re.findall(r"\d\d:\d\d", text), None, None)[:2]
        kind, last = ("day", first) if is_day else ("range", last)
        yield Phrase("UiTdatabank", text, kind, row["start"], first, last, start, end, reference=first or last)


def _iso(value: str) -> str:
    return value[:10] if value[4] == "-" else "-".join(reversed(value[:10].split("-")))


def _dateparser() -> Iterator[Phrase]:
    for row in _rows("dateparser_nl.jsonl"):
        english = re.search(r"(\d+) ([a-z]+) (\d{4})(?:.*?(\d+):(\d+))?", row.get("english") or "")
        python = re.fullmatch(r"datetime\(([\d, ]+)\)", row.get("value_python") or "")
        if english and english[2] in _MONTHS:
            numbers = [english[3], _MONTHS.index(english[2]) + 1, english[1], *english.groups()[3:]]
        else:
            numbers = python[1].split(",") if python else []
        if row["phrase"] != "nl":
            yield _phrase("dateparser", row["phrase"], _timex([int(n) for n in numbers if n]), now=None)


def _timex(numbers: list[int]) -> str:
    day = "-".join(f"{n:02}" for n in numbers[:3])
    return f"{day}T" + ":".join(f"{n:02}" for n in numbers[3:5]) if len(numbers) > 3 else day


def _phrase(project: str, text: str, timex: str, *, now: str | None, is_set: bool = False) -> Phrase:
    now = None if _YEAR.search(text) and "XXXX" not in timex else now
    sides = [_MOMENT.fullmatch(side) for side in timex.strip("()").split(",")[:2]]
    first, last = sides[0], sides[-1]
    if not first or not last or not first.group():
        return Phrase(project, text, "set" if timex == "P1D" else "other", timex, weekday="DAILY", reference=now)
    day, until = first["day"], last["day"]
    kind = "set" if is_set else "range" if day and until and until != day else "day" if day else "time"
    weekday = WEEKDAYS[int(day[-1]) - 1] if day and "W" in day else "DAILY" if is_set and not day else None
    days = (None, None) if weekday else (day, until or day)
    end = _clock(last) if last is not first else None
    return Phrase(project, text, kind, timex, *days, _clock(first), end, weekday, now)


def _clock(moment: re.Match[str]) -> str | None:
    return f"{moment['hour']}:{moment['minute'] or '00'}" if moment["hour"] else None


def _rows(name: str) -> Iterable[dict[str, Any]]:
    return map(json.loads, (FOLDER / name).read_text(encoding="utf-8").splitlines())
