"""What subscribers have now, and whether they may lose it."""

from collections.abc import Iterable
from pathlib import Path

from output.feeds.feed import Facet, Feed
from output.feeds.index import INDEX, FeedEntry, index_of
from output.feeds.names import title_of
from output.gates import Loss, awaited, loss
from output.remembered import FeedMark
from schemas.change import Edition

MOVED_TOGETHER = 3
"""So many activities that leave a cut at once, and are still published, look like a mistake of ours."""


class Subscribed:
    """The feeds of the visible release. What an organisation announced that left went by the word of a person."""

    def __init__(self, visible: Path | None, edition: Edition, *, published: Iterable[str]) -> None:
        self._visible = visible
        self._as_of = edition.as_of
        self._published = set(published)
        self._aliases = {alias.id: alias.activity_id for alias in edition.aliases}
        index = visible / INDEX if visible else None
        self.entries = index_of(index.read_bytes()).feeds if index and index.is_file() else ()
        self.by_stem = {one.stem: one for one in self.entries}
        left = [one for one in self.entries if one.organisation and _has_left(one, edition)]
        self._withdrawn: set[str] = set().union(*map(self._awaited, left))

    def loss(self, feed: Feed, before_mark: FeedMark | None) -> Loss | None:
        """Why `feed` would take away too much from its subscribers; None where it does not."""
        before, present = self.by_stem.get(feed.stem), set(feed.activities)
        if before is None or (before_mark and present.issuperset(before_mark.activities)):
            return None
        expected = {self._aliases.get(one, one) for one in self._awaited(before)} - self._withdrawn
        if feed.facet not in {Facet.ALL, Facet.ORGANISATION}:
            moved = (expected - present) & self._published
            present |= moved if len(moved) < MOVED_TOGETHER else set()
        return loss(expected, present)

    def _awaited(self, entry: FeedEntry) -> set[str]:
        if self._visible is None:
            return set()
        return awaited((self._visible / entry.simple_path).read_bytes(), as_of=self._as_of)


def _has_left(entry: FeedEntry, edition: Edition) -> bool:
    sources = (report.source for report in edition.sources if report.source.opted_out)
    opted_out = {(source.municipality, title_of(source.organisation)) for source in sources}
    return entry.organisation in edition.left or (entry.municipality, entry.title) in opted_out
