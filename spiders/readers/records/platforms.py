"""What we know of platforms beyond the shape of their records: a table, `platforms.toml`, with a row for each."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path as FilePath

from spiders.readers.records.names import Path

_TABLE = FilePath(__file__).with_name("platforms.toml")


@dataclass(frozen=True, slots=True)
class Platform:
    """One row. A record is of the platform where it holds all of `has`, and what stands around it all of `around`.

    `roles` names the fields of a role where the shape would mislead. `wall_clock`: its offsets are wrong, the clock
    is local. `exclusive_days`: whole days end on the day after. `is_text`: records without times of their own are
    read by their words. `joins_titles`: the fields of its title are told together. `skip`: its records are no events.
    """

    name: str = ""
    has: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()
    roles: Mapping[str, tuple[Path, ...]] | None = None
    wall_clock: bool = False
    exclusive_days: bool = False
    is_text: bool = False
    joins_titles: bool = False
    skip: bool = False

    def paths(self, role: str) -> tuple[Path, ...]:
        return (self.roles or {}).get(role, ())


UNKNOWN = Platform()


def platform_of(keys: frozenset[str], around: frozenset[str]) -> Platform:
    """The first platform whose marks all stand there; UNKNOWN where none fits."""
    return next((one for one in platforms() if one.has <= keys and one.around <= around), UNKNOWN)


@cache
def platforms() -> tuple[Platform, ...]:
    """The rows of the table in their order."""
    rows = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    return tuple(_platform(name, fields) for name, fields in rows.items())


def _platform(name: str, fields: dict[str, object]) -> Platform:
    flags = {
        flag: bool(fields.get(flag)) for flag in ("wall_clock", "exclusive_days", "is_text", "joins_titles", "skip")
    }
    roles = {role: _paths(said) for role, said in _mapping(fields.get("roles")).items()}
    return Platform(name, _words(fields.get("has")), _words(fields.get("around")), roles, **flags)


def _mapping(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def _words(value: object) -> frozenset[str]:
    return frozenset(value.split()) if isinstance(value, str) else frozenset()


def _paths(value: object) -> tuple[Path, ...]:
    """Paths are written with dots between their keys, several with blanks between them; `~` is a blank in a key."""
    return tuple(tuple(key.replace("~", " ") for key in path.split(".")) for path in str(value).split())
