"""How a visit to a source went."""

from enum import StrEnum

from schemas.record import Instant, Record
from schemas.source import SourceId


class Outcome(StrEnum):
    OK = "ok"  # read, something is new or as before
    UNCHANGED = "unchanged"  # the site says that nothing changed
    SILENT = "silent"  # nothing announced, and that is normal now
    FAILED = "failed"
    SKIPPED = "skipped"  # not due yet, or opted out


class Failure(StrEnum):
    """The class of a failure, and with it what an operator should look at."""

    DNS = "dns"
    TLS = "tls"
    CONNECTION = "connection"
    TIMEOUT = "timeout"
    CLIENT_ERROR = "4xx"
    SERVER_ERROR = "5xx"
    BLOCKED = "blocked"  # robots.txt, a bot wall, or an address that we do not visit
    REDIRECTS = "redirects"  # in circles, or too many
    MOVED = "moved"
    TOO_LARGE = "too_large"
    UNREADABLE = "unreadable"  # the answer is not what stands at such an address, e.g. HTML for a calendar
    REDESIGNED = "redesigned"  # fewer listings than expected, or half of them gone at once
    EMPTY = "empty"  # the page answers, and no reader finds a listing


ADVICE: dict[Failure, str] = {
    Failure.DNS: "the name does not resolve: is the site gone, or the url misspelt?",
    Failure.TLS: "the certificate is not valid: tell the organiser",
    Failure.CONNECTION: "the server does not answer: try again tomorrow, then tell the organiser",
    Failure.TIMEOUT: "the server is too slow: try again tomorrow",
    Failure.CLIENT_ERROR: "the page is not there: look for its new address and change `url`",
    Failure.SERVER_ERROR: "the server has a fault: try again tomorrow, then tell the organiser",
    Failure.BLOCKED: "we may not visit this page: ask the organiser, or set opted_out = true",
    Failure.REDIRECTS: "the site sends us in circles: look at it in a browser and change `url`",
    Failure.MOVED: "the site moved to another host: look at it and change `url`",
    Failure.TOO_LARGE: "the answer is larger than we read: choose a smaller page or calendar",
    Failure.UNREADABLE: "the answer is of another kind than the address promises: look at it in a browser",
    Failure.REDESIGNED: "many listings vanished at once: look at the site; `--accept` if it is right",
    Failure.EMPTY: "no reader finds a listing: look at the page; is there a calendar to name in `url` or `pages`?",
}


class Problem(Record):
    """Something on a page that could not be read, or was read only after a repair: `what`, in one line."""

    what: str
    where: str | None = None


class Health(Record):
    """One visit to one source: pages by outcome, listings, and why it failed where it did."""

    source_id: SourceId
    run_id: str
    outcome: Outcome
    visited_at: Instant
    failure: Failure | None = None
    detail: str | None = None
    reader: str | None = None
    fetched: int = 0
    unchanged: int = 0
    refused: int = 0
    failed: int = 0
    listings: int = 0
    unread_schedules: int = 0
    problems: tuple[Problem, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether everything the source announces was seen, so that an absent listing is really absent."""
        return self.outcome in {Outcome.OK, Outcome.UNCHANGED, Outcome.SILENT}
