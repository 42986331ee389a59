"""Which feeds there are, what stands in them, and how they stand in the index."""

from output.feeds.budget import CLIENT_BYTES, CLIENT_EVENTS, Calendar, calendars
from output.feeds.cuts import ALL, feeds
from output.feeds.feed import Facet, Feed
from output.feeds.index import INDEX, SCHEMA, FeedEntry, FeedIndex, entry, index_bytes, index_of, schema_bytes
from output.feeds.names import name, path_name

__all__ = [
    "ALL",
    "CLIENT_BYTES",
    "CLIENT_EVENTS",
    "INDEX",
    "SCHEMA",
    "Calendar",
    "Facet",
    "Feed",
    "FeedEntry",
    "FeedIndex",
    "calendars",
    "entry",
    "feeds",
    "index_bytes",
    "index_of",
    "name",
    "path_name",
    "schema_bytes",
]
