"""Judges of HTML pages: where they stand, and paths of pages there → what is wrong, by path.

One process of each judge looks at all pages. What is not installed skips its test, saying so.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

from spiders.browser import chromium
from tests.judges.judges import of_npm

HERE = Path(__file__).parent
Troubles = dict[str, list[str]]


@dataclass(frozen=True)
class Site:
    """A release in a folder, and the address where it is served."""

    folder: Path
    origin: str


def by_vnu(site: Site, paths: Sequence[str]) -> Troubles:
    """The checker of the W3C: HTML, CSS, ARIA, and whether a page is written in the language that it names."""
    jar = of_npm("vnu-jar") / "build/dist/vnu.jar"
    if shutil.which("java") is None:
        pytest.skip("no Java: `apt-get install default-jre-headless` brings one")
    command = ["java", "-jar", str(jar), "--format", "json", "--stdout", "--exit-zero-always"]
    files = [str(site.folder / path) for path in paths]
    answer = subprocess.run([*command, *files], capture_output=True, text=True, timeout=120, check=True)
    return _by_path(
        (unquote(urlsplit(one["url"]).path).removeprefix(f"{site.folder}/"), one["message"])
        for one in json.loads(answer.stdout)["messages"]
    )


def by_linkinator(site: Site, paths: Sequence[str]) -> Troubles:
    """Links into this machine that lead nowhere, and parts of pages that are not there."""
    of_npm("linkinator")
    command = ["node", str(HERE / "linkinator.mjs"), *(f"{site.origin}/{path}" for path in paths)]
    answer = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    return _by_path((urlsplit(url).path[1:], trouble) for url, trouble in map(json.loads, answer.stdout.splitlines()))


def by_axe(site: Site, paths: Sequence[str]) -> Troubles:
    """Accessibility: WCAG 2.2 A and AA and good practice; contrast by day and in the dark."""
    axe = (of_npm("axe-core") / "axe.min.js").read_text(encoding="utf-8")
    with _browser() as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        return {path: found for path in paths if (found := list(_axe(page, f"{site.origin}/{path}", axe)))}


_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_AXE = "options => axe.run(document, {resultTypes: ['violations'], ...options}).then(found => found.violations)"
_OPEN = "document.querySelectorAll('details').forEach(one => { one.open = true; })"


def _axe(page: Page, url: str, axe: str) -> Iterator[str]:
    page.emulate_media(color_scheme="light")
    page.goto(url)
    page.evaluate(_OPEN)
    page.evaluate(axe)
    found = page.evaluate(_AXE, {"runOnly": _RULES})
    page.emulate_media(color_scheme="dark")
    found += page.evaluate(_AXE, {"runOnly": ["color-contrast"]})
    for one in found:
        yield f"{one['id']}: {one['nodes'][0]['html'][:100]}"


def by_probes(site: Site, paths: Sequence[str]) -> Troubles:
    """Our own, on a phone 320 pixels wide: reflow, visible focus, foreign texts, errors, requests to other hosts."""
    troubles: list[str] = []

    def asked(route: Route) -> None:
        is_ours = route.request.url.startswith(f"{site.origin}/")
        if not is_ours:
            troubles.append(f"request: {route.request.url}")
        (route.continue_ if is_ours else route.abort)()

    found: Troubles = {}
    with _browser() as browser:
        page = browser.new_page(viewport={"width": 320, "height": 640})
        page.route("**/*", asked)
        page.on("console", lambda said: troubles.append(f"console: {said.text}") if said.type == "error" else None)
        page.on("pageerror", lambda error: troubles.append(f"script: {error}"))
        for path in paths:
            troubles.clear()
            page.goto(f"{site.origin}/{path}")
            page.evaluate(_OPEN)
            page.keyboard.press("Tab")
            if said := [*page.evaluate(_PROBES), *troubles]:
                found[path] = said
    return found


_PROBES = (HERE / "probes.js").read_text(encoding="utf-8")


@contextmanager
def _browser() -> Iterator[Browser]:
    if chromium() is None:
        pytest.skip("no Chromium: `apt-get install chromium` brings one")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), chromium_sandbox=os.geteuid() != 0)
        yield browser
        browser.close()


def _by_path(pairs: Iterable[tuple[str, str]]) -> Troubles:
    found: Troubles = {}
    for path, trouble in pairs:
        found.setdefault(path, []).append(trouble)
    return found


JUDGES: dict[str, Callable[[Site, Sequence[str]], Troubles]] = {
    "vnu": by_vnu,
    "axe": by_axe,
    "linkinator": by_linkinator,
    "probes": by_probes,
}
