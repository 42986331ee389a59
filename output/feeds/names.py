"""Names as parts of addresses, and as people read them."""

import re
import unicodedata
from hashlib import blake2b

from output.plain_text import one_line
from schemas.activity import Organisation

_LONGEST_NAME = 200
_SMALL_WORDS = frozenset(("aan", "bij", "de", "den", "der", "en", "het", "in", "op", "van"))


def name(slug: str) -> str:
    """The name of a municipality as far as its slug tells it.

    >>> name("bergen-op-zoom")
    'Bergen op Zoom'
    """
    return " ".join(word if word in _SMALL_WORDS else word.capitalize() for word in slug.split("-"))


def path_name(text: str) -> str:
    """`text` as one safe part of a path; what had to be changed is told apart by a fingerprint of the original.

    >>> path_name("taalcafe-lombok"), path_name("../Café")
    ('taalcafe-lombok', 'cafe-917ab8c7')
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    safe = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80]
    return safe if safe and safe == text else f"{safe or 'x'}-{blake2b(text.encode(), digest_size=4).hexdigest()}"


def title_of(organisation: str) -> str:
    """What the feed of an organisation of this name is called."""
    return one_line(organisation, _LONGEST_NAME) or "(zonder naam)"


def short_id(organisation: Organisation) -> str:
    """The id without the country and municipality that the path already names."""
    country, _, rest = organisation.id.partition(".")
    within = rest.removeprefix(f"{organisation.municipality}.")
    return within if len(country) == 2 and within != rest else organisation.id
