"""A crawl of hostile items behind the fence, as tests and the measured run do it."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

from schemas.source import Source
from tests.spiders.hostile.items_addresses import NAMES, REDIRECTS, RESOLVED
from tests.spiders.hostile.items_bodies import CHARSETS, CODINGS, MISPLACED, MONSTERS, bombs
from tests.spiders.hostile.items_manners import CANARY_ITEM, ENDLESS, PATIENCE, RESERVED
from tests.spiders.hostile.items_wire import HEADERS, LENGTHS, PACE, TLS
from tests.spiders.hostile.network import PUBLIC, Fence, fenced
from tests.spiders.hostile.site import Item

NOW = datetime(2026, 11, 26, 6, 0, tzinfo=UTC)
WELL = Item("neighbour", "an ordinary calendar", CANARY_ITEM.answer, None)


def chapters(bomb_megabytes: int) -> dict[str, tuple[Item, ...]]:
    """All items by what they are about."""
    return {
        "Redirects": REDIRECTS,
        "Names": RESOLVED,
        "Pace": PACE,
        "Status and headers": HEADERS,
        "Lengths and connections": LENGTHS,
        "TLS": TLS,
        "Compression": (*bombs(bomb_megabytes), *CODINGS),
        "Charsets": CHARSETS,
        "Something else than promised": MISPLACED,
        "Pages that are hard to read": MONSTERS,
        "Sites that ask for patience": PATIENCE,
        "Sites without an end": ENDLESS,
        "Reservations": RESERVED,
    }


def every_item(bomb_megabytes: int) -> tuple[Item, ...]:
    """All of them, with the ordinary neighbour and the canary."""
    hostile = (item for items in chapters(bomb_megabytes).values() for item in items)
    return (*hostile, WELL, CANARY_ITEM)


def host(item: Item) -> str:
    return (
        f"{item.certificate or item.name}.example" if item.certificate is not None else f"{item.name}.hostile.example"
    )


def source(item: Item, port: int) -> Source:
    """An ordinary source whose website is this item."""
    scheme = "http" if item.certificate is None else "https"
    origin = f"{scheme}://{host(item)}:{port}"
    pages = tuple(origin + path for path in item.pages)
    slug = item.name.replace(".", "-")
    return Source(id=f"nl.hostile.{slug}", organisation=item.name, url=origin + item.path, pages=pages)


def names(items: Iterable[Item]) -> dict[str, Sequence[Sequence[str]]]:
    """What the resolver of our own says of the hosts of `items`."""
    return {host(item): NAMES.get(item.name, ((PUBLIC,),)) for item in items} | {"localhost": (("127.0.0.1",),)}


@contextmanager
def behind_the_fence(items: Iterable[Item], *, canary_port: int, authority: Path) -> Iterator[Fence]:
    """While this lasts the names of `items` resolve, nothing leaves the machine, and `authority` is trusted."""
    with (
        patch.dict(os.environ, {"SSL_CERT_FILE": str(authority)}),
        fenced(names(items), canary_port=canary_port) as fence,
    ):
        yield fence
