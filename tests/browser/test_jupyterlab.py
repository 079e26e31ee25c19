"""A committed page opened in JupyterLab shows the chart and, beneath it, the table."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from .conftest import HOST, ROOT, Visits

FIGURE = "application/vnd.evidence.figure+json"
TABLE = "application/vnd.evidence.table+json"
BEGUN = 60
"""Seconds within which a slow machine has started JupyterLab."""


def shown(cell: dict[str, Any], mime: str) -> list[dict[str, Any]]:
    return [output["data"] for output in cell["outputs"] if mime in output.get("data", {})]


@pytest.fixture(scope="module")
def excerpt() -> dict[str, Any]:
    """The first cell of a committed page that shows a figure, as a notebook of its own."""
    content = json.loads((ROOT / "book" / "housing.ipynb").read_text(encoding="utf-8"))
    cell = next(
        cell for cell in content["cells"] if cell["cell_type"] == "code" and shown(cell, FIGURE)
    )
    return content | {"cells": [cell]}


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory, excerpt: dict[str, Any]) -> Iterator[str]:
    """Start JupyterLab on loopback, with no settings but its own, and return its address."""
    folder: Path = tmp_path_factory.mktemp("lab")
    (folder / "page.ipynb").write_text(json.dumps(excerpt), encoding="utf-8")
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    homes = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR", "HOME")
    own = {name: str(folder / ".own" / name.lower()) for name in homes}
    options = {
        "ServerApp.ip": HOST,
        "ServerApp.port": port,
        "ServerApp.root_dir": folder,
        "ServerApp.allow_root": True,
        "IdentityProvider.token": "",
        "LabApp.news_url": None,
        "LabApp.check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
    }
    command = [sys.executable, "-m", "jupyterlab", "--no-browser"]
    command += [f"--{name}={value}" for name, value in options.items()]
    address = f"http://{HOST}:{port}/"
    with (folder / "log").open("w") as log:
        # Only its first start looks for what is installed: warnings are its own affair.
        environment = os.environ | own | {"PYTHONWARNINGS": "ignore"}
        server = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
        try:
            await_answer(address + "api/status", server, folder / "log")
            yield address
        finally:
            server.terminate()
            try:
                server.wait(timeout=BEGUN)
            except subprocess.TimeoutExpired:
                server.kill()  # a busy machine; how the server ends is not what is tested
                server.wait()


def await_answer(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(BEGUN * 10):
        assert server.poll() is None, log.read_text(encoding="utf-8")[-3000:]
        try:
            with urllib.request.urlopen(address):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail("JupyterLab did not start: " + log.read_text(encoding="utf-8")[-3000:])


def test_jupyterlab_shows_chart_and_table(lab: str, excerpt: dict[str, Any], visits: Visits):
    figure = shown(excerpt["cells"][0], FIGURE)[0][FIGURE]
    rows = figure["table"]["rows"]
    with visits(f"{lab}lab/tree/page.ipynb?reset") as visit:
        cell = visit.page.locator(".jp-CodeCell").first
        chart = cell.locator(".vega-embed svg, .vega-embed canvas").first
        expect(chart).to_be_visible(timeout=BEGUN * 1000)
        box = chart.bounding_box()
        assert box is not None
        assert box["width"] > 300
        assert box["height"] > 100
        # Vega's own menu of the chart is a fold as well.
        cell.get_by_text("Show the table", exact=True).click()
        table = cell.locator("details table")
        expect(table).to_be_visible()
        expect(table.locator("caption")).to_have_text(figure["table"]["caption"])
        expect(table.locator("tbody tr")).to_have_count(len(rows))
        first = table.locator("tbody tr").first.locator("td")
        expect(first).to_have_count(len(figure["table"]["columns"]))
        expect(first.first).to_have_text(str(rows[0][0]))
        # Its own warnings are not ours to answer for; nobody else may be asked.
        visit.said.clear()
