"""The pages that show which feeds there are: one of all municipalities, and one for each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from output import dutch
from output.feeds.feed import Facet
from output.feeds.index import INDEX, FeedEntry
from output.feeds.names import name, path_name
from output.html import templates

_HEADINGS = {
    Facet.ALL: "Alles",
    Facet.WALK_IN: "Zo binnenlopen",
    Facet.ONLINE: "Online",
    Facet.CATEGORY: "Per soort",
    Facet.AUDIENCE: "Voor wie",
    Facet.LANGUAGE: "Per taal",
    Facet.DISTRICT: "Per wijk",
    Facet.NEIGHBOURHOOD: "Per buurt",
    Facet.ORGANISATION: "Per organisatie",
}


@dataclass(frozen=True)
class Link:
    """A feed as a page shows it, with addresses from where the page stands, or full ones where they are known."""

    entry: FeedEntry
    label: str
    href: str
    simple_href: str
    size: str


@dataclass(frozen=True)
class Municipality:
    """A municipality in the list of all."""

    name: str
    href: str
    whole: Link | None
    feeds: int


def pages(entries: Sequence[FeedEntry], *, as_of: date) -> Iterator[tuple[str, list[bytes]]]:
    """Path and bytes of every page. A feed that holds nothing any more is kept for its subscribers, and not offered."""
    towns = []
    of_towns = sorted(
        (one for one in entries if one.municipality and one.activities), key=lambda one: one.municipality or ""
    )
    for slug, group in groupby(of_towns, key=lambda one: one.municipality or ""):
        members = list(group)
        folder = f"feeds/{path_name(slug)}"
        town = town_name(slug, members)
        yield f"{folder}/index.html", [_town(town, members, folder, as_of)]
        whole = next((_link(one, "feeds") for one in members if one.facet is Facet.ALL and not one.value), None)
        towns.append(Municipality(town, f"{path_name(slug)}/index.html", whole, len(members)))
    text = templates.get_template("feeds.html").render(
        as_of=dutch.day_and_year(as_of),
        everything=next(_link(one, "feeds") for one in entries if one.municipality is None),
        towns=towns,
        index=INDEX.removeprefix("feeds/"),
    )
    yield "feeds/index.html", [text.encode()]


def town_name(slug: str, entries: Iterable[FeedEntry]) -> str:
    """What a municipality is called, as the title of the feed of all of it has it."""
    whole = next((one for one in entries if one.facet is Facet.ALL and one.municipality and not one.value), None)
    return whole.title.partition(": ")[2] if whole else name(slug)


def _town(title: str, entries: Iterable[FeedEntry], folder: str, as_of: date) -> bytes:
    by_facet: dict[Facet, list[Link]] = {facet: [] for facet in _HEADINGS}
    for one in sorted(entries, key=lambda one: (one.title.casefold(), one.path)):
        by_facet[one.facet].append(_link(one, folder))
    groups = [(facet.value, _HEADINGS[facet], links) for facet, links in by_facet.items() if links]
    page = templates.get_template("feeds_town.html")
    return page.render(as_of=dutch.day_and_year(as_of), name=title, groups=groups).encode()


def _link(entry: FeedEntry, folder: str) -> Link:
    return Link(
        entry=entry,
        label=_label(entry),
        href=entry.url or entry.path.removeprefix(f"{folder}/"),
        simple_href=entry.simple_url or entry.simple_path.removeprefix(f"{folder}/"),
        size=_size(entry.bytes),
    )


def _label(entry: FeedEntry) -> str:
    """The title, without the municipality where that stands above it already."""
    _, colon, cut = entry.title.partition(": ")
    if not colon or entry.facet in {Facet.ALL, Facet.ORGANISATION}:
        return entry.title
    return cut[:1].upper() + cut[1:]


def _size(count: int) -> str:
    """A number of bytes as people read it.

    >>> _size(700), _size(12_400)
    ('1 kB', '12 kB')
    """
    return f"{max(1, round(count / 1000))} kB"
