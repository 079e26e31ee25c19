"""Pages arrange what the library gives: they define, calculate, address and assert nothing.

Checked on the committed notebooks. A number in prose that a measure could supply is a claim's
business; what is true of one place only sits in a cell tagged for it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pandas as pd
import pytest
import yaml

from evidence.paths import Project
from evidence.runner import notebook
from evidence.runner.notebook import Cell
from evidence.standing import Standing

DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)

# Something with a file's ending, a relative or absolute address, or a folder of the project.
PATH = re.compile(
    r"(\.(csv|tsv|xlsx?|ods|json|ya?ml|parquet|ipynb|md|py|txt|html?|svg|png|gz|zip)$)"
    r"|^(\.{1,2}|~)?/|\\|^[A-Za-z]:|^(book|data|src|tests|_build)/"
)

# Numbers in prose that are no statistics, taken out before what is left is looked through.
NAMES = (
    r"```.*?```",  # a directive or a quotation of code
    r"`[^`]*`",
    r"\]\([^)]*\)",  # the address of a link
    r"<?https?://\S+",
    r"\{[a-z:]+\}`[^`]*`",
    r"^\s*\d+\.\s",  # a numbered list
    r"\b\w*[A-Za-z]\w*\d[\w.]*",  # IoD2019, E06000032, v3.0: part of a name
    r"\b95% (confidence )?intervals?\b",
    r"\b(19|20)\d\d[-–](\d\d|(19|20)\d\d)\b",  # a year or a span of years
    r"\b(19|20)\d\d\b",
    r"\b([1-9]|[12]\d|3[01]) (January|February|March|April|May|June|July|August|September"
    r"|October|November|December)\b",
    r"\b\d{1,2}([-–]| to )\d{1,2}\b(?!%)",  # an age band
    r"\b\d{1,2}\+",
    r"\b\d{1,2} (and|or) (over|under|older|younger)\b",
    r"\b(aged?|[Ff]ile|[Tt]able|[Ss]lide|[Pp]age|[Ss]ection) \d{1,2}\b",
)
NOT_STATISTICS = re.compile("|".join(f"(?:{name})" for name in NAMES), re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def cells(committed) -> list[tuple[str, Cell]]:
    """Every cell of every committed page, with its name for a message."""
    return [
        (f"{page.name}, cell {position} ({cell['id']})", cell)
        for page in committed
        for position, cell in enumerate(notebook.read(page.path)["cells"], start=1)
    ]


def code_faults(source: str, *, parameters: bool = False) -> Iterator[str]:
    """Yield what a page's code must not hold."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, DEFINITIONS):
            yield f"line {node.lineno} defines {getattr(node, 'name', 'a lambda')}"
        if isinstance(node, ast.BinOp | ast.AugAssign):
            yield f"line {node.lineno} calculates: {ast.unparse(node)}"
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and PATH.search(node.value)
        ):
            yield f"line {node.lineno} holds a path: {node.value!r}"
        if isinstance(node, ast.Constant) and isinstance(node.value, float) and not parameters:
            yield f"line {node.lineno} holds a number that is no setting: {node.value}"


def statistics(prose: str) -> list[str]:
    """Return the numbers in ``prose`` that look like findings."""
    return re.findall(r"\S*\d\S*", NOT_STATISTICS.sub(" ", prose))


def test_pages_define_calculate_and_address_nothing(cells):
    faults = [
        f"{name}: {fault}"
        for name, cell in cells
        if cell["cell_type"] == "code"
        for fault in code_faults(
            cell["source"], parameters=notebook.PARAMETERS in notebook.tags(cell)
        )
    ]
    assert faults == []


def test_prose_holds_no_statistic(cells):
    faults = [
        f"{name}: {number}"
        for name, cell in cells
        if cell["cell_type"] == "markdown"
        for number in statistics(cell["source"])
    ]
    assert faults == []


def test_what_names_the_default_place_is_tagged_for_it(cells, project):
    area, name = default_place(project)
    faults = []
    for where, cell in cells:
        own = f"{notebook.PLACE}{area}" in notebook.tags(cell)
        if own or notebook.PARAMETERS in notebook.tags(cell):
            continue
        for word in (name, area):
            if re.search(rf"\b{re.escape(word)}\b", cell["source"]):
                faults.append(f"{where}: names {word} without the tag {notebook.PLACE}{area}")
    assert faults == []


def default_place(project: Project) -> tuple[str, str]:
    area = yaml.safe_load(project.place.read_text(encoding="utf-8"))["area"]
    codes = pd.read_parquet(project.tables / "authority_codes.parquet")
    return area, str(codes.loc[codes["authority_code"] == area, "authority_name"].iloc[0])


@pytest.mark.parametrize(
    "source",
    [
        "def f(): pass",
        "class C: pass",
        "f = lambda x: x",
        "a / b",
        "frame['x'] * 100",
        "total += 1",
        "read('data/tables/x.parquet')",
        "open('../x')",
        "read('C:/data')",
        "share = 0.174",
    ],
)
def test_the_check_of_code_finds(source):
    assert list(code_faults(source))


@pytest.mark.parametrize(
    "source",
    [
        "place = Place(area, vintage='2025')",
        "growth.figure(place, bands=['18-64', '65+'], horizon=horizon)",
        "[item for item in findings if item]",
        "f'{area}: {release}'",
    ],
)
def test_the_check_of_code_allows(source):
    assert not list(code_faults(source))


@pytest.mark.parametrize(
    "prose",
    ["It rose by 17%.", "About 1,750 people", "one in 4", "225,300 residents", "rose 8.1 per cent"],
)
def test_the_check_of_prose_finds(prose):
    assert statistics(prose)


@pytest.mark.parametrize(
    "prose",
    [
        "Estimates for 2001-2023, projections to 2035; the year 2024-25.",
        "People aged 65+, 18-64, 75 to 84, 85 and over, aged 18 or older",
        "The IoD2019 and IoD2025 releases, the most deprived tenth, OGL v3.0",
        "See [File 10](https://example.org/10/20), `horizon=2035`, 95% interval",
        "1. First\n2. Second, on 31 December 2025",
    ],
)
def test_the_check_of_prose_allows(prose):
    assert statistics(prose) == []


def test_the_cover_names_every_standing_strongest_first(cells):
    prose = "".join(
        cell["source"]
        for name, cell in cells
        if name.startswith("index") and cell["cell_type"] == "markdown"
    )
    told = [match for match in re.findall(r"\*([a-z]+)\*", prose) if match in tuple(Standing)]
    assert told == [str(standing) for standing in Standing]
