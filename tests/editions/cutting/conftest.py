"""A made repository whose library makes a tiny edition: what is true of a real one, in a second."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from evidence.main import cut as cutting
from evidence.main import edition, proof
from evidence.main.edition import Machine
from evidence.main.report import Report
from evidence.paths import Project

DATE = "2026-11-24"

# The library of the made project: it makes an edition of its notebook and of one table, and says
# what environment it was given.
LIBRARY = """\
import hashlib, os, pathlib, sys
from importlib.metadata import entry_points

UNWANTED = ("LEAK_TOKEN", "GITHUB_TOKEN", "PYTHONHOME", "PYTHONSTARTUP")


def run_command_line():
    words = sys.argv[1:]
    assert words[:2] == ["edition", "build"], words
    name, out = words[2], pathlib.Path(words[words.index("--out") + 1])
    people = pathlib.Path("data/people.csv").read_text().strip()
    print("[1/2] the only page", file=sys.stderr, flush=True)
    fate = pathlib.Path("book/fate.txt").read_text().split()
    if fate[0] == "fail":
        print("it came to nothing", file=sys.stderr)
        sys.exit(int(fate[1]))
    found = {point.name: point.value for point in entry_points(group="myst_nb.mime_renderers")}
    files = {
        "index.html": f"<p>Edition {name}</p>\\n",
        "notebooks/alpha.ipynb": pathlib.Path("book/alpha.ipynb").read_text(encoding="utf-8"),
        "data/inputs.json": '{"tables": {"people": "' + people + '"}}',
        "data/said.txt": f"{found.get('made')} {[name for name in UNWANTED if name in os.environ]}",
    }
    for file in ("claims.json", "figures.json", "sources.json", "measures.parquet"):
        files[f"data/{file}"] = f"{file} of {people}"
    if fate[0] == "drift":
        files["index.html"] = f"<p>Edition {name}, process {os.getpid()}</p>\\n"
    if fate[0] == "tell":
        files["index.html"] = f"<p>made in {os.getcwd()}</p>"
    out.mkdir()
    for file, text in files.items():
        (out / file).parent.mkdir(exist_ok=True)
        (out / file).write_bytes(text.encode())
    lines = [
        f"{hashlib.sha256(text.encode()).hexdigest()}  {file}\\n"
        for file, text in sorted(files.items())
    ]
    (out / "MANIFEST.sha256").write_text("".join(lines))
"""

FILES = {
    "_config.yml": "title: A made book\nauthor: Nobody\n",
    "_toc.yml": "format: jb-book\nroot: book/alpha\n",
    "GLOSSARY.md": "# Glossary\n",
    "README.md": "Read me.\n",
    ".gitignore": "_build/\ndata/restricted/\n__pycache__/\n",
    "pyproject.toml": (
        '[project]\nname = "evidence"\nversion = "0"\n'
        '[project.entry-points."myst_nb.mime_renderers"]\nmade = "evidence:Made"\n'
    ),
    "requirements.lock": "# nothing is pinned\n",
    "book/fate.txt": "go\n",
    "data/place.yml": "area: E06000032\n",
    "data/people.csv": "11\n",
    "data/catalogue/.keep": "",
    "src/evidence/__init__.py": '"""Made."""\n',
    "src/evidence/cli.py": LIBRARY,
}


@dataclass(frozen=True)
class Repository:
    """A git repository with one commit more for each change."""

    root: Path

    @property
    def project(self) -> Project:
        return Project(self.root)

    def git(self, *words: str) -> str:
        named = ["-c", "user.name=A. Maker", "-c", "user.email=maker@example.org"]
        ran = subprocess.run(
            ["git", *named, *words], cwd=self.root, check=True, capture_output=True, text=True
        )
        return ran.stdout.strip()

    def commit(self, files: dict[str, str]) -> str:
        """Write and commit files, by name; return the commit."""
        for name, text in files.items():
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
            (self.root / name).write_text(text, encoding="utf-8")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "a change")
        return self.git("rev-parse", "HEAD")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path / "made")
    made.root.mkdir()
    made.git("init", "--quiet", "--initial-branch", "main")
    notebook = {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    made.commit({**FILES, "book/alpha.ipynb": json.dumps(notebook)})
    return made


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(dict(os.environ), "jdoe", tmp_path / "home" / "jdoe")


def quiet(name: str, done: int, total: int) -> None:
    pass


@pytest.fixture
def cut(repository, machine, monkeypatch):
    """Cut an edition of the made repository, whose gates pass."""
    monkeypatch.setattr(cutting.gates, "check", lambda project, progress: Report(("passed: all",)))
    # The made edition's pages are too few to be printed; the browser is tested where it prints.
    monkeypatch.setattr(cutting.pdf, "browser", lambda: Path("chromium"))
    monkeypatch.setattr(cutting, "print_book", lambda project, edition, html, target: 0)

    def run(name="2026.1", date=DATE, progress=quiet, **options):
        return cutting.cut(repository.project, name, date, machine, progress, **options)

    return run


@pytest.fixture
def verify(repository, machine):
    def run(name="2026.1", kept=None, progress=quiet, here=True):
        return proof.verify(repository.project, name, kept, machine, progress, here=here)

    return run


@pytest.fixture
def listing(repository):
    return lambda: edition.listing(repository.project)
