"""Serving a feed of 200 kB, `bruggen serve` against nginx on the same file; `python -m benchmarks.serve_files`.

Method: one process of `bruggen serve` (as an operator starts it) and nginx with one worker serve one release, whose
`feeds/all.ics` has 200 kB. wrk asks each in turns, 16 connections kept open, plain bytes (which is where nginx is
strongest: it sends them without touching them) and with the tag of what it has (304). A figure is the ratio of the
medians of requests a second, in one run on one machine.
"""

import json
import tempfile
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path
from statistics import median

from benchmarks._serving import bruggen, nginx, per_second, require, wrk
from benchmarks.write_feed import AS_OF, offer
from output.release import publish
from schemas.change import Edition

TURNS = 9
SECONDS = 1
FEED = "feeds/all.ics"
AIM = 0.3


def release(var: Path) -> Path:
    """A release with a feed of 200 kB, visible in `var`."""
    offers = [offer(number) for number in range(256)]
    edition = Edition(
        as_of=AS_OF.isoformat(),
        activities=tuple(one.activity for one in offers),
        occurrences=tuple(occurrence for one in offers for occurrence in one.occurrences),
        organisations=(offers[0].activity.organisation,),
        sources=(),
    )
    publish(edition, var=var, run_id="20261124T063000Z")
    size = (var / "public" / FEED).stat().st_size
    if not 190_000 < size < 210_000:
        raise SystemExit(f"{FEED} has {size} bytes, expected 200 kB")
    return (var / "public").resolve()


def tag(port: int) -> str:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("HEAD", f"/{FEED}")
    return f"If-None-Match: {connection.getresponse().headers['ETag']}"


def ratio(ours: Callable[[], float], theirs: Callable[[], float]) -> float:
    pairs = [(ours(), theirs()) for _ in range(TURNS)]
    return round(median(one for one, _ in pairs) / median(other for _, other in pairs), 2)


def main() -> None:
    require("wrk", "nginx")
    with tempfile.TemporaryDirectory() as folder:
        var, beside = Path(folder) / "var", Path(folder) / "nginx"
        beside.mkdir()
        Path(folder).chmod(0o755)
        root = release(var)
        with bruggen(var) as port, nginx(root, beside) as other:
            for name, headers in (("200 kB", (None, None)), ("304", (tag(port), tag(other)))):
                found = ratio(_asking(port, headers[0]), _asking(other, headers[1]))
                line = {"name": f"serve a feed, {name}: requests per second, as a part of nginx's", "ratio": found}
                print(json.dumps(line | {"aim": AIM, "higher_is_better": True}))


def _asking(port: int, header: str | None) -> Callable[[], float]:
    """Asks for the feed for a while; requests a second."""
    url = f"http://127.0.0.1:{port}/{FEED}"
    return lambda: per_second(wrk(url, seconds=SECONDS, header=header))


if __name__ == "__main__":
    main()
