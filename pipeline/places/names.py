"""Names of towns and municipalities made comparable, and as slugs."""

import re
import unicodedata

_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "ĳ": "ij", "’": "'", "‘": "'", "`": "'", "´": "'"})
_NO_LETTERS = re.compile(r"[^a-z0-9]+")
# How people shorten the province behind an ambiguous name: "Hengelo (Gld)", "Bergen NH", "hengelo-ov".
PROVINCES = {
    "dr": "Drenthe", "fl": "Flevoland", "fr": "Fryslân", "frl": "Fryslân", "friesland": "Fryslân", "gd": "Gelderland",
    "gld": "Gelderland", "ge": "Gelderland", "gr": "Groningen", "gn": "Groningen", "l": "Limburg", "lb": "Limburg",
    "li": "Limburg", "nb": "Noord-Brabant", "nbr": "Noord-Brabant", "nh": "Noord-Holland", "o": "Overijssel",
    "ov": "Overijssel", "ut": "Utrecht", "utr": "Utrecht", "z": "Zeeland", "ze": "Zeeland", "zld": "Zeeland",
    "zh": "Zuid-Holland", "drenthe": "Drenthe", "flevoland": "Flevoland", "fryslan": "Fryslân",
    "gelderland": "Gelderland", "groningen": "Groningen", "limburg": "Limburg", "noord-brabant": "Noord-Brabant",
    "noord-holland": "Noord-Holland", "overijssel": "Overijssel", "utrecht": "Utrecht", "zeeland": "Zeeland",
    "zuid-holland": "Zuid-Holland",
}  # fmt: skip


def slug(name: str) -> str:
    """`name` in small ASCII letters with hyphens: equal for spellings that differ in accents, case and signs.

    >>> slug("'s-Gravenhage"), slug("Súdwest-Fryslân"), slug("Hengelo (O.)")
    ('s-gravenhage', 'sudwest-fryslan', 'hengelo-o')
    """
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _NO_LETTERS.sub("-", letters).strip("-")


def without_province(name_slug: str) -> tuple[str, str] | None:
    """The slug without the province at its end, and that province; None: it ends in none.

    >>> without_province("hengelo-gld"), without_province("bergen-op-zoom")
    (('hengelo', 'Gelderland'), None)
    """
    for words in (1, 2):
        parts = name_slug.rsplit("-", words)
        province = PROVINCES.get("-".join(parts[1:]))
        if province and len(parts) == words + 1:
            return parts[0], province
    return None
