"""Where everything has to be installed (BRUGGEN_NO_SKIPS, set by .ci/run), a test that is left out has failed.

Only what stands beside the project and cannot be installed, ../shared, may be absent there.
"""

import os
from collections.abc import Generator
from typing import TypeVar

import pytest

NO_SKIPS = bool(os.environ.get("BRUGGEN_NO_SKIPS"))
_Report = TypeVar("_Report", pytest.TestReport, pytest.CollectReport)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    return _judged(report)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    return _judged(report)


def _judged(report: _Report) -> _Report:
    is_left_out = report.outcome == "skipped" and not hasattr(report, "wasxfail")
    if NO_SKIPS and is_left_out and "shared/" not in str(report.longrepr[-1]):
        report.outcome = "failed"
        report.longrepr = f"may not be left out here: {report.longrepr[-1]}"
    return report
