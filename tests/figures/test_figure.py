"""A figure that lacks a part, or holds a broken one, does not come to be."""

from __future__ import annotations

import dataclasses
import json

import pytest

from evidence.errors import CheckError
from evidence.figures.figure import FIGURE, TABLE, VEGA_LITE, Figure, redraw
from evidence.figures.table import Column, FigureTable
from evidence.standing import Standing


def whole(**changed) -> Figure:
    parts = {
        "id": "people-here",
        "title": "More people live here",
        "subtitle": "People, mid-2023",
        "spec": {
            "$schema": "https://vega.github.io/schema/vega-lite/v5.20.1.json",
            "width": 680,
            "layer": [{"mark": "bar"}],
        },
        "narrow": {"/width": 340},
        "table": FigureTable("People", (Column("n", "People", "", "number"),), ((1,),)),
        "alt": "One bar: 1 person.",
        "note": ("Source: an office.",),
        "sources": ("office/people@2024",),
        "standing": Standing.OFFICIAL,
    }
    return Figure(**{**parts, **changed})


@pytest.mark.parametrize(
    ("part", "broken", "said"),
    [
        ("id", "Two Words", "slug"),
        ("title", " ", "title is missing"),
        ("subtitle", "", "subtitle is missing"),
        ("alt", "", "alt is missing"),
        ("alt", "A bar chart.", "no value"),
        ("note", (), "note is missing"),
        ("note", ("",), "note is missing"),
        ("sources", (), "sources are missing"),
        ("sources", ("an office",), "not a source key"),
        ("table", None, "table is missing"),
        ("standing", None, "standing is missing"),
        ("spec", {}, "spec is missing"),
        ("spec", {"width": 680}, "Vega-Lite 5"),
        ("narrow", {}, "narrow is missing"),
        ("narrow", {"/layer/3/mark": "line"}, "points at"),
    ],
)
def test_an_incomplete_figure_is_refused_and_the_part_named(part, broken, said):
    with pytest.raises(CheckError, match=said):
        whole(**{part: broken})


@pytest.mark.parametrize(
    ("spec", "said"),
    [
        ({"title": "Twice"}, "title of its own"),
        ({"data": {"url": "https://example.org/x.json"}}, "address"),
        ({"width": "container"}, "width in pixels"),
        ({"datasets": {"a": [float("nan")]}}, "plain JSON"),
    ],
)
def test_a_specification_that_breaks_the_contract_is_refused(spec, said):
    with pytest.raises(CheckError, match=said):
        whole(spec={**whole().spec, **spec})


def test_every_fault_is_told_at_once():
    with pytest.raises(CheckError) as told:
        whole(title="", note=(), sources=())
    for part in ("title", "note", "sources"):
        assert part in str(told.value)


def test_a_figure_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        whole().title = "Other"


def test_the_bundle_holds_chart_record_and_text():
    bundle = whole()._repr_mimebundle_()
    assert set(bundle) == {VEGA_LITE, FIGURE, "text/plain"}
    assert json.loads(json.dumps(bundle)) == bundle
    assert bundle[FIGURE]["standing"] == "official"
    assert "title" not in whole().spec


def test_title_and_alternative_text_name_places_as_sentences_do():
    scilly = whole(
        title="In Isles of Scilly nobody was",
        subtitle="Households, Isles of Scilly",
        alt="Bars of Isles of Scilly, 0.",
    )
    bundle = scilly._repr_mimebundle_()
    assert bundle[FIGURE]["title"] == "In the Isles of Scilly nobody was"
    assert bundle[FIGURE]["alt"] == "Bars of the Isles of Scilly, 0."
    assert bundle[FIGURE]["subtitle"] == "Households, Isles of Scilly"
    assert bundle[VEGA_LITE]["title"]["text"] == ["In the Isles of Scilly nobody was"]
    assert bundle["text/plain"].startswith("In the Isles of Scilly nobody was\n")


def test_redraw_replaces_and_adds_without_touching_the_wide_chart():
    spec = whole().spec
    narrow = redraw(spec, {"/width": 340, "/layer/0/mark": "line", "/height": 9, "/a~1b": 1})
    assert (narrow["width"], narrow["layer"][0]["mark"], narrow["height"]) == (340, "line", 9)
    assert narrow["a/b"] == 1
    assert spec["layer"][0]["mark"] == "bar"


def test_a_notebook_is_given_chart_and_table(monkeypatch):
    shown = []
    monkeypatch.setattr("evidence.figures.figure.publish_display_data", shown.append)
    hostile = "<script>alert(1)</script>"
    table = FigureTable(
        f"Caption {hostile}",
        (Column("place", "Place"), Column("people", "People", "people", "number")),
        ((hostile, 1234), ("Village", None)),
    )
    made = whole(table=table)
    made._ipython_display_()
    chart, beneath = shown
    assert chart == made._repr_mimebundle_()
    assert beneath[TABLE] == {"figure": made.id}
    page = beneath["text/html"]
    assert "<script" not in page
    assert page.count("<tr>") == 3
    assert "<td>&lt;script&gt;alert(1)&lt;/script&gt;</td><td>1,234</td>" in page
    assert "<td>[x]</td>" in page
    assert "<p>[x] not available</p>" in page
