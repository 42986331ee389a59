"""A release while it is being written: beside the visible one, sharing with it every file that stays the same."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

_FEW = 200
"""So many files are brought to disk one by one; more in one go with whatever else the machine has to write."""


class Draft:
    """Files under `folder`; those equal to the file of the same path under `visible` are hard links to it."""

    def __init__(self, folder: Path, visible: Path | None) -> None:
        self._folder = folder
        self._visible = visible
        self._written: set[str] = set()
        self._linked: set[str] = set()
        self._folders: set[str] = set()
        folder.mkdir(parents=True)

    def has(self, path: str, pieces: Sequence[bytes]) -> bool:
        """Whether the visible release holds these very bytes."""
        return self._visible is not None and _holds(self._visible / path, pieces)

    def write(self, path: str, pieces: Sequence[bytes]) -> bool:
        """One file, on disk after `settle`; whether its bytes are new. Raises FileExistsError for a second one."""
        if self.has(path, pieces):
            self.keep(path)
            return False
        with open(self._target(path), "xb") as file:  # noqa: PTH123 there may be a hundred thousand of them
            file.writelines(pieces)
        self._written.add(path)
        return True

    def keep(self, path: str) -> None:
        """The file as it stands in the visible release."""
        if self._visible is None:
            raise FileNotFoundError(f"{path}: no release is visible")
        os.link(f"{self._visible}/{path}", self._target(path))
        self._linked.add(path)

    def _target(self, path: str) -> str:
        """Where the file goes; the folder that holds it is there."""
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            (self._folder / folder).mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)
        return f"{self._folder}/{path}"

    def changed(self) -> tuple[str, ...]:
        """The paths that are new, different or no longer there, in order."""
        before = set(paths(self._visible)) if self._visible else set()
        return tuple(sorted(self._written | (before - self._linked)))

    def settle(self) -> None:
        """All files and folders on disk."""
        if len(self._written) > _FEW:
            os.sync()
            return
        for path in self._written:
            _sync(self._folder / path)
        for folder, _, _ in os.walk(self._folder):
            sync_folder(Path(folder))


def paths(folder: Path) -> Iterable[str]:
    """Every file under `folder`, relative to it."""
    cut = len(f"{folder}/")
    return (f"{at}/{name}"[cut:] for at, _, names in os.walk(folder) for name in names)


def sync_folder(folder: Path) -> None:
    """The names in `folder` on disk."""
    _sync(folder)


def replace_file(path: Path, pieces: Iterable[bytes]) -> None:
    """The file at `path` holds `pieces`, whole or not at all."""
    partial = path.with_name(f".{path.name}.partial")
    try:
        with partial.open("wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _holds(path: Path, pieces: Sequence[bytes]) -> bool:
    try:
        return path.stat().st_size == sum(map(len, pieces)) and path.read_bytes() == b"".join(pieces)
    except FileNotFoundError:
        return False
