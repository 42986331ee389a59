"""The releases on disk, and which of them is visible: `var/public` is a relative link, replaced in one step."""

import os
import re
import shutil
from pathlib import Path

from output.draft import sync_folder

KEPT_RELEASES = 5


def visible_release(var: Path) -> Path | None:
    """The folder that `var/public` points to."""
    public = var / "public"
    return public.resolve() if public.is_dir() else None


def releases_before(var: Path, visible: Path | None) -> list[Path]:
    """The releases older than `visible`, the newest first."""
    return [one for one in reversed(_releases(var)) if visible is None or _age(one) < _age(visible)]


def show(var: Path, release: Path) -> None:
    """`release` is the visible one, on disk, when this returns."""
    link = var / f".public.{release.name}"
    link.unlink(missing_ok=True)
    link.symlink_to(Path("releases") / release.name)
    link.replace(var / "public")
    sync_folder(var)


def unused_folder(var: Path, run_id: str) -> Path:
    """Where the release of `run_id` goes; numbered where that run has published before."""
    taken = {one.name for one in _releases(var)}
    names = (run_id, *(f"{run_id}-{number}" for number in range(2, len(taken) + 3)))
    return var / "releases" / next(name for name in names if name not in taken)


def prune(var: Path) -> None:
    """Only the newest releases stay, and the visible one; what cannot be removed is tried again next time."""
    visible = visible_release(var)
    for release in _releases(var)[:-KEPT_RELEASES]:
        if release != visible:
            shutil.rmtree(release, ignore_errors=True)


def remove_leftovers(var: Path) -> None:
    """What a killed run left half written is gone."""
    for folder in (var / "releases").glob(".*.partial"):
        shutil.rmtree(folder)
    for link in var.glob(".public.*"):
        link.unlink()


def _releases(var: Path) -> list[Path]:
    """Oldest first."""
    folder = (var / "releases").resolve()
    if not folder.is_dir():
        return []
    found = (Path(one.path) for one in os.scandir(folder) if one.is_dir() and not one.name.startswith("."))
    return sorted(found, key=_age)


def _age(release: Path) -> list[tuple[int, str]]:
    """Run ids begin with their moment; a number behind it counts as a number."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", release.name)]
