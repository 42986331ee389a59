"""Where: as a listing prints it, and as we know it."""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from schemas.record import Record

Latitude = Annotated[float, Meta(ge=-90, le=90, description="WGS 84, degrees")]
Longitude = Annotated[float, Meta(ge=-180, le=180, description="WGS 84, degrees")]


AreaCode = str
"""A code of CBS: GM… of a municipality, WK… of a district, BU… of a neighbourhood."""


class Precision(StrEnum):
    """How exact the coordinates are."""

    ADDRESS = "address"
    POSTCODE = "postcode"
    VENUE = "venue"
    NEIGHBOURHOOD = "neighbourhood"
    CITY = "city"


class Place(Record):
    """A place as printed by a source or stated in a source file. `address` is one line as printed, where not split.

    `room`: where within the venue, as "zaal 2".
    """

    name: str | None = None
    room: str | None = None
    address: str | None = None
    street: str | None = None
    postcode: str | None = None
    city: str | None = None
    lat: Latitude | None = None
    lon: Longitude | None = None


class KnownPlace(Record):
    """A place with our id and the codes of CBS (municipality, district, neighbourhood).

    The id is that of the venue: rooms within it share it.
    """

    id: str
    name: str | None = None
    room: str | None = None
    street: str | None = None
    postcode: str | None = None
    city: str | None = None
    gm_code: str | None = None
    wk_code: str | None = None
    bu_code: str | None = None
    lat: Latitude | None = None
    lon: Longitude | None = None
    precision: Precision | None = None
