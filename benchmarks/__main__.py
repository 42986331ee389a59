"""`make bench`: every benchmark in a process of its own; each prints JSON lines with a name, a ratio and its aim."""

import json
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main() -> int:
    """Run all benchmarks, or the ones named; 1 when a figure misses its aim or a benchmark breaks."""
    names = sys.argv[1:] or sorted(path.stem for path in HERE.glob("[a-z]*.py"))
    missed = 0
    for name in names:
        command = [sys.executable, "-m", f"benchmarks.{name}"]
        done = subprocess.run(command, check=False, stdout=subprocess.PIPE, text=True)
        if done.returncode:
            missed += 1
            print(f"broken                          {name}: ended with {done.returncode}")
        for line in done.stdout.splitlines():
            figure = json.loads(line)
            met = (
                figure["ratio"] >= figure["aim"] if figure.get("higher_is_better") else figure["ratio"] <= figure["aim"]
            )
            sign = "≥" if figure.get("higher_is_better") else "≤"
            missed += not met
            print(
                f"{'met   ' if met else 'missed'} {figure['ratio']:8.3f} (aim {sign} {figure['aim']})  {figure['name']}"
            )
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
