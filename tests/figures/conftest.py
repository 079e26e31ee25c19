"""The committed tables and catalogue, opened once: figures are tested on real data."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence.paths import Project
from evidence.sources.catalogue import load
from evidence.tables.store import Store

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def store():
    return Store.open(ROOT)


@pytest.fixture(scope="session")
def catalogue():
    return load(Project(ROOT))
