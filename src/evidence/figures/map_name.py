"""Names stand at the middle of areas on a map, or numbers in their place with a key beneath."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evidence.figures.drawing import Record, wrapped

Topology = Mapping[str, Any]
Point = tuple[float, float]

OBJECT = "areas"
LINE = 12.0
"""Height in pixels of a line of names on a map."""

_LETTER = 5.9
_KEY_LINE = 16
_KEY_TOP = 10
_KEY_COLUMNS = 2


def shapes(topology: Topology) -> Iterator[Mapping[str, Any]]:
    """Yield the shapes of a topology."""
    yield from topology["objects"][OBJECT]["geometries"]


def squeeze_of(topology: Topology) -> float:
    """Say how much shorter a degree of longitude is than one of latitude here."""
    _, south, _, north = topology["bbox"]
    return round(math.cos(math.radians((south + north) / 2)), 6)


def scale_of(topology: Topology, width: float, height: float) -> float:
    """Say how many pixels a degree of latitude is on a map fitted to ``width`` and ``height``."""
    west, south, east, north = topology["bbox"]
    across = (east - west) * squeeze_of(topology)
    return min(width / max(across, 1e-9), height / max(north - south, 1e-9))


def rings(topology: Topology, shape: Mapping[str, Any]) -> Iterator[list[Point]]:
    """Yield every ring of a shape, holes too, in longitude and latitude."""
    for polygon in _polygons(shape):
        for arcs in polygon:
            yield _ring(topology, arcs)


def named_on(names: Topology, width: int, height: int, frame: Topology) -> list[Record]:
    """Place the names that find room at the middle of their areas, the largest areas first.

    A name much wider than its area, or one that would lie on another, is left out.
    """
    texts = {shape["id"]: wrapped(shape["properties"]["name"], 13) for shape in shapes(names)}
    return [row for _, row in _placed(names, texts, (width, height), frame)]


def numbered_on(
    names: Topology, width: int, height: int, frame: Topology
) -> tuple[list[Record], list[Record]]:
    """Place numbers where names find no room; also the key, in columns below ``height``.

    Numbers go by name. An area too small for a number stands in neither.
    """
    found = _placed(
        names,
        dict.fromkeys((shape["id"] for shape in shapes(names)), "88"),
        (width, height),
        frame,
        wider=3.0,
    )
    called = {shape["id"]: shape["properties"]["name"] for shape in shapes(names)}
    order = sorted((code for code, _ in found), key=lambda code: (called[code], code))
    number = {code: at + 1 for at, code in enumerate(order)}
    points = [row | {"name": str(number[code])} for code, row in found]
    texts = [f"{number[code]} {called[code]}" for code in order]
    # A name too long for its column would run into the next one.
    fits = all(_LETTER * len(text) <= width // _KEY_COLUMNS for text in texts)
    columns = _KEY_COLUMNS if fits else 1
    deep = -(-len(order) // columns)
    key: list[Record] = [
        {
            "text": text,
            "left": (at // deep) * (width // columns),
            "top": height + _KEY_TOP + (at % deep) * _KEY_LINE,
        }
        for at, text in enumerate(texts)
    ]
    return points, key


def _placed(
    names: Topology,
    texts: Mapping[str, str],
    size: tuple[int, int],
    frame: Topology,
    *,
    wider: float = 1.25,
) -> list[tuple[str, Record]]:
    """Place a text for each shape that has room; ``wider`` says how far it may overhang."""
    width, height = size
    west, _, _, north = frame["bbox"]
    squeeze = squeeze_of(frame)
    scale = scale_of(frame, width, height)
    placed: list[tuple[float, float, float, float]] = []
    rows: list[tuple[str, Record]] = []
    parts = [
        (_largest(names, shape), shape["properties"]["name"], shape["id"])
        for shape in shapes(names)
    ]
    for part, _, code in sorted(parts, key=lambda item: (-item[0].size, item[1])):
        lines = texts[code]
        across = max(map(len, lines.split("\n"))) * _LETTER / 2
        down = (lines.count("\n") + 1) * LINE / 2
        tall = part.height * scale * max(wider / 1.25, 1.0)
        if 2 * across > wider * part.width * squeeze * scale or 2 * down > tall:
            continue
        x = (part.longitude - west) * squeeze * scale
        middle = (north - part.latitude) * scale
        free = [
            y
            for y in (middle, middle - LINE, middle + LINE)
            if all(
                abs(x - other_x) >= across + other_across or abs(y - other_y) >= down + other_down
                for other_x, other_across, other_y, other_down in placed
            )
        ]
        if not free:
            continue
        placed.append((x, across, free[0], down))
        rows.append(
            (
                code,
                {
                    "name": lines,
                    "longitude": round(part.longitude * squeeze, 5),
                    # Lines are set downwards from the first: half of the others go above it.
                    "latitude": round(north - (free[0] - down + LINE / 2) / scale, 5),
                },
            )
        )
    return rows


@dataclass(frozen=True)
class _Part:
    """One ring of an area in degrees: its size, extent, and middle."""

    size: float
    width: float
    height: float
    longitude: float
    latitude: float


def _largest(topology: Topology, shape: Mapping[str, Any]) -> _Part:
    outer = [_ring(topology, polygon[0]) for polygon in _polygons(shape)]
    (size, longitude, latitude), ring = max((_centroid(ring), ring) for ring in outer)
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return _Part(size, max(xs) - min(xs), max(ys) - min(ys), longitude, latitude)


def _polygons(shape: Mapping[str, Any]) -> list[Any]:
    return shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]


def _ring(topology: Topology, arcs: Sequence[int]) -> list[Point]:
    points: list[Point] = []
    for number in arcs:
        arc = _arc(topology, number if number >= 0 else ~number)
        points += arc if number >= 0 else arc[::-1]
    return points


def _arc(topology: Topology, number: int) -> list[Point]:
    (scale_x, scale_y), (left, bottom) = (
        topology["transform"]["scale"],
        topology["transform"]["translate"],
    )
    x = y = 0
    points = []
    for step_x, step_y in topology["arcs"][number]:
        x, y = x + step_x, y + step_y
        points.append((x * scale_x + left, y * scale_y + bottom))
    return points


def _centroid(ring: Sequence[Point]) -> tuple[float, float, float]:
    """Return a ring's area (square degrees) and its centroid."""
    twice = x = y = 0.0
    origin_x, origin_y = ring[0]
    for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True):
        ax, ay, bx, by = x0 - origin_x, y0 - origin_y, x1 - origin_x, y1 - origin_y
        cross = ax * by - bx * ay
        twice, x, y = twice + cross, x + (ax + bx) * cross, y + (ay + by) * cross
    if not twice:
        return 0.0, origin_x, origin_y
    return abs(twice) / 2, origin_x + x / (3 * twice), origin_y + y / (3 * twice)
