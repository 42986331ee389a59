"""JSON as it stands in pages: read strictly if possible, else after the smallest repair that makes it readable."""

import html
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import json_repair
import msgspec

from schemas.errors import UnreadableText

# json_repair reads 5 MB/s at best (24 November 2026) and accepts anything: no block of events is this long.
LONGEST_TO_GUESS_AT = 500_000

# A string without an end reaches to the end: sought anew from each quote, it would take time by the square.
_STRING_OR_TRAILING_COMMA = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|,(?=\s*[}\]])', re.DOTALL)
_SURROGATES = re.compile(
    r"(\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|\\u[dD][89a-fA-F][0-9a-fA-F]{2}"
)
_COMMENT = re.compile(r"^\s*<!--|-->\s*$")
_CDATA = re.compile(r"^\s*(?://|/\*)?\s*<!\[CDATA\[(?:\s*\*/)?|(?:(?://|/\*)\s*)?\]\]>(?:\s*\*/)?\s*$")
_SEMICOLON = re.compile(r";\s*$")


@dataclass(frozen=True)
class ReadJson:
    """What a text says as JSON, and the repairs that reading it took, in their order."""

    value: Any
    repairs: tuple[str, ...] = ()


def read_json(text: str) -> ReadJson:
    """The value of `text`, repaired as far as needed. Raises UnreadableText when nothing helps, or it nests too deeply.

    >>> read_json('{"name": "Koor",}')
    ReadJson(value={'name': 'Koor'}, repairs=('json-trailing-comma',))
    """
    try:
        return ReadJson(msgspec.json.decode(text))
    except msgspec.DecodeError:
        pass
    except RecursionError as error:
        raise UnreadableText("JSON nests too deeply") from error
    return _repaired(text)


def _repaired(text: str) -> ReadJson:
    """Tries the repairs one upon the other: a block that needs two of them is as common as one that needs one."""
    repairs: list[str] = []
    for name, repair in _REPAIRS:
        changed = repair(text)
        if changed != text:
            text = changed
            repairs.append(name)
        try:
            return ReadJson(json.loads(text), tuple(repairs))
        except ValueError:
            pass
        except RecursionError as error:
            raise UnreadableText("JSON nests too deeply") from error
        try:
            return ReadJson(json.loads(text, strict=False), (*repairs, "json-control-characters"))
        except ValueError:
            continue
    return ReadJson(_guessed(text), (*repairs, "json-repaired"))


def _guessed(text: str) -> Any:  # noqa: ANN401
    """What json_repair makes of `text`; it accepts anything, so only objects and lists of objects pass."""
    if not text.lstrip().startswith(("{", "[")):
        raise UnreadableText(f"no JSON: {text.strip()[:40]!r}")
    if len(text) > LONGEST_TO_GUESS_AT:
        raise UnreadableText(f"broken JSON of {len(text)} characters, read up to {LONGEST_TO_GUESS_AT}")
    try:
        value = json_repair.loads(text, skip_json_loads=True)
    except (ValueError, IndexError, RecursionError) as error:
        raise UnreadableText("broken JSON that cannot be repaired") from error
    found = value if isinstance(value, list) else [value]
    if not any(isinstance(one, dict) for one in found):
        raise UnreadableText("broken JSON that cannot be repaired")
    return value


def _without_trailing_commas(text: str) -> str:
    return _STRING_OR_TRAILING_COMMA.sub(lambda match: "" if match[0] == "," else match[0], text)


def _unescaped(text: str) -> str:
    """Some editors escape the block as if it were text; inside sound JSON, entities are none of our business."""
    return html.unescape(text) if re.match(r"\s*[{\[]\s*(?:\{\s*)?&(?:quot|#34|#034);", text) else text


_REPAIRS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("json-half-character", lambda text: _SURROGATES.sub(lambda match: match[1] or "\\ufffd", text)),
    ("html-comment-wrapped", lambda text: _COMMENT.sub("", text)),
    ("cdata-wrapped", lambda text: _CDATA.sub("", text)),
    ("trailing-semicolon", lambda text: _SEMICOLON.sub("", text)),
    ("html-escaped", _unescaped),
    ("json-trailing-comma", _without_trailing_commas),
)
