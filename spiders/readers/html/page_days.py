"""What a page as a whole tells of the days on it: which figure is the month, and near which day they lie."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from spiders.page import Page
from spiders.page_facts import PageFacts, page_facts
from spiders.readers.html.lists import printed_on
from spiders.readers.html.moments import moments, years
from spiders.readers.html.reading import Found

# A list may be filled by a plugin, which changes no page: of an older one the page's day says nothing.
_KEPT = timedelta(days=90)
_FEW = 3  # records; where a page has more, they are a list, however they lie
_NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})[-/](\d{1,2})[-/](?:\d{4}|\d\d)(?![\d/-])")


def month_first(texts: Iterable[str], tzid: str) -> bool | None:
    """Whether dates in digits print the month first: where one on the page can be nothing else; None: none tells.

    A page read for a zone of the United States prints it first unless it shows otherwise.
    """
    pairs = [(int(a), int(b)) for text in texts if "/" in text or "-" in text for a, b in _NUMERIC.findall(text)]
    by_month = sum(a <= 12 < b for a, b in pairs)
    by_day = sum(b <= 12 < a for a, b in pairs)
    if by_month != by_day:
        return by_month > by_day
    return True if tzid.startswith("America/") else None


def days_near(found: Sequence[Found], page: Page) -> list[date]:
    """For each of `found` the day near which its days without a year lie, in order; today for all that print theirs.

    A post of long ago announces nothing for next year: what it leaves out lies near the day on which it was written.
    """
    today = page.fetched_at.date()
    if not any(_leaves_year_out(one.when, is_article=True) for one in found):
        return [today] * len(found)
    facts = page_facts(page)
    listed = day_of_list(facts, today)
    begun = printed_on(found, listed)
    days = []
    for one in found:
        is_of_list = one.record.block >= 0 or len(found) > _FEW
        near = begun.get(one.record.anchor, listed) if is_of_list else min(facts.day or today, today)
        days.append(near if _leaves_year_out(one.when, is_article=facts.is_article) else today)
    return days


def day_of_list(facts: PageFacts, today: date) -> date:
    """The day near which the days of a list lie: that of its last change, unless the page is old and no article."""
    day = max(filter(None, (facts.day, facts.changed_on)), default=today)
    return min(day, today) if facts.is_article or today - day < _KEPT else today


def _leaves_year_out(when: str, *, is_article: bool) -> bool:
    """Whether `when` names a day without its year, or, in an article, no day ("aanstaande dinsdag", "elke week")."""
    said = moments(when)
    if years(when) or any(day.has_year for day in said.days):
        return False
    return is_article or bool(said.days)
