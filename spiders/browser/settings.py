"""Settings for a crawl with a browser.

The browser reaches nothing itself: what a page asks for is fetched by the crawl (see `filling.py`). Should that ever
fail, the settings here leave it without a way out: a proxy where nobody listens, and a rule that aborts all requests.
"""

import os
from typing import Any

from spiders.browser import chromium
from spiders.crawl.politeness import Politeness

_NOBODY = "http://127.0.0.1:1"
_ARGUMENTS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-pings",
    "--no-first-run",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--js-flags=--max-old-space-size=256",
)


def browser_settings(politeness: Politeness) -> dict[str, Any]:
    """What scrapy-playwright is told."""
    return {
        "PLAYWRIGHT_LAUNCH_OPTIONS": {
            "executable_path": chromium(),
            "args": list(_ARGUMENTS),
            "chromium_sandbox": os.geteuid() != 0,  # Chromium refuses its sandbox to root
            "proxy": {"server": _NOBODY, "bypass": "<-loopback>"},  # <-loopback>: addresses of this machine too
            "timeout": politeness.timeout_s * 1000,
        },
        "PLAYWRIGHT_MAX_PAGES_PER_CONTEXT": 2,
        "PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT": 3 * politeness.timeout_s * 1000,
        "PLAYWRIGHT_ABORT_REQUEST": "spiders.browser.settings.abort_all",
    }


def abort_all(_request: object) -> bool:
    """What becomes of a request that our own route did not take: nothing."""
    return True
