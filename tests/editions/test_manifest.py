"""A manifest is read strictly: a slip of the pen or a hostile hand is named by key."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest

from evidence.editions import manifest
from evidence.editions.manifest import Archive, Manifest
from evidence.errors import InputError, UsageError
from evidence.paths import Project

SHA = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"  # of nothing
GIVEN = {
    "name": "2026.1",
    "date": "2026-11-24",
    "kind": "edition",
    "recipe": None,
    "commit": "1" * 40,
    "inputs": SHA,
    "lock": SHA,
    "python": "3.11",
    "archive": {"name": "2026.1.zip", "bytes": 5, "sha256": SHA},
    "pdf": {"bytes": 7, "sha256": SHA},
    "files": {"b/é.txt": [0, SHA], "a.txt": [0, SHA]},
}


def parsed(**change):
    content = {key: value for key, value in (GIVEN | change).items() if value != "absent"}
    return manifest.parse(json.dumps(content).encode(), "data/editions/2026.1.json")


def test_a_manifest_is_written_and_read_back():
    held = parsed()
    assert manifest.parse(held.text.encode(), "x") == held
    assert held.text == manifest.parse(held.text.encode(), "x").text
    assert held.archive == Archive(name="2026.1.zip", bytes=5, sha256=SHA)
    assert held.edition.title == "Edition 2026.1"
    # A line for each file, in their order.
    assert [line.strip().split('"')[1] for line in held.text.splitlines() if SHA in line][-2:] == [
        "a.txt",
        "b/é.txt",
    ]


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="no sha256sum here")
def test_the_list_of_digests_is_one_that_sha256sum_checks(tmp_path):
    for name in ("a.txt", "b/é.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    (tmp_path / manifest.SUMS).write_bytes(parsed().sums.encode())
    assert manifest.sums(tmp_path) == parsed().sums
    checked = ["sha256sum", "--check", "--strict", manifest.SUMS]
    assert subprocess.run(checked, cwd=tmp_path, check=False).returncode == 0
    (tmp_path / "a.txt").write_bytes(b"x")
    assert subprocess.run(checked, cwd=tmp_path, check=False).returncode == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"fils": {}}, "key 'fils' is unknown; did you mean files"),
        ({"inputs": "absent"}, "key 'inputs': field required"),
        ({"inputs": "abc"}, "key 'inputs': string should match"),
        ({"inputs": SHA.upper()}, "key 'inputs': string should match"),
        ({"commit": "HEAD"}, "key 'commit': string should match"),
        ({"commit": "--upload-pack=x"}, "key 'commit': string should match"),
        ({"name": "2026"}, "key 'name': string should match"),
        ({"date": "2026-13-01"}, "key 'date': must be a day such as"),
        ({"date": "20261124"}, "key 'date': must be a day such as"),
        ({"date": "2026-W48-2"}, "key 'date': must be a day such as"),
        ({"date": ""}, "key 'date': must be a day such as"),
        ({"kind": "draft"}, "key 'kind': input should be 'edition' or 'reconstruction'"),
        ({"kind": "reconstruction"}, "a reconstruction has a recipe, and nothing else has"),
        ({"recipe": "2026.1.yml"}, "a reconstruction has a recipe"),
        ({"recipe": "../../x.yml", "kind": "reconstruction"}, "plain name of a file"),
        ({"archive": {"name": "../x.zip", "bytes": 5, "sha256": SHA}}, "plain name of a file"),
        ({"archive": {"name": "x.zip", "bytes": -1, "sha256": SHA}}, "greater than or equal to 0"),
        ({"pdf": {"bytes": "7", "sha256": SHA}}, "key 'pdf.bytes': input should be a valid int"),
        ({"files": {"../x": [0, SHA]}}, "leads up or nowhere"),
        ({"files": {"/x": [0, SHA]}}, "is an absolute path"),
        ({"files": {"a": [0, SHA], "A": [0, SHA]}}, "is one file with 'a'"),
        ({"files": {"MANIFEST.sha256": [0, SHA]}}, "is never listed"),
        ({"files": {"a": [0]}}, "key 'files.a.1': field required"),
        ({"files": []}, "key 'files': input should be a valid dictionary"),
    ],
)
def test_a_fault_is_named_by_key(change, said):
    with pytest.raises(InputError) as raised:
        parsed(**change)
    assert said in str(raised.value)
    assert "data/editions/2026.1.json" in str(raised.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is not a manifest"),
        (b"{", "is not a manifest"),
        (b"\xff", "is not a manifest"),
        (b"[]", "valid dictionary"),
        (b'{"name": "2026.1", "name": "2026.2"}', "key 'name' stands twice"),
        (b"[" * 100_000, "is not a manifest"),
    ],
)
def test_what_is_no_manifest_is_bad_input(content, said):
    with pytest.raises(InputError, match=said):
        manifest.parse(content, "data/editions/2026.1.json")


def test_manifests_are_found_in_their_order_by_their_names(tmp_path):
    project = Project(tmp_path)
    assert manifest.names(project) == []
    with pytest.raises(UsageError, match="none is recorded yet"):
        manifest.read(project, "2026.1")
    for name in ("2026.10", "2026.9", "2020.1", "notes"):
        path = tmp_path / "data" / "editions" / f"{name}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(parsed(name="2026.9").text, encoding="utf-8")
    assert manifest.names(project) == ["2020.1", "2026.9", "2026.10"]
    assert manifest.read(project, "2026.9").name == "2026.9"
    with pytest.raises(InputError, match=r"2020\.1\.json: is the manifest of 2026\.9"):
        manifest.read(project, "2020.1")
    with pytest.raises(UsageError, match="there is no edition 'notes'"):
        manifest.read(project, "notes")


def test_a_model_cannot_be_changed():
    with pytest.raises(ValueError, match="frozen"):
        parsed().name = "2026.2"
    assert Manifest.model_config["frozen"]
