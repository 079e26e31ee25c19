"""The verbs say what went wrong without a traceback and end with the exit code of its kind."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from evidence.paths import Project

START = "from evidence.cli import run_command_line; run_command_line()"


def evidence(folder, *words):
    own = Project.find().root / "src"
    return subprocess.run(
        [sys.executable, "-c", START, *words],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(own)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_without_editions_the_list_says_so(repository):
    done = evidence(repository.root, "edition", "list")
    assert (done.returncode, done.stdout) == (0, "no edition is cut yet\n")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["cut", "first", "--date", "2026-11-24"], 2, "name is YEAR.N, such as 2026.1"),
        (["cut", "2026.1"], 2, "Missing option '--date'"),
        (["cut", "2026.1", "--date", "2026-11-24"], 1, "not committed: new.txt"),
        (["build", "2026.1", "--date", "soon", "--out", "x"], 2, "date is a day"),
        (["build", "2026.1", "--date", "2026-11-24", "--out", "."], 2, "is not an empty folder"),
        (["verify", "2026.1"], 2, "there is no edition '2026.1': none is recorded yet"),
    ],
)
def test_what_cannot_be_is_refused(repository, words, code, said):
    (repository.root / "new.txt").write_text("new", encoding="utf-8")
    done = evidence(repository.root, "edition", *words)
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_broken_manifest_is_bad_input(repository):
    repository.commit({"data/editions/2026.1.json": '{"name": "2026.1", "fils": {}}'})
    for words in (["list"], ["verify", "2026.1"]):
        done = evidence(repository.root, "edition", *words)
        assert done.returncode == 3
        assert "data/editions/2026.1.json: key 'fils' is unknown; did you mean files" in done.stderr
