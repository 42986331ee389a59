"""A fence around this machine and a resolver of our own, so that a guard that fails reaches nothing.

Names are answered from a table, never by the network. A connection to what counts as a public address is led to
loopback, where the hostile site stands; a connection to any other address that is not loopback is led to the canary.
Nothing is replaced in Bruggen: the fence stands below, around the standard library's sockets.
"""

import socket
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Any
from unittest.mock import patch

PUBLIC = "145.97.20.20"  # anybody's; nothing is sent there
PUBLIC_6 = "2a02:898::1"
_connect_ex, _connect = socket.socket.connect_ex, socket.socket.connect


@dataclass
class Fence:
    """`names`: for each name its answers, one list of addresses a look-up, the last one for all that follow."""

    names: Mapping[str, Sequence[Sequence[str]]]
    canary_port: int
    looked_up: list[str] = field(default_factory=list)
    strayed: list[str] = field(default_factory=list)

    def getaddrinfo(self, host: str | bytes | None, port: Any, *_: Any, **__: Any) -> list[Any]:
        name = host.decode() if isinstance(host, bytes) else host or ""
        try:
            addresses: Sequence[str] = (str(ip_address(name)),)
        except ValueError:
            addresses = self._answer(name)
        kinds = {4: socket.AF_INET, 6: socket.AF_INET6}
        return [(kinds[ip_address(one).version], socket.SOCK_STREAM, 6, "", (one, port or 0)) for one in addresses]

    def _answer(self, name: str) -> Sequence[str]:
        answers = self.names.get(name) or _as_number(name)
        if not answers:
            raise socket.gaierror(socket.EAI_NONAME, "unknown in this test")
        self.looked_up.append(name)
        return answers[min(self.looked_up.count(name), len(answers)) - 1]

    def led(self, sock: socket.socket, address: Any) -> Any:
        """Where a connection to `address` really goes: always to loopback."""
        if sock.family not in {socket.AF_INET, socket.AF_INET6}:
            return address
        host, port, *_ = address
        if ip_address(host.partition("%")[0]).is_loopback:
            return address
        if host not in {PUBLIC, PUBLIC_6}:
            self.strayed.append(host)
            port = self.canary_port
        return ("127.0.0.1", port) if sock.family == socket.AF_INET else ("::ffff:127.0.0.1", port)


def _as_number(name: str) -> Sequence[Sequence[str]]:
    """Old spellings of IPv4 addresses (octal, hexadecimal, shortened), as the C library reads them."""
    try:
        return ((socket.inet_ntoa(socket.inet_aton(name)),),)
    except OSError:
        return ()


@contextmanager
def fenced(names: Mapping[str, Sequence[Sequence[str]]], *, canary_port: int = 9) -> Iterator[Fence]:
    """While this lasts no connection of this process leaves the machine and no name is asked of the network."""
    fence = Fence(names, canary_port)

    def connect_ex(sock: socket.socket, address: Any) -> int:
        return _connect_ex(sock, fence.led(sock, address))

    def connect(sock: socket.socket, address: Any) -> None:
        _connect(sock, fence.led(sock, address))

    with (
        patch.object(socket, "getaddrinfo", fence.getaddrinfo),
        patch.object(socket.socket, "connect_ex", connect_ex),
        patch.object(socket.socket, "connect", connect),
    ):
        yield fence
