"""Feeds of OpenActive: Realtime Paged Data Exchange 1.0, pages of records that were updated or deleted."""

from typing import Any


def without_deleted(value: Any) -> Any:  # noqa: ANN401
    """A page, or one record of it, without the records that are deleted; anything else as it is.

    What a record was before, on an earlier page, is taken back by the crawl: a listing no longer seen.
    """
    if not isinstance(value, dict):
        return value
    if value.get("state") == "deleted" and "kind" in value:
        return {}
    if not isinstance(records := value.get("items"), list) or not all(map(_is_record, records)):
        return value
    return {**value, "items": [record for record in records if record["state"] != "deleted"]}


def _is_record(value: Any) -> bool:  # noqa: ANN401
    return isinstance(value, dict) and "state" in value and "kind" in value and "modified" in value
