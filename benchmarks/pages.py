"""One page for five authorities, beside papermill run for each of them."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

_COMMAND = "from evidence.cli import run_command_line; run_command_line()"
_PAGE = "documents"
# Not the default place, whose page is rewritten where it stands.
_AREAS = ("E06000053", "E06000052", "E06000064", "E07000110", "E08000003")


def measured() -> tuple[str, float, float]:
    """Give name, seconds for all, seconds of papermill (one timed, times the authorities)."""
    areas = [word for area in _AREAS for word in ("--area", area)]
    ours = _timed([sys.executable, "-c", _COMMAND, "run", _PAGE, *areas, "--force"])
    with tempfile.TemporaryDirectory() as folder:
        papermill = str(Path(sys.executable).with_name("papermill"))
        stock = _timed(
            [
                *(papermill, f"book/{_PAGE}.ipynb", str(Path(folder) / "page.ipynb")),
                *("-p", "area", _AREAS[-1], "--no-progress-bar"),
            ]
        )
    return f"a page for {len(_AREAS)} authorities", ours, stock * len(_AREAS)


def _timed(command: list[str]) -> float:
    start = perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return perf_counter() - start
