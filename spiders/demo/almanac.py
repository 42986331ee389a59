"""The days of the town, counted from a given day, and their notations on its websites."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from email.utils import format_datetime
from zoneinfo import ZoneInfo

_AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_WORDS = {
    "nl": (
        "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
        "januari februari maart april mei juni juli augustus september oktober november december",
    ),
    "en": (
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
        "January February March April May June July August September October November December",
    ),
    "uk": (
        "понеділок вівторок середа четвер п’ятниця субота неділя",
        "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    ),
    "ar": (
        "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد",
        "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    ),
}


@dataclass(frozen=True)
class Almanac:
    """The days that pages speak of. Weeks begin on Monday; a weekday has its English name in lower case."""

    today: date

    def upcoming(self, weekday: str, count: int) -> list[date]:
        """The first `count` such weekdays, today included.

        >>> [str(day) for day in Almanac(date(2026, 11, 24)).upcoming("tuesday", 2)]
        ['2026-11-24', '2026-12-01']
        """
        first = self.today + timedelta(days=(_WEEKDAYS.index(weekday) - self.today.weekday()) % 7)
        return [first + timedelta(weeks=week) for week in range(count)]

    def next_week(self, weekday: str) -> date:
        """That weekday in the week after this one, 1 to 13 days from today.

        >>> str(Almanac(date(2026, 11, 29)).next_week("monday"))
        '2026-11-30'
        """
        monday = self.today - timedelta(days=self.today.weekday())
        return monday + timedelta(days=7 + _WEEKDAYS.index(weekday))

    def ago(self, days: int) -> date:
        return self.today - timedelta(days=days)


def words(day: date, language: str = "nl") -> str:
    """Weekday, day, month and year in `language` (nl, en, uk or ar).

    >>> words(date(2026, 11, 24)), words(date(2026, 11, 24), "en")
    ('dinsdag 24 november 2026', 'Tuesday 24 November 2026')
    """
    weekdays, months = (names.split() for names in _WORDS[language])
    return f"{weekdays[day.weekday()]} {day.day} {months[day.month - 1]} {day.year}"


def basic(day: date, clock: str | None = None) -> str:
    """RFC 5545 §3.3.4 and §3.3.5, local.

    >>> basic(date(2026, 11, 24)), basic(date(2026, 11, 24), "09:30")
    ('20261124', '20261124T093000')
    """
    return f"{day:%Y%m%d}" if clock is None else f"{_local(day, clock):%Y%m%dT%H%M%S}"


def utc(day: date, clock: str) -> str:
    """RFC 5545 §3.3.5 in UTC, of a time on the clock in Amsterdam.

    >>> utc(date(2026, 11, 24), "09:30"), utc(date(2026, 7, 7), "09:30")
    ('20261124T083000Z', '20260707T073000Z')
    """
    return f"{_local(day, clock).astimezone(UTC):%Y%m%dT%H%M%SZ}"


def instant(day: date, clock: str) -> str:
    """ISO 8601 with the offset of Amsterdam.

    >>> instant(date(2026, 11, 24), "09:30")
    '2026-11-24T09:30:00+01:00'
    """
    return _local(day, clock).isoformat()


def mail_date(day: date, clock: str) -> str:
    """RFC 5322 §3.3, as RSS has it.

    >>> mail_date(date(2026, 11, 24), "09:30")
    'Tue, 24 Nov 2026 09:30:00 +0100'
    """
    return format_datetime(_local(day, clock))


def _local(day: date, clock: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), _AMSTERDAM)
