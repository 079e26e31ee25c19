"""The library is known by a digest of what each module means and by which module imports which.

The digest is of the module's code without comments, docstrings and layout, so that a reworded
comment is no reason for a number to change. Which modules a number hangs on follows from the
module that makes its measure and from all that this one imports, directly or through others.
"""

from __future__ import annotations

import ast
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from evidence.measures.definitions import DEFINITIONS

PACKAGE = "evidence"
_MEASURES = f"{PACKAGE}.measures"
_BESIDE = tuple(
    f"{PACKAGE}.{room}" for room in ("cli", "main", "runner", "site", "downloads", "editions")
)
"""Rooms that run, show and keep what the others make: no number hangs on them."""
_WORDS = (f"{_MEASURES}.definitions", f"{_MEASURES}.definition", f"{_MEASURES}.wording")
"""They say what measures are called and in what words, and change no value."""
_NO_MAKER = (*_WORDS, *(f"{_MEASURES}.{name}" for name in ("gaps", "gap", "catalogue", "part")))


@dataclass(frozen=True)
class Library:
    """The modules of the package at ``root``, by dotted name."""

    root: Path

    @classmethod
    @cache
    def own(cls) -> Library:
        """Return the library that is running."""
        return cls(Path(__file__).resolve().parents[1])

    @cached_property
    def digests(self) -> dict[str, str]:
        """The digest of each module's meaning."""
        return {name: _digest(tree) for name, tree in self._trees.items()}

    @cached_property
    def imports(self) -> dict[str, list[str]]:
        """The modules of the library that each module imports itself, sorted."""
        return {name: sorted(self.imported(nodes)) for name, nodes in self._nodes.items()}

    def imported(self, nodes: Iterable[ast.AST]) -> set[str]:
        """Name the modules of the library that the import statements among ``nodes`` mean."""
        known = self._trees.keys()
        found: set[str] = set()
        for node in nodes:
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                inner = {f"{node.module}.{alias.name}" for alias in node.names}
                found |= inner & known or {node.module}
        return found & known

    @cached_property
    def makers(self) -> dict[str, list[str]]:
        """The modules that make each measure; a measure that none is seen to make is left out.

        A maker hands the measure's id to a frame (``measure="population"``), or names it as a
        word of its own where no module does that; ids put together of parts are found too.
        """
        handed: dict[str, set[str]] = {}
        named: dict[str, set[str]] = {}
        patterns: list[tuple[str, re.Pattern[str]]] = []
        for name, nodes in self._nodes.items():
            if not name.startswith(f"{_MEASURES}.") or _is_of(name, _NO_MAKER):
                continue
            for word in _handed(nodes, self._trees[name].body):
                handed.setdefault(word, set()).add(name)
            for word in _words(nodes):
                named.setdefault(word, set()).add(name)
            patterns += [(name, pattern) for pattern in _patterns(nodes)]
        found = {}
        for measure in sorted(DEFINITIONS):
            makers = handed.get(measure) or named.get(measure)
            if not makers:
                makers = {name for name, pattern in patterns if pattern.fullmatch(measure)}
            if makers:
                found[measure] = sorted(makers)
        return found

    @cached_property
    def _trees(self) -> dict[str, ast.Module]:
        trees = {}
        for path in sorted(self.root.rglob("*.py")):
            parts = (PACKAGE, *path.relative_to(self.root).with_suffix("").parts)
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            if not _is_of(name, _BESIDE):
                trees[name] = ast.parse(path.read_text(encoding="utf-8"))
        return trees

    @cached_property
    def _nodes(self) -> dict[str, list[ast.AST]]:
        return {name: list(ast.walk(tree)) for name, tree in self._trees.items()}


def closure(imports: Mapping[str, Iterable[str]], modules: Iterable[str]) -> set[str]:
    """Return ``modules`` and all that they import by ``imports``, without modules of mere words.

    Modules that are not among ``imports`` are kept: another edition may have had them.
    """
    found: set[str] = set()
    todo = list(modules)
    while todo:
        name = todo.pop()
        if name in found or _is_of(name, _WORDS):
            continue
        found.add(name)
        todo += imports.get(name, ())
    return found


def _digest(tree: ast.Module) -> str:
    _undocument(tree)
    return hashlib.sha256(ast.unparse(tree).encode("utf-8")).hexdigest()


def _undocument(node: ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> None:
    """Take the docstrings out of ``node`` and of what is defined in it."""
    if ast.get_docstring(node, clean=False) is not None:
        # Something must stay in its place: a body may not be empty.
        node.body[0] = ast.Expr(ast.Constant(None))
    for inner in node.body:
        if isinstance(inner, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            _undocument(inner)


def _handed(nodes: Iterable[ast.AST], body: Iterable[ast.stmt]) -> Iterator[str]:
    """Give each text that stands as the value of ``measure`` in a call or a mapping."""
    constants = {
        target.id: node.value
        for node in body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in nodes:
        values: list[ast.expr] = []
        # What is asked for by frame.row(frame, measure=...) is read there, not made.
        if isinstance(node, ast.Call) and not ast.unparse(node.func).endswith("row"):
            values = [word.value for word in node.keywords if word.arg == "measure"]
        elif isinstance(node, ast.Dict):
            values = [
                value
                for key, value in zip(node.keys, node.values, strict=True)
                if isinstance(key, ast.Constant) and key.value == "measure"
            ]
        for value in values:
            meant = constants.get(value.id, value) if isinstance(value, ast.Name) else value
            if isinstance(meant, ast.Constant) and isinstance(meant.value, str):
                yield meant.value


def _words(nodes: Iterable[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _patterns(nodes: Iterable[ast.AST]) -> Iterator[re.Pattern[str]]:
    """Give what texts with gaps (f-strings) can come to, where they say something of their own."""
    for node in nodes:
        if isinstance(node, ast.JoinedStr):
            parts = [
                re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z0-9_]+"
                for part in node.values
            ]
            if any(isinstance(p, ast.Constant) and "_" in str(p.value) for p in node.values):
                yield re.compile("".join(parts))


def _is_of(name: str, modules: Iterable[str]) -> bool:
    return any(name == module or name.startswith(f"{module}.") for module in modules)
