"""Opening hours of UiTdatabank's events (calendarType periodic) as schedules of schema.org."""

from typing import Any

from spiders.readers.records.values import in_one_language

_DEEPEST = 8


def with_schedules(value: Any, depth: int = 0) -> Any:  # noqa: ANN401
    """`value` in which each event that is open at weekly hours within a period has these as its `eventSchedule`.

    UiTdatabank prints the first and last day of the period where others print one long event; an event that is always
    open (permanent) has no first day, so its hours remain words.
    """
    if depth > _DEEPEST:
        return value
    if isinstance(value, list):
        return [with_schedules(one, depth + 1) for one in value]
    value = in_one_language(value)
    if not isinstance(value, dict):
        return value
    if value.get("calendarType") == "periodic" and isinstance(value.get("openingHours"), list):
        schedules = [_schedule(hours, value) for hours in value["openingHours"] if isinstance(hours, dict)]
        dropped = {"startDate", "endDate", "openingHours"}
        kept = {key: with_schedules(inner, depth + 1) for key, inner in value.items() if key not in dropped}
        return kept | {"eventSchedule": schedules}
    return {key: with_schedules(inner, depth + 1) for key, inner in value.items()}


def _schedule(hours: dict[str, Any], event: dict[str, Any]) -> dict[str, Any]:
    days = hours.get("dayOfWeek")
    return {
        "@type": "Schedule",
        "repeatFrequency": "P1W",
        "byDay": [str(day).capitalize() for day in days] if isinstance(days, list) else days,
        "startDate": str(event.get("startDate", ""))[:10],
        "endDate": str(event.get("endDate", ""))[:10],
        "startTime": hours.get("opens"),
        "endTime": hours.get("closes"),
        "scheduleTimezone": "Europe/Brussels",
    }
