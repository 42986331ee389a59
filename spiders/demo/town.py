"""The town as those who serve it see it: its sites, their visits, and the hooks that change its world."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from spiders.demo.breakages import BREAKAGES
from spiders.demo.rendering import Copy, example_origins, render_site, render_source
from spiders.demo.server import NOT_FOUND, Log, Shelf, Visit


@dataclass(frozen=True)
class Site:
    """One organisation's website. `folder` is where its pages stand in `sites/`."""

    name: str
    folder: str
    copy: Copy
    origin: str

    @property
    def source_id(self) -> str:
        return f"nl.{self.copy.municipality}.{self.name}"


class Town:
    """A town that is being served. Sites are called by name; `KeyError` where there is none of that name."""

    def __init__(self, sites: Mapping[str, Site], today: date) -> None:
        self.sites = sites
        self._log = Log()
        self._shelves = {name: Shelf(name, self._log, {}) for name in sites}
        self.turn_to(today)

    @property
    def requests(self) -> Counter[Visit]:
        """All visits so far."""
        return self._log.snapshot()

    def shelf(self, site: str) -> Shelf:
        """What the web server of the site reads from."""
        return self._shelves[site]

    def url(self, site: str, path: str = "/") -> str:
        return self.sites[site].origin + path

    def sources(self, directory: Path) -> Path:
        """`directory`, with a source file `nl/<municipality>/<name>.toml` for every site."""
        for site in self.sites.values():
            file = directory / "nl" / site.copy.municipality / f"{site.name}.toml"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(render_source(site.folder, origins=self._origins(site.copy), copy=site.copy), "utf-8")
        return directory

    def turn_to(self, today: date) -> None:
        """It is `today` in the whole town; what was replaced or removed is forgotten, what is broken stays so."""
        for site in self.sites.values():
            pages = render_site(site.folder, today, origins=self._origins(site.copy), copy=site.copy)
            self._shelves[site.name].answers = pages

    def read(self, site: str, path: str) -> bytes:
        return self._shelves[site].answers[path].body

    def replace(self, site: str, path: str, body: bytes) -> None:
        """The page has another text from now on, and new validators where it has these. KeyError: no such page."""
        shelf = self._shelves[site]
        shelf.answers = {**shelf.answers, path: shelf.answers[path].rewritten(body)}

    def edit(self, site: str, path: str, *, old: str, new: str) -> None:
        """As `replace`, for one wording that must stand on the page, in UTF-8. Raises ValueError where it does not."""
        body = self.read(site, path)
        if old.encode() not in body:
            raise ValueError(f"{self.url(site, path)}: {old!r} does not stand there")
        self.replace(site, path, body.replace(old.encode(), new.encode()))

    def remove(self, site: str, path: str) -> None:
        """The page answers 404 from now on."""
        shelf = self._shelves[site]
        shelf.answers = {**shelf.answers, path: NOT_FOUND}

    def break_site(self, site: str, how: str, *, path: str | None = None) -> None:
        """The site fails in one of the ways of BREAKAGES: at `path`, or everywhere but at its robots.txt."""
        shelf = self._shelves[site]
        shelf.broken = {**shelf.broken, path: BREAKAGES[how]}

    def mend_site(self, site: str) -> None:
        self._shelves[site].broken = {}

    def _origins(self, copy: Copy) -> dict[str, str]:
        """Where the sites of one copy stand; what is not served of it is only mentioned."""
        return example_origins() | {site.folder: site.origin for site in self.sites.values() if site.copy == copy}
