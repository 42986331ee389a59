"""From what went wrong with a request to its class of failure, with a line that says where and what."""

from collections.abc import Iterator

from OpenSSL import SSL
from scrapy import exceptions
from service_identity.exceptions import VerificationError
from twisted.internet import error as twisted_error
from twisted.web.client import ResponseFailed

from schemas.health import Failure
from spiders.crawl import wire

_TABLE: tuple[tuple[tuple[type[BaseException], ...], Failure, str], ...] = (
    ((SSL.Error, VerificationError, twisted_error.SSLError), Failure.TLS, "no valid certificate, or no common TLS"),
    ((wire.HeadTooLong,), Failure.TOO_LARGE, "its headers are larger than we read"),
    ((wire.NotHttp,), Failure.UNREADABLE, "the answer is not HTTP"),
    ((exceptions.CannotResolveHostError,), Failure.DNS, "the host name does not resolve"),
    ((exceptions.DownloadTimeoutError, twisted_error.TimeoutError), Failure.TIMEOUT, "no whole answer in time"),
    ((exceptions.DownloadCancelledError, exceptions.IgnoreRequest), Failure.TOO_LARGE, "larger than we read"),
    ((exceptions.DownloadConnectionRefusedError,), Failure.CONNECTION, "the connection was refused"),
    ((exceptions.UnsupportedURLSchemeError, exceptions.NotSupported), Failure.BLOCKED, "neither http nor https"),
    ((exceptions.ResponseDataLossError,), Failure.CONNECTION, "the answer broke off"),
    (
        (exceptions.DownloadFailedError, twisted_error.ConnectError, twisted_error.ConnectionLost),
        Failure.CONNECTION,
        "the connection failed",
    ),
    ((twisted_error.ConnectionDone,), Failure.CONNECTION, "the connection was closed"),
    ((UnicodeError,), Failure.DNS, "the host name is not valid"),
)


class Unfetched(Exception):
    """A page that did not come, with its class of failure; `detail` says where, what was seen, what was expected."""

    def __init__(self, failure: Failure, detail: str) -> None:
        super().__init__(detail)
        self.failure = failure
        self.detail = detail


def unfetched(error: BaseException, url: str) -> Unfetched:
    """`error` by the first row of the table that fits it or one of its causes."""
    if isinstance(error, Unfetched):
        return error
    causes = tuple(_causes(error))
    for kinds, failure, words in _TABLE:
        if any(isinstance(cause, kinds) for cause in causes):
            return Unfetched(failure, f"{url}: {words}")
    return Unfetched(Failure.UNREADABLE, f"{url}: {one_line(error)}")


def one_line(error: BaseException) -> str:
    """An exception's name and text in one line of at most 200 characters."""
    return " ".join(f"{type(error).__name__}: {error}".split())[:200]


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """`error`, what it was raised from, and what Twisted wrapped in it."""
    while error:
        yield error
        if isinstance(error, ResponseFailed):
            for reason in error.reasons:
                yield from _causes(reason.value)
        error = error.__cause__
