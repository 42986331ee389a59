"""The service held against its own OpenAPI document by Schemathesis, over HTTP on loopback.

`python -m tests.output.service.contract 750` (`make contract`) asks 750 questions per operation, 5,000 in all. What is
checked: no 5xx, no answer that the document does not name, in status, type, headers and schema; what contradicts the
document is refused. Not checked is that all that fits the document is accepted: an unknown postcode, a day after
another that comes first, and a distance without a postcode are refused, which OpenAPI cannot say.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from output.release import publish
from tests.output.editions import town
from tests.output.service.asking import opened, over_http


def contract(public: Path, folder: Path, *, examples: int, phases: str) -> subprocess.CompletedProcess[str]:
    """What Schemathesis says about a service over a release, writing in `folder`; 0 as exit code when all is well."""
    with over_http(opened(public)) as port:
        command = [
            *(Path(sys.executable).with_name("schemathesis"), "run", f"http://127.0.0.1:{port}/v1/openapi.json"),
            *("--max-examples", str(examples), "--phases", phases, "--exclude-checks", "positive_data_acceptance"),
            *("--seed", "1", "--no-color", "--continue-on-failure", "--warnings", "off"),
        ]
        return subprocess.run(command, capture_output=True, text=True, check=False, timeout=3600, cwd=folder)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        publish(town(), var=Path(folder), run_id="20261124T063000Z")
        done = contract(
            Path(folder) / "public", Path(folder), examples=int(sys.argv[1]), phases="examples,coverage,fuzzing"
        )
    sys.stdout.write(done.stdout + done.stderr)
    sys.exit(done.returncode)
