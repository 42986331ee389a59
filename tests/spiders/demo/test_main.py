"""The town as a process of its own."""

import signal
import subprocess
import sys
from pathlib import Path

COMMAND = (sys.executable, "-m", "spiders.demo", "--today", "2026-11-24")


def start(*options: str) -> "subprocess.Popen[str]":
    return subprocess.Popen([*COMMAND, *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def lines_until_ready(process: "subprocess.Popen[str]") -> list[str]:
    assert process.stdout
    lines: list[str] = []
    for line in process.stdout:
        lines.append(line.strip())
        if line.startswith("ready"):
            break
    return lines


def test_it_says_when_it_is_ready_and_stops_when_its_input_ends(tmp_path: Path) -> None:
    with start("--sources", str(tmp_path)) as process:
        lines = lines_until_ready(process)
        process.communicate(timeout=10)
    assert lines[-1] == "ready 16"
    assert lines[0].startswith("http://127.0.0.1:")
    assert lines[0].endswith("/ nl.wilgenmonde.bibliotheek")
    assert process.returncode == 0
    assert len(list(tmp_path.rglob("*.toml"))) == 16


def test_it_stops_at_sigterm() -> None:
    with start() as process:
        lines_until_ready(process)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=10) == 0
