"""What a chart works out from the figures of the source: hollow and dashed as on pages, with a line below."""

from coursekit.artifact import UnfitError
from coursekit.render.prose import Run
from coursekit.render.slides import markup
from coursekit.render.slides.canvas import Canvas
from coursekit.render.slides.chartdata import TICK, Data
from coursekit.render.slides.look import GREY, INK, PAPER, Box
from coursekit.render.slides.metrics import Paragraph, height
from coursekit.render.slides.words import words
from coursekit.wording import Wording

EDGE = 2.25
WIDE, TALL, APART, GAP = 34.0, 16.0, 10.0, 6.0
MOST = 0.25
"""The most of a chart's height that the line may take."""


def hollow(colour: str) -> str:
    """Write how a bar looks that is worked out."""
    return f"<c:spPr>{markup.fill(None)}{markup.outline(colour, EDGE, markup.DASH)}</c:spPr>"


def ring(colour: str) -> str:
    """Write how the mark of a point looks that is worked out; it is too small for dashes."""
    return f"<c:spPr>{markup.fill(PAPER)}{markup.outline(colour, EDGE)}</c:spPr>"


def dashed(fill: markup.Fill) -> str:
    """Write how a part of a bar or ring looks that is worked out: hollow ones could not be told apart."""
    return f"<c:spPr>{markup.fill(fill)}{markup.outline(INK, EDGE, markup.DASH)}</c:spPr>"


def above(canvas: Canvas, box: Box, data: Data, wording: Wording) -> Box:
    """Return what the line leaves for the chart."""
    if not any(data.worked_out):
        return box
    tall = height((_item(wording),), _wide(box)) + 4
    if tall > MOST * box.h:
        raise UnfitError(canvas.place("figure"), "the line under it leaves no room for the chart")
    return box.inset(0, 0, 0, tall + GAP)


def line(canvas: Canvas, box: Box, left: Box, wording: Wording) -> None:
    """Say under a chart what a dashed edge means, if the chart was left room for that."""
    under = box.down(left.h + GAP)
    if under.h <= 0:
        return
    canvas.shape("worked out", Box(box.x, under.y + 5, WIDE, TALL), None, edge=GREY, dashed=True)
    text = Box(box.x + WIDE + APART, under.y, _wide(box), under.h)
    canvas.text("figure/worked-out", text, (_item(wording),))


def _item(wording: Wording) -> Paragraph:
    return Paragraph(words(wording("site-worked-out")), TICK, INK)


def _wide(box: Box) -> float:
    return box.w - WIDE - APART


def said(data: Data, cell: int, wording: Wording, *, strong: bool = False) -> tuple[Run, ...]:
    """Write a number for who reads the slides as text, with whether it is worked out."""
    number = data.said[cell]
    told = f"{number} ({wording('site-worked-out')})" if data.worked_out[cell] else number
    return words(told, strong=strong)
