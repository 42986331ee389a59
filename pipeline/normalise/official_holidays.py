"""The school holidays that the Dutch government publishes, as rows of our table.

Its form: [{"content": [{"schoolyear", "vacations": [{"type", "compulsorydates", "regions": [{"region", "startdate",
"enddate"}]}]}]}], moments in UTC of local midnights, texts with blanks around them (opendata.rijksoverheid.nl, infotype
schoolholidays, looked up 2026-11-26).
"""

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

import msgspec

from pipeline.normalise.holidays import Region, SchoolHoliday
from schemas.errors import UnreadableText

ADDRESS = "https://opendata.rijksoverheid.nl/v1/infotypes/schoolholidays?output=json&rows=50"
_SOURCE = "opendata.rijksoverheid.nl schoolholidays"
_EVERYWHERE = "heel nederland"
_ZONE = ZoneInfo("Europe/Amsterdam")


class _InRegion(msgspec.Struct):
    region: str
    startdate: str
    enddate: str


class _Vacation(msgspec.Struct):
    type: str
    regions: list[_InRegion]
    compulsorydates: str | bool = "false"


class _Year(msgspec.Struct):
    schoolyear: str
    vacations: list[_Vacation]


class _Document(msgspec.Struct):
    content: list[_Year]


def official_holidays(body: str) -> tuple[SchoolHoliday, ...]:
    """The holidays in an answer of the government, regions with the same days together.

    Raises UnreadableText where it has another form or names no days.
    """
    try:
        documents = msgspec.json.decode(body, type=list[_Document] | _Document)
        years = [year for one in (documents if isinstance(documents, list) else [documents]) for year in one.content]
        found = [holiday for year in years for vacation in year.vacations for holiday in _holidays(year, vacation)]
    except (msgspec.MsgspecError, ValueError) as trouble:
        raise UnreadableText(f"school holidays of the government: {trouble}") from trouble
    return tuple(dict.fromkeys(found))


def _holidays(year: _Year, vacation: _Vacation) -> Iterable[SchoolHoliday]:
    regions: dict[tuple[date, date], set[Region]] = {}
    for one in vacation.regions:
        name = one.region.strip().casefold()
        days = (_local_day(one.startdate), _local_day(one.enddate))
        regions.setdefault(days, set()).update(Region if name == _EVERYWHERE else [Region(name)])
    for (start, end), of in regions.items():
        yield SchoolHoliday(
            school_year=year.schoolyear.strip(),
            name=vacation.type.strip().casefold(),
            regions=frozenset(of),
            start=start,
            end=end,
            is_fixed=str(vacation.compulsorydates).strip().casefold() == "true",
            source=_SOURCE,
        )


def _local_day(moment: str) -> date:
    """The day in the Netherlands of a moment in UTC, or the day itself."""
    found = datetime.fromisoformat(moment.strip())
    return (found if found.tzinfo else found.replace(tzinfo=_ZONE)).astimezone(_ZONE).date()
