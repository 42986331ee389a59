"""Ways to lead a visitor into an internal network, or nowhere at all."""

from schemas.health import Failure
from tests.spiders.hostile.answers import calendar, redirect
from tests.spiders.hostile.network import PUBLIC
from tests.spiders.hostile.site import Answer, Item

_NOT_PUBLIC = "not a public address"


def _to(target: str) -> Answer:
    return lambda heard: redirect(target.format(port=heard.canary))


def _led(name: str, served: str, target: str, words: str = _NOT_PUBLIC) -> Item:
    return Item(name, f"302 to {served}", _to(target), Failure.BLOCKED, words=words, most_requests=1)


def _named(name: str, served: str) -> Item:
    return Item(
        name, f"a name that resolves to {served}", calendar, Failure.BLOCKED, words=_NOT_PUBLIC, most_requests=0
    )


_ELSEWHERE = "neither http nor https"

REDIRECTS = (
    _led("to-loopback", "127.0.0.1", "http://127.0.0.1:{port}/"),
    _led("to-localhost", "localhost", "http://localhost:{port}/"),
    _led("to-private", "10.0.0.1", "http://10.0.0.1:{port}/"),
    _led("to-metadata", "169.254.169.254", "http://169.254.169.254/latest/meta-data/"),
    _led("to-mapped", "[::ffff:127.0.0.1]", "http://[::ffff:127.0.0.1]:{port}/"),
    _led("to-ipv6", "[::1]", "http://[::1]:{port}/"),
    _led("to-decimal", "2130706433, which is 127.0.0.1", "http://2130706433:{port}/"),
    _led("to-octal", "0177.0.0.1", "http://0177.0.0.1:{port}/"),
    _led("to-hexadecimal", "0x7f000001", "http://0x7f000001:{port}/"),
    _led("to-short", "127.1", "http://127.1:{port}/"),
    _led("to-zero", "0.0.0.0", "http://0.0.0.0:{port}/"),  # noqa: S104 - must not be visited
    _led("to-user", "user@127.0.0.1", "http://public.hostile.example@127.0.0.1:{port}/", "names a user"),
    _led("to-file", "file:///etc/passwd", "file:///etc/passwd", _ELSEWHERE),
    _led("to-ftp", "ftp:", "ftp://127.0.0.1:{port}/", _ELSEWHERE),
    _led("to-data", "data:text/calendar", "data:text/calendar,BEGIN:VCALENDAR", _ELSEWHERE),
    _led("to-gopher", "gopher:", "gopher://127.0.0.1:{port}/", _ELSEWHERE),
    Item("in-a-circle", "302 to itself by way of another",
         lambda h: redirect("/b" if h.path != "/b" else "/agenda.ics"), Failure.REDIRECTS, words="in a circle"),
    Item("in-a-chain", "302 on and on, never the same address", lambda h: redirect(f"/{h.number}"),
         Failure.REDIRECTS, words="more than 5", most_requests=6),
    Item("with-sessions", "302 with a new session id each time",
         lambda h: redirect(f"/agenda.ics;sid={h.number * 7919}"),
         Failure.REDIRECTS, words="more than 5", most_requests=6),
    Item("with-cookies", "302 to itself until its cookie comes back",
         lambda h: redirect("/agenda.ics?k", cookie="sid=1") if "Cookie" not in h.headers else calendar(h),
         Failure.REDIRECTS, words="in a circle"),
    Item("nowhere", "302 without a Location", lambda _: redirect(""), Failure.REDIRECTS, most_requests=1),
)  # fmt: skip

NAMES: dict[str, tuple[tuple[str, ...], ...]] = {
    "name-loopback": (("127.0.0.1",),),
    "name-private": (("192.168.1.1",),),
    "name-link-local": (("169.254.1.1",),),
    "name-metadata": (("169.254.169.254",),),
    "name-mapped": (("::ffff:10.0.0.1",),),
    "name-unique-local": (("fd00:ec2::254",),),
    "name-shared": (("100.64.0.1",),),
    "name-several": (("10.0.0.1", "127.0.0.1", "fe80::1"),),
    "name-mixed": (("10.0.0.1", PUBLIC),),
    "rebinding": ((PUBLIC,), ("127.0.0.1",)),
    "rebinding-late": ((PUBLIC,), (PUBLIC,), (PUBLIC,), ("10.0.0.1",)),
}
"""What the resolver of our own says for the items below: one tuple of addresses a look-up."""

RESOLVED = (
    _named("name-loopback", "127.0.0.1"),
    _named("name-private", "192.168.1.1"),
    _named("name-link-local", "169.254.1.1"),
    _named("name-metadata", "169.254.169.254"),
    _named("name-mapped", "::ffff:10.0.0.1"),
    _named("name-unique-local", "fd00:ec2::254"),
    _named("name-shared", "100.64.0.1 (shared, RFC 6598)"),
    _named("name-several", "three addresses, none public"),
    Item("name-mixed", "a name that resolves to 10.0.0.1 and a public address", calendar, None),
    Item("rebinding", "a name that is public at first, 127.0.0.1 at the second look-up", calendar, Failure.BLOCKED,
         words=_NOT_PUBLIC, most_requests=0),
    Item("rebinding-late", "the same, 10.0.0.1 at the fourth", calendar, Failure.BLOCKED,
         words=_NOT_PUBLIC, pages=("/meer.ics", "/nog-meer.ics")),
)  # fmt: skip
