"""Whether a release on disk is as it was published, as far as its lists and the sizes of its calendars tell."""

from pathlib import Path

import msgspec

from output.feeds import INDEX, index_of
from output.fill import FILE, fill_of


def is_whole(release: Path) -> bool:
    """Its lists can be read, and every calendar that they name is there, as long as they say."""
    try:
        fill_of((release / FILE).read_bytes())
        sizes = index_of((release / INDEX).read_bytes()).sizes
        return all((release / path).stat().st_size == size for path, size in sizes.items())
    except (OSError, msgspec.MsgspecError):
        return False
