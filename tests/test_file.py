"""A file is there whole, as it was or as it shall be, whatever happens in between."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence.file import whole, write_whole


def test_content_is_put_in_place_with_its_folders_and_left_alone_where_it_is_there(tmp_path):
    path = tmp_path / "folder" / "x.csv"
    assert write_whole(path, b"first") is True
    written = path.stat().st_mtime_ns
    assert write_whole(path, b"first") is False
    assert path.stat().st_mtime_ns == written
    assert write_whole(path, b"second") is True
    assert path.read_bytes() == b"second"
    assert [item.name for item in path.parent.iterdir()] == ["x.csv"]


def test_a_disk_that_is_full_leaves_the_file_and_nothing_beside_it(tmp_path, monkeypatch):
    path = tmp_path / "x.csv"
    write_whole(path, b"before")

    def full(self: Path, target: Path) -> None:
        raise OSError("no room")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="no room"):
        write_whole(path, b"after")
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("stop", [KeyboardInterrupt, ValueError])
def test_what_is_stopped_half_way_leaves_nothing(tmp_path, stop):
    path = tmp_path / "x.csv"

    def half(part: Path) -> None:
        part.write_bytes(b"half")
        raise stop

    with pytest.raises(stop), whole(path) as part:
        half(part)
    assert list(tmp_path.iterdir()) == []
