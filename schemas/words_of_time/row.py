"""One row of the tables."""

from typing import NamedTuple


class Row(NamedTuple):
    """`words` for one `value` of a `kind`; several are separated by `|`.

    Weekdays are 0 (Monday) to 6, months 1 to 12, ordinals 1 to 5 and -1 (last), dayparts the values of
    `schemas.schedule.Daypart`. `plural` marks weekdays of which there is one every week ("dinsdagen", "on Tuesdays").
    """

    kind: str
    value: int | str
    words: str
    plural: bool = False
