"""A record holds an edition's numbers for machines: measures, claims, figures, sources, inputs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from evidence.claims.ledger import Ledger
from evidence.fingerprint import file_sha256, mapping_sha256, strings_sha256
from evidence.paths import Project
from evidence.sources.catalogue import Catalogue

_FIGURE = "application/vnd.evidence.figure+json"
_CHART = "application/vnd.vegalite.v5+json"


def write(
    project: Project,
    folder: Path,
    *,
    pages: Mapping[str, Path],
    frame: pd.DataFrame,
    catalogue: Catalogue,
    tables: Mapping[str, str],
) -> None:
    """Write the record of the executed ``pages`` and of the measures in ``frame`` to ``folder``.

    ``tables`` are the digests of the content of each table.
    """
    folder.mkdir(parents=True, exist_ok=True)
    table = pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata(None)
    pq.write_table(table, folder / "measures.parquet", compression="zstd", version="2.6")
    boundaries = {name: value for name, value in tables.items() if name.startswith("boundary_")}
    content = {
        "claims": sorted(_claims(pages), key=lambda one: (one["page"], one["id"])),
        "figures": sorted(_figures(pages), key=lambda one: (one["page"], one["id"])),
        "sources": sorted(_sources(catalogue), key=lambda one: str(one["key"])),
        "inputs": {
            "code": _files(Path(__file__).resolve().parents[1], "*.py"),
            "assumptions": _files(project.assumptions, "*"),
            "tables": {name: held for name, held in tables.items() if name not in boundaries},
            "boundaries": boundaries,
            "pages": dict(_pages(pages)),
            "place": file_sha256(project.place),
            "lock": file_sha256(project.lock),
        },
    }
    for name, held in content.items():
        text = json.dumps(held, indent=1, sort_keys=True, ensure_ascii=False, allow_nan=False)
        (folder / f"{name}.json").write_bytes(f"{text}\n".encode())


def _claims(pages: Mapping[str, Path]) -> Iterator[dict[str, Any]]:
    for name, path in pages.items():
        for entry in Ledger.read([path]).entries:
            record = entry.record
            yield {
                "page": name,
                "id": entry.id,
                "kind": record.get("kind", ""),
                "text": record.get("text", ""),
                "standing": record.get("standing", ""),
                "bounds": [
                    {
                        "key": bound["key"],
                        "column": bound["column"],
                        "value": bound["value"],
                        "text": bound["shown"],
                    }
                    for bound in record["bounds"]
                ],
            }


def _figures(pages: Mapping[str, Path]) -> Iterator[dict[str, Any]]:
    shown = ("id", "title", "subtitle", "alt", "standing", "sources", "table")
    for name, path in pages.items():
        for data in _outputs(path):
            if _FIGURE in data:
                record = data[_FIGURE]
                yield {
                    "page": name,
                    **{key: record.get(key) for key in shown},
                    "spec_sha256": mapping_sha256(data.get(_CHART, {})),
                }


def _sources(catalogue: Catalogue) -> Iterator[dict[str, Any]]:
    for source in catalogue.sources:
        held, dataset = source.vintage, source.dataset
        yield {
            "key": source.key,
            "publisher": dataset.publisher,
            "title": dataset.title,
            "published": held.published,
            "period": held.period,
            "url": held.url,
            "bytes": held.bytes,
            "sha256": held.sha256,
            "licence": dataset.licence,
            "standing": str(dataset.standing),
        }


def _pages(pages: Mapping[str, Path]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, path in sorted(pages.items()):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        tagged = [c for c in cells if "parameters" in c.get("metadata", {}).get("tags", [])]
        sources = ["".join(cell["source"]) for cell in cells]
        parameters = {"stated": "".join("".join(cell["source"]) for cell in tagged)}
        yield name, {"source": strings_sha256(sources), "parameters": parameters}


def _outputs(path: Path) -> Iterator[Mapping[str, Any]]:
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        for output in cell.get("outputs", []):
            yield output.get("data", {})


def _files(root: Path, pattern: str) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): file_sha256(path)
        for path in sorted(root.rglob(pattern))
        if path.is_file() and "__pycache__" not in path.parts
    }
