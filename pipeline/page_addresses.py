"""Which addresses lead a person to a page: a tap on one of a calendar or of data downloads a file."""

from urllib.parse import parse_qsl, urlsplit

from schemas.source import Source

_ENDINGS = (".ics", ".ical", ".ifb", ".json", ".jsonld", ".xml", ".rss", ".atom", ".csv")
_DATA_PATHS = ("/wp-json/", "/calendar/ical/")
_ASKS_FOR_DATA = {("ical", "1"), ("outlook-ical", "1"), ("format", "ical"), ("format", "ics"), ("format", "json")}
_DATA_READERS = {"ical", "json", "xml", "csv"}


def page_address(url: str | None) -> str | None:
    """`url`, None where it promises a calendar or data.

    >>> page_address("https://dewilg.example/koor"), page_address("https://dewilg.example/agenda.ics?x=1")
    ('https://dewilg.example/koor', None)
    """
    if url is None:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:  # an address that is none, such as http://[/
        return None
    path = parts.path.lower().rstrip("/")
    is_data = path.endswith(_ENDINGS) or any(name in f"{path}/" for name in _DATA_PATHS)
    return None if is_data or not _ASKS_FOR_DATA.isdisjoint(parse_qsl(parts.query.lower())) else url


def page_of(source: Source) -> str | None:
    """The page that `source` is read from; None where that is a calendar or data."""
    return None if source.reader in _DATA_READERS else page_address(source.url)


def home_of(source: Source) -> str | None:
    """The first page among the addresses that the file of `source` states; None where all are calendars or data."""
    if source.reader in _DATA_READERS:
        return None
    return next(filter(None, map(page_address, (source.url, *source.pages))), None)
