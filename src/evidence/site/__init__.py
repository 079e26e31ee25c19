"""The site turns notebook bundles into pages that read without scripts and ask no other host."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> dict[str, Any]:
    """Register nodes, events and static files with Sphinx."""
    # Sphinx takes a second to import: who weighs the pages of a built site does without.
    from myst_nb.sphinx_ import HideCodeCellNode  # noqa: PLC0415

    from evidence.site import (  # noqa: PLC0415
        asset,
        cell,
        changes,
        document,
        edition_bar,
        host,
        node,
        notebook,
        search,
        shell,
    )
    from evidence.site.fallback import Fallback  # noqa: PLC0415

    # Jupyter Book always sets this for sphinx_comments, which the book does without.
    app.add_config_value("comments_config", {}, "")
    app.add_html_theme(shell.THEME, str(shell.FOLDER))
    # The edition that this build is: empty for an unreleased book. See evidence.editions.edition.
    app.add_config_value("evidence_edition", {}, "html", [dict])
    # First, so that its fold can be replaced by ours.
    app.setup_extension("myst_nb")
    app.add_node(HideCodeCellNode, override=True, html=(cell.visit_html, cell.depart_html))
    app.add_node(node.Evidence, html=(node.visit_html, None))
    app.add_post_transform(Fallback)
    app.connect("source-read", notebook.prepare_source)
    app.connect("source-read", changes.fill)
    app.connect("builder-inited", asset.add_assets)
    app.connect("doctree-read", search.name_terms)
    app.connect("env-updated", search.write_index)
    app.connect("html-collect-pages", shell.extra_pages)
    app.connect("html-page-context", asset.write_page_figures)
    app.connect("html-page-context", document.write_page)
    app.connect("html-page-context", edition_bar.add_edition_bar)
    app.connect("html-page-context", shell.add_shell, priority=900)
    # Last of all, so that what other extensions added to the page is seen.
    app.connect("html-page-context", host.refuse_other_hosts, priority=950)
    app.connect("build-finished", asset.write_assets)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
