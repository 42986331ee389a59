"""Faults that pages really have, done to good pages, and which judges see each: as tried, no more and no less."""

import re
from collections.abc import Callable
from dataclasses import dataclass

FEEDS, INDEX, DICTIONARY = "feeds/index.html", "index.html", "data/v1/dictionary.html"
_PICTURE = "data:image/gif;base64,R0lGODlhAQABAAAAACw="


@dataclass(frozen=True)
class Damage:
    """`done` damages the page at `path`; `seen_by` names the judges that complain."""

    path: str
    done: Callable[[str], str]
    seen_by: frozenset[str]


def _within(markup: str, *seen_by: str, path: str = FEEDS) -> Damage:
    """`markup` at the end of what the page is about."""
    return _instead("</main>", f"{markup}</main>", *seen_by, path=path)


def _styled(rules: str, *seen_by: str, path: str = FEEDS) -> Damage:
    return _instead("</style>", f"{rules}</style>", *seen_by, path=path)


def _instead(pattern: str, replacement: str, *seen_by: str, path: str = FEEDS) -> Damage:
    return Damage(path, lambda text: re.sub(pattern, replacement, text, count=1, flags=re.DOTALL), frozenset(seen_by))


DAMAGES = {
    # what the page is
    "no doctype": _instead("<!doctype html>", "", "vnu"),
    "no title": _instead("<title>.*?</title>", "", "vnu", "axe"),
    "no language": _instead('<html lang="nl">', "<html>", "vnu", "axe"),
    "a language that is none": _instead('lang="nl"', 'lang="dutch"', "vnu", "axe"),
    "another language than it is written in": _instead('lang="nl"', 'lang="en"', "vnu", path=INDEX),
    "zooming forbidden": _instead("initial-scale=1", "initial-scale=1, user-scalable=no", "vnu", "axe"),
    "reloads itself": _instead("<title>", '<meta http-equiv="refresh" content="30"><title>', "axe"),
    "no main part": _instead("<main>(.*)</main>", r"<div>\1</div>", "axe"),
    # how it is built
    "an element that does not end": _instead("</ul>", "", "vnu"),
    "an attribute twice": _instead('<h2 id="alles"', '<h2 id="alles" class="a" class="b"', "vnu"),
    "an id twice": _instead('id="alles"', 'id="gemeenten"', "vnu"),
    "a name that no element has": _within('<section aria-labelledby="nergens"><p>Tekst</p></section>', "vnu"),
    "a role that is none": _within('<p role="tekst">Tekst</p>', "vnu", "axe"),
    "a time that is none": _within('<time datetime="dinsdag">dinsdag</time>', "vnu"),
    "a style that is none": _styled("p { colour: red; }", "vnu"),
    "no heading of the whole": _instead("<h1>(.*?)</h1>", r"<p>\1</p>", "vnu", "axe"),
    "a heading that skips a level": _within("<h5>Verder</h5>", "vnu", "axe"),
    "an empty heading": _within("<h3></h3>", "vnu", "axe"),
    "a table without headings": _instead(r'<thead><tr><th scope="col">(.*?)</tr></thead>', "", path=DICTIONARY),
    # what it shows
    "a picture without words": _within(f'<img src="{_PICTURE}">', "vnu", "axe"),
    "a picture whose words say nothing": _within(f'<img src="{_PICTURE}" alt="afbeelding 1">'),
    "a field without a name": _within('<input type="text">', "axe"),
    "a button without a name": _within('<button type="button"></button>', "axe"),
    "a link without words": _within('<a href="index.json"></a>', "axe"),
    "a link that says no more than here": _within('<a href="index.json">hier</a>'),
    "links that only their colour shows": _styled("a { text-decoration: none; }", "axe"),
    "pale words": _styled(":root { --soft: #bbb; }", "axe"),
    "pale words in the dark": _styled("@media (prefers-color-scheme: dark) { :root { --soft: #444; } }", "axe"),
    "words in a foreign script": _within("<p>Чай і розмова</p>", "probes"),
    "words from right to left": _within('<p lang="ar">مقهى اللغة</p>', "probes"),
    "letters cut off": _styled("main p { height: 1em; overflow: hidden; }", "probes"),
    # how it is used
    "wider than a phone": _styled("main p { width: 30rem; }", "probes"),
    "a word that does not break": _styled("main p { white-space: nowrap; }", "probes"),
    "a focus that nobody sees": _styled("a:focus-visible { outline: none; }", "probes"),
    "a skipping link that stays away": _styled(".skip:focus { inset-inline-start: -99rem; }", "probes"),
    "an order of its own": _within('<a href="index.json" tabindex="5">index</a>', "axe"),
    "links too small for a thumb": _styled(
        ".links a { display: block; font-size: 6px; line-height: 8px; padding: 0; } .links { display: block; }", "axe"
    ),
    # where it leads, and whom it asks
    "a dead link": _within('<a href="nergens.html">verder</a>', "linkinator"),
    "a link to a part that is not there": _within('<a href="#nergens">verder</a>', "linkinator"),
    "a script of others": _within('<script src="https://teller.example/teller.js"></script>', "probes"),
    "a picture of others": _within('<img src="https://teller.example/teller.gif" alt="">', "probes"),
    "letters of others": _styled(
        '@font-face { font-family: "A"; src: url("https://letters.example/a.woff2"); } p { font-family: "A"; }',
        "probes",
    ),
    "a style that the service forbids": _within('<p style="color: inherit">Tekst</p>', "probes"),
    "a script that fails": _within("<script>nergens();</script>", "probes"),
    "a script that complains": _within('<script>console.error("storing");</script>', "probes"),
    "a script that cannot be read": _within("<script>const = 1;</script>", "probes"),
    # what it says
    "another day than it is": _instead("november", "oktober"),
}
