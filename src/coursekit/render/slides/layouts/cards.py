"""Short texts in cards: points, comparison and positions."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from coursekit.model.slide import Column, Comparison, Points, Positions
from coursekit.render.slides.canvas import Canvas
from coursekit.render.slides.look import CARD, INK, LAPIS, LARGE_SIZES, OCHRE, PLUM, Box
from coursekit.render.slides.metrics import Paragraph, height, lines
from coursekit.render.slides.scene import Scene
from coursekit.render.slides.stage import Placed, Stage, fit
from coursekit.render.slides.words import BULLET, Reader

PADDING, TIGHT = 22.0, 14.0
LOW = 200.0
"""Cards under this height keep less room around their text."""
EDGE = 5.0
ROW_GAP = 18.0
NARROW = 3
LEAST_LEAD = 20.0
TALL = 250.0
"""Cards are at least this high, or their row looks like a table."""


@dataclass(frozen=True)
class Edge:
    """The coloured side of a card."""

    colour: str
    at_left: bool = False


def points(stage: Stage, scene: Scene, spec: Points) -> None:
    """Draw two or three statements side by side."""
    opening = scene.opening(stage, spec)
    canvas = stage.slide(opening)
    boxes = stage.page.body.columns(len(spec.points), 20)
    texts = [(item.lead, item.text) for item in spec.points]
    fields = [f"points/{n}/text" for n in range(len(texts))]
    placed = fit(
        scene.address, _sizes(boxes), lambda size: _placed(texts, boxes, size, stage.reader, INK), fields
    )
    draw(canvas, "points", boxes, placed, [Edge(LAPIS)] * len(boxes))
    stage.finish(canvas, opening)


def positions(stage: Stage, scene: Scene, spec: Positions) -> None:
    """Draw who holds what, a plum-edged card each."""
    opening = scene.opening(stage, spec)
    canvas = stage.slide(opening)
    boxes = _grid(len(spec.cards), stage.page.body)
    texts = [(card.who, card.text) for card in spec.cards]
    fields = [f"cards/{n}/text" for n in range(len(texts))]
    placed = fit(
        scene.address, _sizes(boxes), lambda size: _placed(texts, boxes, size, stage.reader, PLUM), fields
    )
    draw(canvas, "cards", boxes, placed, [Edge(PLUM, at_left=True)] * len(boxes))
    stage.finish(canvas, opening)


def comparison(stage: Stage, scene: Scene, spec: Comparison) -> None:
    """Draw two things held side by side."""
    opening = scene.opening(stage, spec)
    canvas = stage.slide(opening)
    boxes = stage.page.body.columns(2, 24)
    sides = ((spec.left, LAPIS), (spec.right, OCHRE))

    def attempt(size: float) -> Placed:
        titles, colours = [side.title for side, _ in sides], [colour for _, colour in sides]
        heads = _leads(titles, colours, size, inner(boxes[0]).w, stage.reader)
        return [
            (_side(side, head, size, stage.reader), inner(box))
            for (side, _), head, box in zip(sides, heads, boxes, strict=True)
        ]

    placed = fit(scene.address, LARGE_SIZES, attempt, ("left/points", "right/points"))
    edges = [Edge(colour) for _, colour in sides]
    draw(canvas, "", boxes, placed, edges, fields=("left", "right"))
    stage.finish(canvas, opening)


def draw(
    canvas: Canvas,
    field: str,
    boxes: Sequence[Box],
    placed: Placed,
    edges: Sequence[Edge],
    *,
    fields: Sequence[str] = (),
) -> None:
    """Draw cards of one height, as high as the fullest needs."""
    rows = sorted({box.y for box in boxes})
    needed = max(height(items, box.w) for items, box in placed) + 2 * padding(boxes[0]) + 4
    tall = min(boxes[0].h, max(TALL / len(rows), needed))
    for n, box in enumerate(boxes):
        y = rows[0] + rows.index(box.y) * (tall + ROW_GAP)
        name = fields[n] if fields else f"{field}/{n}"
        card(canvas, name, replace(box, y=y, h=tall), placed[n][0], edges[n])


def card(canvas: Canvas, field: str, box: Box, items: Sequence[Paragraph], edge: Edge) -> None:
    """Draw one card with its coloured side."""
    pad = padding(box)
    canvas.text(field, box, items, ground=CARD, insets=(PADDING, pad, PADDING, pad - 4))
    side = replace(box, w=EDGE) if edge.at_left else replace(box, h=EDGE)
    canvas.shape("edge", side, edge.colour)


def inner(box: Box) -> Box:
    """Return a card's room for text."""
    return box.inset(PADDING, padding(box))


def padding(box: Box) -> float:
    """Return the room over and under the text of a card."""
    return PADDING if box.h > LOW else TIGHT


def _placed(
    texts: Sequence[tuple[str, str]], boxes: Sequence[Box], size: float, reader: Reader, colour: str
) -> Placed:
    leads = _leads([lead for lead, _ in texts], [colour] * len(texts), size, inner(boxes[0]).w, reader)
    return [
        ((lead, Paragraph(reader.line(text), size, INK)), inner(box))
        for lead, (_, text), box in zip(leads, texts, boxes, strict=True)
    ]


def _leads(
    texts: Sequence[str], colours: Sequence[str], size: float, room: float, reader: Reader
) -> list[Paragraph]:
    """Return what cards begin with, smaller where all of them then keep to one line."""

    def at(lead: float) -> list[Paragraph]:
        return [
            Paragraph(reader.line(text), lead, colour, "heading", bold=True, after=10)
            for text, colour in zip(texts, colours, strict=True)
        ]

    tried = (at(lead) for lead in (size + 2, size, size - 2) if lead >= LEAST_LEAD)
    return next((leads for leads in tried if all(lines(one, room) == 1 for one in leads)), at(size + 2))


def _side(side: Column, head: Paragraph, size: float, reader: Reader) -> tuple[Paragraph, ...]:
    return (
        head,
        *(Paragraph(reader.line(point), size, INK, mark=BULLET, after=10) for point in side.points),
    )


def _sizes(boxes: Sequence[Box]) -> Sequence[float]:
    """Return the sizes to try: narrow cards would break large text after every other word."""
    return LARGE_SIZES if len(boxes) < NARROW else LARGE_SIZES[2:]


def _grid(count: int, body: Box) -> tuple[Box, ...]:
    if count <= 3:  # noqa: PLR2004 - as many as stand in one row
        return body.columns(count, 20)
    return tuple(box for row in body.rows(2, ROW_GAP) for box in row.columns(2, 20))
