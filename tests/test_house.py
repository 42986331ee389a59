"""The rules of the house: which way imports go, and that nobody else claims our names."""

import ast
from importlib.metadata import distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
STAGES = {"schemas", "spiders", "pipeline", "output"}
MODULES = sorted(path for stage in STAGES for path in (ROOT / stage).rglob("*.py"))
# The conductor and the command line know every stage.
EVERYWHERE = {"pipeline/run.py", *(str(path.relative_to(ROOT)) for path in (ROOT / "pipeline" / "cli").glob("*.py"))}


def imported(path: Path) -> set[str]:
    """The stages that a module imports, wherever in the file it does."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names.add(node.module.split(".")[0])
    return names & STAGES


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_stage_imports_itself_and_schemas_only(path: Path) -> None:
    name = str(path.relative_to(ROOT))
    stage = path.relative_to(ROOT).parts[0]
    allowed = STAGES if name in EVERYWHERE else {stage, "schemas"}
    assert imported(path) <= allowed


def test_no_installed_package_claims_the_name_of_a_stage() -> None:
    claims = {
        dist.metadata["Name"]
        for dist in distributions()
        for file in dist.files or ()
        if file.parts[0] in STAGES and len(file.parts) > 1
    }
    assert claims <= {"bruggen"}


def test_the_project_can_never_be_uploaded_by_mistake() -> None:
    assert '"Private :: Do Not Upload"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_nothing_in_the_house_reads_the_clock_but_the_command_line() -> None:
    readers = {
        str(path.relative_to(ROOT))
        for path in MODULES
        if ("datetime.now(" in (text := path.read_text(encoding="utf-8")) or "date.today(" in text)
    }
    assert {name for name in readers if not name.startswith("pipeline/cli/")} <= {"spiders/demo/__main__.py"}
