"""One crawl behind the fence with the limits of every day, in a process of its own; prints what it cost as JSON.

`python -m tests.spiders.hostile.measured ERRAND.json`, see Errand.
"""

import json
import os
import resource
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

import msgspec

from schemas.health import Health
from schemas.source import Source
from spiders.crawl import crawl
from tests.spiders.hostile.network import fenced


class Errand(msgspec.Struct):
    """What to visit, the answers of the resolver by name, and where the canary sits."""

    sources: tuple[Source, ...]
    names: dict[str, list[list[str]]]
    canary_port: int
    authority: str
    now: datetime


def main(errand_at: str) -> None:
    errand = msgspec.json.decode(Path(errand_at).read_bytes(), type=Errand)
    os.environ["SSL_CERT_FILE"] = errand.authority
    done_after_s: dict[str, float] = {}
    started = time.monotonic()

    def note(health: Health) -> None:
        done_after_s[health.source_id] = time.monotonic() - started

    with tempfile.TemporaryDirectory() as var, fenced(errand.names, canary_port=errand.canary_port) as fence:
        done = crawl(errand.sources, var=Path(var), run_id="run", now=errand.now, progress=note)
    healths = [msgspec.to_builtins(one) | {"done_after_s": done_after_s[one.source_id]} for one in done]
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(json.dumps({"healths": healths, "peak_mb": peak_mb, "strayed": fence.strayed}))


if __name__ == "__main__":
    main(sys.argv[1])
