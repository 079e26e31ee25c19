"""The whole book of this checkout in the system's Chromium, with every other host out of reach."""

from __future__ import annotations

import fcntl
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"

DRAWN = """chart => {
    chart.scrollIntoView({ block: "center", behavior: "instant" });
    return chart.classList.contains("evidence-drawn");
}"""
"""Bring a chart into view; true once it is live."""


@dataclass
class Visit:
    """A page as a reader has it open, with all that went wrong meanwhile."""

    page: Page
    refused: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def draw(self) -> int:
        """Let every chart of the page become interactive, and return how many there are."""
        self.page.mouse.wheel(0, 1)
        charts = self.page.locator(".evidence-chart").element_handles()
        for chart in charts:
            self.page.wait_for_function(DRAWN, arg=chart)
        return len(charts)


Visits = Callable[..., AbstractContextManager[Visit]]


@pytest.fixture(scope="session")
def book() -> Path:
    """Return the folder of the built book: the one of ``make test``, or one built now."""
    build = ROOT / "_build"
    build.mkdir(exist_ok=True)
    with (build / ".browser-tests").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # several workers may find none
        if not (build / "html" / "index.html").is_file():
            start = "from evidence.cli import run_command_line; run_command_line()"
            done = subprocess.run(
                [sys.executable, "-c", start, "build"],
                cwd=ROOT,
                capture_output=True,
                text=True,
                encoding="utf-8",
                check=False,
            )
            assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return build / "html"


@pytest.fixture(scope="session")
def pages(book: Path) -> list[str]:
    """Every page of the book, by its path."""
    found = [file.relative_to(book).as_posix() for file in sorted(book.rglob("*.html"))]
    # The first address only leads on to the cover.
    return [name for name in found if name != "index.html" and not name.startswith("_")]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        del format, args


@pytest.fixture(scope="session")
def served(book: Path) -> Iterator[str]:
    """Serve the book on loopback and return its address."""
    server = ThreadingHTTPServer((HOST, 0), partial(_Quiet, directory=str(book)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://{HOST}:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def visits(chromium: Browser) -> Visits:
    """Open an address in a context of its own; nothing but loopback and folders can be reached.

    At the end nothing may have been asked of anybody else, and no error been said.
    """

    @contextmanager
    def visit(address: str, width: int = 1280, **given: Any) -> Iterator[Visit]:
        context = chromium.new_context(viewport={"width": width, "height": 800}, **given)
        made = Visit(context.new_page())

        def answer(route: Route) -> None:
            if route.request.url.startswith(f"http://{HOST}:"):
                route.continue_()
            else:
                made.refused.append(route.request.url)
                route.abort()

        # Folders are not routed: they are nobody else's.
        context.route(lambda url: not url.startswith(("file:", "data:", "blob:")), answer)
        made.page.on("pageerror", lambda error: made.said.append(str(error)))
        made.page.on(
            "console",
            lambda message: (
                made.said.append(message.text) if message.type in ("error", "warning") else None
            ),
        )
        made.page.on("dialog", lambda dialog: made.said.append(dialog.message))
        made.page.goto(address)
        yield made
        assert made.refused == []
        assert made.said == []
        context.close()

    return visit
