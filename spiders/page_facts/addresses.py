"""The address of those behind a page."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from schemas.place import Place
from spiders.page_facts.described import Described
from spiders.readers.schema_org.thing import Thing
from spiders.text import node_text

_FEET = "footer, #footer, .footer, #colophon, .site-footer, address"
LONGEST_FOOT = 10_000
# A Dutch address on one line or several: street and number, postcode, town. A post-office box is no place to go to.
_STREET = r"(?<![^\W_])(?!postbus)[^\W\d_][^\d\n|,•·:]{2,40}[ .]\d{1,4} ?(?:[a-zA-Z]\b)?(?:[-/]\w{1,4})?"
_ADDRESS = re.compile(
    rf"(?P<street>{_STREET})[\s,|•·–-]{{1,8}}"
    r"(?:NL-?)?(?P<postcode>[1-9]\d{3} ?[A-Z]{2})[ \t,|•·–-]{1,6}\n?(?P<city>['’]?[^\W\d_][^\d\n|,•·:;()@]{1,30})",
    re.IGNORECASE,
)


def own_address(tree: LexborHTMLParser, known: Described) -> Place | None:
    """The one address that the page's organisation or its foot states; None where they state several."""
    stated = dict.fromkeys(_described(known)) or dict.fromkeys(_at_the_foot(tree))
    return next(iter(stated)) if len(stated) == 1 else None


def _described(known: Described) -> Iterator[Place]:
    for organisation in known.organisations:
        for address in organisation.things("address"):
            if (place := _place(address)).street or place.postcode:
                yield place


def _place(address: Thing) -> Place:
    return Place(
        street=address.line("streetAddress"),
        postcode=address.line("postalCode"),
        city=address.line("addressLocality"),
    )


def _at_the_foot(tree: LexborHTMLParser) -> Iterator[Place]:
    for foot in tree.css(_FEET)[:10]:
        for found in _ADDRESS.finditer(node_text(foot)[:LONGEST_FOOT]):
            postcode = found["postcode"].replace(" ", "").upper()
            if found["postcode"][-2:].isupper():
                yield Place(
                    street=" ".join(found["street"].split()),
                    postcode=f"{postcode[:4]} {postcode[4:]}",
                    city=" ".join(found["city"].split()).strip(" .-–"),
                )
