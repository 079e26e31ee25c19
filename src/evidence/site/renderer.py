"""The renderers give MyST-NB a node for every evidence record that a notebook cell stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from docutils import nodes
from myst_nb.core.render import MimeData, NbElementRenderer

from evidence.claims.claim import MIME as CLAIM
from evidence.claims.claim import STRIP_MIME as STRIP
from evidence.editions import erratum
from evidence.figures.figure import FIGURE, TABLE, VEGA_LITE
from evidence.figures.listing import LISTING
from evidence.site.node import Kind, evidence

NOTICE = "application/vnd.evidence.notice+json"

# MyST-NB takes the type with the lowest number; its own begin at 10.
_FIRST = 1


class FigureRenderer:
    """Render figures, chart and record together, and listings, which have no chart."""

    mime_priority_overrides: ClassVar[Sequence[tuple[str, str, int | None]]] = (
        ("*", FIGURE, _FIRST),
        ("*", TABLE, _FIRST),
        ("*", LISTING, _FIRST),
    )

    @staticmethod
    def handle_mime(
        renderer: NbElementRenderer, data: MimeData, inline: bool
    ) -> list[nodes.Element] | None:
        """Return a figure's or listing's node; nothing for a chart or a notebook's own table.

        None is returned for what is not ours.
        """
        if not inline and data.mime_type == LISTING:
            return _placed(renderer, "listing", _record(data), {})
        if not inline and data.mime_type == TABLE:
            # The figure's record holds it too, and prints it. MyST-NB passes over what gives no
            # node at all and would take the next type of the bundle, which is the table again.
            return [nodes.comment()]
        if inline or data.mime_type not in (FIGURE, VEGA_LITE):
            return None
        bundle = _bundle(renderer, data)
        if FIGURE not in bundle:
            return None
        if data.mime_type == VEGA_LITE:
            return []
        # The title is there for JupyterLab; the page prints the record's own as a heading.
        spec = {key: part for key, part in bundle[VEGA_LITE].items() if key != "title"}
        return _placed(renderer, "figure", bundle[FIGURE], spec)


class ClaimRenderer:
    """Render claims and strips of key facts."""

    mime_priority_overrides: ClassVar[Sequence[tuple[str, str, int | None]]] = (
        ("*", CLAIM, _FIRST),
        ("*", STRIP, _FIRST),
    )

    @staticmethod
    def handle_mime(
        renderer: NbElementRenderer, data: MimeData, inline: bool
    ) -> list[nodes.Element] | None:
        """Return the node of a claim or strip; None for what is not ours."""
        if inline or data.mime_type not in (CLAIM, STRIP):
            return None
        kind: Kind = "claim" if data.mime_type == CLAIM else "strip"
        return _placed(renderer, kind, _record(data), {})


class NoticeRenderer:
    """Render what a page says about evidence that is not held."""

    mime_priority_overrides: ClassVar[Sequence[tuple[str, str, int | None]]] = (
        ("*", NOTICE, _FIRST),
    )

    @staticmethod
    def handle_mime(
        renderer: NbElementRenderer, data: MimeData, inline: bool
    ) -> list[nodes.Element] | None:
        """Return the node of a notice; None for what is not ours."""
        if inline or data.mime_type != NOTICE:
            return None
        return _placed(renderer, "notice", _record(data), {})


def _bundle(renderer: NbElementRenderer, data: MimeData) -> Mapping[str, Any]:
    # MyST-NB hands over one type at a time; a figure needs two of them together.
    _, outputs = renderer.renderer.nb_client.code_cell_outputs(data.cell_index)
    bundle: Mapping[str, Any] = outputs[data.output_index]["data"]
    return bundle


def _record(data: MimeData) -> Mapping[str, Any]:
    content: Any = data.content
    record: Mapping[str, Any] = content
    return record


def _placed(
    renderer: NbElementRenderer, kind: Kind, record: Mapping[str, Any], spec: Mapping[str, Any]
) -> list[nodes.Element]:
    made = evidence(kind, record, spec)
    if made["ids"]:
        # Reports an id that the page has twice, as docutils does for its own.
        renderer.renderer.document.set_id(made)
    root = str(renderer.renderer.sphinx_env.srcdir) if renderer.renderer.sphinx_env else ""
    told = erratum.notices(root, record) if root and kind != "notice" else []
    return [made, *(evidence("notice", notice, {}) for notice in told)]
