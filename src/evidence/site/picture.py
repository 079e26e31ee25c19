"""A picture is a figure's static SVG with its text alternative, ready to stand in a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal
from xml.etree import ElementTree

from evidence.figures.static import static_svg

Variant = Literal["wide", "narrow"]

_XLINK = "{http://www.w3.org/1999/xlink}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_ACTIVE = {"script", "foreignObject", "iframe"}


def pictures_svg(record: Mapping[str, Any], spec: Mapping[str, Any]) -> dict[Variant, str]:
    """Return a figure's pictures for a page and for a phone."""
    variants: tuple[Variant, ...] = ("wide", "narrow")
    return {variant: picture_svg(record, spec, variant) for variant in variants}


def picture_svg(record: Mapping[str, Any], spec: Mapping[str, Any], variant: Variant) -> str:
    """Return one picture of a figure as inline SVG, named by its title and alt text.

    Ids start with the figure's id and ``variant``, so that all pictures of a page are apart.
    """
    prefix = f"{record['id']}-{variant}"
    narrow = record["narrow"] if variant == "narrow" else {}
    root = ElementTree.fromstring(static_svg(spec, narrow, prefix=prefix))
    for element in root.iter():
        _plain(element)
    for name, text in (("desc", record["alt"]), ("title", record["title"])):
        words = ElementTree.Element(name, {"id": f"{prefix}-{name}"})
        words.text = str(text)
        root.insert(0, words)
    root.set("role", "img")
    root.set("aria-labelledby", f"{prefix}-title {prefix}-desc")
    return ElementTree.tostring(root, encoding="unicode")


def _plain(element: ElementTree.Element) -> None:
    # HTML knows SVG's elements and attributes by their bare names.
    element.tag = element.tag.rpartition("}")[2]
    for child in [child for child in element if child.tag.rpartition("}")[2] in _ACTIVE]:
        element.remove(child)
    for name in list(element.attrib):
        value = element.attrib.pop(name)
        bare = name.replace(_XLINK, "").replace(_XML, "xml:")
        # The parts of a picture have no voice of their own: its name and the table speak.
        if not bare.startswith(("aria-", "on")) and bare != "role":
            element.set(bare, value)
