from __future__ import annotations

import json

import pytest

from evidence.runner import guard
from evidence.runner.page import Page

AREA = "E06000032"
VEGA_LITE = "application/vnd.vegalite.v5+json"
FIGURE = "application/vnd.evidence.figure+json"
CLAIM = {
    "output_type": "display_data",
    "metadata": {},
    "data": {"application/vnd.evidence.claim+json": {}, "text/plain": ""},
}


@pytest.fixture
def stored(project, make) -> Page:
    """A page without fault, as if it had been run."""
    path = project.book / "alpha.ipynb"
    make.save(path, make.code(""), make.code("claim", id="finding"), tables=("people",))
    page = json.loads(path.read_text())
    count = 0
    for position, cell in enumerate(page["cells"]):
        cell["id"] = cell.get("id") or f"cell-{position}"
        if cell["cell_type"] == "code" and cell["source"]:
            count += 1
            cell["execution_count"] = count
    page["cells"][-1]["outputs"] = [CLAIM]
    path.write_text(json.dumps(page))
    return Page("alpha", path)


def faults(page: Page, **options) -> str:
    return "\n".join(str(problem) for problem in guard.check([page], **options))


def change(page: Page, **parts) -> None:
    """Change parts of the page's last cell."""
    content = json.loads(page.path.read_text())
    content["cells"][-1] |= parts
    page.path.write_text(json.dumps(content))


def test_a_page_without_fault_has_none(stored, project):
    assert guard.check([stored], defaults={"area": AREA}, tables_in=project.tables) == []


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"execution_count": None, "outputs": []}, "cell [2] (finding) has not been executed"),
        ({"execution_count": 3}, "cell [2] (finding) was executed as number 3"),
        ({"metadata": {"tags": ["nbval-skip"]}}, "cell [2] (finding) carries the marker"),
        ({"metadata": {"tags": ["raises-exception"]}}, "marker 'raises-exception'"),
        ({"metadata": {"tags": ["skip-execution"]}}, "marker 'skip-execution'"),
        ({"source": "claim\n  # NBVAL_IGNORE_OUTPUT"}, "marker '# NBVAL_IGNORE_OUTPUT'"),
        ({"source": "#NBVAL_SKIP\nclaim"}, "marker '# NBVAL_SKIP'"),
        ({"source": "#PYTEST_VALIDATE_IGNORE_OUTPUT\nclaim"}, "PYTEST_VALIDATE_IGNORE_OUTPUT"),
        ({"outputs": []}, "stores no figure, table or claim"),
        (
            {"outputs": [{**CLAIM, "data": {"application/vnd.evidence.notice+json": {}}}]},
            "stores no figure, table or claim",
        ),
        (
            {"outputs": [CLAIM, {"output_type": "error", "ename": "KeyError", "evalue": "x"}]},
            "cell [2] (finding) stores an error: KeyError: x",
        ),
        (
            {"outputs": [CLAIM, {"output_type": "stream", "name": "stderr", "text": "odd"}]},
            "cell [2] (finding) stores output of the error stream",
        ),
        *(
            (
                {"outputs": [CLAIM, {"output_type": "display_data", "metadata": {}, "data": data}]},
                f"cell [2] (finding) stores a chart that is not a Figure ({mime})",
            )
            for mime, data in (
                (VEGA_LITE, {VEGA_LITE: {}}),
                ("application/vnd.vega.v5+json", {"application/vnd.vega.v5+json": {}}),
                # The next major version of Altair, and a record does not vouch for it.
                ("application/vnd.vegalite.v6.json", {"application/vnd.vegalite.v6.json": {}}),
                ("application/vnd.plotly.v1+json", {"application/vnd.plotly.v1+json": {}}),
                ("image/png", {"image/png": "", "text/plain": "<Figure>"}),
                ("image/png", {"image/png": "", FIGURE: {}, VEGA_LITE: {}}),
                ("image/svg+xml", {"image/svg+xml": "<svg/>"}),
                ("text/html", {"text/html": ["<div>\n", "<IMG src=x>"]}),
                ("text/html", {"text/html": "<div id=vis></div><script>embed()</script>"}),
                ("text/markdown", {"text/markdown": "![chart](chart.png)"}),
                ("application/javascript", {"application/javascript": "draw()"}),
                (
                    "application/vnd.jupyter.widget-view+json",
                    {"application/vnd.jupyter.widget-view+json": {}},
                ),
            )
        ),
        ({"id": ""}, "the cell at position 4 has no id"),
        ({"metadata": {"blob": "x" * 1_000_000}}, "more than 1,000,000"),
    ],
)
def test_every_fault_names_page_and_cell(stored, parts, message):
    change(stored, **parts)
    assert message in faults(stored)
    assert faults(stored).startswith("alpha: ")


@pytest.mark.parametrize(
    "data",
    [
        {FIGURE: {}, VEGA_LITE: {}, "text/plain": "x"},
        {"application/vnd.evidence.table+json": {}, "text/html": "<table></table>"},
        {"text/html": "<div><table><tr><td>a frame</td></tr></table></div>"},
        {"text/html": "<p>a &lt;svg> in words</p>"},
        {"text/plain": "<svg>"},
    ],
)
def test_figures_tables_and_words_are_no_bare_charts(stored, data):
    output = {"output_type": "display_data", "metadata": {}, "data": data}
    change(stored, outputs=[CLAIM, output])
    assert faults(stored) == ""


def test_an_empty_cell_with_outputs_is_a_fault(stored):
    content = json.loads(stored.path.read_text())
    content["cells"][2]["outputs"] = [CLAIM]
    stored.path.write_text(json.dumps(content))
    assert "position 3 is empty but stores an output" in faults(stored)


def test_a_missing_parameters_cell_is_a_fault(stored):
    stored.path.write_text(stored.path.read_text().replace('"parameters"', '"other"'))
    assert "alpha: needs exactly one code cell tagged 'parameters'" in faults(stored)


def test_another_default_area_and_an_unknown_table_are_faults(stored, project):
    assert "default area is E06000032, not E07000110" in faults(
        stored, defaults={"area": "E07000110"}
    )
    (project.tables / "people.parquet").unlink()
    assert "the table 'people'" in faults(stored, tables_in=project.tables)
