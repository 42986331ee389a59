"""Staged files: what was known before a visit, and what is known after it."""

from pathlib import Path

import msgspec

from schemas.health import Problem
from schemas.staged import StagedSource, decode, encode, staged_path
from spiders.crawl.files import replace_file


def staged_before(var: Path, source_id: str) -> tuple[StagedSource | None, Problem | None]:
    """What the last visit staged; a file that cannot be read counts as absent, with the problem told."""
    path = staged_path(var, source_id)
    try:
        return decode(path.read_bytes()), None
    except FileNotFoundError:
        return None, None
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        return None, Problem(what=f"the staged file of the last visit was unreadable: {error}", where=path.name)


def stage(var: Path, staged: StagedSource) -> None:
    """The staged file of its source holds `staged`, whole. The file stays untouched when it holds just that."""
    path, text = staged_path(var, staged.source.id), encode(staged)
    if not path.exists() or path.read_bytes() != text:
        replace_file(path, text)
