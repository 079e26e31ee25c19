"""A small made-up project: two datasets feed one table, a melted one and boundaries besides."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas
import pandas as pd
import pandera.pandas as pa
import pytest
import shapely
import yaml

from evidence.errors import InputError, Problem
from evidence.paths import Project
from evidence.tables.build import Rules

NORTH = "Area code,People\nE06000002,7\nE06000001,5\n"
SOUTH = "GSS,Population\nE06000003,11\n"
HOMES = "Area,Houses 2021,Flats 2021\nE06000001,3,\nE06000002,4,2\n"
OUTLINES = "E06000002,POLYGON((1 0,1 1,0 0,1 0))\nE06000001,POINT(0 0)\n"
LICENCES = "ogl-3:\n  name: Open Government Licence\n  attribution: Contains.\n"


def counts(path: Path, *, code: str, value: str) -> pd.DataFrame:
    """Read a csv of codes and people; text where a number should be is refused by row."""
    held = pd.read_csv(path, dtype=str)
    wrong = held[~held[value].str.fullmatch(r"-?\d+")]
    if len(wrong):
        raise InputError(
            "not understood",
            [
                Problem(path.name, "no number", row=int(row) + 2, column=value)
                for row in wrong.index
            ],
        )
    frame = pd.DataFrame(
        {
            "area_code": held[code],
            "people": held[value].astype("int32"),
            "source_row": range(2, len(held) + 2),
        }
    )
    frame.attrs["source_columns"] = {"area_code": code, "people": value}
    return frame


def homes(path: Path) -> pd.DataFrame:
    """Read counts laid side by side, one column a kind."""
    held = pd.read_csv(path, dtype={"Area": str}).rename(columns={"Area": "area_code"})
    held["source_row"] = range(2, len(held) + 2)
    long = held.melt(["area_code", "source_row"], var_name="source_column", value_name="homes")
    long["kind"] = long["source_column"].str.lower().str.removesuffix(" 2021")
    long["homes"] = long["homes"].astype("Int64")
    long = long[["area_code", "kind", "homes", "source_row", "source_column"]]
    long.attrs["source_columns"] = {"area_code": "Area"}
    return long


def outlines(path: Path, crs: str | None = "EPSG:4326") -> pd.DataFrame:
    """Read outlines written as text."""
    lines = [line.split(",", 1) for line in path.read_text().splitlines()]
    return geopandas.GeoDataFrame(
        {"area_code": [code for code, _ in lines], "source_row": range(1, len(lines) + 1)},
        geometry=shapely.from_wkt([text for _, text in lines]),
        crs=crs,
    )[["area_code", "geometry", "source_row"]]


READERS: dict[str, Callable[..., pd.DataFrame]] = {
    "office.counts": counts,
    "office.homes": homes,
    "office.outlines": outlines,
}
CODE = pa.Column(str, pa.Check.str_matches(r"^E06\d{6}$"))
SCHEMAS = {
    "people": pa.DataFrameSchema(
        {"area_code": CODE, "people": pa.Column("int32", pa.Check.ge(0))},
        strict=True,
        ordered=True,
        unique=["area_code"],
    ),
    "homes": pa.DataFrameSchema(
        {
            "area_code": CODE,
            "kind": pa.Column(str),
            "homes": pa.Column("Int64", pa.Check.ge(0), nullable=True),
            "source": pa.Column(str),
            "source_row": pa.Column("int64"),
            "source_column": pa.Column(str),
        },
        strict=True,
        ordered=True,
        unique=["area_code", "kind"],
    ),
    "outlines": pa.DataFrameSchema(
        {"area_code": CODE, "geometry": pa.Column("geometry")},
        strict=True,
        ordered=True,
        unique=["area_code"],
    ),
}


@dataclass(frozen=True)
class Made:
    """A made-up project and what its tidying needs."""

    project: Project
    readers: dict[str, Callable[..., pd.DataFrame]]
    rules: Rules

    @property
    def given(self) -> dict[str, Any]:
        """What stands in for the real readers and schemas."""

        def reader_of(name: str) -> Callable[..., pd.DataFrame]:
            if name not in self.readers:
                raise LookupError(f"no reader {name!r}")
            return self.readers[name]

        return {"rules": self.rules, "reader_of": reader_of}

    def declare(self, dataset: str, body: str, table: str, reader: str, **changes: Any) -> None:
        """Write a raw file and its declaration."""
        raw = self.project.raw / f"{dataset}.txt"
        raw.parent.mkdir(parents=True, exist_ok=True)
        raw.write_text(body, encoding="utf-8", newline="\n")
        declared = {
            "title": dataset,
            "publisher": "An Office",
            "licence": "ogl-3",
            "page": "https://example.org/counts",
            "table": table,
            "reader": f"office.{reader}",
            "standing": "official",
            "vintages": {
                "2024": {
                    "path": f"{dataset}.txt",
                    "bytes": len(body.encode()),
                    "sha256": hashlib.sha256(body.encode()).hexdigest(),
                }
            },
        } | changes
        path = self.project.catalogue / f"{dataset}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(declared), encoding="utf-8")


@pytest.fixture
def made(tmp_path: Path) -> Made:
    project = Project(tmp_path / "project")
    project.catalogue.mkdir(parents=True)
    project.licences.write_text(LICENCES, encoding="utf-8")
    (project.root / "_toc.yml").write_text("root: index\n", encoding="utf-8")
    one = Made(project, dict(READERS), Rules(dict(SCHEMAS), {}))
    north = {"options": {"code": "Area code", "value": "People"}}
    south = {"options": {"code": "GSS", "value": "Population"}}
    one.declare("office/north", NORTH, "people", "counts", **north)
    weak = {"standing": "transcribed", "standing_note": "copied from a picture"}
    one.declare("office/south", SOUTH, "people", "counts", **south, **weak)
    one.declare("office/homes", HOMES, "homes", "homes")
    one.declare("office/outlines", OUTLINES, "outlines", "outlines")
    return one
