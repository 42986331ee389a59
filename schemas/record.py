"""What all records share: frozen, slotted, strict; and the few scalar types that appear in many of them."""

from datetime import datetime
from typing import Annotated, Any, dataclass_transform

import msgspec
from msgspec import Meta


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(msgspec.field,))
class _RecordType(msgspec.StructMeta):
    """Spares each record the same four options; msgspec does not hand `kw_only` down to subclasses."""

    def __new__(
        cls,
        name: str,
        bases: tuple[type, ...],
        namespace: dict[str, Any],
        **options: Any,  # noqa: ANN401
    ) -> "_RecordType":
        strict: dict[str, Any] = {"frozen": True, "kw_only": True, "forbid_unknown_fields": True, "omit_defaults": True}
        return super().__new__(cls, name, bases, namespace, **strict | options)


class Record(msgspec.Struct, metaclass=_RecordType):
    """A frozen record. A field that is None was not stated by any source, and is left out of its JSON."""


Instant = Annotated[datetime, Meta(tz=True)]
"""A moment on the time line: an aware datetime, in JSON ISO 8601 with offset."""

LocalTime = Annotated[
    str,
    Meta(
        pattern=r"^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d)?$",
        description="ISO 8601 without offset: a date for whole days, else a local time in the zone of the schedule",
    ),
]

Url = Annotated[str, Meta(pattern=r"^https?://", description="absolute, http or https")]

CalendarDay = Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\d$", description="ISO 8601 calendar date")]
