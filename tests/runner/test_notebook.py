from __future__ import annotations

import json

import nbformat
import pytest

from evidence.errors import PageError
from evidence.runner import notebook

from .conftest import code, markdown


def test_text_is_what_nbformat_writes(project):
    page = notebook.normalise(notebook.read(project.book / "alpha.ipynb"))
    page["cells"][-1]["outputs"] = [
        {
            "output_type": "display_data",
            "metadata": {},
            "data": {
                "text/plain": "größer\nals – 1",
                "image/svg+xml": "<svg>\n</svg>",
                "application/vnd.x+json": {"b": [1.5, None], "a": "x\ny"},
            },
        },
        {"output_type": "stream", "name": "stdout", "text": "one\ntwo\n"},
    ]
    assert notebook.text(page) == nbformat.writes(nbformat.from_dict(page)) + "\n"
    nbformat.validate(nbformat.from_dict(page))


def test_reading_and_writing_again_changes_nothing(project):
    path = project.book / "alpha.ipynb"
    assert notebook.write(notebook.read(path), path)
    first = path.read_bytes()
    assert not notebook.write(notebook.read(path), path)
    assert path.read_bytes() == first
    assert first.endswith(b"}\n")
    assert not list(path.parent.glob(".*"))


def test_ids_are_kept_and_missing_ones_follow_from_position_and_content(project):
    path = project.book / "alpha.ipynb"
    raw = json.loads(path.read_text())
    raw["cells"][0]["id"] = "opening"
    path.write_text(json.dumps(raw))
    ids = [cell["id"] for cell in notebook.read(path)["cells"]]
    assert ids[0] == "opening"
    assert ids == [cell["id"] for cell in notebook.read(path)["cells"]]
    assert len(set(ids)) == len(ids)


def test_equal_cells_get_different_ids(project, make):
    path = project.book / "twins.ipynb"
    make.save(path, make.code("1"), make.code("1"))
    ids = [cell["id"] for cell in notebook.read(path)["cells"]]
    assert len(set(ids)) == len(ids)


def test_what_another_run_would_write_otherwise_is_left_out(project):
    page = notebook.read(project.book / "alpha.ipynb")
    page["metadata"] |= {"papermill": {"start_time": "now"}, "kernelspec": {"name": "mine"}}
    page["metadata"]["language_info"] = {"name": "python", "version": "3.11.9"}
    page["cells"][0]["metadata"] = {"tags": [], "papermill": {"duration": 1.5}}
    page["cells"][1]["metadata"] |= {"execution": {"iopub.execute_input": "now"}}
    page["cells"][-1]["outputs"] = [
        {"output_type": "stream", "name": "stdout", "text": "on"},
        {"output_type": "stream", "name": "stdout", "text": "e\n"},
    ]
    clean = notebook.normalise(page)
    assert "papermill" not in clean["metadata"]
    assert clean["metadata"]["kernelspec"]["name"] == "python3"
    assert "3.11" not in notebook.text(clean)
    assert clean["metadata"]["evidence"] == {"tables": ["people"]}
    assert clean["cells"][0]["metadata"] == {}
    assert clean["cells"][1]["metadata"] == {"tags": ["parameters"]}
    assert [o["text"] for o in clean["cells"][-1]["outputs"]] == ["one\n"]
    assert "papermill" in page["metadata"], "the notebook handed in is left alone"


def test_cells_of_another_place_are_dropped(project):
    page = notebook.read(project.book / "alpha.ipynb")
    assert len(notebook.for_area(page, "E06000032")["cells"]) == 4
    kept = notebook.for_area(page, "E07000110")["cells"]
    assert [cell["source"] for cell in kept if cell["cell_type"] == "markdown"] == ["# A page"]


@pytest.mark.parametrize("content", ["", "[]", '{"nbformat": 3, "worksheets": []}'])
def test_what_is_no_notebook_is_refused_by_name(tmp_path, content):
    path = tmp_path / "broken.ipynb"
    path.write_text(content)
    with pytest.raises(PageError, match=r"broken\.ipynb"):
        notebook.read(path)


@pytest.mark.parametrize(
    ("cells", "title"),
    [
        ([markdown("# How many? \n\nMany."), markdown("# Who?")], "How many?"),
        ([markdown("## Before"), code("# a remark"), markdown("#  Who?")], "Who?"),
        ([markdown("#Who?"), markdown("## Before"), markdown("See.\n# Who?")], ""),
        ([markdown("")], ""),
        ([], ""),
    ],
)
def test_the_title_is_the_first_heading_of_the_highest_rank(cells, title):
    assert notebook.title({"cells": cells}) == title
