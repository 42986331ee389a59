"""Pages and maps made to waste time: each is looked at within a second, and nothing raises."""

from collections.abc import Callable
from time import process_time

import pytest

from spiders.crawl.reservations import Wish
from spiders.crawl.robots_rules import text_of
from spiders.discovery.candidates import candidates
from spiders.discovery.fingerprints import is_empty_shell, kind_of, rungs
from spiders.discovery.identity import address_lines, site_name
from spiders.discovery.site_facts import site_facts
from spiders.discovery.sitemap import sitemap_entries
from spiders.page import Page

SHELL = b'<!DOCTYPE html><div id="root"></div>'
HOSTILE = {
    "links without end": SHELL + b'<a href="/agenda?x=1">Agenda</a>' * 15_000,
    "scripts without end": SHELL + b"<script>1</script>" * 15_000,
    "elements that nest without end": SHELL + b"<div>" * 50_000,
    "a link text without end": SHELL + b'<a href="/agenda">' + b"agenda " * 50_000 + b"</a>",
    "an address without end": SHELL + b'<a href="/agenda' + b"/a" * 300_000 + b'">Agenda</a>',
    "blanks without end": b"<urlset><loc>" + b" " * 300_000 + b"<loc>" + b"\n" * 300_000,
    "entries without end": b"<urlset>" + b"<loc>https://debrug.example/agenda/1</loc>" * 15_000,
    "WordPress without end": SHELL + b"https://debrug.example/a/a/a" * 15_000 + b"/wp-content/",
    "postcodes without end": SHELL + b"7276 AB " * 50_000,
    "a title without end": b"<!DOCTYPE html><title>" + b" - |" * 100_000 + b"</title>",
    "no charset at all": bytes(range(256)) * 4_000,
    "brackets without end": b"[" * 300_000,
    "robots without end": b"User-agent: *\nDisallow: /" + b"*a" * 150_000,
}
LOOKS: tuple[Callable[[Page], object], ...] = (
    candidates,
    rungs,
    is_empty_shell,
    lambda page: kind_of(page.body),
    lambda page: sitemap_entries(page.body, page.url),
    site_name,
    address_lines,
    lambda page: site_facts(page, Wish(), robots=text_of(page.body), tdmrep=text_of(page.body)),
)


@pytest.mark.parametrize("case", HOSTILE)
def test_all_looks_at_a_hostile_page_together_cost_at_most_a_second(a_page: Callable[..., Page], case: str) -> None:
    page = a_page(HOSTILE[case])
    begun = process_time()
    for look in LOOKS:
        look(page)
    assert process_time() - begun < 1
