"""One queue per host and port, so that a slow site holds up nobody else and two sources on one host take turns."""

from urllib.parse import urlsplit

from scrapy import Request


def slot_of(url: str) -> str:
    """Host and port of `url`, the port always said.

    >>> slot_of("https://Example.org/agenda"), slot_of("http://127.0.0.1:8001/")
    ('example.org:443', '127.0.0.1:8001')
    """
    parts = urlsplit(url)
    return f"{parts.hostname}:{parts.port or (443 if parts.scheme == 'https' else 80)}"


class SlotMiddleware:
    """Names the queue anew for each request: a redirect would otherwise stay in the queue of the host it came from.

    A page in a browser waits in a queue of its own: what it asks for must pass while it waits.
    """

    def process_request(self, request: Request) -> None:
        in_browser = "browser " if request.meta.get("playwright") else ""
        request.meta["download_slot"] = in_browser + slot_of(request.url)
