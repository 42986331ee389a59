"""What a page as a whole tells of the days on it: which figure is the month."""

import re
from collections.abc import Iterable

_NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})[-/](\d{1,2})[-/](?:\d{4}|\d\d)(?![\d/-])")


def month_first(texts: Iterable[str], tzid: str) -> bool | None:
    """Whether dates in digits print the month first: where one on the page can be nothing else; None: none tells.

    A page read for a zone of the United States prints it first unless it shows otherwise.
    """
    pairs = [(int(a), int(b)) for text in texts for a, b in _NUMERIC.findall(text)]
    by_month = sum(a <= 12 < b for a, b in pairs)
    by_day = sum(b <= 12 < a for a, b in pairs)
    if by_month != by_day:
        return by_month > by_day
    return True if tzid.startswith("America/") else None
