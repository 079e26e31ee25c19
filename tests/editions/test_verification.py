"""What differs is named: missing, extra, different, and where it first does."""

from __future__ import annotations

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.editions import manifest, verification
from evidence.editions.manifest import Archive, Manifest
from evidence.errors import InputError

SHA = "0" * 64


def edition(folder, **files):
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    (folder / manifest.SUMS).write_bytes(manifest.sums(folder).encode())
    return folder


def recorded(folder):
    return Manifest(
        name="2026.1",
        date="2026-11-24",
        kind="edition",
        recipe=None,
        commit="1" * 40,
        inputs=SHA,
        lock=SHA,
        python="3.11",
        files=manifest.listed(folder),
        archive=Archive(name="2026.1.zip", bytes=0, sha256=SHA),
        pdf=None,
    )


def test_the_same_files_do_not_differ(tmp_path):
    one = edition(tmp_path / "a", index_html="x", data__a_json="{}")
    held = recorded(one)
    assert held.files["index.html"] == (1, hashlib.sha256(b"x").hexdigest())
    assert verification.compare(one, held) == []
    # The PDF is another each time.
    (one / "book.pdf").write_bytes(b"%PDF")
    assert verification.compare(one, held) == []


def test_each_file_that_differs_is_named_once_and_why(tmp_path):
    old = edition(tmp_path / "a", index_html="one\ntwo\nthree\n", gone_txt="x", b_bin=b"\xff\0\1")
    held = recorded(old)
    new = edition(tmp_path / "b", index_html="one\ntwo!\nthree\n", b_bin=b"\xff\0\2", new_txt="y")
    assert [str(one) for one in verification.compare(new, held, old)] == [
        "MANIFEST.sha256: different: does not list what the manifest does",
        "b.bin: different: has another digest; first at byte 3",
        "gone.txt: missing",
        "index.html: different: has 15 bytes, not 14; first in line 2: 'two' became 'two!'",
        "new.txt: extra: the manifest does not list it",
    ]
    # Without the files themselves, digests tell as much as they can.
    assert "index.html: different: has 15 bytes, not 14" in map(
        str, verification.compare(new, held)
    )


def test_a_link_is_no_file_of_an_edition(tmp_path):
    one = edition(tmp_path / "a", index_html="x")
    held = recorded(one)
    (tmp_path / "outside").write_bytes(b"x")
    (one / "index.html").unlink()
    (one / "index.html").symlink_to(tmp_path / "outside")
    assert [str(found) for found in verification.compare(one, held)] == [
        "index.html: is no plain file"
    ]


@given(st.binary(max_size=30), st.binary(max_size=30))
def test_a_first_difference_is_where_all_before_it_is_the_same(tmp_path_factory, old, new):
    folder = tmp_path_factory.mktemp("two")
    (folder / "old").write_bytes(b"\xff" + old)
    (folder / "new").write_bytes(b"\xff" + new)
    said = verification.first_difference(folder / "old", folder / "new")
    at = int(said.removeprefix("; first at byte ").replace(",", "")) - 2
    assert old[:at] == new[:at]
    if old != new:
        assert old[at : at + 1] != new[at : at + 1]


def test_inputs_that_changed_are_named(tmp_path):
    def inputs(**change):
        return json.dumps(
            {"tables": {"people": "1", "homes": "2"}, "code": {"a.py": "3"}, "lock": "4"} | change
        )

    old = edition(tmp_path / "a", data__inputs_json=inputs())
    new = edition(
        tmp_path / "b",
        data__inputs_json=inputs(tables={"people": "9", "wards": "2"}, lock="5"),
    )
    assert verification.changed_inputs(old, old) == []
    assert verification.changed_inputs(old, new) == [
        "lock",
        "tables homes",
        "tables people",
        "tables wards",
    ]
    broken = edition(tmp_path / "c", data__inputs_json="[")
    with pytest.raises(InputError, match=r"data/inputs.json cannot be read"):
        verification.changed_inputs(old, broken)
    with pytest.raises(InputError, match=r"data/inputs.json cannot be read"):
        verification.changed_inputs(old, edition(tmp_path / "d", index_html=""))
