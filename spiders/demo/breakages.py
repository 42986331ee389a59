"""The ways in which a website of the town can fail, by name."""

import gzip
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from spiders.demo.answer import Answer, redirect

HUGE = 100_000_000  # bytes, of the body as it reaches the visitor or after decompression

_ERROR_PAGE = b"<!DOCTYPE html><title>Fout</title><h1>Er heeft zich een kritieke fout voorgedaan op deze site.</h1>"
_UPKEEP_PAGE = b"<!DOCTYPE html><title>Onderhoud</title><h1>Wij zijn zo terug</h1><p>De website wordt bijgewerkt.</p>"
_WALL_PAGE = b"<!DOCTYPE html><title>Just a moment...</title><p>Checking your browser before you continue.</p>"
_HTML = "text/html; charset=utf-8"


class Then(StrEnum):
    """What a failing server does after its first bytes."""

    HANG = "hang"  # says nothing more, until somebody closes the connection
    CLOSE = "close"
    FLOOD = "flood"  # sends HUGE bytes in chunks


@dataclass(frozen=True)
class Broken:
    """An answer that is no whole answer."""

    first: bytes
    then: Then
    status: int = 200


Reply = Answer | Broken
Breakage = Callable[[str, Answer], Reply]
"""From the requested target and what the site would say to what it says now."""


def _html_at_ics(target: str, usual: Answer) -> Reply:
    is_calendar = target.partition("?")[0].endswith(".ics")
    return Answer(_UPKEEP_PAGE, content_type=_HTML) if is_calendar else usual


def _redirect_circle(target: str, _usual: Answer) -> Reply:
    path, _, query = target.partition("?")
    there = path if query == "rondje" else f"{path}?rondje"
    return redirect(there)


def _slow(_target: str, usual: Answer) -> Reply:
    return Broken(usual.head + usual.body[:10], Then.HANG)


def _truncated(_target: str, usual: Answer) -> Reply:
    return Broken(usual.head + usual.body[: len(usual.body) // 2], Then.CLOSE)


def _refused(_target: str, _usual: Answer) -> Reply:
    return Broken(b"", Then.CLOSE)


def _huge(_target: str, usual: Answer) -> Reply:
    kind = usual.content_type or _HTML
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nTransfer-Encoding: chunked\r\n\r\n"
    return Broken(head.encode(), Then.FLOOD)


def _bomb(_target: str, usual: Answer) -> Reply:
    return Answer(_packed(), content_type=usual.content_type, headers=(("Content-Encoding", "gzip"),))


@cache
def _packed() -> bytes:
    return gzip.compress(b" " * HUGE, compresslevel=1, mtime=0)


def _always(answer: Answer) -> Breakage:
    return lambda _target, _usual: answer


BREAKAGES: dict[str, Breakage] = {
    "500": _always(Answer(_ERROR_PAGE, status=500, content_type=_HTML)),
    "503": _always(Answer(_UPKEEP_PAGE, status=503, content_type=_HTML, headers=(("Retry-After", "3600"),))),
    "404": _always(Answer(b"<!DOCTYPE html><title>Niet gevonden</title>", status=404, content_type=_HTML)),
    "403": _always(Answer(_WALL_PAGE, status=403, content_type=_HTML)),
    "bot_wall": _always(Answer(_WALL_PAGE, content_type=_HTML)),
    "html_at_ics": _html_at_ics,
    "redirect_circle": _redirect_circle,
    "slow": _slow,
    "truncated": _truncated,
    "refused": _refused,
    "huge": _huge,
    "bomb": _bomb,
}
