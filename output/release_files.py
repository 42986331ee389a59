"""All files of a release, written into a draft and checked on the way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from output import dataset, website
from output.draft import Draft
from output.event_texts import EventTexts, event_texts, faults
from output.feeds import INDEX, Feed, FeedEntry, calendars, entry, feeds, index_bytes, index_of
from output.gates import awaited, dataset_fault, loss
from output.ical_check import calendar_fault
from output.selection import DATASET_DAYS, coming, offers
from schemas.change import Edition
from schemas.dataset import Publisher
from schemas.errors import RefusedRelease
from schemas.health import Problem


@dataclass(frozen=True)
class Contents:
    """What stands in a release, counted; `left_out` as in `output.release.Published`."""

    activities: int
    occurrences: int
    feeds: int
    left_out: tuple[Problem, ...]


def write_release(
    edition: Edition,
    draft: Draft,
    *,
    visible: Path | None,
    accept: bool,
    base_url: str | None,
    publisher: Publisher | None,
    known: EventTexts | None,
) -> Contents:
    """Write everything that `edition` publishes. Raises RefusedRelease with all reasons why it may not be shown."""
    as_of = date.fromisoformat(edition.as_of)
    on_offer = offers(edition)
    texts = event_texts(on_offer, as_of=as_of, known={} if known is None else known)
    if known is not None:
        known.clear()
        known.update(texts)
    shelf = _FeedShelf(draft, _Subscribed(visible, edition, accept=accept))
    for feed in feeds(edition, texts, shelf.subscribed.entries):
        shelf.add(feed, texts)
    if shelf.refusals:
        raise RefusedRelease("not published: " + "; ".join(shelf.refusals))
    draft.write(INDEX, [index_bytes(edition.as_of, shelf.entries)])
    for path, pieces in dataset.files(edition, on_offer, base_url=base_url, publisher=publisher):
        _write_checked(draft, path, pieces)
    for path, pieces in website.pages(edition, on_offer, shelf.entries, base_url=base_url):
        draft.write(path, pieces)
    return Contents(
        activities=len(edition.activities),
        occurrences=sum(len(list(coming(offer, as_of=as_of, days=DATASET_DAYS))) for offer in on_offer),
        feeds=len(shelf.entries),
        left_out=faults(texts) + tuple(shelf.held),
    )


class _Subscribed:
    """What subscribers have now, and whether they may lose it.

    What an organisation announced that left went by the word of a person.
    """

    def __init__(self, visible: Path | None, edition: Edition, *, accept: bool) -> None:
        self._visible = visible
        self._as_of = edition.as_of
        self._accept = accept
        index = visible / INDEX if visible else None
        self.entries = index_of(index.read_bytes()).feeds if index and index.is_file() else ()
        self.by_path = {one.path: one for one in self.entries}
        left = [one for one in self.entries if one.organisation and _has_left(one, edition)]
        self._withdrawn: set[str] = set().union(*map(self._awaited, left))

    def loss(self, feed: Feed) -> str | None:
        """Why `feed` would take away too much; None where it does not, or where a person wants it."""
        before = self.by_path.get(f"{feed.stem}.ics")
        if before is None or self._accept:
            return None
        return loss(self._awaited(before) - self._withdrawn, set(feed.activities))

    def _awaited(self, entry: FeedEntry) -> set[str]:
        if self._visible is None:
            return set()
        return awaited((self._visible / entry.simple_path).read_bytes(), as_of=self._as_of)


def _has_left(entry: FeedEntry, edition: Edition) -> bool:
    opted_out = {(one.source.municipality, one.source.organisation) for one in edition.sources if one.source.opted_out}
    return entry.organisation in edition.left or (entry.municipality, entry.title) in opted_out


class _FeedShelf:
    """The feeds of a release as they come in: written, or held back, or a reason to refuse the whole."""

    def __init__(self, draft: Draft, subscribed: _Subscribed) -> None:
        self.subscribed = subscribed
        self.entries: list[FeedEntry] = []
        self.held: list[Problem] = []
        self.refusals: list[str] = []
        self._draft = draft

    def add(self, feed: Feed, texts: EventTexts) -> None:
        (path, full), (simple_path, simple) = calendars(feed, texts)
        if not self._draft.has(simple_path, simple) and (loss := self.subscribed.loss(feed)):
            self._hold(feed, loss)
            return
        _write_checked(self._draft, path, full)
        _write_checked(self._draft, simple_path, simple)
        self.entries.append(entry(feed, full, simple))

    def _hold(self, feed: Feed, loss: str) -> None:
        """An organisation's own feed keeps its bytes, as one may well end; an area that shrinks is our mistake."""
        before = self.subscribed.by_path[f"{feed.stem}.ics"]
        if feed.organisation is None:
            self.refusals.append(f"{before.path}: {loss}")
            return
        for path in (before.path, before.simple_path):
            self._draft.keep(path)
        self.entries.append(before)
        self.held.append(Problem(what=f"feed keeps its last bytes: {loss}; accept if it is right", where=before.path))


def _write_checked(draft: Draft, path: str, pieces: Sequence[bytes]) -> None:
    if draft.write(path, pieces):
        text = b"".join(pieces)
        fault = calendar_fault(text) if path.endswith(".ics") else dataset_fault(path, text)
        if fault:
            raise RefusedRelease(f"{path}: {fault}")
