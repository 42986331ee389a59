"""What people settled: whether two listings are one activity, and what a field of an activity is.

TOML files beside these modules, or in any other folder: one per municipality, reviewable, replayed on every build.
See docs/judgements.md.
"""

from pipeline.judgements.locks import LOCKABLE, locked
from pipeline.judgements.reading import judgements
from pipeline.judgements.verdicts import Judgements, Pair, Said, pair, unknown, unknown_locks
from pipeline.judgements.writing import written

__all__ = [
    "LOCKABLE",
    "Judgements",
    "Pair",
    "Said",
    "judgements",
    "locked",
    "pair",
    "unknown",
    "unknown_locks",
    "written",
]
