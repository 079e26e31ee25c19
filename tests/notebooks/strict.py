"""Make nbval compare everything that a cell gives: copied as conftest.py beside the notebooks.

What nbval 0.11 compares (read in its plugin.py): for each MIME type the list of its values over
all outputs of a cell, JSON types by the equality of Python values; the text of streams by name.
What it leaves out, and this adds:

- which output a value belongs to, and the order of outputs of different types;
- ``image/png``, ``image/jpeg`` and widget views; the metadata of outputs;
- whether a value was displayed or is the cell's result (``output_type``);
- 1, 1.0 and true, which are equal in Python and not the same in JSON;
- a cell without execution count, which it runs and then does not compare at all.

Where lists of JSON values differ in length nbval also fails to say so (it joins them as text);
the cell is named all the same.

After its last cell a page must also have declared every table that it read: whether it is stale
is judged by the declaration.
"""

from __future__ import annotations

import json
from collections.abc import Generator
from difflib import unified_diff
from typing import Any

import pytest
from nbval.plugin import IPyNbCell, coalesce_streams

READS = """\
import gc as _gc, json as _json
from evidence.tables.store import Store as _Store
print(_json.dumps(sorted({t for o in _gc.get_objects() if type(o) is _Store for t in o.reads})))
"""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, None, None]:
    yield
    if not isinstance(item, IPyNbCell):
        return
    if item.cell.source.strip() and item.cell.execution_count is None:
        item.raise_cell_error("Stored cell has not been executed")
    stored = _lines(coalesce_streams(item.cell.outputs))
    fresh = _lines(item.test_outputs)
    if stored != fresh:
        difference = list(unified_diff(stored, fresh, "stored", "fresh", n=1, lineterm=""))
        item.raise_cell_error("Cell outputs differ", "\n".join(difference[:40]))
    page = item.parent
    if sum(cell.cell_type == "code" for cell in page.nb.cells) == item.cell_num + 1:
        undeclared = _reads(page.kernel) - set(
            page.nb.metadata.get("evidence", {}).get("tables", [])
        )
        if undeclared:
            item.raise_cell_error(
                f"The page reads tables it does not declare: {sorted(undeclared)}"
            )


def _reads(kernel: Any) -> set[str]:
    """Ask the kernel which tables have been read by any store that is still there."""
    message = kernel.execute_cell_input(READS, allow_stdin=False)
    kernel.await_reply(message)
    printed = ""
    while True:
        answer = kernel.get_message("iopub", timeout=60)
        if answer["parent_header"].get("msg_id") != message:
            continue
        if answer["msg_type"] == "stream":
            printed += answer["content"]["text"]
        if answer["content"].get("execution_state") == "idle":
            return set(json.loads(printed))


def _lines(outputs: list[Any]) -> list[str]:
    kept = [
        {k: v for k, v in output.items() if k not in ("execution_count", "transient", "traceback")}
        for output in outputs
    ]
    return json.dumps(kept, sort_keys=True, ensure_ascii=False, indent=1).splitlines()
