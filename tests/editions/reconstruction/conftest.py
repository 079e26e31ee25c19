"""A small made-up project with a catalogue, its tables and a recipe that is in order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest
import yaml

from evidence.editions.recipe import Recipe, load
from evidence.paths import Project
from evidence.sources import catalogue
from evidence.tables import parquet

LICENCES = "ogl-3:\n  name: Open Government Licence\n  attribution: Contains.\n"
RECIPE = """\
title: What was known in 2020
date: 2026-11-24
published_by: 2020-12-31
banner: Made in 2026 from what had been published by the end of 2020.
citation: reconstruction, 2026
undated:
  council/plan@plan: the plan itself.
compiled:
  office/rates@2025:
    reason: a list made later of rates published before.
    rows: {study: [old]}
    period: to 2014
pages:
  index: {}
left_out:
  later: it came later.
"""


@dataclass(frozen=True)
class Made:
    """The project, and a recipe read from text that is written to its file."""

    project: Project
    text: str = RECIPE

    def path(self, text: str = RECIPE, name: str = "2020.1.yml") -> Path:
        file = self.project.root / "data" / "editions" / "recipes" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def recipe(self, text: str = RECIPE) -> Recipe:
        return load(self.project, self.path(text), catalogue.load(self.project))


def declare(project: Project, dataset: str, table: str, vintages: dict[str, str]) -> None:
    declared = {
        "title": f"Title of {dataset}",
        "publisher": "An Office",
        "licence": "ogl-3",
        "page": "https://example.org/counts",
        "table": table,
        "reader": "office.counts",
        "standing": "official",
        "vintages": {
            name: {
                "published": published,
                "path": f"{dataset}-{name}.csv",
                "bytes": 1,
                "sha256": "0" * 64,
            }
            for name, published in vintages.items()
        },
    }
    path = project.catalogue / f"{dataset}.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(declared, sort_keys=False), encoding="utf-8")


def hold(project: Project, table: str, rows: pd.DataFrame) -> None:
    parquet.write(
        parquet.from_frame(rows, ["code"], headings={"office/counts@2019": {"people": "People"}}),
        project.tables / f"{table}.parquet",
    )


@pytest.fixture
def made(tmp_path: Path) -> Made:
    project = Project(tmp_path / "project")
    for folder in (project.assumptions, project.examples, project.tables):
        folder.mkdir(parents=True)
    project.licences.write_text(LICENCES, encoding="utf-8")
    (project.root / "_toc.yml").write_text("root: index\n", encoding="utf-8")
    # One table of two vintages, one of which is later; one later; one undated; one compiled.
    declare(project, "office/counts", "counts", {"2019": "2019-06", "2021": "2021-06-25"})
    declare(project, "office/census", "census", {"2021": "2022-2023"})
    declare(project, "council/plan", "plan", {"plan": ""})
    declare(project, "office/rates", "rates", {"2025": "2025"})
    counts = pd.DataFrame(
        {
            "code": ["a", "b", "c"],
            "people": [1, 2, 3],
            "source": ["office/counts@2019", "office/counts@2021", "office/counts@2019"],
        }
    )
    hold(project, "counts", counts)
    hold(project, "census", counts.assign(source="office/census@2021"))
    hold(project, "plan", counts.assign(source="council/plan@plan"))
    rates = counts.assign(source="office/rates@2025", study=["old", "new", "old"])
    hold(project, "rates", rates)
    return Made(project)


@pytest.fixture
def refusal() -> Callable[[BaseException], str]:
    """Give all that an error says, in one line."""
    return lambda error: " ".join(str(error).split())
