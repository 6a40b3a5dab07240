"""The drawings of charts: labelled numbers in, SVG shapes out."""

import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH = 480
"""Of every drawing, in its own units; narrow, so that text stays readable on a phone."""
TEXT = 19
LEADING = 23
LETTER = 10.2
"""An average letter's width at this size."""
BAR = 30
PLOT = 190
"""How high columns and lines may rise."""
SERIES = 4
"""Colours of a doughnut's parts, before they repeat."""


@dataclass(frozen=True)
class Mark:
    """One value to be drawn."""

    label: str
    number: float
    words: str
    """The number as it is written beside its shape."""
    worked_out: bool
    """Whether it is arithmetic over other values, and so is drawn hollow."""
    part: str = ""
    """In a stacked chart, which part of its bar it is."""


@dataclass(frozen=True)
class Drawing:
    """SVG shapes and how high they are together."""

    body: str
    height: float


def bars(marks: tuple[Mark, ...]) -> Drawing:
    """Draw lying bars, each under its label and followed by its value."""
    low, high = _span(marks)
    room = WIDTH - _room(marks)
    scale = room / (high - low)
    zero = abs(low) * scale
    body, top = [], 0.0
    for mark in marks:
        lines = wrapped(mark.label, WIDTH)
        body.append(label_lines(lines, 0, top + TEXT - 3))
        top += LEADING * len(lines) + 2
        length = abs(mark.number) * scale
        left = zero if mark.number >= 0 else zero - length
        body.append(_rect(mark, left, top, max(length, 2), BAR))
        body.append(_value(mark, max(left + length, zero) + 8, top + BAR / 2 + 7, "start"))
        if low < 0:  # beside the bar only, for the labels stand where the axis would pass
            body.append(f'<path class="ck-axis" d="M{zero:g} {top - 3:g}v{BAR + 6:g}"/>')
        top += BAR + 16
    return Drawing("".join(body), top - 10)


def columns(marks: tuple[Mark, ...]) -> Drawing:
    """Draw standing columns; as bars, where a label is too long to stand under one."""
    slot = WIDTH / len(marks)
    if any(_width(word) > slot - 6 for mark in marks for word in (*mark.label.split(), mark.words)):
        return bars(marks)
    low, high = _span(marks)
    scale = PLOT / (high - low)
    zero = LEADING + 4 + high * scale
    body = []
    for place, mark in enumerate(marks):
        middle = slot * (place + 0.5)
        height = max(abs(mark.number) * scale, 2)
        top = zero - height if mark.number >= 0 else zero
        wide = min(slot * 0.62, 90)
        body.append(_rect(mark, middle - wide / 2, top, wide, height))
        body.append(_value(mark, middle, top - 8, "middle"))
        body.append(label_lines(wrapped(mark.label, slot - 6), middle, PLOT + 2 * LEADING + 8, "middle"))
    body.append(f'<path class="ck-axis" d="M0 {zero:g}H{WIDTH}"/>')
    deepest = max(len(wrapped(mark.label, slot - 6)) for mark in marks)
    return Drawing("".join(body), PLOT + LEADING * (deepest + 1) + 16)


def line(marks: tuple[Mark, ...]) -> Drawing:
    """Draw a line from value to value, on a scale that begins at nought."""
    low, high = _span(marks)
    scale = PLOT / (high - low)
    zero = LEADING + 8 + high * scale
    slot = WIDTH / len(marks)
    spots = [(slot * (n + 0.5), zero - mark.number * scale) for n, mark in enumerate(marks)]
    every = _every(marks, slot)
    path = "L".join(f"{x:g} {y:g}" for x, y in spots)
    foot = PLOT + (3 if low < 0 else 2) * LEADING + 12
    body = [f'<path class="ck-axis" d="M0 {zero:g}H{WIDTH}"/>', f'<path class="ck-line" d="M{path}"/>']
    for place, (mark, (x, y)) in enumerate(zip(marks, spots, strict=True)):
        hollow = " ck-worked-out" if mark.worked_out else ""
        body.append(f'<circle class="ck-dot{hollow}" cx="{x:g}" cy="{y:g}" r="6"/>')
        if place % every == 0:
            body.append(_value(mark, x, y - 14 if mark.number >= 0 else y + 26, "middle"))
            wide = slot * every - 6
            body.append(label_lines(wrapped(mark.label, wide), x, foot, "middle"))
    deepest = max(len(wrapped(mark.label, slot * every - 6)) for mark in marks[::every])
    return Drawing("".join(body), foot + LEADING * (deepest - 1) + 8)


def doughnut(marks: tuple[Mark, ...]) -> Drawing:
    """Draw a ring whose parts are a whole, with a list of the parts below it."""
    whole = sum(abs(mark.number) for mark in marks) or 1.0
    body, turn, top = [], 0.0, 214.0
    for place, mark in enumerate(marks):
        shade = f"ck-part-{place % SERIES + 1}"
        if mark.worked_out:
            # Hollow parts side by side could not be told apart, so only the first is.
            first = not any(other.worked_out for other in marks[:place])
            shade = "ck-worked-out" if first else f"{shade} ck-dashed"
        share = abs(mark.number) / whole
        body.append(f'<path class="ck-ring {shade}" d="{_arc(turn, turn + share)}"/>')
        turn += share
        body.append(f'<rect class="ck-ring {shade}" x="1" y="{top - 16:g}" width="20" height="18"/>')
        lines = wrapped(mark.label, WIDTH - 44 - _room(marks))
        body.append(label_lines(lines, 32, top))
        body.append(_value(mark, WIDTH, top, "end"))
        top += LEADING * len(lines) + 7
    return Drawing("".join(body), top - 14)


def _arc(start: float, end: float) -> str:
    """Outline a part of the ring between two turns, from the top clockwise."""
    # A whole turn has the same start and end, which draws nothing.
    end = min(end, start + 0.99999)
    large = int(end - start > 0.5)  # noqa: PLR2004 - half a turn, as SVG defines the flag
    (a, b), (c, d) = _on_circle(90, start), _on_circle(90, end)
    (e, f), (g, h) = _on_circle(52, end), _on_circle(52, start)
    return f"M{a} {b}A90 90 0 {large} 1 {c} {d}L{e} {f}A52 52 0 {large} 0 {g} {h}Z"


def _on_circle(radius: float, turn: float) -> tuple[str, str]:
    angle = 2 * math.pi * turn
    # Two decimals are the same on every machine.
    return f"{WIDTH / 2 + radius * math.sin(angle):.2f}", f"{93 - radius * math.cos(angle):.2f}"


def _span(marks: Sequence[Mark]) -> tuple[float, float]:
    """Return the lowest and highest value, nought between them, never the same."""
    low = min(0.0, *(mark.number for mark in marks))
    high = max(0.0, *(mark.number for mark in marks))
    return (low, high) if high > low else (0.0, 1.0)


def _every(marks: Sequence[Mark], slot: float) -> int:
    """Say which labels of a line are written: each, every second, and so on."""
    longest = max(_width(word) for mark in marks for word in (*mark.label.split(), mark.words))
    return min(len(marks), max(1, math.ceil((longest + 6) / slot)))


def _room(marks: Sequence[Mark]) -> float:
    return max(_width(mark.words) for mark in marks) * 1.1 + 12


def _width(text: str) -> float:
    return len(text) * LETTER


def wrapped(text: str, width: float) -> list[str]:
    """Divide a text into lines for a width."""
    return textwrap.wrap(text, max(4, int(width / LETTER))) or [""]


def label_lines(lines: Sequence[str], x: float, y: float, anchor: str = "start") -> str:
    """Write lines one under the other."""
    spans = "".join(
        f'<tspan x="{x:g}" y="{y + LEADING * place:g}">{escape(words)}</tspan>'
        for place, words in enumerate(lines)
    )
    return f'<text text-anchor="{anchor}">{spans}</text>'


def _value(mark: Mark, x: float, y: float, anchor: str) -> str:
    where = f'x="{x:g}" y="{y:g}" text-anchor="{anchor}"'
    return f'<text class="ck-value" font-weight="700" {where}>{escape(mark.words)}</text>'


def _rect(mark: Mark, x: float, y: float, width: float, height: float) -> str:
    shade = "ck-worked-out" if mark.worked_out else "ck-part-1"
    return f'<rect class="{shade}" x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}"/>'
