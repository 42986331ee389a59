"""The pages that the titles of events lead to, where the page that lists them links their titles."""

from collections.abc import Iterable

from selectolax.lexbor import LexborHTMLParser

from spiders.readers.schema_org import Thing

MOST_LINKS = 5_000
# Shorter words stand on buttons.
_SHORTEST, _LONGEST = 4, 300


def with_pages(events: Iterable[Thing], tree: LexborHTMLParser) -> list[Thing]:
    """The events, with the address that their title leads to where one link of the page bears just that title."""
    found = list(events)
    addresses = _addresses(tree) if found else {}
    for event in found:
        if "url" not in event.properties and (address := addresses.get(_plain(event.line("name") or ""))):
            event.properties["url"] = [address]
    return found


def _addresses(tree: LexborHTMLParser) -> dict[str, str | None]:
    """The address of each text that links bear; None where it leads to several."""
    addresses: dict[str, str | None] = {}
    for link in tree.css("a[href]")[:MOST_LINKS]:
        address, text = link.attributes.get("href") or "", _plain(link.text()[:_LONGEST])
        if len(text) >= _SHORTEST and not address.startswith(("#", "javascript:", "mailto:", "data:")):
            addresses[text] = address if addresses.get(text, address) == address else None
    return addresses


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
