"""A release: written beside the visible one, checked, then made visible in one step.

`var/releases/<run id>/` holds the files, `var/public` is a symbolic link to the visible release. Whenever the process
is killed, that link points to a whole release. One publisher at a time: the conductor holds the lock.
"""

import gc
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from output.draft import Draft, sync_folder
from output.release_files import Contents, Terms, write_release
from output.remembered import remember, remembered
from output.switch import prune, releases_before, remove_leftovers, show, unused_folder, visible_release
from output.whole import is_whole
from schemas.change import Edition
from schemas.dataset import Publisher
from schemas.errors import RefusedRelease, WriteError
from schemas.health import Problem

OVERRULED = "overruled.log"
"""Beside the releases: a line for each refusal that a person overruled, with the run that published."""
_RUN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True)
class Published:
    """What was published. `directory` is None when every byte stayed as it was; `changed` names the files that did not.

    `left_out`: activities that are in no feed, and feeds that keep their last good bytes; with the reasons.
    `overruled`: what would have been refused or held back, had not a person accepted it; kept in `OVERRULED`.
    """

    directory: Path | None
    activities: int
    occurrences: int
    feeds: int
    left_out: tuple[Problem, ...] = ()
    changed: tuple[str, ...] = ()
    overruled: tuple[str, ...] = ()


def publish(
    edition: Edition,
    *,
    var: Path,
    run_id: str,
    accept: bool = False,
    base_url: str | None = None,
    publisher: Publisher | None = None,
) -> Published:
    """Make `edition` the visible release; where no byte differs, nothing is touched.

    `accept`: a person says that feeds may shrink. `base_url`: where `var/public` is served, for full addresses;
    `publisher`: whose dataset it is. What the last publishing made and still holds is taken over.
    A visible release that is damaged is not built upon: the newest whole one is, and all else is made anew.
    Raises RefusedRelease, and leaves the visible release as it is, when an area would lose most of what is coming, a
    file is not as it should be, or no release is whole to compare with.
    """
    if not _RUN_ID.fullmatch(run_id):
        raise ValueError(f"run id {run_id!r}: expected letters, digits, dots and dashes")
    (var / "releases").mkdir(parents=True, exist_ok=True)
    remove_leftovers(var)
    last = _last_whole(var, accept=accept)
    address = base_url and f"{base_url.rstrip('/')}/"
    terms = Terms(last, accept=accept, base_url=address, publisher=publisher)
    with _partial(var / "releases" / f".{run_id}.partial") as folder, without_collecting():
        draft = Draft(folder, last)
        contents = write_release(edition, draft, terms, remembered(var, last))
        published = _published(contents, draft)
        if last and last == visible_release(var) and not published.changed:
            remember(var, contents.memory, release=last.name)
            return published
        draft.settle()
        directory = folder.rename(unused_folder(var, run_id))
    sync_folder(directory.parent)
    _log(var, directory.name, published.overruled)
    show(var, directory)
    remember(var, contents.memory, release=directory.name)
    prune(var)
    return replace(published, directory=directory)


def _log(var: Path, release: str, overruled: tuple[str, ...]) -> None:
    if overruled:
        with (var / OVERRULED).open("a", encoding="utf-8") as log:
            log.writelines(f"{release} {reason}\n" for reason in overruled)


def _last_whole(var: Path, *, accept: bool) -> Path | None:
    """The visible release, or the newest that is as it was published; None where there never was one."""
    visible = visible_release(var)
    known = [*([visible] if visible else []), *releases_before(var, None)]
    found = next(filter(is_whole, known), None)
    if known and found is None and not accept:
        raise RefusedRelease(f"{var}/releases: none is whole, so nobody can tell what subscribers would lose")
    return found


def rollback(var: Path) -> Path:
    """Make the last whole release before the visible one visible again. Raises RefusedRelease when there is none."""
    visible = visible_release(var)
    earlier = next(filter(is_whole, releases_before(var, visible)), None)
    if earlier is None:
        raise RefusedRelease(f"{var}/releases: nothing whole before {visible.name if visible else 'the first release'}")
    show(var, earlier)
    return earlier


def _published(contents: Contents, draft: Draft) -> Published:
    return Published(
        directory=None,
        activities=contents.activities,
        occurrences=contents.occurrences,
        feeds=contents.feeds,
        left_out=contents.left_out,
        changed=draft.changed(),
        overruled=contents.overruled,
    )


@contextmanager
def without_collecting() -> Iterator[None]:
    """No search for circles of garbage meanwhile: among a million records it takes longer than all writing."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@contextmanager
def _partial(folder: Path) -> Iterator[Path]:
    """A place for a draft; what is left there in the end is removed. Raises WriteError where the disk takes no more."""
    try:
        yield folder
    except OSError as error:
        raise WriteError(f"{error.filename or folder}: {error.strerror}; the visible release stays as it is") from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)
