"""What holds for every test: the same examples on every machine, and one browser for all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

settings.register_profile(
    "reproducible",
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("reproducible")

# A browser that asks nobody for anything: no updates, no lists, and no other host has an address.
_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start the system's Chromium; without one its tests are skipped, or fail where CI is set."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    found = found or shutil.which("google-chrome")
    if not found:
        # A machine that decides what is merged has to look at what is read.
        missing = pytest.fail if os.environ.get("CI") else pytest.skip
        missing("no Chromium on this machine: install Debian's package chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(_QUIET))
        yield browser
        browser.close()
