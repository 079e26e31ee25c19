"""Whatever must not be frozen is found, wherever it stands, and ordinary text is left alone."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from evidence.editions.scan import Marks, scan, values
from evidence.errors import InputError

# Made of parts, so that no tool takes this file for the leak that it describes.
SECRETS = {
    "a private key": "-----BEGIN RSA " + "PRIVATE KEY-----",
    "a cloud provider's access key": "AKIA" + "IOSFODNN7EXAMPLE",
    "a token of a code host": "ghp_" + "a1B2" * 9,
    "a token of a package index": "pypi-" + "AgEI" + "cHlwaS5v" * 8,
    "a token of a messaging service": "xoxb-" + "123456789012-abc",
    "a signed web token": "eyJ"
    + "hbGciOiJIUzI1"
    + ".eyJ"
    + "zdWIiOiIxMjM0"
    + ".SflKxwRJSMeKKF2QT4",
    "a password in an address": "https://someone:" + "hunter2@example.org/x",
    "a person's folder": "/home/" + "jdoe/notes.ipynb",
    "a person's folder on Windows": "C:\\Users\\" + "jdoe\\notes.ipynb",
    "a folder of restricted data": "data/" + "restricted/people.csv",
    # HMRC's manual NIM39110 gives QQ 12 34 56 C as the form; AB is an allocated prefix.
    "a National Insurance number": "AB 12 34 56 C",
    # 943 476 5919 is the example of the NHS Data Dictionary (its check digit is right).
    "an NHS number": "943 476 5919",
}


def found(folder, marks=None):
    return [str(problem) for problem in scan(folder, marks or Marks())]


@pytest.mark.parametrize("kind", SECRETS)
def test_each_kind_is_found_in_text(tmp_path, kind):
    (tmp_path / "page.html").write_text(f"<p>so: {SECRETS[kind]}.</p>", encoding="utf-8")
    (tmp_path / "clean.html").write_text("<p>nothing</p>", encoding="utf-8")
    assert found(tmp_path) == [f"page.html: holds {kind} (take it out before it is frozen)"]
    assert SECRETS[kind] not in found(tmp_path)[0]


def test_packed_files_and_tables_are_looked_into(tmp_path):
    secret = SECRETS["a token of a code host"]
    with zipfile.ZipFile(tmp_path / "inner.xlsx", "w", zipfile.ZIP_DEFLATED) as inner:
        inner.writestr("xl/sharedStrings.xml", f"<t>{secret}</t>")
    with zipfile.ZipFile(tmp_path / "outer.zip", "w", zipfile.ZIP_DEFLATED) as outer:
        outer.write(tmp_path / "inner.xlsx", "inner.xlsx")
    words = pa.array(["x", secret, None, "x"]).dictionary_encode()
    pq.write_table(pa.table({"n": [1, 2, 3, 4], "t": words}), tmp_path / "t.parquet")
    assert [line.split(":")[0] for line in found(tmp_path)] == [
        "inner.xlsx",
        "outer.zip",
        "t.parquet",
    ]


def test_folders_and_names_of_this_machine_are_found(tmp_path):
    marks = Marks.of(
        [Path("/srv/build area/evidence"), Path("/"), Path("/tmp")],
        ["jdoe", "jdoe@example.org", "root", "Al", "The Officer"],
        stated="officer: The Officer",
    )
    texts = {
        "path.json": "made in /srv/build area/evidence/book",
        "name.json": "by jdoe today",
        "mail.json": "ask jdoe@example.org",
        "stated.json": "The Officer answers for it",
        "fine.css": ":root { } /* Al, jdoes, /tmp, jdoe_ */",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    said = found(tmp_path, marks)
    assert [line.split(":")[0] for line in said] == ["mail.json"] * 2 + ["name.json", "path.json"]
    assert "a path of this machine" in said[-1]


def test_values_of_restricted_tables_are_found_and_not_repeated(tmp_path):
    restricted, frozen = tmp_path / "restricted", tmp_path / "frozen"
    restricted.mkdir()
    frozen.mkdir()
    (restricted / "people.csv").write_text(
        "client,postcode,born,ward,cost,place,nhs\n"
        "LD-00417,LU1 2QJ,1961-04-09,Dallow,1250,E05002266,9434765919\n",
        encoding="utf-8",
    )
    # Not what stands in any table: days, codes of areas, words, small numbers.
    assert values(restricted) == {b"LD-00417", b"LU1 2QJ", b"9434765919"}
    marks = Marks.of(restricted=restricted)
    texts = {
        "a.json": '{"id": "LD-00417"}',
        "b.json": "in LU1 2QJ, they say",
        "c.json": "1961-04-09 Dallow 1250 E05002266",
        "d.json": "LD-004178 and XLD-00417 and LU1  2QJ",
    }
    for name, text in texts.items():
        (frozen / name).write_text(text, encoding="utf-8")
    said = found(frozen, marks)
    assert said == [
        "a.json: holds a value of data/restricted (take it out before it is frozen)",
        "b.json: holds a value of data/restricted (take it out before it is frozen)",
    ]
    assert "LD-00417" not in repr(marks)


def test_without_restricted_tables_there_is_nothing_to_find(tmp_path):
    assert values(tmp_path / "none") == frozenset()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("people.xlsx", b"PK\x03\x04", "only .csv, .tsv, .txt are read"),
        ("deep/people.parquet", b"PAR1", "only .csv, .tsv, .txt are read"),
        ("people", b"LD-00417\n", "only .csv, .tsv, .txt are read"),
        # As spreadsheet programs save "Unicode text", with and without the mark of its order.
        ("people.txt", "LD-00417\n".encode("utf-16"), "not in UTF-8"),
        ("people.csv", "LD-00417\n".encode("utf-16-le"), "not in UTF-8"),
        ("people.csv", "Zo\u00eb,LD-00417\n".encode("cp1252"), "not in UTF-8"),
    ],
)
def test_a_restricted_file_that_cannot_be_read_stops_the_scan(tmp_path, name, content, said):
    restricted = tmp_path / "restricted"
    (restricted / name).parent.mkdir(parents=True)
    (restricted / name).write_bytes(content)
    (restricted / "more.csv").write_text("LD-00418\n", encoding="utf-8")
    with pytest.raises(InputError, match="1 restricted file") as raised:
        Marks.of(restricted=restricted)
    assert f"restricted/{name}: cannot be searched" in str(raised.value)
    assert said in str(raised.value)
    assert "save it as CSV in UTF-8" in str(raised.value)
    assert "LD-0041" not in str(raised.value)


def test_a_link_among_restricted_files_stops_the_scan(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "restricted").mkdir()
    (tmp_path / "restricted" / "more").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(InputError, match="restricted/more: cannot be searched"):
        values(tmp_path / "restricted")


def test_hidden_files_are_passed_over_and_cells_are_found_whatever_is_between(tmp_path):
    (tmp_path / ".DS_Store").write_bytes(b"\0\0\0\1Bud1")
    (tmp_path / "semicolons.csv").write_bytes("\ufeffid;town\nLD-00417;Luton\n".encode())
    (tmp_path / "tabs.TXT").write_text("Luton\tLU1 2QJ\n", encoding="utf-8")
    (tmp_path / "bars.tsv").write_text("Luton|LD-00418\n", encoding="utf-8")
    assert values(tmp_path) == {b"LD-00417", b"LU1 2QJ", b"LD-00418"}


def test_links_are_found(tmp_path):
    (tmp_path / "a").symlink_to("/etc/passwd")
    assert found(tmp_path) == ["a: is a link: only plain files are frozen"]


@pytest.mark.parametrize(
    "text",
    [
        "https://www.example.org/home/index.html and https://www.example.org/Users/x",
        "in 2019 it was 123 456 7890 pounds",  # no NHS number: its check digit would be 1
        "of 943 476 5919.5 and 1,943 476 5919",
        "000 000 0000",
        "http://127.0.0.1:8000/a@b",
        "wards AB 12 and CD 34",
        "",
    ],
)
def test_ordinary_text_is_left_alone(tmp_path, text):
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert found(tmp_path) == []
