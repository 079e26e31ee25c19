"""An environment is held against the lock, package by package."""

from __future__ import annotations

from importlib.metadata import version

import pytest

from evidence.editions import lock
from evidence.errors import InputError
from evidence.paths import Project


def written(tmp_path, text):
    path = tmp_path / "requirements.lock"
    path.write_text(text, encoding="utf-8")
    return path


def test_this_environment_is_the_lock_s():
    assert lock.departures(Project.find().lock) == []


def test_a_missing_and_another_version_are_named_and_other_systems_passed_over(tmp_path):
    path = written(
        tmp_path,
        f"# made by a tool\nclick=={version('click')} \\\n    --hash=sha256:ab \\\n"
        "    --hash=sha256:cd\nnumpy==0.1 ; python_version >= '3' \\\n    --hash=sha256:ab\n"
        "no-such-package==1\nappnope==1 ; sys_platform == 'nowhere'\n",
    )
    assert lock.departures(path) == [
        f"numpy is {version('numpy')}, pinned ==0.1",
        "no-such-package is not installed",
    ]


def test_an_empty_lock_pins_nothing(tmp_path):
    assert lock.departures(written(tmp_path, "")) == []


def test_what_is_no_requirement_is_bad_input(tmp_path):
    with pytest.raises(InputError, match="entry 1 is no requirement"):
        lock.departures(written(tmp_path, "-e .\n"))
