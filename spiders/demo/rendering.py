"""The pages of the town on a given day, from the folders in `sites/`. Pure: one day, one answer, byte for byte.

A folder is one organisation's website. Every file in it is a page at the same path (`index.html` at its folder),
except `site.toml`, which says how the web server answers, and what begins with an underscore.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import jinja2
import msgspec

from spiders.demo import almanac
from spiders.demo.almanac import Almanac
from spiders.demo.answer import Answer, entity_tag, redirect

_HERE = Path(__file__).parent
_SITES = _HERE / "sites"
_SOURCES = _HERE / "sources" / "nl" / "wilgenmonde"

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".txt": "text/plain",
    ".xml": "application/rss+xml; charset=utf-8",
}


class Validators(StrEnum):
    """What a web server tells so that a visitor need not fetch a page twice."""

    BOTH = "both"
    ETAG = "etag"
    LAST_MODIFIED = "last_modified"
    NONE = "none"


class SiteSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`site.toml`. `types` is by path or by the end of a file's name, `statuses` by path.

    `redirects` leads from a path, or with a `*` at the end from all that begin so and have no page, to another path.
    """

    encoding: str = "utf-8"
    validators: Validators = Validators.BOTH
    types: dict[str, str] = {}
    statuses: dict[str, int] = {}
    redirects: dict[str, str] = {}


@dataclass(frozen=True)
class Copy:
    """One town of many: the benchmark builds further ones, alike but for their name and postcodes."""

    number: int = 1

    @property
    def town(self) -> str:
        return "Wilgenmonde" if self.number == 1 else f"Wilgenmonde {self.number}"

    @property
    def municipality(self) -> str:
        return self.town.lower().replace(" ", "-")

    @property
    def pc4(self) -> str:
        """No postcode in the Netherlands begins with 7276 to 7309 (postcode table of 2024)."""
        return str(7276 + (self.number - 1) % 34)

    def site(self, folder: str) -> str:
        return folder if self.number == 1 else f"{folder}-{self.number}"


THE_TOWN = Copy()


def folders() -> tuple[str, ...]:
    """The folders of all sites, in alphabetical order."""
    return tuple(sorted(path.name for path in _SITES.iterdir() if path.is_dir()))


def example_origins() -> dict[str, str]:
    """Origins that lead nowhere (RFC 2606), per folder."""
    return {folder: f"http://{folder}.example" for folder in folders()}


def render_town(
    today: date,
    *,
    origins: Mapping[str, str] | None = None,
    copy: Copy = THE_TOWN,
) -> dict[str, dict[str, Answer]]:
    """Per site its answers by path. `origins` holds per folder the scheme, host and port, as of now `.example`."""
    known = origins or example_origins()
    return {copy.site(folder): render_site(folder, today, origins=known, copy=copy) for folder in folders()}


def render_site(folder: str, today: date, *, origins: Mapping[str, str], copy: Copy) -> dict[str, Answer]:
    """The answers of one site by decoded path; a path that ends in `*` stands for all that begin so."""
    settings = msgspec.convert(tomllib.loads((_SITES / folder / "site.toml").read_text("utf-8")), SiteSettings)
    words = _words(folder, today, origins, copy)
    pages = {
        path: _answer(_page(template, words), path=path, suffix=Path(template).suffix, settings=settings, today=today)
        for path, template in _templates(folder)
    }
    return pages | {path: redirect(there) for path, there in settings.redirects.items()}


def render_source(folder: str, *, origins: Mapping[str, str], copy: Copy) -> str:
    """The source file of one site, with its address filled in."""
    return _templates_of(_SOURCES).get_template(f"{folder}.toml").render(origin=origins[folder], town=copy.town)


def _words(folder: str, today: date, origins: Mapping[str, str], copy: Copy) -> dict[str, object]:
    """What a page may mention."""
    days = Almanac(today)
    return {
        "today": today,
        "upcoming": days.upcoming,
        "next_week": days.next_week,
        "ago": days.ago,
        "origin": origins[folder],
        "origins": origins,
        "town": copy.town,
        "pc4": copy.pc4,
    }


@cache
def _templates(folder: str) -> tuple[tuple[str, str], ...]:
    """Path and template of each page of a site."""
    return tuple(sorted(_paths(_SITES / folder)))


def _paths(root: Path) -> Iterator[tuple[str, str]]:
    for file in root.rglob("*"):
        if file.is_file() and not file.name.startswith("_") and file.name != "site.toml":
            path = "/" + file.relative_to(root).as_posix()
            yield unquote(path.removesuffix("index.html")), file.relative_to(_SITES).as_posix()


@cache
def _templates_of(root: Path) -> jinja2.Environment:
    """Templates that fail on a misspelt word. `.html` escapes what is filled in."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(root),
        undefined=jinja2.StrictUndefined,
        autoescape=jinja2.select_autoescape(("html", "xml")),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    notations = (almanac.words, almanac.basic, almanac.utc, almanac.instant, almanac.mail_date)
    environment.filters.update({notation.__name__: notation for notation in notations})
    return environment


def _page(template: str, words: Mapping[str, object]) -> str:
    text = _templates_of(_SITES).get_template(template).render(words)
    return _calendar_lines(text) if template.endswith(".ics") else text


def _calendar_lines(text: str) -> str:
    """Lines of at most 75 octets that end in CRLF; RFC 5545 §3.1."""
    return "".join(f"{part}\r\n" for line in text.splitlines() if line for part in _folded(line))


def _folded(line: str) -> Iterator[str]:
    part = ""
    for letter in line:
        if len((part + letter).encode()) > 75:
            yield part
            part = " "
        part += letter
    yield part


def _answer(text: str, *, path: str, suffix: str, settings: SiteSettings, today: date) -> Answer:
    body = text.encode(settings.encoding)
    validators = settings.validators
    has_etag = validators in {Validators.BOTH, Validators.ETAG}
    has_date = validators in {Validators.BOTH, Validators.LAST_MODIFIED}
    return Answer(
        body=body,
        status=settings.statuses.get(path, 200),
        content_type=settings.types.get(path, settings.types.get(suffix, _TYPES[suffix])) or None,
        etag=entity_tag(body) if has_etag else None,
        last_modified=datetime(today.year, today.month, today.day, 4, tzinfo=UTC) if has_date else None,
    )
