r"""Records as lines of JSON that can do no harm: no hidden characters, no endless texts, only web addresses.

Every other format of the dataset is made from these lines, so that what is true of them is true of all.
"""

import re
from functools import cache
from typing import Any, TypeVar

import msgspec

from output.plain_text import address, cleaned, one_line
from schemas.record import Record

LONGEST_LINE = 500  # characters of a title, a name, a word
LONGEST_TEXT = 2_000
LONGEST_DESCRIPTION = 20_000

_LONGEST = {
    "description": LONGEST_DESCRIPTION,
    **dict.fromkeys(("summary", "text", "note", "reason", "texts"), LONGEST_TEXT),
}
_ADDRESSES = frozenset({"url", "join_url"})
_USUAL_BYTES = 4_000

# What may need cleaning, as it stands in encoded JSON: escapes, raw controls (DEL and C1), line separators, overrides
# of direction, byte order marks, noncharacters; and an address that is not plainly one. Most records hold none of it.
_SUSPECT = re.compile(
    rb"\\[bfnrtu]|\x7f|\xc2[\x80-\x9f]|\xe2\x80[\xa8-\xae]|\xe2\x81[\xa6-\xa9]|\xef\xbb\xbf|\xef\xbf[\xbe\xbf]"
)
_NO_ADDRESS = re.compile(rb'url":"(?!https?://[A-Za-z0-9\-._~:/?#\[\]@!$&\'()*+,;=%]+")')

R = TypeVar("R", bound=Record)


def published(record: R) -> tuple[R, bytes]:
    """`record` made harmless, and as one line of JSON. What has a default other than None is always in the line.

    Raises msgspec.ValidationError when nothing harmless is left of a field that has to be there.
    """
    try:
        text = msgspec.json.encode(record)
    except UnicodeEncodeError:  # halves of surrogate pairs
        text = b""
    if not text or len(text) > _USUAL_BYTES or _is_suspect(text):
        record = msgspec.convert(_harmless(msgspec.to_builtins(record)), type(record))
        text = msgspec.json.encode(record)
    said = b"".join([pair for name, value, pair in _defaults(type(record)) if getattr(record, name) == value])
    return record, text[:-1] + said + b"}" if said else text


def _is_suspect(text: bytes) -> bool:
    if (b"\\" in text or b"\x7f" in text or not text.isascii()) and _SUSPECT.search(text):
        return True
    return b'url":' in text and _NO_ADDRESS.search(text) is not None


@cache
def _defaults(record: type[Record]) -> tuple[tuple[str, Any, bytes], ...]:
    """Name, value and JSON of the fields with a plain default; msgspec leaves them out."""
    return tuple(
        (field.name, field.default, b"," + msgspec.json.encode({field.name: field.default})[1:-1])
        for field in msgspec.structs.fields(record)
        if isinstance(field.default, (bool, int, str))
    )


def _harmless(value: Any, name: str = "") -> Any:  # noqa: ANN401 a JSON value
    if isinstance(value, str):
        return _text(value, name)
    if isinstance(value, dict):
        cleaned_ones = ((key, _harmless(one, key)) for key, one in value.items())
        return {key: one for key, one in cleaned_ones if one is not None}
    if isinstance(value, (list, tuple)):
        return [_harmless(one, name) for one in value]
    return value


def _text(value: str, name: str) -> str | None:
    if name in _ADDRESSES:
        return address(value)
    if longest := _LONGEST.get(name):
        return cleaned(value, longest)
    return one_line(value, LONGEST_LINE)
