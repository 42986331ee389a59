"""Which texts are rules."""

from datetime import UTC, date, datetime

import pytest

from pipeline.recurrence import Frequency, Rule, rule
from schemas.errors import UnreadableText

READABLE = {
    "FREQ=WEEKLY": Rule(Frequency.WEEKLY),
    "freq=weekly;": Rule(Frequency.WEEKLY),
    "RRULE:FREQ=WEEKLY": Rule(Frequency.WEEKLY),
    "FREQ=WEEKLY;;WKST=SU": Rule(Frequency.WEEKLY, week_start=6),
    "FREQ=WEEKLY;FREQ=WEEKLY": Rule(Frequency.WEEKLY),
    "FREQ=WEEKLY;X-NOTE=STANDUP": Rule(Frequency.WEEKLY),
    "RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=OMIT": Rule(Frequency.YEARLY),
    "FREQ=MONTHLY; BYDAY = 1MO, -1FR": Rule(Frequency.MONTHLY, weekdays=((-1, 4), (1, 0))),
    "FREQ=MONTHLY;BYDAY=+2TU": Rule(Frequency.MONTHLY, weekdays=((2, 1),)),
    "FREQ=WEEKLY;BYDAY=TU,TU,MO,": Rule(Frequency.WEEKLY, weekdays=((0, 0), (0, 1))),
    "FREQ=YEARLY;BYMONTH=5,4,4": Rule(Frequency.YEARLY, months=(4, 5)),
    "FREQ=DAILY;BYSECOND=59,60": Rule(Frequency.DAILY, seconds=(59,)),
    "FREQ=DAILY;UNTIL=20261124": Rule(Frequency.DAILY, until=date(2026, 11, 24)),
    "FREQ=DAILY;UNTIL=20261124T200000Z": Rule(Frequency.DAILY, until=datetime(2026, 11, 24, 20, tzinfo=UTC)),
    "FREQ=DAILY;UNTIL=20261124T200000": Rule(Frequency.DAILY, until=datetime(2026, 11, 24, 20)),  # noqa: DTZ001
}

UNREADABLE = (
    "",
    "weekly",
    "BYDAY=MO",
    "FREQ=FORTNIGHTLY",
    "FREQ=WEEKLY;INTERVAL=0",
    "FREQ=WEEKLY;INTERVAL=-1",
    "FREQ=WEEKLY;COUNT=0",
    "FREQ=WEEKLY;COUNT=five",
    "FREQ=WEEKLY;COUNT=",
    "FREQ=WEEKLY;UNTIL=next year",
    "FREQ=WEEKLY;UNTIL=20261324",
    "FREQ=WEEKLY;UNTIL=20261124T250000",
    "FREQ=WEEKLY;BYDAY=DI",
    "FREQ=WEEKLY;BYDAY=",
    "FREQ=MONTHLY;BYDAY=0MO",
    "FREQ=MONTHLY;BYDAY=54MO",
    "FREQ=MONTHLY;BYMONTHDAY=0",
    "FREQ=MONTHLY;BYMONTHDAY=32",
    "FREQ=YEARLY;BYMONTH=13",
    "FREQ=YEARLY;BYYEARDAY=367",
    "FREQ=YEARLY;BYWEEKNO=54",
    "FREQ=DAILY;BYHOUR=24",
    "FREQ=DAILY;BYMINUTE=-1",
    "FREQ=DAILY;BYSETPOS=0",
    "FREQ=DAILY;WKST=XX",
    "FREQ=DAILY;BYEASTER=1",
    "FREQ=DAILY;COUNT=3;COUNT=4",
    "FREQ=YEARLY;RSCALE=HEBREW",
    "FREQ=YEARLY;RSCALE=GREGORIAN;SKIP=FORWARD",
    "FREQ=DAILY;BYHOUR=" + "1," * 10_000,
)


@pytest.mark.parametrize(("text", "expected"), READABLE.items())
def test_a_rule_is_read_whatever_its_spelling(text: str, expected: Rule) -> None:
    assert rule(text) == expected


@pytest.mark.parametrize("text", UNREADABLE, ids=lambda text: text[:50])
def test_what_is_no_rule_says_so(text: str) -> None:
    with pytest.raises(UnreadableText, match="rule"):
        rule(text)


def test_the_message_names_what_was_seen() -> None:
    with pytest.raises(UnreadableText, match="BYMONTHDAY=32"):
        rule("FREQ=MONTHLY;BYMONTHDAY=32")
