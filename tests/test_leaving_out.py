"""What `.ci/run` makes of tests that are left out."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = """
import pytest

def test_without_its_tool():
    pytest.skip("ical.js is not installed")

@pytest.mark.skipif(True, reason="../shared/corpus is not here")
def test_without_what_stands_beside_the_project(): ...

@pytest.mark.xfail
def test_that_is_known_to_fail():
    assert False
"""


@pytest.mark.parametrize(
    ("setting", "outcome"), [("1", "1 failed, 1 skipped, 1 xfailed"), ("", "2 skipped, 1 xfailed")]
)
def test_a_tool_that_is_not_installed_fails_the_run_where_all_of_them_have_to_be(
    setting: str, outcome: str, tmp_path: Path
) -> None:
    (tmp_path / "test_some.py").write_text(TESTS, encoding="utf-8")
    plugins = ["-p", "tests.conftest", "-p", "no:schemathesis"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *plugins, "--rootdir", tmp_path, tmp_path],
        cwd=Path(__file__).parents[1], env={**os.environ, "BRUGGEN_NO_SKIPS": setting},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert outcome in done.stdout
