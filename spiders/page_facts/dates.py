"""The page's own day: when it was written, or last changed."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import chain

from schemas.words_of_time import ALL
from spiders.page import Page
from spiders.page_facts.described import ARTICLES, Described
from spiders.page_facts.tags import Tags, named
from spiders.patterns import folded
from spiders.readers.schema_org.printed_time import printed_time

# The web is younger than what lies before.
_FIRST_YEAR = 1995

_WRITTEN = ("article:published_time", "datePublished", "dcterms.issued", "dc.date.issued", "dcterms.created", "dc.date")
_CHANGED = ("article:modified_time", "og:updated_time", "dateModified", "dcterms.modified", "last-modified", "revised")
# Times of the page itself, not of what it announces: by the attribute of HTML5, and as WordPress and Drupal mark them.
_STAMPS = (
    "time[pubdate], time.entry-date, time.published, time.updated, .entry-date time, .posted-on time, .submitted time, "
    "abbr.published, [itemprop=datePublished], [itemprop=dateModified]"
)
_MONTHS = {word: row.value for row in ALL if row.kind == "month" for word in row.words.split("|")}
_LABELS = (
    "bijgewerkt|gewijzigd|aangepast|geactualiseerd|ge[uü]pdatet|geplaatst|gepubliceerd|gepost|"
    "last (?:updated|modified)|updated|modified|posted|published"
)
_FORMS = (
    r"(?P<day>\d{1,2})[ -](?P<month>[^\W\d_]{3,12})\.?[ -](?P<year>\d{4})"
    r"|(?P<word>[^\W\d_]{3,12}) (?P<day_after>\d{1,2}), (?P<year_after>\d{4})"
    r"|(?P<iso>\d{4}-\d\d-\d\d)|(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<y>\d{4})"
)
_SIGNS = tuple(b"pdate publi posted modified gewerkt gewijzigd gepast geplaatst gepost actualiseerd".split())
_LABELLED = re.compile(rf"\b(?:{_LABELS})(?: op| on)?\s?:?\s?(?:[^\W\d_]{{2,12}},?\s)?(?:{_FORMS})(?!\d)")


def own_day(page: Page, stated: Tags, known: Described, *, last_modified: date | None) -> date | None:
    """The day of the page; of an article when it was published, of any other page when it was last changed.

    An article speaks of the days around its publication, whatever was mended in it later; an agenda is kept.
    """
    written = _stated(stated, known, "datePublished", names=_WRITTEN)
    changed = _stated(stated, known, "dateModified", names=_CHANGED)
    first, second = (written, changed) if is_article(stated, known) else (changed, written)
    days = chain(first, second, _only(_stamped(page)), _only(_labelled(page)), filter(None, [last_modified]))
    return _first_sound(days, page)


def changed_day(page: Page, stated: Tags, known: Described) -> date | None:
    """The day on which the page was last changed, where it says so to machines."""
    return _first_sound(_stated(stated, known, "dateModified", names=_CHANGED), page)


def is_article(stated: Tags, known: Described) -> bool:
    """Whether the page was written on one day, as posts are.

    The type of Open Graph alone does not say so: plugins of WordPress give it to all pages, and the day to posts.
    """
    is_post = named(stated, "og:type") == "article" and "article:published_time" in stated
    return is_post or any(not ARTICLES.isdisjoint(one.types) for one in known.pages)


def _first_sound(days: Iterable[date], page: Page) -> date | None:
    latest = page.fetched_at.date() + timedelta(days=1)
    return next((day for day in days if day.year >= _FIRST_YEAR and day <= latest), None)


def _only(days: Iterable[date]) -> Iterator[date]:
    """The one day among `days`; several are those of the articles in a list."""
    distinct = dict.fromkeys(days)
    if len(distinct) == 1:
        yield from distinct


def _stated(stated: Tags, known: Described, name: str, *, names: Iterable[str]) -> Iterator[date]:
    yield from _days(stated[tag.lower()] for tag in names if tag.lower() in stated)
    yield from _days(text for page in known.pages for text in page.texts(name))


def _days(texts: Iterable[str]) -> Iterator[date]:
    for text in texts:
        if printed := printed_time(text):
            yield printed.day


def _stamped(page: Page) -> Iterator[date]:
    for node in page.tree.css(_STAMPS)[:5]:
        attributes = node.attributes
        yield from _days([attributes.get("datetime") or attributes.get("content") or attributes.get("title") or ""])


def _labelled(page: Page) -> Iterator[date]:
    """Days behind words that say when the page was changed, as people read it."""
    body = page.tree.body if any(sign in page.folded for sign in _SIGNS) else None
    text = " ".join(body.text(separator=" ").split()) if body is not None else ""
    for found in _LABELLED.finditer(folded(text)):
        if day := _day(found):
            yield day


def _day(found: re.Match[str]) -> date | None:
    if found["iso"]:
        return next(_days([found["iso"]]), None)
    month = found["m"] or _MONTHS.get(found["month"] or found["word"] or "")
    day, year = found["day"] or found["day_after"] or found["d"], found["year"] or found["year_after"] or found["y"]
    try:
        return date(int(year), int(str(month)), int(day)) if month else None
    except ValueError:
        return None
