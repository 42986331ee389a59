"""A published dataset, and what stands in it."""

import gzip
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

from output.dataset import FOLDER, files, stretches
from output.release import publish
from output.selection import offers
from schemas.change import Edition
from schemas.dataset import TABLES

TABLE_NAMES = [table.name for table in TABLES]
SCHEMA_OF = {table.name: table.schema for table in TABLES}


def published(edition: Edition, var: Path) -> Path:
    """The folder of the dataset after `edition` is published under `var`."""
    publish(edition, var=var, run_id="20261124T063000Z")
    return var / "public" / "data" / "v1"


def written(edition: Edition, folder: Path) -> Path:
    """The folder of the dataset alone, without feeds and pages."""
    found = stretches(offers(edition), as_of=date.fromisoformat(edition.as_of), known={})
    for path, pieces in files(edition, found):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(b"".join(pieces))
    return folder / FOLDER


def content(data: Path, table: str) -> Any:
    return json.loads((data / f"{table}.json").read_text(encoding="utf-8"))


def records(data: Path, table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = content(data, table)[table]
    return found


def unpacked(data: Path, table: str) -> list[Any]:
    return [json.loads(line) for line in gzip.decompress((data / f"{table}.ndjson.gz").read_bytes()).splitlines()]


def schema(data: Path, table: str) -> Any:
    return json.loads((data / "schema" / f"{SCHEMA_OF[table]}.schema.json").read_text(encoding="utf-8"))


def known(value: Any) -> Any:
    """`value` without what is not known or empty, moments written alike."""
    if isinstance(value, dict):
        parts = {name: known(one) for name, one in value.items()}
        return {name: one for name, one in parts.items() if one not in (None, {}, [])}
    if isinstance(value, list):
        return [known(one) for one in value]
    if isinstance(value, str) and value[4:5] == "-" and value.endswith(("Z", "+00")):
        return datetime.fromisoformat(value).isoformat()
    return value
