"""A rebuild ends with what it started, and its errors are those of what it ran."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from evidence.editions import rebuild
from evidence.errors import (
    CheckError,
    DisclosureError,
    InputError,
    PageError,
    UsageError,
)


def run(code, folder, progress=lambda *step: None):
    rebuild.run([sys.executable, "-c", code], folder, dict(os.environ), progress)


@pytest.mark.parametrize(
    ("code", "kind"),
    [(1, CheckError), (2, UsageError), (3, InputError), (4, DisclosureError), (5, PageError)],
)
def test_an_exit_code_becomes_its_error_with_what_was_said(tmp_path, code, kind):
    with pytest.raises(kind, match="it was so") as raised:
        run(f"import sys; print('it was so'); sys.exit({code})", tmp_path)
    assert raised.value.exit_code == code


def test_a_death_without_a_word_is_an_error(tmp_path):
    with pytest.raises(CheckError, match="ended with exit code -9 and said nothing"):
        run("import os; os.kill(os.getpid(), 9)", tmp_path)


def test_steps_are_passed_on_and_are_no_words(tmp_path):
    steps = []
    said = "print('[1/3] one: ok, 1.0 s'); print('[3/3] done'); raise SystemExit(1)"
    with pytest.raises(CheckError) as raised:
        run(said, tmp_path, lambda *step: steps.append(step))
    assert steps == [("one: ok, 1.0 s", 1, 3), ("done", 3, 3)]
    assert "[1/3]" not in str(raised.value)


@pytest.mark.skipif(os.name != "posix", reason="groups of processes are POSIX's")
def test_an_interruption_ends_what_was_started_and_what_that_started(tmp_path):
    code = (
        "import subprocess, sys, os\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        "open('child', 'w').write(str(child.pid))\n"
        "print('[0/1] waiting', flush=True)\n"
        "child.wait()\n"
    )

    def interrupted(name, done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(code, tmp_path, interrupted)
    child = int((tmp_path / "child").read_text())
    for _ in range(200):
        # An ended process whose parent is gone may wait to be reaped: it runs no more.
        try:
            text = Path(f"/proc/{child}/stat").read_text(encoding="utf-8")
        except OSError:
            return
        if text.rsplit(")", 1)[1].split()[0] == "Z":
            return
        time.sleep(0.02)
    pytest.fail("a process was left behind")


def test_no_secret_and_no_other_library_reaches_a_rebuild(tmp_path):
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "pyproject.toml").write_text('[project]\nname = "x"\nversion = "1"\n')
    given = {
        "PATH": "/bin",
        "TZ": "Asia/Kathmandu",
        "NPY_DISABLE_CPU_FEATURES": "AVX512F",
        "PYTHONPATH": "/other",
        "JUPYTER_PATH": "/other",
        "GIT_DIR": "/other",
        "HOME": "/home/jdoe",
        "AWS_SECRET_ACCESS_KEY": "x",
        "SOME_TOKEN": "x",
        "db_password": "x",
        "VIRTUAL_ENV": "/v",
    }
    clean = rebuild._clean(rebuild.Workshop(tmp_path, given))
    assert set(clean) - {"PYTHONNOUSERSITE", "PYTHONDONTWRITEBYTECODE", "PYTHONUTF8"} == {
        *("PATH", "TZ", "NPY_DISABLE_CPU_FEATURES", "HOME", "USERPROFILE", "PYTHONPATH")
    }
    assert clean["HOME"] == str(tmp_path / "home")
    assert clean["PYTHONPATH"].split(os.pathsep)[0] == str(tmp_path / "source" / "src")
