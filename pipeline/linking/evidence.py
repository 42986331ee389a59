"""What speaks for and against two listings being one activity: the records that linking explains itself with."""

from schemas.listing import Listing
from schemas.record import Record


class Evidence(Record):
    """One comparison of two listings: how far they agree in it, and what that weighs.

    `bits` above 0 speak for one activity, below 0 for two; an odds ratio of two to one is one bit. `one` and `other`
    are what was compared, as it stands in the comparison.
    """

    comparison: str
    level: str
    bits: float
    one: str | None = None
    other: str | None = None


class Doubt(Record):
    """Two listings of which a person should say whether they are one activity; the nearest to even odds matter most.

    `bits` is the sum over `evidence` and the odds that any two candidates have; `why` says what made it doubtful.
    """

    one: Listing
    other: Listing
    bits: float
    why: str
    evidence: tuple[Evidence, ...]
