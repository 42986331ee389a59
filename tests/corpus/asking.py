"""What `bruggen` answers to rows of JSON, and what the scorers of ../shared say of the answers."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

SHARED = Path(__file__).resolve().parents[3] / "shared"
CORPUS = SHARED / "corpus"
BRUGGEN = Path(sys.executable).with_name("bruggen")


def ask(command: str, rows: bytes) -> bytes:
    """What `bruggen COMMAND` answers to the rows, with paths relative to the corpus."""
    done = subprocess.run([BRUGGEN, command], input=rows, check=True, capture_output=True, cwd=CORPUS)
    if b"Traceback" in done.stderr:
        raise SystemExit(done.stderr.decode())
    return done.stdout


def lines(rows: list[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def scored(scorer: list[Path | str], answers: bytes, *options: str) -> str:
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as file:
        file.write(answers)
        file.flush()
        return subprocess.run([*scorer, file.name, *options], check=True, capture_output=True, text=True).stdout
