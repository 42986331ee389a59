"""What of an activity is told to those who follow it: all but when it was last read, and from whom each fact is.

Those move with every visit, without anything that a visitor of the activity would notice.
"""

from collections.abc import Callable
from hashlib import blake2b
from operator import attrgetter
from typing import Any

import msgspec

from schemas.activity import Activity

_SILENT = frozenset({"last_seen_at", "sources", "provenance"})
_encoder = msgspec.msgpack.Encoder()
TOLD = tuple(name for name in Activity.__struct_fields__ if name not in _SILENT)

told: Callable[[Activity], tuple[Any, ...]] = attrgetter(*TOLD)
"""The values of the fields in `TOLD`."""


def fingerprint(*facts: object) -> bytes:
    """Equal for equal facts of the same kinds; 16 bytes."""
    return blake2b(_encoded(facts), digest_size=16).digest()


def _encoded(facts: object) -> bytes:
    """`facts` as bytes, also where they hold half a surrogate pair."""
    try:
        return _encoder.encode(facts)
    except UnicodeEncodeError:
        return repr(facts).encode(errors="surrogatepass")
