from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from evidence.tables.schemas import SCHEMAS

EXTRACTS = Path(__file__).parent / "extracts"


@pytest.fixture
def extract() -> Callable[[str], Path]:
    def find(name: str) -> Path:
        return EXTRACTS / f"extract_{name}"

    return find


@pytest.fixture
def meets() -> Callable[[pd.DataFrame, str], pd.DataFrame]:
    """Check a reader's frame against the schema of its table, as tidying does."""

    def check(frame: pd.DataFrame, table: str) -> pd.DataFrame:
        place = list(frame.columns).index("source_row")
        whole = frame.copy()
        whole.insert(place, "source", "test/extract@0")
        return SCHEMAS[table].validate(whole, lazy=True)

    return check


@pytest.fixture
def rewritten(tmp_path: Path) -> Callable[[Path, str, str], Path]:
    """Copy a text extract with some words replaced; the words must be there."""

    def rewrite(path: Path, old: str, new: str) -> Path:
        text = path.read_text(encoding="utf-8")
        assert old in text
        copy = tmp_path / path.name
        copy.write_text(text.replace(old, new), encoding="utf-8")
        return copy

    return rewrite
