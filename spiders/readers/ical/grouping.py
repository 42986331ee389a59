"""Events by UID, before they are read: which belong together, which supersede, and the fingerprint of each group."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import NamedTuple

from spiders.readers.ical.context import Context

_FOLD = re.compile(rb"\n[ \t]")
_UID = re.compile(rb"\nUID[^:\n]*:(.*(?:\n[ \t].*)*)", re.IGNORECASE)
_OVERRIDE = re.compile(rb"\nRECURRENCE-ID[;:]", re.IGNORECASE)
_IDENTITY = re.compile(rb"\n((?:DTSTART|SUMMARY)[;:].*(?:\n[ \t].*)*)", re.IGNORECASE)
_SEQUENCE = re.compile(rb"\nSEQUENCE[ \t]*:[ \t]*(\d{1,9})", re.IGNORECASE)
_MODIFIED = re.compile(rb"\nLAST-MODIFIED[^:\n]*:([0-9TZ]+)", re.IGNORECASE)
_WITHHELD = re.compile(rb"\nCLASS[^:\n]*:[ \t]*(?:PRIVATE|CONFIDENTIAL)", re.IGNORECASE)
IGNORE_MARK = b"#bruggen-ignore"


class Block(NamedTuple):
    """One VEVENT as text, with the calendar that it stands in."""

    text: bytes
    context: Context

    @property
    def is_override(self) -> bool:
        return _OVERRIDE.search(self.text) is not None

    @property
    def is_withheld(self) -> bool:
        """Whether its organiser keeps it private (RFC 5545 §3.8.1.3) or marks it as not for us."""
        return _WITHHELD.search(self.text) is not None or IGNORE_MARK in _FOLD.sub(b"", self.text).lower()

    @property
    def age(self) -> tuple[int, bytes]:
        sequence, modified = _SEQUENCE.search(self.text), _MODIFIED.search(self.text)
        return int(sequence[1]) if sequence else 0, modified[1] if modified else b""


@dataclass(frozen=True)
class Group:
    """One event: its UID (None: it has none), a suffix where events share a UID, its master and its overrides."""

    uid: str | None
    suffix: str
    master: Block | None
    overrides: tuple[Block, ...]

    def fingerprint(self, version: int) -> str:
        hashed = blake2b(f"{version}\n{self.suffix}".encode(), digest_size=16)
        for block in (self.master, *self.overrides):
            if block:
                hashed.update(block.context.digest)
                hashed.update(block.text)
        return hashed.hexdigest()


def groups(blocks: Iterable[Block]) -> Iterator[Group]:
    """The events of a file in the order of their UIDs' first appearance; events without UID come last."""
    by_uid: dict[bytes, list[Block]] = {}
    nameless: list[Block] = []
    for block in blocks:
        found = _UID.search(block.text)
        uid = found[1].strip() if found else b""
        if uid:
            by_uid.setdefault(uid, []).append(block)
        else:
            nameless.append(block)
    for uid, same in by_uid.items():
        name = _FOLD.sub(b"", uid).decode(errors="replace").strip()
        if len(same) == 1:
            yield _single(name, same[0])
        else:
            yield from _of_one_uid(name, same)
    for block in nameless:
        yield Group(None, "", block, ())


def _single(uid: str, block: Block) -> Group:
    return Group(uid, "", None, (block,)) if block.is_override else Group(uid, "", block, ())


def _of_one_uid(uid: str, blocks: list[Block]) -> Iterator[Group]:
    """The events that share a UID. Overrides go with the first of them."""
    masters = _current([block for block in blocks if not block.is_override])
    overrides = tuple(block for block in blocks if block.is_override)
    if not masters:
        yield Group(uid, "", None, overrides)
    for count, (identity, master) in enumerate(masters):
        suffix = f"#{_short(identity)}" if len(masters) > 1 else ""
        yield Group(uid, suffix, master, overrides if count == 0 else ())


def _current(masters: list[Block]) -> list[tuple[bytes, Block]]:
    """The versions that hold: a higher SEQUENCE supersedes all others, an equal start and title the earlier one.

    What is left are different events under one UID, which RFC 5545 §3.8.4.7 forbids and plugins do.
    """
    highest = max((master.age[0] for master in masters), default=0)
    latest: dict[bytes, Block] = {}
    for master in masters:
        identity = b"\n".join(sorted(_IDENTITY.findall(master.text)))
        if master.age[0] == highest and (identity not in latest or latest[identity].age <= master.age):
            latest[identity] = master
    return list(latest.items())


def _short(identity: bytes) -> str:
    return blake2b(identity, digest_size=6).hexdigest()
