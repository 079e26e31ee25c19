"""The verbs say what went wrong without a traceback and end with the exit code of its kind."""

from __future__ import annotations

import sys

import pytest

from evidence.cli import run_command_line


@pytest.fixture
def evidence(repository, monkeypatch, capsys):
    """Run a command line in the made repository; return its exit code and what it said."""

    def run(*words):
        monkeypatch.chdir(repository.root)
        monkeypatch.setattr(sys, "argv", ["evidence", *words])
        with pytest.raises(SystemExit) as ended:
            run_command_line()
        said = capsys.readouterr()
        return ended.value.code, said.out + said.err

    return run


def test_without_editions_the_list_says_so(evidence):
    assert evidence("edition", "list") == (0, "no edition is cut yet\n")


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
def test_what_cannot_be_is_refused(repository, evidence, words, code, said):
    (repository.root / "new.txt").write_text("new", encoding="utf-8")
    ended, told = evidence("edition", *words)
    assert ended == code
    assert said in told
    assert "Traceback" not in told


def test_a_broken_manifest_is_bad_input(repository, evidence):
    repository.commit({"data/editions/2026.1.json": '{"name": "2026.1", "fils": {}}'})
    for words in (["list"], ["verify", "2026.1"]):
        ended, told = evidence("edition", *words)
        assert ended == 3
        assert "data/editions/2026.1.json: key 'fils' is unknown; did you mean files" in told
