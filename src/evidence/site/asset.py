"""The assets are the site's own style, scripts and fonts, and each page's specifications."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import vl_convert
from docutils import nodes
from sphinx.application import Sphinx

from evidence.figures.static import FONTS, VEGA_LITE_VERSION
from evidence.file import write_whole

_STATIC = Path(__file__).with_name("static")
_JOINED = {
    "evidence.css": (
        "style",
        (
            "page",
            "shell",
            "code",
            "cover",
            "claim",
            "figure",
            "cite",
            "chart",
            "table",
            "edition",
            "print",
        ),
    ),
    "evidence.js": (
        "script",
        ("base", "mode", "search", "mark", "chart", "cite", "page", "edition"),
    ),
    "latest.js": ("script", ("base", "edition", "latest")),
}
"""What every page loads, what those that lead to the newest edition do, and the files that each is
joined from, in their order."""

_FOLDER = "_static/figures"
_VEGA = "_static/evidence-vega.js"
_FONT_FOLDER = "_static/fonts"

_GLOBAL = "window.vegaEmbed = vegaEmbed;"
"""The one name that the Vega runtime gives to a page."""

_SHARED_FROM = 8_000
"""Characters from which a dataset gets a file of its own: maps of one page share geometry."""


def add_assets(app: Sphinx) -> None:
    """Name the style and script that every page loads."""
    if app.builder.format == "html":
        app.add_css_file("evidence.css", priority=900)
        app.add_js_file("evidence.js", loading_method="defer")
        # Before the page's HTML is written, since Sphinx puts a digest of each into its address.
        for name in ("evidence.css", "evidence.js"):
            write_whole(Path(app.outdir) / "_static" / name, joined(name).encode())


def write_assets(app: Sphinx, exception: Exception | None) -> None:
    """Write fonts and the Vega runtime into the built book."""
    if exception is not None or app.builder.format != "html":
        return
    out = Path(app.outdir)
    _copy(out / _FONT_FOLDER, [*FONTS.glob("*.woff2"), FONTS / "OFL.txt"])
    write_whole(out / _VEGA, vega_script().encode())


def page_script(docname: str) -> str:
    """Return the address, from the root of the site, of a page's specifications."""
    return f"{_FOLDER}/{docname}.js"


def write_page_figures(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Write a page's specifications, and the data that they share, as classic scripts."""
    del templatename, context
    if doctree is None or app.builder.format != "html":
        return
    # By attribute, not by class: this module stays free of the nodes, which call it.
    figures = [
        node
        for node in doctree.findall(nodes.Element)
        if node.get("kind") == "figure" and node.get("spec")
    ]
    if not figures:
        return
    shared: dict[str, str] = {}
    calls = [_figure_call(node["record"], node["spec"], shared) for node in figures]
    out = Path(app.outdir)
    write_whole(out / page_script(pagename), "".join(calls).encode())
    for digest, text in shared.items():
        script = f'(window.evidenceData = window.evidenceData || {{}})["{digest}"] = {text};\n'
        write_whole(out / _FOLDER / f"data-{digest}.js", script.encode())


def joined(name: str) -> str:
    """Return the style or script that every page loads, one file after another."""
    folder, parts = _JOINED[name]
    suffix = Path(name).suffix
    texts = [(_STATIC / folder / part).with_suffix(suffix).read_text("utf-8") for part in parts]
    return "\n".join(texts)


@cache
def vega_script() -> str:
    """Return Vega, Vega-Lite and Vega-Embed as one classic script."""
    bundle: str = vl_convert.javascript_bundle(_GLOBAL, vl_version=VEGA_LITE_VERSION)
    # Its top-level names are one letter long and would be everybody's globals. Its advice is for a
    # maker of charts: that a newer Vega draws what Vega-Lite 5 compiles, as in the still picture.
    quiet = "Object.assign(Object.create(window.console), { warn: function () {} })"
    return f"(function (console) {{\n{bundle}\n}})({quiet});\n"


def _figure_call(record: dict[str, Any], spec: dict[str, Any], shared: dict[str, str]) -> str:
    body = _share(spec, shared)
    used = sorted(set(_references(body)))
    call = {"id": record["id"], "spec": body, "narrow": record["narrow"], "data": used}
    return f"(window.evidenceFigures = window.evidenceFigures || []).push({_json(call)});\n"


def _share(value: Any, shared: dict[str, str], *, dataset: bool = False) -> Any:
    """Copy a specification with each large dataset replaced by a reference to ``shared``."""
    if dataset:
        text = _json(value)
        if len(text) < _SHARED_FROM:
            return value
        digest = hashlib.sha256(text.encode()).hexdigest()[:16]
        shared[digest] = text
        return {"$evidence": digest}
    if isinstance(value, dict):
        return {
            key: {name: _share(part, shared, dataset=True) for name, part in item.items()}
            if key == "datasets"
            else _share(item, shared, dataset=key == "values" and isinstance(item, dict | list))
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [_share(item, shared) for item in value]
    return value


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if set(value) == {"$evidence"}:
            yield value["$evidence"]
        else:
            for item in value.values():
                yield from _references(item)
    elif isinstance(value, list):
        for item in value:
            yield from _references(item)


def _json(value: Any) -> str:
    # ASCII, so that no reading of the file can mistake its encoding.
    return json.dumps(value, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


def _copy(folder: Path, files: Any) -> None:
    for file in sorted(files):
        write_whole(folder / file.name, file.read_bytes())
