"""What the command line does with what people type: help with examples, exit codes, one clear line of trouble."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import bruggen

BRUGGEN = Path(sys.executable).with_name("bruggen")
A_SOURCE = 'organisation = "De Wilg"\nurl = "https://dewilg.example/"\n'


def called(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([BRUGGEN, *words], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("command", sorted(bruggen.commands))
def test_every_command_explains_itself_with_an_example(command: str) -> None:
    shown = CliRunner().invoke(bruggen, [command, "--help"])
    assert shown.exit_code == 0
    assert "Example: " in shown.output


TROUBLES = {
    "a source that nobody declares": (("run", "--source", "nl.a.c"), "no source file declares nl.a.c"),
    "a moment that is none": (("run", "--now", "tomorrow"), "'tomorrow' is not an ISO 8601 moment"),
    "an archive that is not there": (("run", "--replay", "none.warc.gz"), "'none.warc.gz' does not exist"),
    "an option that there is not": (("run", "--fast"), "No such option '--fast'"),
}


@pytest.mark.parametrize("case", TROUBLES)
def test_a_wrong_word_ends_with_code_2_and_says_what_was_seen(case: str, tmp_path: Path) -> None:
    words, message = TROUBLES[case]
    file = tmp_path / "nl" / "a" / "b.toml"
    file.parent.mkdir(parents=True)
    file.write_text(A_SOURCE, encoding="utf-8")
    done = called(*words, "--sources", tmp_path, "--var", tmp_path / "var")
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_without_a_database_is_named(tmp_path: Path) -> None:
    done = called("status", "--var", tmp_path)
    assert done.returncode == 2
    assert str(tmp_path / "bruggen.duckdb") in done.stderr


def test_a_rollback_without_an_earlier_release_is_refused_with_code_3(tmp_path: Path) -> None:
    done = called("publish", "--rollback", "--var", tmp_path)
    assert done.returncode == 3
    assert done.stderr.startswith("bruggen: not published: ")


def test_the_demo_never_removes_a_folder_that_is_not_its_own(tmp_path: Path) -> None:
    precious = tmp_path / "precious.txt"
    precious.write_text("keep", encoding="utf-8")
    done = called("demo", "--once", "--var", tmp_path)
    assert done.returncode == 2
    assert precious.exists()
