"""Whose school holidays hold where: the region of a municipality, from `school_regions.toml`."""

import tomllib
from functools import cache, lru_cache
from pathlib import Path

from pipeline.normalise.holidays import Region
from pipeline.places.names import slug, without_province

TABLE = Path(__file__).with_name("school_regions.toml")


@lru_cache(maxsize=1024)
def school_region(municipality: str, *, country: str = "nl") -> Region | None:
    """The region of a municipality by name or slug; None: not in the Netherlands, not known, or in two regions.

    >>> school_region("utrecht"), school_region("Bergen (NH)"), school_region("bergen"), school_region("altena")
    (<Region.MIDDEN: 'midden'>, <Region.NOORD: 'noord'>, None, None)
    """
    if country != "nl":
        return None
    wanted = slug(municipality)
    if wanted in _regions():
        return _regions()[wanted]
    bare = without_province(wanted)
    return _regions().get(bare[0]) if bare else None


@cache
def _regions() -> dict[str, Region | None]:
    """By the slug of the municipality; None where it lies in two regions."""
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    found: dict[str, Region | None] = {
        name: region for region in Region for names in table[region].values() for name in names.split()
    }
    found |= {name: Region(region) for region, names in table["exceptions"].items() for name in names.split()}
    return found | dict.fromkeys((row["municipality"] for row in table["split"]), None)
