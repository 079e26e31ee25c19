"""A record holds the numbers of one build and what they rest on, so that two can be compared.

It is the folder ``data/`` of an edition: claims.json, figures.json, sources.json, inputs.json and
measures.parquet. The same five files, zipped, are committed as ``data/editions/NAME.record.zip``:
a clone can say what changed without the archive of an edition.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from evidence.claims.ledger import Ledger
from evidence.editions import entry
from evidence.editions.basis import basis
from evidence.editions.edition import Edition
from evidence.editions.entry import BoundEntry, ClaimEntry, FigureEntry, Inputs, SourceEntry
from evidence.editions.library import Library
from evidence.errors import InputError, Problem
from evidence.fingerprint import mapping_sha256
from evidence.measures.frame import COLUMNS, NUMBERS
from evidence.tables.store import Store

FOLDER = "data"
CLAIMS, FIGURES, SOURCES, INPUTS = "claims.json", "figures.json", "sources.json", "inputs.json"
MEASURES = "measures.parquet"
FILES = (CLAIMS, FIGURES, INPUTS, MEASURES, SOURCES)

_FIGURE = "application/vnd.evidence.figure+json"
_CHART = "application/vnd.vegalite.v5+json"
_LEVEL = 19


@dataclass(frozen=True, eq=False)
class Record:
    """Everything of one build that a comparison needs; ``measures`` is a measure frame."""

    edition: Edition
    measures: pd.DataFrame
    claims: tuple[ClaimEntry, ...]
    figures: tuple[FigureEntry, ...]
    sources: tuple[SourceEntry, ...]
    inputs: Inputs

    @property
    def files(self) -> dict[str, bytes]:
        """The bytes of each file of the folder ``data/`` of an edition, by name."""
        return {
            CLAIMS: entry.text(self.claims),
            FIGURES: entry.text(self.figures),
            INPUTS: entry.text(self.inputs),
            MEASURES: measures_bytes(self.measures),
            SOURCES: entry.text(self.sources),
        }


def take(
    store: Store,
    pages: Mapping[str, Path],
    measures: pd.DataFrame,
    edition: Edition,
    area: str,
    *,
    library: Library | None = None,
) -> Record:
    """Take the record of what executed ``pages``, by name, state and of ``measures``.

    Both were made by ``library``, by the one that is running unless another is named.
    """
    claims = sorted(_claims(pages), key=lambda item: (item.page, item.id))
    figures = sorted(_figures(pages), key=lambda item: (item.page, item.id))
    return Record(
        edition,
        measures,
        tuple(claims),
        tuple(figures),
        tuple(sorted(_sources(store), key=lambda item: item.key)),
        basis(store, pages, edition, area, library),
    )


def read(files: Mapping[str, bytes], shown: str) -> Record:
    """Read a record from the bytes of its files, strictly; ``shown`` names it in messages.

    Raises InputError with every fault of the first file that has any.
    """
    missing = [name for name in FILES if name not in files]
    if missing:
        problems = [Problem(f"{shown}: {name}", "is missing") for name in missing]
        raise InputError(f"{len(problems)} problem(s) in the record of an edition", problems)
    inputs = entry.read(Inputs, files[INPUTS], f"{shown}: {INPUTS}")
    claims = entry.read(list[ClaimEntry], files[CLAIMS], f"{shown}: {CLAIMS}")
    figures = entry.read(list[FigureEntry], files[FIGURES], f"{shown}: {FIGURES}")
    sources = entry.read(list[SourceEntry], files[SOURCES], f"{shown}: {SOURCES}")
    given = {str(name): text for name, text in inputs.edition.items() if text}
    return Record(
        Edition.of(given),
        measures_of(files[MEASURES], f"{shown}: {MEASURES}"),
        tuple(claims),
        tuple(figures),
        tuple(sources),
        inputs,
    )


def measures_bytes(frame: pd.DataFrame) -> bytes:
    """Write a measure frame as the bytes of a parquet file without pandas' metadata."""
    text = pa.string()
    fields = [pa.field(x, pa.float64() if x in NUMBERS else text) for x in COLUMNS]
    table = pa.Table.from_pandas(frame[list(COLUMNS)], pa.schema(fields), preserve_index=False)
    buffer = io.BytesIO()
    pq.write_table(
        table.replace_schema_metadata(None),
        buffer,
        version="2.6",
        data_page_version="1.0",
        compression="zstd",
        compression_level=_LEVEL,
        # Values and lineages hardly repeat; the bytes of numbers do, side by side.
        use_dictionary=[x for x in COLUMNS if x not in NUMBERS and x != "lineage"],
        use_byte_stream_split=list(NUMBERS),
        store_schema=False,
    )
    return buffer.getvalue()


def measures_of(content: bytes, shown: str) -> pd.DataFrame:
    """Read a measure frame from the bytes of a parquet file; InputError where it is none."""
    try:
        table = pq.read_table(io.BytesIO(content), partitioning=None)
    except (pa.ArrowInvalid, OSError) as fault:
        raise InputError(
            "1 problem(s) in the record of an edition", [_problem(shown, fault)]
        ) from fault
    if tuple(table.column_names) != COLUMNS:
        said = "does not have the columns of a measure frame"
        raise InputError("1 problem(s) in the record of an edition", [Problem(shown, said)])
    frame = table.to_pandas()
    return frame.astype({name: "float64" if name in NUMBERS else "str" for name in COLUMNS})


def _problem(shown: str, fault: Exception) -> Problem:
    return Problem(shown, f"cannot be read: {fault}")


def _claims(pages: Mapping[str, Path]) -> list[ClaimEntry]:
    found = []
    for name, path in pages.items():
        for item in Ledger.read([path]).entries:
            record = item.record
            bounds = [_bound(bound) for bound in record["bounds"]]
            found.append(
                ClaimEntry(
                    page=name,
                    id=record["id"],
                    kind=record["kind"],
                    text=record["text"],
                    standing=record["standing"],
                    bounds=bounds,
                )
            )
    return found


def _bound(bound: Mapping[str, Any]) -> BoundEntry:
    kept = {name: bound[name] for name in ("column", "status", "standing", "lineage")}
    return BoundEntry(
        key=dict(bound["key"]), value=float(bound["value"]), text=bound["shown"], **kept
    )


def _figures(pages: Mapping[str, Path]) -> list[FigureEntry]:
    found = []
    for name, path in pages.items():
        notebook = json.loads(path.read_text(encoding="utf-8"))
        for cell in notebook["cells"]:
            for output in cell.get("outputs", []):
                data = output.get("data", {})
                if _FIGURE in data:
                    found.append(_figure(name, data[_FIGURE], data[_CHART]))
    return found


def _figure(page: str, record: Mapping[str, Any], spec: Mapping[str, Any]) -> FigureEntry:
    words = {name: record[name] for name in ("id", "title", "subtitle", "alt", "standing", "table")}
    # The title within the drawing is the record's own, wrapped for a notebook.
    drawing = {name: part for name, part in spec.items() if name != "title"}
    digest = mapping_sha256({"spec": drawing, "narrow": record["narrow"]})
    return FigureEntry(page=page, sources=sorted(record["sources"]), spec_sha256=digest, **words)


def _sources(store: Store) -> Sequence[SourceEntry]:
    return [
        SourceEntry(
            key=source.key,
            publisher=source.dataset.publisher,
            title=source.dataset.title,
            published=source.vintage.published,
            period=source.vintage.period,
            url=source.vintage.url,
            bytes=source.vintage.bytes,
            sha256=source.vintage.sha256,
            licence=source.dataset.licence,
            standing=source.dataset.standing,
            table=source.dataset.table,
        )
        for source in store.catalogue.sources
    ]
