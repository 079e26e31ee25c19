"""Worked examples are read strictly: what a page shows and a test asserts is whole or refused."""

import pytest
import yaml

from evidence.errors import InputError, UsageError
from evidence.paths import Project
from evidence.tables import example

GOOD = {
    "title": "Share",
    "order": 2,
    "formula": ["p = x / n"],
    "limits": "None.",
    "paper": ["A. Author. Shares. 1900."],
    "used": "Here.",
    "examples": [
        {
            "id": "one",
            "title": "One half",
            "source": "By hand.",
            "calls": "share",
            "given": {"count": [1, None], "total": [2, 2]},
            "expected": {"value": [0.5, None]},
        }
    ],
    "edges": [
        {
            "case": "Nobody",
            "decision": "Refused.",
            "calls": "share",
            "given": {"count": [0], "total": [0]},
            "refused": "nobody",
        }
    ],
}


@pytest.fixture
def project(tmp_path):
    made = Project(tmp_path)
    made.examples.mkdir(parents=True)
    return made


def write(project, name="share.yml", **changes):
    text = yaml.safe_dump(GOOD | changes, sort_keys=False)
    (project.examples / name).write_text(text, encoding="utf-8")


def told(project):
    with pytest.raises(InputError) as caught:
        example.load(project)
    return [str(problem) for problem in caught.value.problems]


def test_methods_come_in_the_order_of_the_page(project):
    write(project)
    write(project, "first.yml", order=1, examples=[GOOD["examples"][0] | {"id": "two"}])
    assert list(example.load(project)) == ["first", "share"]
    method = example.find(project, "share")
    assert method.examples[0].given["count"] == [1, None]
    with pytest.raises(TypeError):
        method.examples[0].given["count"] = [2]
    with pytest.raises(UsageError, match="did you mean share"):
        example.find(project, "shares")


def changed(part, **changes):
    return {part: [GOOD[part][0] | changes]}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"titel": "x"}, "key 'titel': unknown; did you mean title?"),
        ({"formula": []}, "key 'formula'"),
        ({"order": "2"}, "key 'order'"),
        (changed("examples", sorce="x"), "key 'examples.0.sorce': unknown; did you mean source?"),
        (changed("examples", expected={}), "needs either expected or refused"),
        (changed("examples", expected={"value": 0.5}), "expected.value must be a list"),
        (changed("examples", expected={"value": ["half"]}), "holds what is no number"),
        (changed("examples", expected={"value": [True]}), "holds what is no number"),
        (changed("examples", within=-1), "key 'examples.0.within'"),
        (changed("examples", id="One half"), "key 'examples.0.id'"),
        (changed("edges", expected={"value": [1]}), "needs either expected or refused"),
        ({"edges": []}, "key 'edges'"),
    ],
)
def test_what_is_wrong_is_named(project, changes, said):
    write(project, **changes)
    problems = told(project)
    assert any(said in problem for problem in problems), problems
    assert problems[0].startswith("data/examples/share.yml")


def test_an_example_stands_once(project):
    write(project)
    write(project, "other.yml")
    assert "'one' is in data/examples/other.yml already" in told(project)[0]


@pytest.mark.parametrize("name", ["Share.yml", "share.yaml", "notes.txt"])
def test_a_file_that_is_no_method_is_refused(project, name):
    write(project, name)
    assert "is not <method>.yml" in told(project)[0]
