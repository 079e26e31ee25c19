"""The builder of the book, as it is called: everything anew, and a warning is an error."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def jupyter_book(source: Path, output: Path) -> str:
    """Build the book at ``source`` below ``output``; return what went wrong, or nothing."""
    output.mkdir(parents=True)
    start = "from jupyter_book.cli.main import main; main()"  # it has no __main__
    options = ["--path-output", str(output), "-W", "--keep-going", "--all", "-q"]
    command = [sys.executable, "-c", start, "build", str(source), *options]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, cwd=source)
    if ran.returncode == 0 and html(output).joinpath("index.html").is_file():
        return ""
    said = [line for line in (ran.stdout + ran.stderr).splitlines() if line.strip()]
    return "\n  ".join(["the book could not be built:", *said[-30:]])


def html(output: Path) -> Path:
    """Return where the pages lie below ``output``."""
    return output / "_build" / "html"
