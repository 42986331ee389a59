"""The town, open for visitors on loopback: every organisation on its own origin."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from threading import Thread

from spiders.demo.rendering import Copy, folders
from spiders.demo.server import Conversation, Shelf
from spiders.demo.town import Site, Town

_TRIES = 20  # for a port that is free on all addresses; on a quiet machine the first one is
_WAITING_VISITORS = 256


@contextmanager
def serve_town(
    today: date,
    *,
    hosts: int | None = None,
    copies: int = 1,
    first_port: int = 0,
) -> Iterator[Town]:
    """The town, served by a thread of its own while the context lasts.

    As a rule each site is a port of 127.0.0.1: `first_port` and those after it, or any that are free.
    With `hosts` there are that many sites, from as many copies of the town as it takes, each on an address of its own
    (127.1.x.y, all on one port). Only Linux has such addresses without further ado.
    Raises OSError where a port is taken or an address is missing.
    """
    doors = _addresses(hosts, first_port) if hosts else _ports(len(folders()) * copies, first_port)
    town = Town({site.name: site for site in _sites(doors)}, today)
    street = _Street()
    for name, door in zip(town.sites, doors, strict=True):
        street.open(town.shelf(name), door)
    thread = Thread(target=street.loop.run_forever, name="demo-town", daemon=True)
    thread.start()
    try:
        yield town
    finally:
        street.loop.call_soon_threadsafe(street.loop.stop)
        thread.join()
        street.close()


@dataclass
class _Street:
    """The servers of all sites on one event loop, and the connections to them that are open."""

    loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)
    servers: list[asyncio.Server] = field(default_factory=list)
    connections: set[asyncio.Transport] = field(default_factory=set)

    def open(self, shelf: Shelf, door: socket.socket) -> None:
        server = self.loop.create_server(
            lambda: Conversation(shelf, self.connections), sock=door, backlog=_WAITING_VISITORS
        )
        self.servers.append(self.loop.run_until_complete(server))

    def close(self) -> None:
        """Only when the loop stands still."""
        for server in self.servers:
            server.close()
        for connection in tuple(self.connections):
            connection.abort()
        self.loop.run_until_complete(asyncio.sleep(0))
        self.loop.close()


def _sites(doors: list[socket.socket]) -> Iterator[Site]:
    """As many sites as there are doors, copy after copy of the town."""
    every = ((Copy(number), folder) for number in range(1, len(doors) + 1) for folder in folders())
    for (copy, folder), door in zip(islice(every, len(doors)), doors, strict=True):
        host, port = door.getsockname()
        yield Site(copy.site(folder), folder, copy, f"http://{host}:{port}")


def _ports(wanted: int, first_port: int) -> list[socket.socket]:
    return _doors([("127.0.0.1", first_port and first_port + place) for place in range(wanted)])


def _addresses(wanted: int, port: int) -> list[socket.socket]:
    """Doors on as many addresses, all with one port; 0: any that is free on all of them."""
    hosts = [f"127.1.{place // 250}.{place % 250 + 1}" for place in range(wanted)]
    for _ in range(_TRIES if port == 0 else 0):
        candidate = _free_port(hosts[0])
        with suppress(OSError):
            return _doors([(host, candidate) for host in hosts])
    return _doors([(host, port) for host in hosts])


def _free_port(host: str) -> int:
    with _door(host, 0) as door:
        port: int = door.getsockname()[1]
    return port


def _doors(addresses: list[tuple[str, int]]) -> list[socket.socket]:
    """Sockets bound to all of these, or to none."""
    with ExitStack() as opened:
        doors = [opened.enter_context(_door(host, port)) for host, port in addresses]
        opened.pop_all()
    return doors


def _door(host: str, port: int) -> socket.socket:
    """A bound socket; 0: any free port. Raises OSError that names the address."""
    door = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((host, port))
    except OSError as error:
        door.close()
        raise OSError(error.errno, f"{host}:{port}: {error.strerror}") from error
    return door
