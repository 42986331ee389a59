"""Which addresses we visit: public ones only, judged after the name was resolved.

Every connection of Twisted asks this resolver, for names and for bare addresses, before and after redirects: it is
the one place where an address can be refused before a byte is sent to it.
"""

import asyncio
import socket
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any

from scrapy.crawler import Crawler
from twisted.internet import address as twisted_address
from twisted.internet.interfaces import IHostnameResolver, IHostResolution
from zope.interface import implementer

_NAT64 = IPv6Network("64:ff9b::/96")
_AZURE_METADATA = IPv4Address("168.63.129.16")  # answers with credentials, from an address that counts as public


def is_visitable(text: str, *, allow_loopback: bool) -> bool:
    """Whether `text`, an IP address, is public; with `allow_loopback` also whether it is this machine.

    >>> is_visitable("10.0.0.1", allow_loopback=True), is_visitable("127.0.0.1", allow_loopback=True)
    (False, True)
    """
    address = _innermost(ip_address(text.partition("%")[0]))
    if address.is_loopback:
        return allow_loopback
    return address.is_global and not address.is_multicast and address != _AZURE_METADATA


def _innermost(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address that an IPv6 address wraps, where it wraps one."""
    if isinstance(address, IPv4Address):
        return address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1] or address


@implementer(IHostResolution)
class _Resolution:
    def __init__(self, name: str) -> None:
        self.name = name

    def cancel(self) -> None:
        """Nothing to take back: a late answer finds nobody waiting."""


@implementer(IHostnameResolver)
class PublicResolver:
    """Resolves names with the system's resolver in a thread, and passes on only the addresses that we visit.

    `refused` collects the hosts, spelt as in addresses, of which every address was refused.
    """

    def __init__(self, reactor: Any, *, timeout_s: float, allow_loopback: bool) -> None:  # noqa: ANN401
        self._reactor = reactor
        self._timeout_s = timeout_s
        self._allow_loopback = allow_loopback
        self._asking: set[asyncio.Task[None]] = set()
        self.refused: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: Any) -> "PublicResolver":  # noqa: ANN401
        settings = crawler.settings
        return cls(
            reactor,
            timeout_s=settings.getfloat("DOWNLOAD_TIMEOUT"),
            allow_loopback=settings.getbool("ALLOW_LOOPBACK"),
        )

    def install_on_reactor(self) -> None:
        self._reactor.installNameResolver(self)

    def resolveHostName(  # noqa: N802 - IHostnameResolver, with its names
        self,
        resolutionReceiver: Any,  # noqa: ANN401, N803 - IResolutionReceiver, which mypy cannot see through
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: object = None,  # noqa: ARG002, N803
        transportSemantics: str = "TCP",  # noqa: ARG002, N803
    ) -> "_Resolution":
        resolution = _Resolution(hostName)
        resolutionReceiver.resolutionBegan(resolution)
        task = asyncio.ensure_future(self._answer(resolutionReceiver, hostName, portNumber))
        self._asking.add(task)
        task.add_done_callback(self._asking.discard)
        return resolution

    async def _answer(self, receiver: Any, host: str, port: int) -> None:  # noqa: ANN401
        addresses = await self._addresses(host)
        visitable = [one for one in addresses if is_visitable(one, allow_loopback=self._allow_loopback)]
        if addresses and not visitable:
            self.refused.add(_as_in_urls(host))
        for one in visitable:
            kind = twisted_address.IPv6Address if ":" in one else twisted_address.IPv4Address
            receiver.addressResolved(kind("TCP", one, port))
        receiver.resolutionComplete()

    async def _addresses(self, host: str) -> Iterable[str]:
        """The addresses of `host`, in the system's order, each once; none when it does not resolve in time."""
        if _is_address(host):
            return (host,)
        asking = asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
        try:
            found = await asyncio.wait_for(asking, self._timeout_s)
        except (OSError, UnicodeError):  # TimeoutError is an OSError
            return ()
        return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def _as_in_urls(host: str) -> str:
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return host


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
