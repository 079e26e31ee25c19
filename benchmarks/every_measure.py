"""Every measure of every authority in one call, beside one call for each authority."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

_COMMAND = "from evidence.cli import run_command_line; run_command_line()"
AUTHORITIES = 296
SECONDS, GIGABYTES = 60, 2


def measured() -> tuple[str, float, float, float]:
    """Give name, seconds for all, seconds one by one (one timed, times 296), and peak gigabytes."""
    one = _timed("E06000032")
    every = _timed("all")
    # Of the two, the larger: kilobytes on Linux.
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024**2
    return f"every measure of {AUTHORITIES} authorities", every, one * AUTHORITIES, peak


def _timed(area: str) -> float:
    with tempfile.TemporaryDirectory() as folder:
        out = str(Path(folder) / "measures.parquet")
        start = perf_counter()
        subprocess.run(
            [
                *(sys.executable, "-c", _COMMAND, "measure", "--area", area),
                *("--format", "parquet", "--out", out),
            ],
            check=True,
            capture_output=True,
        )
        return perf_counter() - start
