"""JSON lines in, JSON lines out, one per row, in order: what all commands have in common that programs talk to."""

import json
import sys
from collections.abc import Callable
from typing import Any

import click

from schemas.errors import BruggenError


def answer_lines(answer: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """Answer every row of standard input; the answer bears the id of its row."""
    for number, line in enumerate(sys.stdin, start=1):
        if line.strip():
            row = _row(line, number)
            click.echo(json.dumps({"id": row.get("id")} | _safely(answer, row), ensure_ascii=False))


def _row(line: str, number: int) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise click.UsageError(f"line {number} of standard input is no JSON: {error}") from error
    if not isinstance(row, dict):
        raise click.UsageError(f"line {number} of standard input is no JSON object")
    return row


def _safely(answer: Callable[[dict[str, Any]], dict[str, Any]], row: dict[str, Any]) -> dict[str, Any]:
    """The answer, or one line that says why there is none: one bad row never costs the others."""
    try:
        return answer(row)
    except KeyError as error:
        return {"error": f"the row has no {error}"}
    except (BruggenError, OSError, ValueError) as error:
        return {"error": " ".join(str(error).split())[:300]}
