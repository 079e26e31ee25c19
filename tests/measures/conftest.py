"""The committed tables, opened once: measures are tested on real data."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence.tables.store import Store


@pytest.fixture(scope="session")
def store():
    return Store.open(Path(__file__))
