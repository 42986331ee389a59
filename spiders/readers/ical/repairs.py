"""The table of all repairs: what is broken, whose paragraph, who does it, and the function that mends it."""

from typing import Any

from spiders.readers.ical.cleaning import FILE_REPAIRS
from spiders.readers.ical.context import CONTEXT_REPAIRS
from spiders.readers.ical.events import EVENT_REPAIRS
from spiders.readers.ical.exclusions import EXRULE
from spiders.readers.ical.lines import LINE_REPAIRS
from spiders.readers.ical.listings import LISTING_REPAIRS
from spiders.readers.ical.naming import NAMING_REPAIRS
from spiders.readers.ical.repair import Repair
from spiders.readers.ical.rules import RULE_REPAIRS, UNTIL_REPAIRS
from spiders.readers.ical.schedules import SEPARATORS
from spiders.readers.ical.splitting import STRUCTURE_REPAIRS
from spiders.readers.ical.times import DURATION_REPAIRS, TIME_REPAIRS
from spiders.readers.ical.zones import ZONE_REPAIRS

REPAIRS: tuple[Repair[Any], ...] = (
    *FILE_REPAIRS,
    *STRUCTURE_REPAIRS,
    *LINE_REPAIRS,
    *TIME_REPAIRS,
    *DURATION_REPAIRS,
    *ZONE_REPAIRS,
    *CONTEXT_REPAIRS,
    *EVENT_REPAIRS,
    *RULE_REPAIRS,
    *UNTIL_REPAIRS,
    *NAMING_REPAIRS,
    SEPARATORS,
    EXRULE,
    *LISTING_REPAIRS,
)
