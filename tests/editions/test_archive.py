"""An archive has the same bytes wherever it is packed, and opens without harm or not at all."""

from __future__ import annotations

import errno
import os
import stat
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.editions import archive, member
from evidence.errors import InputError

CONTENT = {"index.html": b"<p>one</p>", "data/a.json": b"[]" * 500, "data/empty.txt": b""}


def fill(folder, content=CONTENT):
    for name, data in content.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def packed(path, members, **attributes):
    """Write a zip archive as somebody else might."""
    with zipfile.ZipFile(path, "w") as made:
        for name, data in members:
            info = zipfile.ZipInfo(name)
            for attribute, value in attributes.items():
                setattr(info, attribute, value)
            made.writestr(info, data)
    return path


def read(folder):
    return {name: path.read_bytes() for name, path in member.members(folder).items()}


def test_what_is_packed_comes_out_again(tmp_path):
    archive.write(fill(tmp_path / "a"), tmp_path / "a.zip")
    assert archive.extract(tmp_path / "a.zip", tmp_path / "out") == {}
    assert read(tmp_path / "out") == CONTENT
    # Another program agrees.
    with zipfile.ZipFile(tmp_path / "a.zip") as other:
        assert other.testzip() is None
        assert other.namelist() == sorted(CONTENT)


def test_clock_rights_and_order_do_not_tell(tmp_path):
    archive.write(fill(tmp_path / "a"), tmp_path / "a.zip")
    before = os.umask(0o077)
    try:
        other = fill(tmp_path / "b", dict(reversed(CONTENT.items())))
        for number, path in enumerate(sorted(other.rglob("*.*"))):
            os.utime(path, (10**9 + number, 10**9 + number))
            path.chmod(0o600)
        archive.write(other, tmp_path / "b.zip")
    finally:
        os.umask(before)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_members_carry_the_fixed_day_and_mode(tmp_path):
    archive.write(fill(tmp_path / "a"), tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as other:
        for info in other.infolist():
            assert info.date_time == (1980, 1, 1, 0, 0, 0)
            assert info.external_attr >> 16 == stat.S_IFREG | 0o644


def test_links_and_unsafe_names_are_not_packed(tmp_path):
    folder = fill(tmp_path / "a")
    (folder / "link.html").symlink_to(folder / "index.html")
    (folder / "Index.HTML").write_bytes(b"")
    with pytest.raises(InputError, match="2 problem") as raised:
        archive.write(folder, tmp_path / "a.zip")
    assert "'link.html' is no plain file" in str(raised.value)
    assert "is one file with 'Index.HTML'" in str(raised.value)
    assert not (tmp_path / "a.zip").exists()


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ([("../up.txt", b"x")], "leads up or nowhere"),
        ([("a/../../up.txt", b"x")], "leads up or nowhere"),
        ([("./a", b"x")], "leads up or nowhere"),
        ([("a//b", b"x")], "leads up or nowhere"),
        ([("a/", b"")], "leads up or nowhere"),
        ([("/etc/passwd", b"x")], "is an absolute path"),
        ([("C:/a", b"x")], "holds a character"),
        ([("a\\..\\b", b"x")], "holds a character"),
        ([("a\x01b", b"x")], "holds a character"),
        ([("nul.txt", b"x")], "Windows reads otherwise"),
        ([("a./b", b"x")], "Windows reads otherwise"),
        ([("x" * 300, b"x")], "is too long"),
        ([("a.txt", b"x"), ("A.txt", b"y")], "is one file with 'a.txt'"),
        ([("é", b"x"), ("e\u0301", b"y")], "is one file with"),
        ([("a", b"x"), ("a/b", b"y")], "is a file and the folder of"),
    ],
)
def test_names_that_lead_elsewhere_or_clash_are_refused(tmp_path, members, said):
    path = packed(tmp_path / "h.zip", members)
    with pytest.raises(InputError, match="in an archive") as raised:
        archive.extract(path, tmp_path / "deep" / "out")
    assert said in str(raised.value)
    assert raised.value.exit_code == 3
    assert [item.name for item in tmp_path.iterdir()] == ["h.zip"]


def test_a_name_that_stands_twice_is_refused(tmp_path):
    with pytest.warns(UserWarning, match="Duplicate name"):
        path = packed(tmp_path / "h.zip", [("a", b"x"), ("a", b"y")])
    with pytest.raises(InputError, match="stands twice"):
        archive.extract(path, tmp_path / "out")


def test_what_stands_after_nul_in_a_name_is_seen(tmp_path):
    path = packed(tmp_path / "h.zip", [("a.txtZ.exe", b"x")])
    path.write_bytes(path.read_bytes().replace(b"a.txtZ", b"a.txt\0"))
    with pytest.raises(InputError, match="holds a character"):
        archive.extract(path, tmp_path / "out")


@pytest.mark.parametrize(
    "kind", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFIFO, stat.S_IFSOCK, stat.S_IFDIR]
)
def test_links_and_devices_are_refused(tmp_path, kind):
    path = packed(
        tmp_path / "h.zip",
        [("a", b"/etc/passwd")],
        external_attr=(kind | 0o777) << 16,
        create_system=3,
    )
    with pytest.raises(InputError, match="is no plain file"):
        archive.extract(path, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_other_compressions_and_encryption_are_refused(tmp_path):
    path = packed(tmp_path / "h.zip", [("a", b"x" * 99)], compress_type=zipfile.ZIP_LZMA)
    with pytest.raises(InputError, match="compressed in a way"):
        archive.extract(path, tmp_path / "out")
    path = packed(tmp_path / "e.zip", [("a", b"x")])
    # The flags of the central directory: bit 0 is encryption (APPNOTE.TXT 4.4.4).
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(content))
    with pytest.raises(InputError, match="is encrypted"):
        archive.extract(path, tmp_path / "out")


def test_sizes_are_limited_however_small_the_archive(tmp_path):
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for number in range(3):
            made.writestr(f"{number}", b"\0" * 1000)
    for limits, said in (
        ({"largest": 999}, "is larger than 999 bytes"),
        ({"whole": 2999}, "holds more than 2,999 bytes"),
        ({"most": 2}, "holds 3 members, more than 2"),
    ):
        with pytest.raises(InputError, match=said):
            archive.extract(path, tmp_path / "out", **limits)
        assert not (tmp_path / "out").exists()
    assert archive.extract(path, tmp_path / "out", largest=1000, whole=3000, most=3) == {}


def test_a_member_larger_than_it_says_is_damage_or_refused(tmp_path):
    path = tmp_path / "liar.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("a", b"\0" * 100_000)
    content = path.read_bytes()
    # Both headers say 10 bytes instead of 100,000.
    path.write_bytes(content.replace((100_000).to_bytes(4, "little"), (10).to_bytes(4, "little")))
    assert "is damaged" in archive.extract(path, tmp_path / "out")["a"]
    assert read(tmp_path / "out") == {}


@pytest.mark.parametrize(
    ("number", "damage"), [(errno.ENOSPC, False), (errno.EIO, False), (errno.EINVAL, True)]
)
def test_a_full_disk_is_no_damage_of_the_archive(tmp_path, monkeypatch, number, damage):
    archive.write(fill(tmp_path / "a"), tmp_path / "a.zip")

    def copy(*_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(archive, "_copy", copy)
    if damage:
        assert archive.extract(tmp_path / "a.zip", tmp_path / "out").keys() == CONTENT.keys()
        return
    with pytest.raises(OSError, match=os.strerror(number)):
        archive.extract(tmp_path / "a.zip", tmp_path / "out")
    assert sorted(item.name for item in tmp_path.iterdir()) == ["a", "a.zip"]


def test_a_folder_that_is_there_is_left_alone(tmp_path):
    archive.write(fill(tmp_path / "a"), tmp_path / "a.zip")
    with pytest.raises(InputError, match="is there already"):
        archive.extract(tmp_path / "a.zip", tmp_path / "a")
    assert read(tmp_path / "a") == CONTENT


@given(
    st.dictionaries(
        st.text("ab/.\\:é\u0301 ", min_size=1, max_size=6), st.binary(max_size=9), max_size=4
    )
)
def test_whatever_the_names_nothing_is_written_outside(tmp_path_factory, content):
    folder = tmp_path_factory.mktemp("any")
    path = packed(folder / "any.zip", content.items())
    try:
        archive.extract(path, folder / "in" / "out")
    except InputError:
        assert not (folder / "in" / "out").exists()
    else:
        assert read(folder / "in" / "out") == content
    assert {item.name for item in folder.iterdir()} <= {"any.zip", "in"}
