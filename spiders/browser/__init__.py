"""Pages that a browser has to fill in: Debian's Chromium, without a network of its own. Needs `bruggen[browser]`."""

import os
import shutil
from importlib.util import find_spec

_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def chromium() -> str | None:
    """Where the browser stands: what BRUGGEN_CHROMIUM says, else the first known name on the PATH."""
    return os.environ.get("BRUGGEN_CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)


def missing() -> str | None:
    """What is missing before pages can be filled in, in words; None: nothing."""
    if find_spec("scrapy_playwright") is None:
        return "bruggen[browser] is not installed"
    if chromium() is None:
        return "no Chromium is installed (apt-get install chromium, or name it in BRUGGEN_CHROMIUM)"
    return None
