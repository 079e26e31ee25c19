"""A cell's code is folded away under a summary that is valid HTML and says what it holds."""

from __future__ import annotations

from html import escape

from myst_nb.sphinx_ import HideCodeCellNode
from sphinx.writers.html5 import HTML5Translator


def visit_html(self: HTML5Translator, node: HideCodeCellNode) -> None:
    """Open the fold; its summary holds both of its names, of which the style shows one."""
    classes = escape(" ".join(["hide", *node["classes"]]))
    shown, hidden = escape(node["prompt_show"]), escape(node["prompt_hide"])
    self.body.append(
        f'<details class="{classes}">\n<summary><span class="collapsed">{shown}</span>'
        f'<span class="expanded">{hidden}</span></summary>\n'
    )


def depart_html(self: HTML5Translator, node: HideCodeCellNode) -> None:
    """Close the fold."""
    del node
    self.body.append("</details>\n")
