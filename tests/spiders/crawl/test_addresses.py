"""No address but a public one is visited, however it is spelt or reached."""

from typing import Any

import pytest

from schemas.health import Failure
from spiders.crawl.addresses import is_visitable

NEVER = (
    "10.0.0.1",
    "172.16.5.4",
    "192.168.1.1",
    "169.254.169.254",
    "100.100.100.200",
    "168.63.129.16",
    "0.0.0.0",  # noqa: S104 - must not be visited
    "224.0.0.1",
    "255.255.255.255",
    "fe80::1%eth0",
    "fd00:ec2::254",
    "::",
    "ff02::1",
    "::ffff:10.0.0.1",
    "64:ff9b::a00:1",
    "2002:a00:1::",
)
LOOPBACK = ("127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1")


@pytest.mark.parametrize("address", NEVER)
@pytest.mark.parametrize("allow_loopback", [True, False])
def test_an_address_that_is_not_public_is_never_visited(address: str, allow_loopback: bool) -> None:
    assert not is_visitable(address, allow_loopback=allow_loopback)


@pytest.mark.parametrize("address", LOOPBACK)
def test_this_machine_is_visited_only_when_that_is_allowed(address: str) -> None:
    assert not is_visitable(address, allow_loopback=False)
    assert is_visitable(address, allow_loopback=True)


@pytest.mark.parametrize("address", ["145.97.20.20", "2a02:898::1"])
def test_a_public_address_is_visited(address: str) -> None:
    assert is_visitable(address, allow_loopback=False)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f000001", "127.1", "[::ffff:127.0.0.1]"])
def test_a_server_on_this_machine_hears_nothing_unless_it_is_allowed(world: Any, website: Any, host: str) -> None:
    url = website.url("/agenda.ics").replace("127.0.0.1", host)
    health = world.crawl(world.source(url), allow_loopback=False)
    assert health.failure is Failure.BLOCKED
    assert "not a public address" in health.detail
    assert website.heard == []


def test_loopback_that_is_allowed_opens_no_other_private_network(world: Any, website: Any) -> None:
    website.say("/agenda.ics", "", status=302, Location="http://10.0.0.1/agenda.ics")
    health = world.crawl(world.source(website.url("/agenda.ics")))
    assert health.failure is Failure.BLOCKED
    assert health.detail.startswith("http://10.0.0.1/robots.txt: not a public address")
