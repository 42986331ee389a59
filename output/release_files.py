"""All files of a release, written into a draft and checked on the way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec

from output import dataset, website
from output.draft import Draft
from output.event_texts import EventTexts, event_texts, faults
from output.feeds import INDEX, SCHEMA, index_bytes, schema_bytes
from output.feeds.names import Areas
from output.feeds.pages import pages as feed_pages
from output.feeds.shelf import Shelf, municipality_codes, problems
from output.feeds.subscribed import Subscribed
from output.fill import FILE, Fill, fill, fill_bytes, fill_of, poorer
from output.gates import dataset_fault
from output.remembered import FeedMark, Memory
from output.selection import Offer, offers
from schemas.change import Edition
from schemas.dataset import Publisher
from schemas.errors import RefusedRelease
from schemas.health import Problem


@dataclass(frozen=True)
class Terms:
    """On what terms a release is written: what is visible, what a person accepts, where it will be served, by whom."""

    visible: Path | None
    accept: bool = False
    base_url: str | None = None
    publisher: Publisher | None = None


@dataclass(frozen=True)
class Contents:
    """What stands in a release, counted; `left_out` and `overruled` as in `output.release.Published`.

    `memory` is what the next release may take over.
    """

    activities: int
    occurrences: int
    feeds: int
    left_out: tuple[Problem, ...]
    overruled: tuple[str, ...]
    memory: Memory


def write_release(edition: Edition, draft: Draft, terms: Terms, before: Memory) -> Contents:
    """Write everything that `edition` publishes. Raises RefusedRelease with all reasons why it may not be shown."""
    as_of = date.fromisoformat(edition.as_of)
    on_offer = offers(edition)
    texts = event_texts(on_offer, as_of=as_of, known=before.texts)
    shelf = _shelf(edition, draft, terms, on_offer=on_offer, texts=texts, marks=before.feeds)
    shown = dataset.shown(terms.visible and terms.visible / dataset.FOLDER, before.lengths)
    stretches = dataset.stretches(on_offer, as_of=as_of, known=shown)
    occurrences = sum(one.count for one in stretches.values())
    now = fill(on_offer, as_of=edition.as_of, occurrences=occurrences, feeds=len(shelf.entries))
    reasons = [*shelf.refusals, *_poorer(terms.visible, now)]
    if reasons and not terms.accept:
        raise RefusedRelease("; ".join(reasons))
    write_lists(shelf, draft, as_of)
    draft.write(FILE, [fill_bytes(now)])
    for path, pieces in dataset.files(
        edition, stretches, base_url=terms.base_url, publisher=terms.publisher, held=shelf.held
    ):
        _write_checked(draft, path, pieces)
    for path, pieces in website.pages(edition, on_offer, shelf.entries, base_url=terms.base_url):
        draft.write(path, pieces)
    return Contents(
        activities=len(edition.activities),
        occurrences=occurrences,
        feeds=len(shelf.entries),
        left_out=faults(texts) + problems(shelf.held),
        overruled=(*shelf.overruled, *reasons),
        memory=Memory(texts, shelf.marks, {key: one.lengths for key, one in stretches.items()}),
    )


def _shelf(
    edition: Edition,
    draft: Draft,
    terms: Terms,
    *,
    on_offer: Sequence[Offer],
    texts: EventTexts,
    marks: dict[str, FeedMark],
) -> Shelf:
    """All feeds."""
    by_id = {offer.activity.id: offer for offer in on_offer}
    shelf = Shelf(
        draft=draft,
        subscribed=Subscribed(terms.visible, edition, published=by_id),
        offers=by_id,
        texts=texts,
        as_of=date.fromisoformat(edition.as_of),
        accept=terms.accept,
        base_url=terms.base_url,
        before=marks,
        areas=Areas(edition.areas, municipality_codes(on_offer)),
    )
    shelf.add_all()
    return shelf


def write_lists(shelf: Shelf, draft: Draft, as_of: date) -> None:
    """What tells which feeds there are, for programs and for people."""
    draft.write(INDEX, [index_bytes(as_of.isoformat(), tuple(shelf.entries))])
    draft.write(SCHEMA, [schema_bytes()])
    for path, pieces in feed_pages(shelf.entries, as_of=as_of):
        draft.write(path, pieces)


def _poorer(visible: Path | None, now: Fill) -> list[str]:
    try:
        return list(poorer(fill_of((visible / FILE).read_bytes()), now)) if visible else []
    except (FileNotFoundError, msgspec.MsgspecError):
        return []


def _write_checked(draft: Draft, path: str, pieces: Sequence[bytes]) -> None:
    if draft.write(path, pieces) and (fault := dataset_fault(path, b"".join(pieces))):
        raise RefusedRelease(f"{path}: {fault}")
