"""Judgements for tests, and the TOML that spells them."""

from pathlib import Path
from typing import Any

from schemas.judgement import Judgement, ListingName, Lock, Verdict

BY = 'by = "Ada"\non = 2026-11-24\n'


def name(key: str, source_id: str = "nl.molendam.de-wilg") -> ListingName:
    return ListingName(source_id=source_id, key=key)


def a_judgement(one: str, verdict: Verdict, other: str, **fields: Any) -> Judgement:
    return Judgement(
        **{"verdict": verdict, "one": name(one), "other": name(other), "by": "Ada", "on": "2026-11-24"} | fields
    )


def a_lock(field: str, value: Any, activity_id: str = "abc") -> Lock:
    return Lock(activity_id=activity_id, field=field, value=value, by="Ada", on="2026-11-24")


def pair_table(one: str, verdict: str, other: str) -> str:
    source = 'source_id = "nl.molendam.de-wilg"'
    return (
        f'[[pair]]\nverdict = "{verdict}"\none = {{ {source}, key = "{one}" }}\n'
        f'other = {{ {source}, key = "{other}" }}\n{BY}'
    )


def lock_table(field: str, rest: str, activity_id: str = "abc") -> str:
    return f'[[lock]]\nactivity_id = "{activity_id}"\nfield = "{field}"\n{rest}\n{BY}'


def file_of(folder: Path, text: str, path: str = "nl/molendam.toml") -> Path:
    """`folder`, with a judgement file of that text in it."""
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return folder
