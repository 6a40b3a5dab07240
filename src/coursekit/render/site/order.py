"""The order of the sessions, and which of them each needs: as rows for a list and as a drawing."""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from coursekit.render.plots import LEADING, LETTER, TEXT, WIDTH

ABREAST = 2
"""Boxes side by side: more would have no room for their words on a phone."""
GAP, MARGIN, PADDING, RISE = 20, 22, 12, 44


@dataclass(frozen=True)
class Stop:
    """One session in the order."""

    number: int
    title: str
    """Plain words."""
    before: tuple[int, ...]
    """Numbers of the sessions that it needs."""


@dataclass(frozen=True)
class Box:
    """A session's place in the drawing."""

    row: int
    left: float
    top: float
    width: float
    lines: tuple[str, ...]

    @property
    def middle(self) -> float:
        """Where lines arrive and leave."""
        return self.left + self.width / 2

    @property
    def bottom(self) -> float:
        """Where it ends."""
        return self.top + len(self.lines) * LEADING + 2 * PADDING


def drawing(stops: Sequence[Stop], title: str, told: str) -> str:
    """Draw the sessions from top to bottom, each below those it needs, as one line of SVG."""
    boxes = _boxes(stops)
    paths, turns = "", 0
    for stop in stops:
        for number in stop.before:
            start, end = boxes[number], boxes[stop.number]
            turns += end.row - start.row > 1
            paths += _path(start, end, turns)
    height = max(box.bottom for box in boxes.values()) + 2
    return (
        f'<svg class="ck-chart ck-order-drawing" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH}'
        f' {height:g}" role="img" aria-labelledby="order-title order-desc" font-size="{TEXT}"'
        f' fill="currentColor"><title id="order-title">{escape(title)}</title>'
        f'<desc id="order-desc">{escape(told)}</desc>{paths}'
        f"{''.join(_box(boxes[stop.number]) for stop in stops)}</svg>"
    )


def levels(stops: Sequence[Stop]) -> Mapping[int, int]:
    """Return how many sessions stand in a row above each one."""
    found: dict[int, int] = {}
    for stop in stops:
        found[stop.number] = max((found.get(number, 0) + 1 for number in stop.before), default=0)
    return found


def _boxes(stops: Sequence[Stop]) -> dict[int, Box]:
    level = levels(stops)
    boxes: dict[int, Box] = {}
    row, top = 0, 2.0
    for _, group in groupby(sorted(stops, key=lambda stop: level[stop.number]), lambda s: level[s.number]):
        waiting = list(group)
        while waiting:
            beside, waiting = waiting[:ABREAST], waiting[ABREAST:]
            width = (WIDTH - 2 * MARGIN - GAP * (ABREAST - 1)) / ABREAST
            width = width if len(beside) > 1 else width * 1.5
            left = (WIDTH - len(beside) * width - GAP * (len(beside) - 1)) / 2
            for place, stop in enumerate(beside):
                lines = textwrap.wrap(f"{stop.number}. {stop.title}", int((width - 2 * PADDING) / LETTER))
                boxes[stop.number] = Box(row, left + place * (width + GAP), top, width, tuple(lines))
            top = max(boxes[stop.number].bottom for stop in beside) + RISE
            row += 1
    return boxes


def _path(start: Box, end: Box, turn: int) -> str:
    tip = end.top - 1
    if end.row - start.row == 1:
        half = (start.bottom + tip) / 2
        line = f"M{start.middle:g} {start.bottom:g}C{start.middle:g} {half:g} {end.middle:g} {half:g}"
        line += f" {end.middle:g} {tip - 8:g}"
        at = end.middle
    else:  # round what stands between them
        side = MARGIN - 6 - 5 * (turn % 3)
        at = end.left + 14
        line = f"M{start.left:g} {start.bottom - 14:g}H{side + 8:g}q-8 0 -8 8V{tip - 28:g}q0 8 8 8"
        line += f"H{at - 8:g}q8 0 8 8V{tip - 8:g}"
    head = f"M{at - 6:g} {tip - 9:g}L{at:g} {tip:g}L{at + 6:g} {tip - 9:g}Z"
    return f'<path class="ck-way" d="{line}"/><path class="ck-way-end" d="{head}"/>'


def _box(box: Box) -> str:
    words = "".join(
        f'<text x="{box.middle:g}" y="{box.top + PADDING + TEXT * 0.85 + LEADING * place:g}"'
        f' text-anchor="middle">{escape(line)}</text>'
        for place, line in enumerate(box.lines)
    )
    height = box.bottom - box.top
    return (
        f'<rect class="ck-stop" x="{box.left:g}" y="{box.top:g}" width="{box.width:g}" height="{height:g}"'
        f' rx="4"/>{words}'
    )
