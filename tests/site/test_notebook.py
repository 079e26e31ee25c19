from __future__ import annotations

from copy import deepcopy
from typing import Any

from evidence.site.notebook import faults, prepared


def test_cells_of_other_places_are_left_out(notebook: dict[str, Any]) -> None:
    ids = [cell["id"] for cell in prepared(notebook)["cells"]]
    assert "here" in ids
    assert "there" not in ids
    assert "code-8" not in ids


def test_a_page_of_no_place_keeps_no_place_cells(notebook: dict[str, Any]) -> None:
    nowhere = deepcopy(notebook)
    del nowhere["metadata"]["evidence"]
    ids = [cell["id"] for cell in prepared(nowhere)["cells"]]
    assert not {"here", "there"} & set(ids)


def test_all_code_is_folded_and_the_notebook_itself_untouched(notebook: dict[str, Any]) -> None:
    before = deepcopy(notebook)
    cells = [cell for cell in prepared(notebook)["cells"] if cell["cell_type"] == "code"]
    assert all("hide-input" in cell["metadata"]["tags"] for cell in cells)
    shown = [cell["metadata"]["mystnb"]["code_prompt_show"] for cell in cells]
    assert shown == ["Show parameters of this page"] + ["Show code"] * (len(cells) - 1)
    assert notebook == before


def test_printed_lines_and_errors_are_faults(notebook: dict[str, Any]) -> None:
    assert list(faults(notebook)) == []
    noisy = deepcopy(notebook)
    noisy["cells"][1]["outputs"] = [
        {"output_type": "stream", "name": "stderr", "text": "warning"},
        {"output_type": "error", "ename": "KeyError", "evalue": "", "traceback": []},
    ]
    assert list(faults(noisy)) == [
        "cell 2 stored stderr: a page prints nothing",
        "cell 2 stored an error (KeyError): run the page again",
    ]
