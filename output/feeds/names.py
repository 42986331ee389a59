"""Names as parts of addresses, and as people read them."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b

from output.plain_text import one_line
from schemas.activity import Organisation
from schemas.place import AreaCode

_LONGEST_NAME = 200
_SMALL_WORDS = frozenset(("aan", "bij", "de", "den", "der", "en", "het", "in", "op", "van"))


def name(slug: str) -> str:
    """The name of a municipality as far as its slug tells it.

    >>> name("bergen-op-zoom")
    'Bergen op Zoom'
    """
    return " ".join(word if word in _SMALL_WORDS else word.capitalize() for word in slug.split("-"))


@dataclass(frozen=True)
class Areas:
    """What areas are called. `official` has names by code; `codes` those of municipalities by slug."""

    official: Mapping[AreaCode, str] = field(default_factory=dict)
    codes: Mapping[str, AreaCode] = field(default_factory=dict)

    def municipality(self, slug: str) -> str:
        """Its official name, where that is the one that the slug was made of; else as far as the slug tells it."""
        official = self.official.get(self.codes.get(slug, ""), "")
        return official if plain(official) == slug else name(slug)

    def words(self, code: AreaCode) -> str:
        """A district or neighbourhood in a title; with its code where another one here has the same name."""
        official = self.official.get(code)
        words = area_words(code, official)
        return f"{words} ({code})" if official and self._times[code[:_OF_MUNICIPALITY], official] > 1 else words

    @cached_property
    def _times(self) -> Counter[tuple[str, str]]:
        return Counter((code[:_OF_MUNICIPALITY], official) for code, official in self.official.items())


_OF_MUNICIPALITY = 6  # letters of a code that name its kind and its municipality
_KINDS = {"WK": "wijk", "BU": "buurt"}
_NUMBERED = re.compile(r"(wijk|buurt) ?\d+[ –-]*", re.IGNORECASE)


def area_words(code: AreaCode, official: str | None) -> str:
    """What kind of area it is and its name, without the number that some names begin with; the code where it has none.

    >>> area_words("WK001400", "Wijk 03 Vogelenzang"), area_words("WK001400", "Wijk 05 Wijk Mariaparochie")
    ('wijk Vogelenzang', 'wijk Mariaparochie')
    >>> area_words("WK001400", "Wijk 00"), area_words("BU00140000", None)
    ('wijk 00', 'buurt BU00140000')
    """
    kind, words = _KINDS.get(code[:2], ""), one_line(official or code, _LONGEST_NAME)
    if number := _NUMBERED.match(words):
        words = words[number.end() :] or words
    if words.casefold().startswith(f"{kind} "):
        words = words[len(kind) :].strip()
    return f"{kind} {words}".strip()


def plain(text: str) -> str:
    """`text` in small ASCII letters with hyphens, as slugs are made.

    >>> plain("'s-Gravenhage"), plain("Súdwest-Fryslân")
    ('s-gravenhage', 'sudwest-fryslan')
    """
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")


def path_name(text: str) -> str:
    """`text` as one safe part of a path; what had to be changed is told apart by a fingerprint of the original.

    >>> path_name("taalcafe-lombok"), path_name("../Café")
    ('taalcafe-lombok', 'cafe-917ab8c7')
    """
    safe = plain(text)[:80]
    return safe if safe and safe == text else f"{safe or 'x'}-{blake2b(text.encode(), digest_size=4).hexdigest()}"


def title_of(organisation: str) -> str:
    """What the feed of an organisation of this name is called."""
    return one_line(organisation, _LONGEST_NAME) or "(zonder naam)"


def short_id(organisation: Organisation) -> str:
    """The id without the country and municipality that the path already names."""
    country, _, rest = organisation.id.partition(".")
    within = rest.removeprefix(f"{organisation.municipality}.")
    return within if len(country) == 2 and within != rest else organisation.id
