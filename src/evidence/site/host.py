"""A page asks its own folder and no other host."""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging

_LOGGER = logging.getLogger(__name__)
_OUTSIDE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)


def is_outside(address: str) -> bool:
    """Say whether ``address`` leads to another host."""
    return bool(_OUTSIDE.match(address))


def refuse_other_hosts(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    """Drop scripts and styles of other hosts from a page, and warn: some setting asked for them."""
    del app, templatename, doctree
    for part in ("script_files", "css_files"):
        kept = []
        for file in context.get(part, ()):
            address = str(getattr(file, "filename", file) or "")
            if is_outside(address):
                _LOGGER.warning(
                    "%s asks another host for %s; find the extension or setting that adds it",
                    pagename,
                    address,
                    type="evidence",
                    subtype="host",
                )
            else:
                kept.append(file)
        context[part] = kept
