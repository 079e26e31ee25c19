"""Whole editions, cut and made again as unlike as can be arranged: `make test-editions`.

Each rebuild runs every page and builds the whole book, in an environment installed anew from the
lock: a quarter of an hour on two cores, so they are no part of `make test`.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from evidence.editions import manifest
from evidence.paths import Project

pytestmark = [
    pytest.mark.skipif(
        os.environ.get("EVIDENCE_EDITIONS") != "whole",
        reason="whole editions take a quarter of an hour: make test-editions",
    ),
    pytest.mark.timeout(7200),
]

START = "from evidence.cli import run_command_line; run_command_line()"
ROOT = Project.find().root
RECORDED = manifest.names(Project.find())
NAME, DATE = "2099.1", "2099-01-02"
"""An edition that nobody cuts in earnest, later than any."""


@dataclass(frozen=True)
class Clone:
    """A clone of this repository and how commands are run in it."""

    root: Path
    environment: dict[str, str]
    umask: int

    def git(self, *words: str) -> str:
        named = ["-c", "user.name=A. Maker", "-c", "user.email=maker@example.org"]
        return subprocess.run(
            ["git", *named, *words], cwd=self.root, check=True, capture_output=True, text=True
        ).stdout.strip()

    def evidence(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", START, *words],
            cwd=self.root,
            env=os.environ | self.environment | {"PYTHONPATH": str(self.root / "src")},
            umask=self.umask,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )


def cloned(source: Path, target: Path, environment: dict[str, str], umask: int) -> Clone:
    subprocess.run(["git", "clone", "--quiet", str(source), str(target)], check=True)
    return Clone(target, environment, umask)


def said(done: subprocess.CompletedProcess[str]) -> str:
    return done.stdout[-3000:] + done.stderr[-3000:]


@pytest.fixture(scope="module")
def first(tmp_path_factory) -> Clone:
    """A clone in which an edition of what is committed here is cut, and recorded in a commit."""
    made = cloned(ROOT, tmp_path_factory.mktemp("first") / "evidence", {}, 0o022)
    ran = made.evidence("run", "--jobs", "2")
    assert ran.returncode == 0, said(ran)
    done = made.evidence("edition", "cut", NAME, "--date", DATE, "--jobs", "2")
    assert done.returncode == 0, said(done)
    made.git("add", "--all")
    made.git("commit", "--quiet", "--message", f"Edition {NAME}")
    return made


@pytest.fixture(scope="module")
def second(first, surroundings, tmp_path_factory) -> Clone:
    """A second clone: another folder, time zone, locale, hash seed, umask and processor."""
    target = tmp_path_factory.mktemp("sec ond") / "Tŷ newydd" / "evidence"
    return cloned(first.root, target, surroundings, 0o077)


@pytest.fixture(scope="module")
def archived(first) -> Path:
    return first.root / "_build" / "editions" / f"{NAME}.zip"


def test_an_edition_that_is_cut_here_verifies_elsewhere_to_the_byte(second, archived):
    done = second.evidence("edition", "verify", NAME, "--archive", str(archived))
    assert done.returncode == 0, said(done)
    assert f"archive {NAME}.zip: every byte as recorded" in done.stdout
    assert "made in a new environment, installed from the recorded lock" in done.stdout
    assert re.search(r"[\d,]+ files are the same to the byte", done.stdout)


def test_one_flipped_byte_fails_and_names_the_file(second, archived, tmp_path):
    copy = Path(shutil.copyfile(archived, tmp_path / "flipped.zip"))
    with zipfile.ZipFile(copy) as packed:
        info = packed.getinfo("data/claims.json")
    content = bytearray(copy.read_bytes())
    content[info.header_offset + 30 + len(info.filename) + info.compress_size // 2] ^= 1
    copy.write_bytes(bytes(content))
    done = second.evidence("edition", "verify", NAME, "--archive", str(copy), "--here")
    assert done.returncode == 1, said(done)
    assert "data/claims.json: is damaged in the archive" in done.stdout


def test_the_name_cannot_be_cut_again(first):
    done = first.evidence("edition", "cut", NAME, "--date", DATE)
    assert done.returncode == 2, said(done)
    assert f"edition {NAME} exists" in done.stderr


@pytest.mark.parametrize("name", RECORDED)
def test_every_recorded_edition_verifies_to_the_byte(second, name):
    done = second.evidence("edition", "verify", name, "--jobs", "2")
    assert done.returncode == 0, said(done)
