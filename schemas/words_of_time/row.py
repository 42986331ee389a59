"""One row of the tables."""

from typing import NamedTuple


class Row(NamedTuple):
    """`words` for one `value` of a `kind`, separated by `|`; what a value means stands in `schemas.words_of_time`.

    `plural` marks weekdays of which there is one every week ("dinsdagen", "on Tuesdays").
    """

    kind: str
    value: int | str
    words: str
    plural: bool = False
