"""The town that a text names, by the shape of the sentence: no list of towns is needed, and none is asked."""

import re
from collections.abc import Iterator

_NAME = r"(?:'s-)?[A-Z][\w'’]+(?:-[A-Z][\w'’]+|-(?:de|en|op|aan)-[A-Z][\w'’]+)*"
_TOWN = rf"(?:Den |The )?{_NAME}(?: (?:aan den|aan de|op den|en|bij|onder) {_NAME}| Beach)?"
_SENTENCE = re.compile(rf"\b(?:[Ii]n|te|around|across|rond|op|(?:inwoners|[Bb]ibliotheek) van|uit) (?P<town>{_TOWN})")
_TITLE_END = re.compile(rf"^[A-Z][\w’']+(?:[ -][a-zé]+)* (?P<town>{_NAME}(?: (?:aan den|aan de|en) {_NAME})?)$")
# What has a name and is no town: buildings, parts of a town, countries, months.
_NO_TOWN = re.compile(
    r"(?i)^(?:de|het|'t|this|huis|galerie|buurt|wijk|dorps|moestuin|mfc|mfa|multi|centre|centrum|centraal|central|koor|kerk|"
    r"caf|taal|bibl|gymzaal|sporthal|museum|theater|zaal|zwembad|park|school|verenig|cultu|oost|west|noord|zuid|"
    r"jan|feb|maart|april|mei|juni|juli|aug|sept|okt|oct|nov|dec|nederland|belgi|oekra|syri|turkije|marokko|europa|"
    r"\w*(?:buurt|wijk|kwartier|huis|plein|weg|straat|park)$|week|english|dutch|groepjes|broek$)"
)
_IN_DUTCH = {"The Hague": "Den Haag"}


def town(title: str, text: str) -> str | None:
    """The first name that stands where a town stands: after "in", or at the end of a title such as "Taalcafé Zeist"."""
    end = _title_end(title)
    found = end if end and end.split()[0] in text else next(_named(text), None) or next(_named(title), None) or end
    return _IN_DUTCH.get(found, found) if found else None


def _named(text: str) -> Iterator[str]:
    for candidate in _SENTENCE.finditer(text):
        if not _NO_TOWN.match(candidate["town"]):
            # "Amsterdam-Oost" is a part of Amsterdam.
            yield re.sub(r"-(?:Oost|West|Noord|Zuid|Centrum)$", "", candidate["town"])


def _title_end(title: str) -> str | None:
    end = _TITLE_END.search(title)
    return end["town"] if end and not _NO_TOWN.match(end["town"]) else None
