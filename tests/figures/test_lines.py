"""Lines name what they draw where a reader looks for the name."""

from __future__ import annotations

from evidence.figures.lines import Line, Panel, panels

LONG = Line("2022-based", "2022-based", "#12436D", ((2020, 1.0), (2025, 2.0), (2035, 3.0)))


def labels(dots: Line) -> dict[str, int]:
    drawn = panels([Panel("", (LONG, dots))], unit="people")
    return {item["label"]: item["year"] for item in drawn.spec["datasets"]["labels0"]}


def test_dots_that_end_early_are_named_where_they_stand():
    early = Line("Statement", "Statement", "#801650", ((2020, 1.5),), dots=True)
    late = Line("Statement", "Statement", "#801650", ((2020, 1.5), (2035, 2.5)), dots=True)
    assert labels(early) == {"2022-based": 2035, "Statement": 2020}
    assert labels(late) == {"2022-based": 2035, "Statement": 2035}
