"""Lays out a flow diagram: boxes in columns, arrows around what stands in their way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coursekit.render.slides.layers import layers
from coursekit.render.slides.look import Box
from coursekit.render.slides.routes import Route, routes

ONE_BAND = 4
"""More layers than these run back on a second line, and so does a chain of as many."""
WIDEST, HIGHEST = 300.0, 140.0
ROW_GAP = 22.0
LANE = 46.0
"""Room over and under the boxes for arrows that go around."""
LEAST_GAP, LABELLED_GAP, SIDES = 56.0, 100.0, 26.0
"""Between columns, without labels and with them, and what a label needs beside itself."""
LEAST_BOX = (200.0, 200.0, 190.0, 146.0)
"""What a box keeps of its width, for one to four columns, however long the labels are."""


@dataclass(frozen=True)
class Flowchart:
    """Boxes by node, and the arrows in the order of the spec."""

    boxes: dict[str, Box]
    routes: list[Route]


def flowchart(
    nodes: Sequence[str], arrows: Sequence[tuple[str, str]], labels: Sequence[float], room: Box
) -> Flowchart:
    """Lay out a diagram in a room; `labels` are the widths of the arrows' labels, 0 for none."""
    found = layers(nodes, arrows)
    boxes = _boxes(found, arrows, room, max(labels, default=0))
    return Flowchart(boxes, routes(boxes, arrows, room))


def _boxes(
    found: list[list[str]], arrows: Sequence[tuple[str, str]], room: Box, label: float
) -> dict[str, Box]:
    chain = len(found) == ONE_BAND and all(len(layer) == 1 for layer in found)
    half = len(found) if len(found) <= ONE_BAND and not chain else -(-len(found) // 2)
    bands = [found[:half], found[half:]] if half < len(found) else [found]
    if _goes_around(found, arrows):
        room = room.inset(0, LANE)
    columns = max(len(band) for band in bands)
    free = (room.w - LEAST_BOX[columns - 1] * columns) / max(1, columns - 1)
    gap = min(max(LABELLED_GAP, label + SIDES) if label else LEAST_GAP, free)
    wide = min(WIDEST, (room.w - gap * (columns - 1)) / columns)
    gap = min((room.w - wide * columns) / max(1, columns - 1), gap * 1.8)
    left = room.x + (room.w - wide * columns - gap * (columns - 1)) / 2
    boxes: dict[str, Box] = {}
    strips = room.rows(len(bands), 56)
    most = max(len(layer) for layer in found)
    tall = min(HIGHEST, (strips[0].h - ROW_GAP * (most - 1)) / most)
    for n, (band, strip) in enumerate(zip(bands, strips, strict=True)):
        for place, layer in enumerate(band):
            column = columns - 1 - place if n else place
            boxes |= _column(layer, left + column * (wide + gap), wide, tall, strip)
    return boxes


def _column(layer: Sequence[str], x: float, wide: float, tall: float, strip: Box) -> Mapping[str, Box]:
    step = min(strip.h / len(layer), tall * 1.7)
    top = strip.middle - step * len(layer) / 2
    return {node: Box(x, top + step * (n + 0.5) - tall / 2, wide, tall) for n, node in enumerate(layer)}


def _goes_around(found: list[list[str]], arrows: Sequence[tuple[str, str]]) -> bool:
    """Tell whether an arrow goes back or leaps over a layer."""
    depth = {node: n for n, layer in enumerate(found) for node in layer}
    return any(depth[end] - depth[start] != 1 for start, end in arrows)
