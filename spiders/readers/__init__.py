"""The ladder: all readers, best first. A new format is one module with a `READER` and one row here.

A rung holds formats that may stand on one page side by side: their listings are pooled. The first rung that finds
anything is the answer, unless a source names its reader.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from importlib import import_module

from schemas.errors import SourceError
from spiders.page import Page, Reader, Reading
from spiders.privacy import left_out, without_personal
from spiders.readers.ignoring import without_ignored
from spiders.readers.pooling import pooled

# Modules are imported when a page needs them: a night in which nothing changed imports none.
LADDER: tuple[dict[str, str], ...] = (
    {"ical": "spiders.readers.ical"},
    {"json": "spiders.readers.json_api", "xml": "spiders.readers.xml_feed", "csv": "spiders.readers.delimited"},
    {
        "json-ld": "spiders.readers.json_ld",
        "microdata": "spiders.readers.microdata",
        "rdfa": "spiders.readers.rdfa",
        "microformats": "spiders.readers.microformats",
        "add-to-calendar": "spiders.readers.add_to_calendar",
        "scripts": "spiders.readers.scripts",
    },
    {"html": "spiders.readers.html", "text": "spiders.readers.plain_text"},
)
# Grows when the privacy filter, the cleaning of texts or the ignoring changes, so that unchanged pages are read again.
PRIVACY_VERSION = 6
SELECTORS = "selectors"
"""The reader of what selectors in a source file name; on no rung, because it reads by their word only."""
_MODULES = {name: module for rung in LADDER for name, module in rung.items()} | {SELECTORS: "spiders.readers.selected"}


@cache
def reader_named(name: str) -> Reader:
    """The reader of that name. Raises SourceError when there is none."""
    if name not in _MODULES:
        raise SourceError(f"unknown reader {name!r}; expected one of {', '.join(_MODULES)}")
    reader: Reader = import_module(_MODULES[name]).READER
    return reader


def version(names: str) -> int:
    """The version of a reader, or of several joined by a plus sign; it grows with the privacy filter's too."""
    return PRIVACY_VERSION + sum(reader_named(name).version for name in names.split("+"))


def read(page: Page, reader: str | None = None) -> tuple[Reading, str | None, int]:
    """What `page` announces, by the reader of that name or else by the best rung that finds a listing.

    With it the name of the reader (of several on one rung: joined by a plus sign) and its version, or None and 0
    when no reader finds anything. Where no rung finds a listing, the best that finds a link is the answer; links and
    problems of the rungs above it are kept.
    """
    rungs: Iterable[Iterable[str]] = ((reader,),) if reader else LADDER
    nothing = Reading()
    signpost: str | None = None
    for rung in rungs:
        readings = {name: reader_named(name).read(page) for name in rung if reader_named(name).recognises(page)}
        readings = without_ignored(readings, page)
        listed = "+".join(name for name, one in readings.items() if one.listings or one.links)
        reading = pooled((nothing, *readings.values()), page)
        if any(one.listings for one in readings.values()):
            return _without_persons(reading), listed, version(listed)
        signpost = signpost or listed or None
        nothing = reading
    return nothing, signpost, version(signpost) if signpost else 0


def _without_persons(reading: Reading) -> Reading:
    """The reading as it may be kept: no names in contact phrases, no private mail address, no mobile number."""
    filtered = [without_personal(listing) for listing in reading.listings]
    told = left_out(rule for _, rules in filtered for rule in rules)
    problems = (*reading.problems, told) if told else reading.problems
    return replace(reading, listings=tuple(listing for listing, _ in filtered), problems=problems)
