"""Asking the service: in the process, or over real HTTP on loopback."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from output.service.app import Service
from output.service.serving import bound, server


def opened(public: Path, **more: object) -> Service:
    service = Service(public, **more)  # type: ignore[arg-type]
    service.open()
    return service


def ask(service: Service, target: str, *, method: str = "GET", **headers: str) -> httpx.Response:
    """The answer of the app itself, without a server between."""

    async def asked() -> httpx.Response:
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(service), base_url="http://service.example"
        ) as client:
            client.headers.clear()
            return await client.request(method, target, headers={k.replace("_", "-"): v for k, v in headers.items()})

    return asyncio.run(asked())


@contextmanager
def over_http(service: Service) -> Iterator[int]:
    """The port on which the service answers meanwhile."""
    with bound("127.0.0.1", 0) as taken:
        running = server(service)
        thread = threading.Thread(target=running.run, kwargs={"sockets": [taken]})
        thread.start()
        try:
            yield taken.getsockname()[1]
        finally:
            running.should_exit = True
            thread.join(timeout=10)
