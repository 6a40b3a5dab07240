"""Finds room for the labels of a flow diagram's arrows, clear of boxes, heads and other arrows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import hypot

from coursekit.render.slides.flowchart import Flowchart
from coursekit.render.slides.look import Box
from coursekit.render.slides.metrics import Paragraph, height, longest_word, width
from coursekit.render.slides.routes import Route, Spot, apart, dots, inside

SHARES = (0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73)
WIDEST = 170.0
TIGHT = 58.0
CLEAR = 4.0
DOUBTFUL = 16.0
"""So near to another arrow, a label seems to be that one's."""
OUTSIDE, CROSSED, MISTAKEN, COVERED, FAR = 100_000.0, 400.0, 40.0, 3_000.0, 2.0
"""What it costs to leave the slide, to lie on another arrow or near it, on its own, and to be far from it."""


@dataclass(frozen=True)
class Label:
    """Where a label stands."""

    box: Box
    on_line: bool = False
    """It lies over its arrow, so it needs a ground."""


def places(chart: Flowchart, labels: Sequence[Paragraph | None], room: Box) -> list[Label | None]:
    """Return a place for each arrow's label."""
    taken = [*chart.boxes.values()]
    found: list[Label | None] = []
    for route, label in zip(chart.routes, labels, strict=True):
        if label is None:
            found.append(None)
            continue
        others = [other for other in chart.routes if other is not route]
        best = min(_candidates(route, label), key=lambda one: _cost(one, route, taken, others, room))
        taken.append(best.box)
        found.append(best)
    return found


def _candidates(route: Route, label: Paragraph) -> Iterator[Label]:
    (ax, ay), (bx, by) = route.spots[0], route.spots[-1]
    level, upright = route.straight and abs(by - ay) < 1, route.straight and abs(bx - ax) < 1
    room = WIDEST if upright or not route.straight else abs(bx - ax) - 16
    wide = max(longest_word(label) + 2, min(width(label) + 10, max(room, TIGHT)))
    tall = height((label,), wide) + 2
    around = Box(-wide / 2, -tall / 2, wide, tall)
    for share in SHARES:
        x, y = route.at(share)
        if level:
            yield Label(_moved(around, (x, y - tall / 2 - CLEAR)))
            yield Label(_moved(around, (x, y + tall / 2 + CLEAR)))
        elif upright:
            yield Label(_moved(around, (x + wide / 2 + 8, y)))
            yield Label(_moved(around, (x - wide / 2 - 8, y)))
        else:
            yield Label(_moved(around, (x, y)), on_line=True)
    if route.straight and not level and not upright:
        yield from _beside(route, wide, tall)


def _beside(route: Route, wide: float, tall: float) -> Iterator[Label]:
    """Yield places above and under a slanted arrow, which a corner of the label touches."""
    (ax, ay), (bx, by) = route.spots
    slope = (by - ay) / (bx - ax)
    low, high = min(ax, bx) + 8, max(ax, bx) - 8 - wide
    for share in (0.5, 0.25, 0.75, 0.0, 1.0):
        x = low + (high - low) * share
        ends = [ay + slope * (at - ax) for at in (x, x + wide)]
        yield Label(Box(x, min(ends) - CLEAR - tall, wide, tall))
        yield Label(Box(x, max(ends) + CLEAR, wide, tall))


def _cost(label: Label, route: Route, taken: Sequence[Box], others: Sequence[Route], room: Box) -> float:
    box = label.box
    cost = sum(_overlap(box, other) for other in taken) * 10
    close = [other for other in others if not apart(other.extent, box, DOUBTFUL)]
    near = [dot for other in close for dot in dots(other) if inside(dot, box, DOUBTFUL)]
    cost += sum(CROSSED if inside(dot, box, 2) else MISTAKEN for dot in near)
    cost += COVERED * (label.on_line and route.straight)
    out = (
        box.x < room.x - 1 or box.right > room.right + 1 or box.y < room.y - 8 or box.bottom > room.bottom + 8
    )
    x, y = route.at(0.5)
    return cost + OUTSIDE * out + FAR * hypot(box.x + box.w / 2 - x, box.middle - y)


def _moved(box: Box, to: Spot) -> Box:
    return replace(box, x=box.x + to[0], y=box.y + to[1])


def _overlap(box: Box, other: Box) -> float:
    wide = min(box.right, other.right) - max(box.x, other.x)
    tall = min(box.bottom, other.bottom) - max(box.y, other.y)
    return max(0.0, wide) * max(0.0, tall)
