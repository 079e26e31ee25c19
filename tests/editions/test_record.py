"""A record is the same bytes for the same build, and read strictly; a flipped byte is named."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import zipfile
from dataclasses import replace

import pandas as pd
import pytest

from evidence.editions import record, shelf
from evidence.editions.edition import UNRELEASED
from evidence.errors import InputError, UsageError
from evidence.paths import Project

from .conftest import EARLIER, LATER, LUTON


def keep(project, taken, name=None):
    """Put a record on the shelf of a project, with the part of its manifest that proves it."""
    name = name or taken.edition.name
    files = taken.files
    project.editions.mkdir(parents=True, exist_ok=True)
    shelf.place(project, name).write_bytes(shelf.pack(files))
    listed = {
        f"data/{file}": [len(content), hashlib.sha256(content).hexdigest()]
        for file, content in files.items()
    }
    manifest = project.editions / f"{name}.json"
    manifest.write_text(json.dumps({"files": listed}), encoding="utf-8")


@pytest.fixture
def project(tmp_path):
    return Project(tmp_path)


def test_what_is_read_back_is_what_was_taken(before):
    files = before.files
    assert tuple(sorted(files)) == record.FILES
    again = record.read(files, "2026.1")
    assert again.files == files
    assert again.edition == EARLIER
    assert (again.claims, again.inputs) == (before.claims, before.inputs)
    pd.testing.assert_frame_equal(again.measures, before.measures, check_dtype=False)


def test_the_same_build_gives_the_same_bytes(made, before):
    assert made.record(EARLIER).files == before.files


def test_what_is_recorded_of_a_claim_and_its_page(before):
    (claim,) = before.claims
    assert (claim.page, claim.id, claim.kind) == ("index", "residents", "finding")
    (bound,) = claim.bounds
    assert bound.key["measure"] == "population"
    # mid-2023, Luton: ONS mid-year estimates for 2023, revised, 231,028 people.
    assert bound.value == 231_028
    page = before.inputs.pages["index"]
    assert page.parameters == {"area": LUTON, "round": "none", "comparators": []}
    assert page.imports == ["evidence.claims.population"]
    assert "lsoa21_ward24" in before.inputs.boundaries
    assert "mid_year_estimates" not in before.inputs.boundaries
    assert before.inputs.models["prevalence/dementia-cfas2.yml"] == {
        "condition": "dementia",
        "title": "CFAS II",
    }


def test_injected_parameters_are_those_that_count(made, before):
    path = made.page(before.measures)
    notebook = json.loads(path.read_text(encoding="utf-8"))
    injected = {**notebook["cells"][0], "source": 'round = "2018-based"', "id": "injected"}
    injected["metadata"] = {"tags": ["injected-parameters"]}
    notebook["cells"].insert(1, injected)
    path.write_text(json.dumps(notebook), encoding="utf-8")
    store = record.Store(made.project)
    taken = record.take(store, {"index": path}, before.measures, EARLIER, LUTON)
    page = taken.inputs.pages["index"]
    assert page.parameters == {"area": LUTON, "round": "2018-based", "comparators": []}
    assert page.source == before.inputs.pages["index"].source


def test_an_unreleased_build_has_a_record_too(before):
    nameless = before.inputs.model_copy(update={"edition": {"name": "", "date": "", "kind": ""}})
    taken = replace(before, edition=UNRELEASED, inputs=nameless)
    assert record.read(taken.files, "here").edition == UNRELEASED


@pytest.mark.parametrize(
    ("file", "change", "said"),
    [
        ("claims.json", lambda b: b.replace(b'"page"', b'"pgae"', 1), "did you mean page"),
        ("claims.json", lambda b: b.replace(b"231028.0", b"NaN", 1), "0.bounds.0.value"),
        ("claims.json", lambda b: b.replace(b'"kind"', b'"id": "x", "kind"', 1), "stands twice"),
        ("claims.json", lambda b: b[: len(b) // 2], "is not the record of an edition"),
        ("claims.json", lambda b: b"[" * 200_000, "is not the record of an edition"),
        ("claims.json", lambda b: b"\xff\xfe", "is not the record of an edition"),
        ("inputs.json", lambda b: b.replace(b'"lock"', b'"lok"', 1), "lock"),
        ("sources.json", lambda b: b"{}", "list"),
        ("measures.parquet", lambda b: b[:-8], "measures.parquet"),
        ("measures.parquet", lambda b: b"", "measures.parquet"),
    ],
)
def test_a_file_that_no_edition_writes_is_refused(before, file, change, said):
    files = before.files
    broken = {**files, file: change(files[file])}
    assert broken[file] != files[file]
    with pytest.raises(InputError, match=said) as raised:
        record.read(broken, "2026.1")
    assert f"2026.1: {file}" in str(raised.value)


def test_a_parquet_file_of_something_else_is_no_measures():
    buffer = io.BytesIO()
    pd.DataFrame({"a": [1]}).to_parquet(buffer)
    with pytest.raises(InputError, match="columns of a measure frame"):
        record.measures_of(buffer.getvalue(), "measures.parquet")


def test_a_missing_file_is_named(before):
    files = before.files
    del files["claims.json"]
    with pytest.raises(InputError, match=r"claims\.json: is missing"):
        record.read(files, "2026.1")


def test_records_are_kept_oldest_first_and_found_by_name(project, before):
    for name in ("2026.10", "2026.2", "2020.1"):
        edition = replace(EARLIER, name=name)
        inputs = before.inputs.model_copy(
            update={"edition": {"name": name, "date": edition.date, "kind": edition.kind}}
        )
        keep(project, replace(before, edition=edition, inputs=inputs))
    assert shelf.names(project) == ["2020.1", "2026.2", "2026.10"]
    found = shelf.earlier(project, "2026.10")
    assert [item.edition.name for item in found] == ["2020.1", "2026.2"]
    assert [item.edition.name for item in shelf.earlier(project, "")][-1] == "2026.10"
    with pytest.raises(UsageError, match="did you mean 2026"):
        shelf.load(project, "2026.1")


@pytest.mark.parametrize("name", ["", "../2026.1", "2026", "unreleased"])
def test_what_is_no_name_of_an_edition_is_not_looked_up(project, name):
    with pytest.raises(UsageError, match="none is held yet"):
        shelf.load(project, name)


def test_the_archive_of_an_edition_holds_its_record(project, before):
    keep(project, before)
    archive = project.build / "editions" / "2026.1.zip"
    archive.parent.mkdir(parents=True)
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("e/2026.1/index.html", "<p>")
        for name, content in before.files.items():
            file.writestr(f"e/2026.1/data/{name}", content)
    shelf.place(project, "2026.1").unlink()
    assert shelf.load(project, "2026.1").files == before.files


def test_a_changed_file_is_refused_by_name(project, before):
    keep(project, before)
    files = before.files
    at = files["claims.json"].index(b"231,0")
    flipped = bytearray(files["claims.json"])
    flipped[at] ^= 1
    changed = shelf.pack({**files, "claims.json": bytes(flipped)})
    shelf.place(project, "2026.1").write_bytes(changed)
    with pytest.raises(InputError, match=r"claims\.json: is not the file that data/editions"):
        shelf.load(project, "2026.1")


def test_a_damaged_zip_is_refused(project, before):
    keep(project, before)
    path = shelf.place(project, "2026.1")
    content = bytearray(path.read_bytes())
    for at in (len(content) // 2, 60):
        broken = bytearray(content)
        broken[at] ^= 0xFF
        path.write_bytes(bytes(broken))
        with pytest.raises(InputError, match=r"2026\.1\.record\.zip"):
            shelf.load(project, "2026.1")
    path.write_bytes(b"no zip")
    with pytest.raises(InputError, match="cannot be read"):
        shelf.load(project, "2026.1")


def test_a_record_is_nothing_without_its_manifest(project, before):
    keep(project, before)
    (project.editions / "2026.1.json").unlink()
    with pytest.raises(InputError, match="manifest"):
        shelf.load(project, "2026.1")


def test_a_record_under_another_name_is_refused(project, before):
    keep(project, before, LATER.name)
    with pytest.raises(InputError, match=r"is the record of 2026\.1"):
        shelf.load(project, LATER.name)


def test_only_the_five_files_are_taken_out(project, before, tmp_path):
    path = tmp_path / "many.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("../../escaped", "x")
        for name, content in before.files.items():
            file.writestr(f"data/{name}", content)
    assert shelf.unpack(path, "many.zip") == before.files
    assert sorted(item.name for item in tmp_path.iterdir()) == ["many.zip"]
    with zipfile.ZipFile(path, "a") as file:
        file.writestr("again/data/claims.json", "[]")
    with pytest.raises(InputError, match=r"holds 2 files data/claims\.json"):
        shelf.unpack(path, "many.zip")
    shutil.rmtree(tmp_path)


def test_packing_is_the_same_bytes(before):
    files = before.files
    assert shelf.pack(files) == shelf.pack(dict(reversed(files.items())))
