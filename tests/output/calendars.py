"""What our calendars say of an edition."""

from datetime import date

from output.event_texts import EventText, event_texts
from output.selection import offers
from schemas.activity import Activity, Occurrence
from schemas.change import Edition
from tests.output.editions import AS_OF, edition


def text_of(content: Edition, activity_id: str = "a1") -> EventText:
    texts = event_texts(offers(content), as_of=date.fromisoformat(AS_OF), known={})
    return texts[activity_id]


def lines(*parts: Activity | Occurrence) -> list[str]:
    """The unfolded lines of the calendar of activity a1."""
    return text_of(edition(*parts)).by_rule.decode().replace("\r\n ", "").split("\r\n")
