"""Schedules as an organiser prints them, in Dutch and in English, each beside what it says: for the laws."""

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import strategies as st

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WEEKDAYS = {
    "nl": ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS = {
    "nl": (
        "januari", "februari", "maart", "april", "mei", "juni",
        "juli", "augustus", "september", "oktober", "november", "december",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
NUMBERS = ("twaalf", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf")
NTH = {
    "nl": {1: ("1e", "eerste"), 2: ("2e", "tweede"), 3: ("3e", "derde"), 4: ("4e", "vierde"), -1: ("laatste",)},
    "en": {1: ("1st", "first"), 2: ("2nd", "second"), 3: ("3rd", "third"), 4: ("4th", "fourth"), -1: ("last",)},
}
AND = {"nl": "en", "en": "and"}
FIRST, LAST = date(2000, 1, 1), date(2099, 12, 31)  # what an organiser may announce


@dataclass(frozen=True)
class Printed:
    """A text and what it says, in the form of `bruggen when`; None and empty where it says nothing."""

    text: str
    kind: str
    rule: str | None = None
    days: tuple[str, ...] = ()
    start: str | None = None
    end: str | None = None


# --- hours -----------------------------------------------------------------------------------------------------------

languages = st.sampled_from(("nl", "en"))
minutes = st.integers(9 * 4, 23 * 4 + 3).map(lambda quarter: quarter * 15)  # an organiser's day, in quarters of an hour


@st.composite
def hours(draw: st.DrawFn, language: str) -> tuple[str, str | None, str | None]:
    """Nothing, a start, or a start and an end; the words, then the hours as HH:MM."""
    start = draw(st.none() | minutes)
    if start is None:
        return "", None, None
    end = draw(st.none() | minutes.filter(lambda later: later > start))
    style = draw(st.sampled_from(STYLES[language]))
    if end is None:
        opening = {"nl": ("om ", "vanaf ", "aanvang "), "en": ("at ", "from ")}[language]
        return " " + draw(st.sampled_from(opening)) + style(start), clock(start), None
    between = {
        "nl": (("van ", " tot "), ("tussen ", " en "), ("", " - "), ("", "-")),
        "en": (("from ", " to "), ("between ", " and "), ("", " - "), ("from ", " until ")),
    }[language]
    before, joined = draw(st.sampled_from(between))
    return f" {before}{style(start)}{joined}{style(end)}", clock(start), clock(end)


def clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _dotted(minute: int) -> str:
    return f"{minute // 60}.{minute % 60:02} uur"


def _colon(minute: int) -> str:
    return clock(minute)


def _flemish(minute: int) -> str:
    return f"{minute // 60}u{minute % 60:02}" if minute % 60 else f"{minute // 60}u"


def _spoken(minute: int) -> str:
    """half drie 's middags, kwart voor acht 's avonds, negen uur 's ochtends."""
    hour = minute // 60
    words = (
        f"{NUMBERS[hour % 12]} uur", f"kwart over {NUMBERS[hour % 12]}",
        f"half {NUMBERS[(hour + 1) % 12]}", f"kwart voor {NUMBERS[(hour + 1) % 12]}",
    )[minute % 60 // 15]  # fmt: skip
    part = "ochtends" if minute < 12 * 60 else "middags" if minute < 18 * 60 else "avonds"
    return f"{words} 's {part}"


def _am_pm(minute: int) -> str:
    hour, rest = minute // 60, f":{minute % 60:02}" if minute % 60 else ""
    return f"{(hour - 1) % 12 + 1}{rest} {'am' if hour < 12 else 'pm'}"


STYLES = {"nl": (_dotted, _colon, _flemish), "en": (_colon, _am_pm)}

# --- days ------------------------------------------------------------------------------------------------------------

some_days = st.lists(st.integers(0, 6), min_size=1, max_size=3, unique=True).map(sorted)
dates = st.dates(FIRST, LAST - timedelta(days=400))


def joined(words: list[str], language: str) -> str:
    return f" {AND[language]} ".join([", ".join(words[:-1]), words[-1]] if words[:-1] else words)


@st.composite
def weekly(draw: st.DrawFn) -> Printed:
    """elke dinsdag en donderdag van 10.00 uur tot 12.00 uur"""
    language = draw(languages)
    numbers = draw(some_days)
    names = joined([WEEKDAYS[language][n] for n in numbers], language)
    words, start, end = draw(hours(language))
    every = draw(st.sampled_from({"nl": ("elke", "iedere", "wekelijks op"), "en": ("every", "weekly on")}[language]))
    return Printed(f"{every} {names}{words}", "recurring", f"FREQ=WEEKLY;BYDAY={_days(numbers)}", (), start, end)


@st.composite
def spoken(draw: st.DrawFn) -> Printed:
    """elke dinsdag van half drie 's middags tot kwart voor acht 's avonds"""
    number, start, end = draw(st.integers(0, 6)), draw(minutes), draw(st.none() | minutes)
    end = end if end and end > start else None
    before, joined = draw(st.sampled_from((("van ", " tot "), ("tussen ", " en "), ("", " - "))))
    words = f"om {_spoken(start)}" if end is None else f"{before}{_spoken(start)}{joined}{_spoken(end)}"
    rule = f"FREQ=WEEKLY;BYDAY={DAYS[number]}"
    return Printed(f"elke {WEEKDAYS['nl'][number]} {words}", "recurring", rule, (), clock(start), end and clock(end))


@st.composite
def every_so_many_weeks(draw: st.DrawFn) -> Printed:
    """om de week op vrijdag; elke 3 weken op maandag"""
    language, weeks, number = draw(languages), draw(st.integers(2, 8)), draw(st.integers(0, 6))
    words, start, end = draw(hours(language))
    every = {"nl": [f"elke {weeks} weken", f"eens per {weeks} weken"], "en": [f"every {weeks} weeks"]}[language]
    every += {"nl": ["om de week", "tweewekelijks"], "en": ["every other week"]}[language] * (weeks == 2)
    on = {"nl": "op", "en": "on"}[language]
    text = f"{draw(st.sampled_from(every))} {on} {WEEKDAYS[language][number]}{words}"
    return Printed(text, "recurring", f"FREQ=WEEKLY;INTERVAL={weeks};BYDAY={DAYS[number]}", (), start, end)


@st.composite
def monthly(draw: st.DrawFn) -> Printed:
    """elke 2e en 4e dinsdag van de maand om half drie 's middags"""
    language, number = draw(languages), draw(st.integers(0, 6))
    which = draw(
        st.lists(st.sampled_from((1, 2, 3, 4)), min_size=1, max_size=2, unique=True).map(sorted) | st.just([-1])
    )
    form = draw(st.integers(0, 1))
    names = joined([NTH[language][nth][form % len(NTH[language][nth])] for nth in which], language)
    words, start, end = draw(hours(language))
    every, month = {"nl": ("elke", "van de maand"), "en": ("every", "of the month")}[language]
    text = f"{every} {names} {WEEKDAYS[language][number]} {month}{words}"
    days = ",".join(f"{nth}{DAYS[number]}" for nth in which)
    return Printed(text, "recurring", f"FREQ=MONTHLY;BYDAY={days}", (), start, end)


@st.composite
def single(draw: st.DrawFn) -> Printed:
    """zaterdag 26 september 2026 van 11.00 uur tot 15.00 uur; 26-9-2026"""
    language, day = draw(languages), draw(dates)
    words, start, end = draw(hours(language))
    weekday = draw(st.sampled_from(("", WEEKDAYS[language][day.weekday()] + " ")))
    return Printed(weekday + draw(_date(day, language)) + words, "single", None, (str(day),), start, end)


@st.composite
def dated_list(draw: st.DrawFn) -> Printed:
    """4, 11 en 18 april 2026 om 10.00 uur"""
    language, first = draw(languages), draw(dates).replace(day=1)
    numbers = draw(st.lists(st.integers(1, 28), min_size=2, max_size=5, unique=True).map(sorted))
    words, start, end = draw(hours(language))
    days = tuple(str(first.replace(day=number)) for number in numbers)
    names = joined([str(number) for number in numbers], language)
    return Printed(f"{names} {MONTHS[language][first.month - 1]} {first.year}{words}", "list", None, days, start, end)


@st.composite
def stretch(draw: st.DrawFn) -> Printed:
    """van 12 december 2026 t/m 6 januari 2027"""
    language, first = draw(languages), draw(dates)
    last = first + timedelta(days=draw(st.integers(1, 300)))
    stretches = {
        "nl": (("van ", " t/m "), ("van ", " tot en met "), ("", " - ")),
        "en": (("from ", " to "), ("", " - ")),
    }[language]
    before, until = draw(st.sampled_from(stretches))
    text = f"{before}{draw(_date(first, language))}{until}{draw(_date(last, language))}"
    return Printed(text, "range", None, (str(first), str(last)))


def _date(day: date, language: str) -> st.SearchStrategy[str]:
    month = MONTHS[language][day.month - 1]
    forms = [f"{day.day} {month} {day.year}"]
    forms += (
        [f"{day.day}-{day.month}-{day.year}", f"{day:%d/%m/%Y}"]
        if language == "nl"
        else [f"{month} {day.day}, {day.year}"]
    )
    return st.sampled_from(forms)


def _days(numbers: list[int]) -> str:
    return ",".join(DAYS[number] for number in numbers)
