"""A project of its own for each test: the real tables and code, of which one thing is changed."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from evidence.claims.claim import MIME, bind, claim
from evidence.editions import record
from evidence.editions.edition import Edition
from evidence.editions.library import Library
from evidence.measures import population, ward
from evidence.measures.frame import join, row
from evidence.measures.prevalence import need
from evidence.measures.wording import people
from evidence.paths import Project
from evidence.tables import parquet
from evidence.tables.store import Store

LUTON = "E06000032"
READ = (
    *("authority_codes", "regions", "boundary_lsoa21_luton", "boundary_ward25_luton"),
    *("mid_year_estimates", "cfas2_rates", "prevalence_rates"),
    *("projections_2016_statement", "projections_2018"),
    *("lsoa21_ward24", "iod2025_index", "iod2025_luton", "iod2025_scores"),
)
EARLIER = Edition("2026.1", "2026-03-02", "edition")
LATER = Edition("2026.2", "2026-09-01", "edition")


def measured(store: Store) -> pd.DataFrame:
    """Give a few measures that hang on tables, a lookup of wards, a model, or a projection."""
    return join(
        population.estimates(store, [LUTON], years=[2023], ages=["all ages", "65+"]),
        need.modelled(store, [LUTON], ["dementia-cfas2"], rounds=["2018-based"], years=[2025]),
        need.modelled(store, [LUTON], ["dementia-uk"], rounds=["2018-based"], years=[2025]),
        ward.summaries(store, [LUTON], "IoD2025"),
        population.change(store, [LUTON], start=2025, end=2035, variant="2018-based"),
        population.change(store, [LUTON], start=2025, end=2035, variant="2016-based"),
    )


@dataclass(frozen=True)
class Made:
    """A project with one page, whose claim is of the population, or of a round of projections."""

    project: Project

    def page(
        self,
        frame: pd.DataFrame,
        *,
        variant: str = "",
        words: str = "{place} has {count} residents.",
        compared: tuple[str, ...] = (),
    ) -> Path:
        """Write the page as executed: its claim binds a row of the measures."""
        if variant:
            bound = row(frame, measure="population_change", variant=variant, age_band="all ages")
        else:
            bound = row(frame, measure="population", age_band="all ages")
        made = claim("residents", words, place="Luton", count=bind(bound, people))
        cells = [
            {
                "cell_type": "code",
                "source": f'area: str = "{LUTON}"\nround: str = "{variant or "none"}"\n'
                f"comparators: list[str] = {list(compared)}",
                "metadata": {"tags": ["parameters"]},
                "outputs": [],
                "execution_count": 1,
                "id": "parameters",
            },
            {
                "cell_type": "code",
                "source": "from evidence.claims import population as say",
                "metadata": {},
                "outputs": [
                    {
                        "output_type": "display_data",
                        "metadata": {},
                        "data": {MIME: made.record(), "text/plain": made.text},
                    }
                ],
                "execution_count": 2,
                "id": "claim",
            },
        ]
        path = self.project.root / "book" / "index.ipynb"
        path.parent.mkdir(exist_ok=True)
        notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        path.write_text(json.dumps(notebook), encoding="utf-8")
        return path

    def record(
        self,
        edition: Edition,
        library: Library | None = None,
        frame: pd.DataFrame | None = None,
        **page: Any,
    ) -> record.Record:
        """Take the record of the project as it is now."""
        store = Store(self.project)
        frame = measured(store) if frame is None else frame
        pages = {"index": self.page(frame, **page)}
        return record.take(store, pages, frame, edition, LUTON, library=library)

    def rewrite(self, table: str, column: str, change, **where) -> None:
        """Change ``column`` in the rows of a table where other columns have the values given."""
        path = self.project.tables / f"{table}.parquet"
        held = pq.read_table(path, partitioning=None)
        meant = None
        for name, value in where.items():
            one = held.column(name).to_pandas() == value
            meant = one if meant is None else meant & one
        values = held.column(column).to_pandas()
        assert meant is not None
        assert meant.any()
        values[meant] = values[meant].map(change)
        at = held.schema.get_field_index(column)
        field = held.schema.field(at)
        path.unlink()  # it may be a link to the committed one
        changed = pa.array(values.tolist(), field.type)
        parquet.write(held.set_column(at, field, changed), path)


def _project(root: Path) -> Project:
    """Lay out the committed declarations, and links to the tables that the measures read."""
    held = Project.find(Path(__file__))
    for name in ("catalogue", "assumptions"):
        shutil.copytree(held.root / "data" / name, root / "data" / name)
    for name in ("place.yml", "licences.yml"):
        shutil.copyfile(held.root / "data" / name, root / "data" / name)
    (root / "data" / "tables").mkdir()
    for name in READ:
        (root / "data" / "tables" / f"{name}.parquet").symlink_to(held.tables / f"{name}.parquet")
    return Project(root)


@pytest.fixture
def made(tmp_path):
    """Give a project of which a test may change one thing."""
    return Made(_project(tmp_path / "project"))


@pytest.fixture(scope="session")
def before(tmp_path_factory):
    """Give the record of the project as it is before anything is changed."""
    return Made(_project(tmp_path_factory.mktemp("before") / "project")).record(EARLIER)
