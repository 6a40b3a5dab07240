"""Finds a way for each arrow of a flow diagram: straight where it can, else around the boxes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import hypot

from coursekit.render.slides import markup
from coursekit.render.slides.look import Box

TOP, LEFT, BOTTOM, RIGHT = range(4)
"""The sites of a shape to which a connector is glued, as PowerPoint counts them."""
Spot = tuple[float, float]
FACING = ((RIGHT, LEFT), (LEFT, RIGHT), (BOTTOM, TOP), (TOP, BOTTOM))
OUTWARD: dict[int, Spot] = {TOP: (0, -1), LEFT: (-1, 0), BOTTOM: (0, 1), RIGHT: (1, 0)}
CLEAR = 26.0
"""How far an arrow that goes around stays from the boxes."""
BLOCKED, SHARED, AROUND, LEAPING, CROSSED = 5_000.0, 2_000.0, 250.0, 400.0, 120.0
"""What it costs to run through a box, along another arrow, around, between boxes, across an arrow."""
STEPS = 24
NEAR = 7.0
"""So close together, two arrows seem one."""


@dataclass(frozen=True)
class Route:
    """An arrow's way: its sites and its corners."""

    sites: tuple[int, int]
    spots: tuple[Spot, ...]

    @property
    def straight(self) -> bool:
        """Tell whether it has no corners."""
        return len(self.spots) == 2  # noqa: PLR2004 - a start and an end

    @property
    def extent(self) -> Box:
        """The rectangle that the way stays in."""
        (left, right), (top, bottom) = ((min(side), max(side)) for side in zip(*self.spots, strict=True))
        return Box(left, top, right - left, bottom - top)

    def at(self, share: float) -> Spot:
        """Return a spot on the middle stretch of the way."""
        (ax, ay), (bx, by) = self.spots[-2:] if self.straight else self.spots[1:3]
        return ax + (bx - ax) * share, ay + (by - ay) * share


def geometry(start: Spot, end: Spot, *, bent: bool) -> str:
    """Write a connector's place and form: straight, or level first and upright after a corner."""
    (ax, ay), (bx, by) = start, end
    flips = ' flipH="1"' * (bx < ax) + ' flipV="1"' * (by < ay)
    box = Box(min(ax, bx), min(ay, by), abs(bx - ax), abs(by - ay))
    form = "bentConnector2" if bent else "straightConnector1"
    return f'{markup.frame(box, flips)}<a:prstGeom prst="{form}"><a:avLst/></a:prstGeom>'


def routes(boxes: Mapping[str, Box], arrows: Sequence[tuple[str, str]], room: Box) -> list[Route]:
    """Return the cheapest way of each arrow, given those before it."""
    found: list[Route] = []
    for start, end in arrows:
        others = [box for node, box in boxes.items() if node not in (start, end)]
        ways = list(_ways(boxes[start], boxes[end], boxes, found, room))
        found.append(min(ways, key=lambda way: _cost(way, others, found)))
    return found


def site(box: Box, number: int) -> Spot:
    """Return the middle of one side of a box."""
    dx, dy = OUTWARD[number]
    return box.x + box.w * (1 + dx) / 2, box.y + box.h * (1 + dy) / 2


def _ways(
    start: Box, end: Box, boxes: Mapping[str, Box], found: Sequence[Route], room: Box
) -> Iterator[Route]:
    for out, into in FACING:
        a, b = site(start, out), site(end, into)
        dx, dy = OUTWARD[out]
        if (b[0] - a[0]) * dx + (b[1] - a[1]) * dy > 8:  # noqa: PLR2004 - room for the arrow's head
            yield Route((out, into), (a, b))
    taken = sum(not way.straight for way in found) * 14
    between = [box for box in boxes.values() if min(start.x, end.x) - 1 <= box.x <= max(start.x, end.x) + 1]
    low = min(room.bottom - 4, max(box.bottom for box in between) + CLEAR + taken)
    high = max(room.y + 4, min(box.y for box in between) - CLEAR - taken)
    for side, level in ((BOTTOM, low), (TOP, high)):
        a, b = site(start, side), site(end, side)
        if abs(a[0] - b[0]) > 8:  # noqa: PLR2004 - as above
            yield Route((side, side), (a, (a[0], level), (b[0], level), b))


def _cost(way: Route, others: Sequence[Box], found: Sequence[Route]) -> float:
    way_dots = dots(way)
    blocked = sum(any(inside(dot, box) for dot in way_dots) for box in others)
    (ax, ay), (bx, by) = way.spots[0], way.spots[-1]
    cost = BLOCKED * blocked + hypot(bx - ax, by - ay) * (0.2 if way.sites in FACING[:1] else 0.5)
    leaps = way.straight and any(min(ax, bx) < box.x and box.right < max(ax, bx) for box in others)
    cost += AROUND * (not way.straight) + LEAPING * leaps
    for other in found:
        if apart(way.extent, other.extent, NEAR):
            continue
        near = sum(any(hypot(x - u, y - v) < NEAR for u, v in dots(other)) for x, y in way_dots)
        cost += SHARED if near > STEPS / 2 else CROSSED * bool(near)
    return cost


@lru_cache(maxsize=500)
def dots(way: Route) -> tuple[Spot, ...]:
    """Return spots along the way, close enough together to meet any box on it."""
    return tuple(
        (ax + (bx - ax) * n / STEPS, ay + (by - ay) * n / STEPS)
        for (ax, ay), (bx, by) in pairwise(way.spots)
        for n in range(1, STEPS)
    )


def apart(one: Box, other: Box, margin: float) -> bool:
    """Tell whether two boxes are further from each other than the margin, which most are."""
    aside = other.x - one.right > margin or one.x - other.right > margin
    return aside or other.y - one.bottom > margin or one.y - other.bottom > margin


def inside(spot: Spot, box: Box, margin: float = 5) -> bool:
    """Tell whether a spot lies in a box, or nearer to it than the margin."""
    return box.x - margin < spot[0] < box.right + margin and box.y - margin < spot[1] < box.bottom + margin
