"""What one publishing made and the next may take over: event texts, what each feed was made of, and the lengths of
what the dataset holds for each activity.

It lies beside the releases, in `var/event-texts`. Whatever is wrong with it, nothing is lost: all is made anew. It is
bound to the code that wrote it and, as far as feeds go, to the release that it describes.
"""

from collections.abc import Iterable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from zlib import crc32

import msgspec

from output.dataset import Lengths
from output.draft import replace_file
from output.event_texts import EventText, EventTexts

FILE = "event-texts"
MOST_BYTES = 400_000_000
_CODE = ("*.py", "*.toml", "dataset/*.py", "../schemas/*.py", "../schemas/*.toml")
_CHECKSUM_BYTES = 4


class FeedMark(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The fingerprint of all that a feed was made of, and the ids of its activities."""

    mark: bytes
    activities: tuple[str, ...]


class Memory(msgspec.Struct):
    """`feeds` by address without ending, `lengths` by activity id in the order of the files."""

    texts: EventTexts = {}
    feeds: dict[str, FeedMark] = {}
    lengths: dict[str, Lengths] = {}


class _Kept(msgspec.Struct):
    """`memory` as the code with this fingerprint made it; feeds and lengths as they are in `release`."""

    code: bytes
    release: str
    memory: Memory


def remembered(var: Path, visible: Path | None) -> Memory:
    """What was made last; of feeds and lengths only if that is what is visible. Empty where nothing can be believed."""
    try:
        content = (var / FILE).read_bytes()
        if _checksum(content[_CHECKSUM_BYTES:]) != content[:_CHECKSUM_BYTES]:
            return Memory()
        found = msgspec.msgpack.decode(memoryview(content)[_CHECKSUM_BYTES:], type=_Kept)
    except (OSError, msgspec.MsgspecError):
        return Memory()
    if found.code != _code():
        return Memory()
    return found.memory if visible and visible.name == found.release else Memory(texts=found.memory.texts)


def remember(var: Path, memory: Memory, *, release: str) -> None:
    """Keep what was made, as far as there is room for it; where it cannot be kept, the next one makes it anew."""
    kept = msgspec.structs.replace(memory, texts=dict(_within_room(memory.texts.items())))
    content = msgspec.msgpack.encode(_Kept(_code(), release, kept))
    with suppress(OSError):
        replace_file(var / FILE, [_checksum(content), content])


def _within_room(texts: Iterable[tuple[str, EventText]]) -> Iterable[tuple[str, EventText]]:
    room = MOST_BYTES
    for activity_id, text in texts:
        room -= len(text.by_rule) + len(text.one_by_one) + 100
        if room < 0:
            return
        yield activity_id, text


def _checksum(content: bytes) -> bytes:
    """Against half-written files and bad disks, not against enemies: whoever can write here can write the releases."""
    return crc32(content).to_bytes(_CHECKSUM_BYTES, "big")


def _code() -> bytes:
    """The fingerprint of the code that makes texts: another version may make others of the same facts."""
    here = Path(__file__).parent
    files = sorted(path for pattern in _CODE for path in here.glob(pattern))
    return blake2b(b"".join(path.read_bytes() for path in files), digest_size=16).digest()
