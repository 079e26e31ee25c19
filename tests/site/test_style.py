"""Colours hold the contrasts of WCAG 2.2 AA, in the light and in the dark."""

from __future__ import annotations

import re
from itertools import pairwise, product
from pathlib import Path

import pytest

from evidence.figures import theme
from evidence.site import asset

STYLE = Path(asset.__file__).with_name("static") / "style"
PAGE = (STYLE / "page.css").read_text(encoding="utf-8")


def colours(mode: str) -> dict[str, str]:
    """Read the variables of a mode that are colours; dark builds on light."""
    blocks = {"light": r":root \{(.*?)\n\}", "dark": r':root\[data-theme="dark"\] \{(.*?)\n\}'}
    found = re.search(blocks[mode], PAGE, flags=re.DOTALL)
    assert found
    return dict(re.findall(r"--evidence-([\w-]+): (#[0-9a-f]{6});", found[1]))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_reckoned_as_wcag_does() -> None:
    # Black on white is 21; #767676 on white is the lightest grey that passes 4.5.
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)


def test_dark_has_a_value_for_every_colour() -> None:
    assert colours("dark").keys() == colours("light").keys()


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_text_can_be_read_on_every_ground(mode: str) -> None:
    found = colours(mode)
    words = ("text", "quiet", "accent", "link", "link-hover")
    code = [name for name in found if name.startswith("code-")]
    assert len(code) == 5
    for word, ground in product((*words, *code), ("page", "tint")):
        assert contrast(found[word], found[ground]) >= 4.5, (word, ground)
    assert contrast(found["text"], found["found"]) >= 4.5


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_edges_of_controls_can_be_seen(mode: str) -> None:
    found = colours(mode)
    for edge, ground in product(("control", "accent"), ("page", "tint")):
        assert contrast(found[edge], found[ground]) >= 3, (edge, ground)


def test_every_variable_that_is_used_is_set() -> None:
    style = asset.joined("evidence.css")
    used = set(re.findall(r"var\((--[\w-]+)", style))
    assert used
    assert used <= set(re.findall(r"(--[\w-]+):", style))


def test_a_chart_dimmed_for_the_dark_is_as_clear_as_on_white() -> None:
    css = (STYLE / "chart.css").read_text(encoding="utf-8")
    found = re.search(r"filter: brightness\(([\d.]+)\) contrast\(([\d.]+)\);", css)
    assert found
    bright, steep = map(float, found.groups())

    def dimmed(colour: str) -> str:
        # Filter Effects Module Level 1: brightness multiplies a channel, contrast turns it about
        # one half; each result is held between nought and one.
        shown = "#"
        for at in (1, 3, 5):
            dark = min(1.0, int(colour[at : at + 2], 16) / 255 * bright)
            part = min(1.0, max(0.0, (dark - 0.5) * steep + 0.5))
            shown += f"{round(part * 255):02x}"
        return shown

    card = dimmed(theme.OUTLINE)
    assert 13 <= contrast(card, "#14191f") < contrast("#ffffff", "#14191f") - 2
    for colour in (*theme.CATEGORICAL, theme.PLAN, theme.COMPARATOR, theme.INK, theme.MUTED_INK):
        assert contrast(dimmed(theme.label_ink(colour)), card) >= 4.5, colour
    for fill in (*theme.SEQUENTIAL, *theme.CATEGORICAL):
        assert contrast(dimmed(theme.text_on(fill)), dimmed(fill)) >= 4.5, fill
    for mark in (theme.AREA, theme.ENGLAND, theme.PLAN, theme.OLDER_ROUND, theme.COMPARATOR):
        assert contrast(dimmed(mark), card) >= 3, mark
    for one, other in pairwise(theme.CATEGORICAL):
        assert contrast(dimmed(one), dimmed(other)) >= 3, (one, other)
