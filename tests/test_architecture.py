"""Imports point one way, modules stay small and named, and only the command line is a program."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1] / "src" / "evidence"
FILES = sorted(ROOT.rglob("*.py"))

FOUNDATIONS = {"errors", "file", "paths", "fingerprint", "standing"}

# Who may call whom, as the design has it: foundations, and what is named here.
MAY_IMPORT: dict[str, set[str]] = {
    **{name: set() for name in FOUNDATIONS},
    "methods": set(),
    "geography": set(),
    "sources": set(),
    "tables": {"sources", "geography"},
    "measures": {"tables", "geography", "methods"},
    "figures": {"measures", "geography", "sources"},
    "claims": {"measures", "sources"},
    "downloads": {"figures"},
    # A record reads digests of tables, and the parameters that a notebook was run with.
    "editions": {"sources", "measures", "claims", "tables", "runner"},
    "runner": set(),
    "site": {"figures", "claims", "downloads", "editions"},
}
COMPOSES = "main"
PROGRAM = "cli"

LONGEST = 300
NAMELESS = {"utils", "util", "helpers", "helper", "common", "core", "misc"}

HEAVY = ("pandas", "geopandas", "altair", "numpy", "pyarrow", "papermill", "nbformat", "shapely")


def module(file: Path) -> str:
    """Return the dotted name of ``file`` below evidence ("" for the package itself)."""
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module(file): file for file in FILES}


def room(name: str) -> str:
    return name.split(".", maxsplit=1)[0]


def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def imports(name: str, *, typing: bool = True) -> Iterator[tuple[str, int]]:
    """Yield each module of ours that ``name`` imports, wherever in the file, and the line.

    With ``typing`` false, imports that are there for a type checker only are left out.
    """
    content = tree(MODULES[name])
    passed_over = set()
    if not typing:
        for node in ast.walk(content):
            if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
                passed_over |= set(ast.walk(node))
    for node in ast.walk(content):
        if node in passed_over:
            continue
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.split(".")[0] == "evidence":
                    yield alias.name.removeprefix("evidence").removeprefix("."), node.lineno
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name}, line {node.lineno}: imports are absolute"
            assert node.module is not None
            if node.module.split(".")[0] != "evidence":
                continue
            base = node.module.removeprefix("evidence").removeprefix(".")
            for alias in node.names:
                inner = f"{base}.{alias.name}".removeprefix(".")
                yield (inner if inner in MODULES else base), node.lineno


def test_every_room_is_in_the_table():
    rooms = {room(name) for name in MODULES} - {"", COMPOSES, PROGRAM}
    assert rooms <= set(MAY_IMPORT)


@pytest.mark.parametrize("name", MODULES)
def test_imports_point_one_way(name):
    own = room(name)
    if own == PROGRAM:
        allowed = {PROGRAM, COMPOSES} | FOUNDATIONS
    elif own == COMPOSES:
        allowed = {COMPOSES, *MAY_IMPORT}
    elif own in FOUNDATIONS:
        # Foundations may rest on each other; that they do so in no circle is tested below.
        allowed = FOUNDATIONS
    else:
        allowed = {own} | FOUNDATIONS | MAY_IMPORT.get(own, set())
    wrong = [
        f"{name}, line {line}, imports {other}"
        for other, line in imports(name)
        if room(other) not in allowed and other != ""
    ]
    assert wrong == []


def test_no_module_imports_itself_in_a_circle():
    graph = {
        name: {other for other, _ in imports(name, typing=False) if other in MODULES} - {name}
        for name in MODULES
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


@pytest.mark.parametrize("name", MODULES)
def test_modules_are_named_opened_and_short(name):
    file = MODULES[name]
    assert not NAMELESS & set(name.split(".")), "a module is one noun"
    docstring = ast.get_docstring(tree(file)) or ""
    assert docstring, "say what it promises"
    lines = len(file.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST or "Length:" in docstring, (
        f"{lines} lines: split it, or give the reason in the docstring after 'Length:'"
    )


@pytest.mark.parametrize("name", [name for name in MODULES if room(name) != PROGRAM])
def test_only_the_command_line_prints_exits_and_reads_the_environment(name):
    found = []
    for node in ast.walk(tree(MODULES[name])):
        text = ast.unparse(node) if isinstance(node, ast.Attribute | ast.Name) else ""
        if isinstance(node, ast.Call) and ast.unparse(node.func) in (
            *("print", "exit", "quit", "input", "sys.exit", "os._exit", "os.getenv"),
            *("sys.stdout.write", "sys.stderr.write"),
        ):
            found.append((node.lineno, ast.unparse(node.func)))
        if text in ("os.environ", "os.environb", "sys.argv"):
            found.append((node.lineno, text))
    if name == "runner.worker":
        # Kernels inherit the environment of their worker process, which sets it and reads nothing.
        source = MODULES[name].read_text(encoding="utf-8").splitlines()
        found = [
            (line, what)
            for line, what in found
            if not (
                what == "os.environ"
                and source[line - 1].strip().startswith(("os.environ.update(", 'os.environ["'))
            )
        ]
    assert found == []


def test_the_command_line_starts_light():
    code = (
        "import sys\n"
        "import evidence.cli\n"
        f"print(*[name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.stdout.split() == []
