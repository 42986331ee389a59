"""What a whole process costs: wall and CPU seconds and peak memory, as the operating system accounts for it."""

import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Cost:
    """`wall_s` and `cpu_s` (user and system) in seconds, `peak_mb` resident in megabytes."""

    wall_s: float
    cpu_s: float
    peak_mb: float


def cost(command: Sequence[str | Path], *, allowed: frozenset[int] = frozenset({0, 1})) -> Cost:
    """The cost of running `command` to its end; its output is thrown away."""
    started = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - started
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in allowed:
        raise SystemExit(f"{' '.join(map(str, command))} ended with {child.returncode}")
    return Cost(wall_s=wall, cpu_s=usage.ru_utime + usage.ru_stime, peak_mb=usage.ru_maxrss / 1024)
