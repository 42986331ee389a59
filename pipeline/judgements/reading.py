"""Judgements out of their TOML files: all that is wrong in all files is told at once, by file, table and key."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from pipeline.judgements.locks import trouble_with_lock
from pipeline.judgements.values import faults_of, one_of, plain
from pipeline.judgements.verdicts import Judgements, Said, contradicting_locks, contradictions, together
from schemas.errors import JudgementError
from schemas.judgement import Judgement, Lock
from schemas.record import Record

_TABLES: Mapping[str, type[Judgement | Lock]] = {"pair": Judgement, "lock": Lock}


def judgements(directory: Path) -> Judgements:
    """What is settled in the files under `directory`; nothing where there is no such directory.

    Raises one JudgementError for all that is wrong, one line each: `file: pair 3: what`.
    """
    return read(files(directory))


def files(directory: Path) -> dict[str, bytes]:
    """The judgement files under `directory` by their path in it, in order."""
    paths = sorted(directory.rglob("*.toml")) if directory.is_dir() else ()
    try:
        return {path.relative_to(directory).as_posix(): path.read_bytes() for path in paths}
    except OSError as error:
        raise JudgementError(f"{error.filename}: cannot be read: {error.strerror}") from error


def read(contents: Mapping[str, bytes]) -> Judgements:
    """What is settled in files of these names. Raises JudgementError."""
    entries = [entry for name, content in contents.items() for entry in _entries(name, content)]
    said = [Said(one.record, one.where) for one in entries if isinstance(one.record, Judgement)]
    locks = [(one.record, one.where) for one in entries if isinstance(one.record, Lock)]
    wrong = [f"{one.where}: {fault}" for one in entries for fault in one.faults]
    if wrong := [*wrong, *contradictions(said), *contradicting_locks(locks)]:
        raise JudgementError("\n".join(wrong))
    return together(said, (lock for lock, _ in locks))


class _Entry(NamedTuple):
    """One table: what it says, or what is wrong with it."""

    where: str
    faults: tuple[str, ...] = ()
    record: Record | None = None


def _entries(name: str, content: bytes) -> Iterator[_Entry]:
    try:
        tables = tomllib.loads(content.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        yield _Entry(name, (f"not TOML: {error}",))
        return
    for key, value in tables.items():
        if key not in _TABLES:
            yield _Entry(name, (f"unknown table {key!r}{one_of(key, tuple(_TABLES))}",))
        elif not isinstance(value, list) or not all(isinstance(table, dict) for table in value):
            yield _Entry(name, (f"{key}: expected tables, each under its own [[{key}]]",))
        else:
            yield from (_entry(table, key, f"{name}: {key} {number}") for number, table in enumerate(value, start=1))


def _entry(table: dict[str, Any], kind: str, where: str) -> _Entry:
    table = plain(table)
    faults = tuple(_lock_value_faults(table)) if kind == "lock" else ()
    record = _TABLES[kind]
    faults += tuple(faults_of(table, record))
    if faults:
        return _Entry(where, faults)
    said = msgspec.convert(table, record)
    trouble = _trouble_with_day(said.on) or (
        trouble_with_lock(said) if isinstance(said, Lock) else _trouble_with_pair(said)
    )
    return _Entry(where, (trouble,)) if trouble else _Entry(where, record=said)


def _lock_value_faults(table: dict[str, Any]) -> Iterator[str]:
    """TOML has no null: `unknown = true` stands for it here, so that a forgotten value is not taken for one."""
    if "unknown" not in table:
        if "value" not in table:
            table["value"] = None
            yield "no value; expected value = …, or unknown = true"
    elif table.pop("unknown") is not True or "value" in table:
        yield "unknown: expected true, and no value beside it"
    table.setdefault("value", None)


def _trouble_with_day(day: str) -> str | None:
    try:
        date.fromisoformat(day)
    except ValueError:
        return f"on: {day!r} is no day; expected one as 2026-11-24"
    return None


def _trouble_with_pair(said: Judgement) -> str | None:
    if said.one == said.other:
        return f"one and other are both {said.one.key!r} of {said.one.source_id}; expected two listings"
    return None
