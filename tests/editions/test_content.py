"""What is frozen follows from the book and the edition, and describes itself to machines."""

from __future__ import annotations

import json
import os
import time

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import yaml
from frictionless import Package
from rocrate.rocrate import ROCrate

from evidence.editions import content, manifest, member
from evidence.editions.edition import Edition
from evidence.errors import CheckError
from evidence.fingerprint import file_sha256
from evidence.measures.frame import COLUMNS, NUMBERS
from evidence.paths import Project

EDITION = Edition("2026.1", "2026-11-24", "edition", "https://a.example/x")


@pytest.fixture
def project(tmp_path):
    root = tmp_path / "project"
    files = {
        "_config.yml": "title: A made book\nauthor: Somebody\nhtml: {baseurl: 'https://a.example/x/'}",
        "data/place.yml": "area: E06000032\nresponsibility: {content_licence: ogl-3}\n",
        "data/licences.yml": "ogl-3: {name: Open Government Licence v3.0, address: 'https://l.example/'}",
        "requirements.lock": "# nothing\n",
        "book/deep/a.ipynb": "{}",
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return Project(root)


@pytest.fixture
def html(tmp_path):
    folder = tmp_path / "html"
    for name in ("index.html", "book/a.html", "_static/a.css", ".buildinfo"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name, encoding="utf-8")
    return folder


def record(project, folder):
    folder.mkdir()
    table = {name: [1.5] if name in NUMBERS else ["x"] for name in COLUMNS}
    pq.write_table(pa.table(table), folder / "measures.parquet")
    (folder / "claims.json").write_text('[{"id": "a"}]', encoding="utf-8")


def frozen(project, html, folder, edition=EDITION):
    content.freeze(
        project,
        edition,
        folder,
        html=html,
        notebooks=[project.book / "deep/a.ipynb"],
        record=record,
    )
    return folder


def test_what_is_frozen(project, html, tmp_path):
    out = frozen(project, html, tmp_path / "out")
    assert list(member.members(out)) == [
        *("CITATION.cff", "MANIFEST.sha256", "_static/a.css", "book/a.html", "data/claims.json"),
        *("data/measures.parquet", "datapackage.json", "index.html", "notebooks/deep/a.ipynb"),
        *("requirements.lock", "ro-crate-metadata.json"),
    ]
    assert (out / "MANIFEST.sha256").read_text(encoding="utf-8") == manifest.sums(out)
    assert content.base(project) == EDITION.base


def test_neither_clock_nor_place_tell(project, html, tmp_path, monkeypatch):
    first = frozen(project, html, tmp_path / "out")
    monkeypatch.setenv("TZ", "Asia/Kathmandu")
    time.tzset()
    before = os.umask(0o077)
    try:
        second = frozen(project, html, tmp_path / "elsewhere" / "out")
    finally:
        os.umask(before)
        monkeypatch.undo()
        time.tzset()
    for name, path in member.members(first).items():
        assert path.read_bytes() == (second / name).read_bytes(), name


def test_the_data_package_is_sound_and_leads_to_its_files(project, html, tmp_path):
    out = frozen(project, html, tmp_path / "out")
    package = Package(str(out / "datapackage.json"))
    assert (package.title, package.version) == ("A made book, edition 2026.1", "2026.1")
    assert package.created == "2026-11-24T00:00:00Z"
    measures = package.get_resource("measures")
    assert measures.schema.field_names == list(COLUMNS)
    assert measures.hash == "sha256:" + file_sha256(out / "data/measures.parquet")
    assert measures.bytes == (out / "data/measures.parquet").stat().st_size
    assert package.get_resource("claims").path == "data/claims.json"


def test_the_crate_is_read_by_the_library_for_crates(project, html, tmp_path):
    out = frozen(project, html, tmp_path / "out")
    crate = ROCrate(out)
    assert crate.root_dataset["datePublished"] == "2026-11-24"
    assert crate.root_dataset["name"] == "A made book, edition 2026.1"
    assert "Responsible body: not set." in crate.root_dataset["description"]
    file = crate.dereference("data/claims.json")
    assert file["sha256"] == file_sha256(out / "data/claims.json")
    assert {entity.id for entity in crate.data_entities} == {
        *("CITATION.cff", "book/a.html", "data/claims.json", "data/measures.parquet"),
        *("datapackage.json", "index.html", "notebooks/deep/a.ipynb", "requirements.lock"),
    }
    text = (out / "ro-crate-metadata.json").read_text(encoding="utf-8")
    ids = [entity["@id"] for entity in json.loads(text)["@graph"]]
    assert ids == sorted(ids)


@pytest.mark.parametrize("kind", ["edition", "reconstruction"])
def test_the_citation_file_says_what_it_is(project, html, tmp_path, kind):
    edition = Edition("2020.1", "2026-11-24", kind, "")
    out = frozen(project, html, tmp_path / "out", edition)
    cited = yaml.safe_load((out / "CITATION.cff").read_text(encoding="utf-8"))
    assert cited["title"] == f"A made book, {kind} 2020.1"
    assert str(cited["date-released"]) == "2026-11-24"
    assert cited["authors"] == [{"name": "Somebody"}]
    assert cited["license-url"] == "https://l.example/"
    assert "Not official statistics." in cited["message"]
    assert ("made in 2026" in cited["message"]) == (kind == "reconstruction")


@pytest.mark.parametrize("name", ["data/x.json", "notebooks/a.html", "MANIFEST.sha256", "book.pdf"])
def test_a_site_with_a_file_in_the_way_is_refused(project, html, tmp_path, name):
    (html / name).parent.mkdir(exist_ok=True)
    (html / name).write_text("x", encoding="utf-8")
    with pytest.raises(CheckError, match=f"the site has {name}"):
        frozen(project, html, tmp_path / "out")


def test_a_site_with_a_name_that_is_not_safe_everywhere_is_refused(project, html, tmp_path):
    (html / "book" / "A.html").write_text("x", encoding="utf-8")
    with pytest.raises(CheckError, match="is one file with"):
        frozen(project, html, tmp_path / "out")
