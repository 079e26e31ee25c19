"""Two copies of this checkout, built as a reader would build them, as unlike as can be arranged."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from evidence.paths import Project

START = "from evidence.cli import run_command_line; run_command_line()"


@dataclass(frozen=True)
class Checkout:
    """A copy of the project and how commands are run in it."""

    root: Path
    environment: dict[str, str]

    @property
    def html(self) -> Path:
        return self.root / "_build" / "html"

    def evidence(self, *words: str) -> subprocess.CompletedProcess[str]:
        return self.run(sys.executable, "-c", START, *words)

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=self.root,
            env=os.environ | self.environment | {"PYTHONPATH": str(self.root / "src")},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )


def copied(target: Path) -> Path:
    """Copy what git tracks, and what it would if it were added."""
    root = Project.find().root
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        check=True,
    ).stdout.decode("utf-8")
    for name in filter(None, listed.split("\0")):
        if (root / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(root / name, target / name)
    return target


@pytest.fixture(scope="session")
def elsewhere(tmp_path_factory) -> Checkout:
    """A copy that has not been built."""
    return Checkout(copied(tmp_path_factory.mktemp("elsewhere")), {})


@pytest.fixture(scope="session")
def usual(tmp_path_factory) -> Checkout:
    """A copy built with two jobs."""
    return _built(Checkout(copied(tmp_path_factory.mktemp("usual")), {}), "2")


@pytest.fixture(scope="session")
def unusual(tmp_path_factory, surroundings) -> Checkout:
    """A copy below a name with spaces and accents, built with one job in another environment."""
    root = copied(tmp_path_factory.mktemp("un usual").joinpath("Tŷ newydd"))
    home = tmp_path_factory.mktemp("home")
    return _built(Checkout(root, {**surroundings, "HOME": str(home)}), "1")


def _built(checkout: Checkout, jobs: str) -> Checkout:
    done = checkout.evidence("build", "--jobs", jobs)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return checkout
