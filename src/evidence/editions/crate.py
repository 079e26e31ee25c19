"""A crate describes an edition for machines: an RO-Crate, a data package and a citation file.

All three follow from the edition, its files and what the project declares: dates are the
edition's, names are paths, and nothing is drawn by chance.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import yaml
from frictionless import Package
from rocrate.model.contextentity import ContextEntity
from rocrate.rocrate import ROCrate

from evidence.editions import member
from evidence.editions.edition import Edition
from evidence.editions.responsibility import Responsibility
from evidence.errors import CheckError
from evidence.fingerprint import file_sha256
from evidence.measures.frame import KEY

CRATE = "ro-crate-metadata.json"
PACKAGE = "datapackage.json"
CITATION = "CITATION.cff"
_CRATE_VERSION = "1.2"
_WHAT = "Parameterised notebooks, their results, and the book made of them."

_SAID = {
    "data/measures.parquet": "Every measure of the area and of England, with limits, method, "
    "status, standing and lineage",
    "data/claims.json": "Every finding of the book and the measures it is bound to",
    "data/figures.json": "Every figure of the book and its table",
    "data/sources.json": "Every vintage of every source, with its digest and licence",
    "data/inputs.json": "Digests of what the edition was made from, by kind",
}
_MEDIA = {
    ".parquet": "application/vnd.apache.parquet",
    ".json": "application/json",
    ".ipynb": "application/x-ipynb+json",
    ".html": "text/html",
    ".cff": "application/yaml",
    ".lock": "text/plain",
}
_KINDS = {
    pa.string(): "string",
    pa.large_string(): "string",
    pa.float64(): "number",
    pa.int64(): "integer",
    pa.bool_(): "boolean",
}


@dataclass(frozen=True)
class Work:
    """What an edition is a work of: title, who is named as its author, and on what terms."""

    title: str
    author: str
    licence: str
    licence_address: str
    place: str


def describe(folder: Path, edition: Edition, work: Work, answers: Responsibility) -> None:
    """Write the citation, the data package and the crate of the edition in ``folder``."""
    _write(folder / CITATION, _citation(edition, work, answers))
    _write(folder / PACKAGE, _package(folder, edition, work))
    _write(folder / CRATE, _crate(folder, edition, work, answers))


def _citation(edition: Edition, work: Work, answers: Responsibility) -> str:
    name = f"{work.title}, {edition.title.lower()}"
    made = f", {edition.made_later}" if edition.made_later else ""
    content: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": f"Cite it as {name}{made}. {answers.statistics.rstrip('.')}.",
        "title": name,
        "type": "dataset",
        "authors": [{"name": work.author}],
        "version": edition.name,
        "date-released": edition.day,
    }
    if work.licence_address:
        content["license-url"] = work.licence_address
    if edition.base:
        content["url"] = edition.address("index.html")
    return yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=1000)


def _package(folder: Path, edition: Edition, work: Work) -> str:
    resources = []
    for name, path in member.members(folder).items():
        if not name.startswith("data/"):
            continue
        resource: dict[str, Any] = {
            "name": Path(name).stem.replace("_", "-").lower(),
            "path": name,
            "format": path.suffix.lstrip("."),
            "mediatype": _MEDIA.get(path.suffix, "application/octet-stream"),
            "encoding": "utf-8",
            "bytes": path.stat().st_size,
            "hash": f"sha256:{file_sha256(path)}",
        }
        if name in _SAID:
            resource["description"] = f"{_SAID[name]}."
        if path.suffix == ".parquet":
            resource |= {"type": "table", "schema": _schema(path)}
        else:
            resource["type"] = "json" if path.suffix == ".json" else "file"
        resources.append(resource)
    descriptor = {
        "name": f"evidence-{edition.name}",
        "title": f"{work.title}, {edition.title.lower()}",
        "version": edition.name,
        "created": f"{edition.date}T00:00:00Z",
        "licenses": [{"title": work.licence, "path": work.licence_address}]
        if work.licence_address
        else [],
        "resources": resources,
    }
    faults = [str(fault.message) for fault in Package.metadata_validate(descriptor)]
    if faults:
        raise CheckError(f"the data package is not sound: {'; '.join(faults)}")
    return _json(Package.from_descriptor(descriptor).to_descriptor())


def _schema(path: Path) -> dict[str, Any]:
    schema = pq.read_schema(path)
    fields = [{"name": f.name, "type": _KINDS.get(f.type, "any")} for f in schema]
    key = [name for name in KEY if name in schema.names]
    return {"fields": fields, "primaryKey": key} if len(key) == len(KEY) else {"fields": fields}


def _crate(folder: Path, edition: Edition, work: Work, answers: Responsibility) -> str:
    crate = ROCrate(version=_CRATE_VERSION)
    # The library dates a crate by the clock.
    crate.datePublished = datetime.datetime.combine(edition.day, datetime.time())
    root = crate.root_dataset
    root["datePublished"] = edition.date
    root["name"] = f"{work.title}, {edition.title.lower()}"
    root["description"] = f"{_WHAT} {answers.line}"
    root["version"] = edition.name
    licence = {"@type": "CreativeWork", "name": work.licence}
    root["license"] = crate.add(
        ContextEntity(crate, work.licence_address or "#licence", properties=licence)
    )
    author = {"@type": "Organization", "name": work.author}
    root["author"] = crate.add(ContextEntity(crate, "#author", properties=author))
    place = {"@type": "Place", "name": work.place}
    root["spatialCoverage"] = crate.add(ContextEntity(crate, f"#{work.place}", properties=place))
    for name, path in member.members(folder).items():
        if not _of_interest(name):
            continue
        properties: dict[str, Any] = {
            "contentSize": str(path.stat().st_size),
            "encodingFormat": _MEDIA.get(path.suffix, "application/octet-stream"),
            "sha256": file_sha256(path),
        }
        if name in _SAID:
            properties["description"] = f"{_SAID[name]}."
        crate.add_file(path, dest_path=name, properties=properties)
    return _json(_ordered(crate.metadata.generate()))


def _of_interest(name: str) -> bool:
    """Whether a crate names the file: what a page is put together from stands in the manifest."""
    return not name.startswith(("_static/", "_sources/")) and name != CRATE


def _ordered(content: Mapping[str, Any]) -> dict[str, Any]:
    graph = sorted(content["@graph"], key=lambda entity: str(entity["@id"]))
    for entity in graph:
        if isinstance(entity.get("hasPart"), list):
            entity["hasPart"] = sorted(entity["hasPart"], key=lambda part: str(part["@id"]))
    return {"@context": content["@context"], "@graph": graph}


def _json(content: Mapping[str, Any]) -> str:
    return json.dumps(content, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8"))
