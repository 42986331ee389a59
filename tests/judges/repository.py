"""Judges of a repository: its folder → what is wrong, by file. And faults that code and workflows really have.

What looks like a secret here is put together at run time: this file is judged itself.
"""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Troubles = dict[str, list[str]]
_CODE = ("schemas", "spiders", "pipeline", "output", "benchmarks")


def by_bandit(folder: Path) -> Troubles:
    """Unsafe code, where bandit is sure enough; ruff has the same rules for what it is less sure of."""
    packages = [name for name in _CODE if (folder / name).is_dir()]
    levels = ("--severity-level", "medium", "--confidence-level", "medium")
    found = _asked(folder, "bandit", "-q", "-f", "json", *levels, "-r", *packages)["results"]
    return _by_file((one["filename"], one["issue_text"]) for one in found)


def by_detect_secrets(folder: Path) -> Troubles:
    """Keys, tokens and passwords in the files that git knows; without a git, in all files."""
    everything = () if (folder / ".git").exists() else ("--all-files",)
    found = _asked(folder, "detect-secrets", "scan", *everything)["results"]
    return _by_file((name, one["type"]) for name, secrets in found.items() for one in secrets)


def by_zizmor(folder: Path) -> Troubles:
    """Workflows that run what strangers write, or hand out more than they need."""
    levels = ("--persona", "pedantic", "--min-severity", "medium")
    found = _asked(folder, "zizmor", "--offline", "--no-exit-codes", "--format", "json", *levels, ".github")
    return _by_file((one["locations"][0]["symbolic"]["key"]["Local"]["verbatim_path"], one["ident"]) for one in found)


def _asked(folder: Path, program: str, *arguments: str) -> Any:
    command = [Path(sys.executable).with_name(program), *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300, check=False)
    return json.loads(done.stdout)


def _by_file(pairs: Iterable[tuple[str, str]]) -> Troubles:
    found: Troubles = {}
    for path, trouble in pairs:
        found.setdefault(Path(path).as_posix(), []).append(trouble)
    return found


JUDGES: dict[str, Callable[[Path], Troubles]] = {
    "bandit": by_bandit,
    "detect-secrets": by_detect_secrets,
    "zizmor": by_zizmor,
}


@dataclass(frozen=True)
class Damage:
    """A fault done to the text of the file at `path`; `seen_by` names the judges that complain."""

    path: str
    done: Callable[[str], str]
    seen_by: frozenset[str]


def _line(line: str, *seen_by: str) -> Damage:
    """`line` at the end of a module."""
    return Damage("output/html.py", lambda text: f"{text}\n{line}\n", frozenset(seen_by))


def _workflow(pattern: str, replacement: str, *seen_by: str) -> Damage:
    return Damage(
        ".github/workflows/check.yml", lambda text: re.sub(pattern, replacement, text, count=1), frozenset(seen_by)
    )


DAMAGES = {
    # code
    "a text run by the shell": _line('import subprocess; subprocess.run("ls " + name, shell=True)', "bandit"),
    "a text run as Python": _line("eval(name)", "bandit"),
    "objects out of bytes": _line("import pickle; pickle.loads(name)", "bandit"),
    "objects out of YAML": _line("import yaml; yaml.load(name)", "bandit"),
    "pages that escape nothing": _line("Environment(autoescape=False)", "bandit"),
    "XML with entities": _line("import xml.sax; xml.sax.parse(name, None)", "bandit"),
    "a certificate that nobody looks at": _line("import httpx; httpx.get(name, verify=False)", "bandit"),
    "a file that everybody may write": _line("import os; os.chmod(name, 0o777)", "bandit"),
    "a temporary name that others guess": _line("import tempfile; tempfile.mktemp()", "bandit"),
    "an archive unpacked anywhere": _line("import tarfile; tarfile.open(name).extractall()", "bandit"),
    "a weak sum": _line("import hashlib; hashlib.md5(name)", "bandit"),
    "a server for the whole network": _line('HOST = "0.0.0.0"', "bandit"),
    "a text made into SQL": _line('database.execute(f"SELECT * FROM {name}")', "bandit"),
    # secrets
    "a private key": _line(f'KEY = """-----BEGIN {"RSA"} PRIVATE KEY-----"""', "detect-secrets"),
    "a key of a cloud": _line(f'NAME = "{"AKIA"}IOSFODNN7EXAMPLE"', "detect-secrets"),
    "a token of a forge": _line(f'NAME = "{"ghp"}_wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx"', "detect-secrets"),
    "a password in an address": _line(f'URL = "https://beheer:{"Wilg"}en7@example.org/"', "detect-secrets"),
    "a password under its name": _line(f'pass{"word"} = "Wilgenmonde7276"', "detect-secrets"),
    "a password under another name": _line('wachtwoord = "Wilgenmonde7276"'),
    # workflows
    "a title run as a command": _workflow(
        r"- run: \.ci/run", "- run: echo '${{ github.event.pull_request.title }}'", "zizmor"
    ),
    "rights for everything": _workflow("permissions:\n  contents: read", "permissions: write-all", "zizmor"),
    "secrets for strangers": _workflow("pull_request:", "pull_request_target:", "zizmor"),
    "an action that may become another": _workflow("checkout@[0-9a-f]+ .*", "checkout@v5", "zizmor"),
    "a token left behind": _workflow(r" +with:\n +persist-credentials: false\n", "", "zizmor"),
    "a password printed": _workflow(r"- run: \.ci/run", "- run: echo ${{ toJSON(secrets) }}", "zizmor"),
}
