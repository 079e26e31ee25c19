"""Worked methods are listed as they were run: formula, examples from outside, edges decided."""

from __future__ import annotations

import math
from types import SimpleNamespace

import pytest
import yaml

from evidence.errors import CheckError
from evidence.figures import worked as draw
from evidence.measures.worked import agrees, worked
from evidence.paths import Project
from evidence.tables.example import load

STORE = SimpleNamespace(project=Project.find())
METHODS = list(load(STORE.project))


@pytest.mark.parametrize("name", METHODS)
def test_every_method_is_listed_whole(name):
    made = worked(STORE, name)
    listed = draw.method(made)
    ids = [item.id for item in listed]
    assert len(set(ids)) == len(ids)
    assert ids[0] == f"method-{name}"
    assert ids[-1] == f"edges-{name}"
    for item in listed:
        for row in item.table.rows:
            assert not {"nan", "None"} & set(map(str, row))
    parts = [row[0] for row in listed[0].table.rows]
    assert [part for part in parts if part] == ["Formula", "Limits", "Source", "Used for"]


def test_ids_are_apart_over_the_whole_page():
    ids = [item.id for name in METHODS for item in draw.method(worked(STORE, name))]
    assert len(set(ids)) == len(ids)


def test_an_example_stands_beside_what_it_has_to_give():
    (newcombe, *_) = draw.examples(worked(STORE, "proportion"))
    assert newcombe.table.rows[0] == ("81", "263", "0.2553 to 0.3662", "0.2553 to 0.3662")
    assert "Newcombe RG" in newcombe.table.caption
    listed = {item.id: item for item in draw.examples(worked(STORE, "mean"))}
    assert listed["given-field-mean"].table.rows[0] == ("1", "24")
    expected = "48.6250 (22.7645 to 74.4855)"
    assert listed["example-field-mean"].table.rows == (("Result", expected, expected),)


def test_an_edge_tells_what_was_decided_and_what_comes_out():
    listed = {row[0]: row for row in draw.edges(worked(STORE, "proportion")).table.rows}
    assert listed["A count or a total is missing"][3] == "missing; missing"
    assert listed["A total of nought"][3].startswith("Refused: a total is nought or less")
    assert listed["Confidence of 100%"][2] == "Count: 1; Out of: 2; confidence 100%"
    relative = {row[0]: row for row in draw.edges(worked(STORE, "inequality")).table.rows}
    falls = "The line falls below nought at the least deprived end"
    assert relative[falls][3].startswith("infinite")


@pytest.fixture
def changed(tmp_path):
    """Declare one method with one example, changed."""

    def make(**changes):
        project = Project(tmp_path)
        project.examples.mkdir(parents=True, exist_ok=True)
        content = yaml.safe_load((STORE.project.examples / "mean.yml").read_text(encoding="utf-8"))
        content["examples"] = [content["examples"][0] | changes]
        text = yaml.safe_dump(content, sort_keys=False)
        (project.examples / "mean.yml").write_text(text, encoding="utf-8")
        return SimpleNamespace(project=project)

    return make


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"expected": {"value": [1.57]}}, "gives value"),
        ({"expected": {"value": [1.58, 2]}}, "gives value"),
        ({"expected": {"median": [1.3]}}, "gives median"),
        ({"given": {"values": []}}, "is refused"),
        ({"expected": {}, "refused": "nothing"}, "should be refused"),
    ],
)
def test_a_page_cannot_show_what_the_tests_would_refuse(changed, changes, said):
    if "refused" in changes:
        changes = {key: value for key, value in changes.items() if key != "expected"}
        changes["expected"] = None
    store = changed(**{key: value for key, value in changes.items() if value is not None})
    if changes.get("expected", 0) is None:
        path = store.project.examples / "mean.yml"
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        content["examples"][0].pop("expected")
        path.write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
    with pytest.raises(CheckError, match=said):
        worked(store, "mean")


def test_agreement():
    assert agrees(1.0, 1.05, 0.05)
    assert not agrees(1.0, 1.06, 0.05)
    assert agrees(math.nan, None, 0)
    assert not agrees(0.0, None, 1)
    assert not agrees(math.nan, 0.0, 1)
    assert agrees(math.inf, math.inf, 0)
    assert not agrees(1e300, math.inf, 1)
