"""Files that are whole or not there, whenever the process dies."""

from pathlib import Path

_UNFINISHED = ".unfinished"  # one crawl writes at a time; the next overwrites what a killed one left


def replace_file(path: Path, content: bytes) -> None:
    """`path` holds `content`, or after a crash what it held before. Its directory is made when needed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}{_UNFINISHED}")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(path)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise
