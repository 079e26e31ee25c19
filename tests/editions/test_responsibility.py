"""Nobody is invented: what place.yml leaves empty reads "not set", and a slip is named."""

from __future__ import annotations

import shutil

import pytest

from evidence.editions.responsibility import Responsibility, load, terms
from evidence.errors import InputError
from evidence.paths import Project


@pytest.fixture
def project(tmp_path):
    (tmp_path / "data").mkdir()
    shutil.copyfile(Project.find().licences, tmp_path / "data" / "licences.yml")
    return Project(tmp_path)


def write(project, text):
    project.place.write_text(f"area: E06000032\n{text}", encoding="utf-8")
    return project


def test_this_book_has_nobody_yet():
    held = load(Project.find())
    assert not held.named
    assert held.line == (
        "Responsible body: not set. Responsible officer: not set. Contact: not set. "
        "Next review: not set. Not official statistics."
    )
    assert held.content_licence == "Open Government Licence v3.0"


def test_what_a_council_fills_in_is_stated(project):
    held = load(
        write(
            project,
            "responsibility:\n  body: Luton Council\n  officer: Head of intelligence\n"
            "  contact: a@example.org\n  next_review: 2026-10-01\n",
        )
    )
    assert held.named
    assert held.line == (
        "Responsible body: Luton Council. Responsible officer: Head of intelligence. "
        "Contact: a@example.org. Next review: 2026-10-01. Not official statistics."
    )
    assert held.content_licence == "not set"


def test_the_terms_are_the_licence_that_is_named(project):
    write(project, "responsibility: {content_licence: ogl-3}\n")
    held = terms(project)
    assert held is not None
    # https://spdx.org/licenses/OGL-UK-3.0.html
    assert (held.name, held.spdx) == (load(project).content_licence, "OGL-UK-3.0")
    assert terms(write(project, "")) is None


def test_without_the_file_or_the_part_nothing_is_set(project):
    assert load(project) == Responsibility()
    assert terms(project) is None
    assert load(write(project, "")) == Responsibility()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("responsibility: {bdoy: x}", "did you mean body"),
        ("responsibilty: {}", "did you mean responsibility"),
        ("responsibility: {next_review: soon}", "a day such as 2026-03-02"),
        ("responsibility: {next_review: '20261001'}", "a day such as 2026-03-02"),
        ("responsibility: {next_review: 2026-W40-4}", "a day such as 2026-03-02"),
        ("responsibility: {content_licence: mine}", "no licence of data/licences.yml"),
        ('responsibility: {statistics: ""}', "at least 1 character"),
        ('responsibility: {body: "a\\nb"}', "one line"),
        ("responsibility: {body: 1}", "valid string"),
        ("responsibility: []", "dictionary"),
    ],
)
def test_a_slip_is_named_with_its_row(project, text, said):
    with pytest.raises(InputError, match=said) as raised:
        load(write(project, text))
    assert "data/place.yml, row 2" in str(raised.value)
