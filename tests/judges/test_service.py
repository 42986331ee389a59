"""The service over the demo's release before Schemathesis, and over damaged copies of it."""

import json
import os
import shutil
from http import HTTPStatus
from pathlib import Path

import pytest

from output.service import api
from output.service.answers import problem
from output.service.openapi import document
from tests.output.service.contract import contract


def test_schemathesis_finds_no_answer_that_the_document_does_not_name(release: Path, tmp_path: Path) -> None:
    done = contract(release, tmp_path, examples=4, phases="examples,fuzzing")
    assert done.returncode == 0, done.stdout
    operations = len(json.loads(document())["paths"]) - 1  # all but the document itself
    assert f"{operations} selected" in done.stdout


def test_schemathesis_sees_an_answer_that_is_not_in_the_document(
    release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api, "problem", lambda _status, detail: problem(HTTPStatus.IM_A_TEAPOT, detail))
    done = contract(release, tmp_path, examples=2, phases="fuzzing")
    assert done.returncode == 1
    assert "[418] I'm a Teapot" in done.stdout


def test_schemathesis_sees_records_that_do_not_fit_the_document(release: Path, tmp_path: Path) -> None:
    public = tmp_path / "public"
    shutil.copytree(release, public, copy_function=os.link)
    path = public / "data/v1/occurrences.json"
    damaged = path.read_bytes().replace(b'"status":"scheduled"', b'"status":"going_on"')
    path.unlink()
    path.write_bytes(damaged)
    done = contract(public, tmp_path, examples=2, phases="fuzzing")
    assert done.returncode == 1
    assert "Response violates schema" in done.stdout
