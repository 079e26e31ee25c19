"""A throw-away project with a catalogue of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from evidence.paths import Project

LICENCES = """\
ogl-3:
  name: Open Government Licence v3.0
  address: https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/
  attribution: Contains public sector information licensed under the Open Government Licence v3.0.
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = Project(tmp_path / "project")
    made.catalogue.mkdir(parents=True)
    made.licences.write_text(LICENCES, encoding="utf-8")
    (made.root / "_toc.yml").write_text("root: index\n", encoding="utf-8")
    return made


@pytest.fixture
def declare(project: Project) -> Callable[..., Path]:
    """Write one catalogue file: ``body`` is its file, ``changes`` replace keys of the dataset."""

    def write(dataset: str, body: bytes = b"code,n\nE1,1\n", url: str = "", **changes: Any) -> Path:
        vintage = {
            "path": f"{dataset}.csv",
            "url": url,
            "bytes": len(body),
            "sha256": hashlib.sha256(body).hexdigest(),
        }
        declared = {
            "title": "Counts",
            "publisher": "An Office",
            "licence": "ogl-3",
            "page": "https://example.org/counts",
            "table": "counts",
            "reader": "office.counts",
            "standing": "official",
            "vintages": {"2024": vintage},
        }
        declared |= changes
        declared = {key: value for key, value in declared.items() if value is not None}
        path = project.catalogue / f"{dataset}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(declared, sort_keys=False), encoding="utf-8")
        return path

    return write
