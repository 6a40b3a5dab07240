"""Diagrams: a timeline, and a flow of boxes and arrows."""

from dataclasses import dataclass

from coursekit.model.seed import Event
from coursekit.model.slide import Arrow, Flow, Timeline
from coursekit.render.slides.canvas import Canvas
from coursekit.render.slides.flowchart import flowchart
from coursekit.render.slides.labels import Label
from coursekit.render.slides.labels import places as label_places
from coursekit.render.slides.look import (
    BODY_SIZES,
    CARD,
    GREY,
    INK,
    LAPIS,
    LARGE_SIZES,
    MUTED,
    OCHRE,
    PAPER,
    Box,
)
from coursekit.render.slides.metrics import Paragraph, width
from coursekit.render.slides.routes import LEFT, RIGHT, Route, geometry, site
from coursekit.render.slides.scene import Scene
from coursekit.render.slides.stage import Placed, Stage, fit
from coursekit.render.slides.words import Reader, words
from coursekit.wording import Wording

DATE, DOT = 230.0, 16.0
PAD = 10.0
LABEL_SIZE = 16


def timeline(stage: Stage, scene: Scene, spec: Timeline) -> None:
    """Draw events down a line, with their dates to its left."""
    opening = scene.opening(stage, spec)
    canvas = stage.slide(opening)
    events = [stage.view.facts.events[name] for name in spec.events]
    dates = [words(when(event, stage.wording)) for event in events]
    widest = max(width(Paragraph(date, LARGE_SIZES[2], LAPIS, "heading", bold=True)) for date in dates)
    body = stage.page.body
    column = min(stage.page.across(DATE), widest + 4)
    line = body.x + column + 22
    rows = body.rows(len(events), 8)

    def attempt(size: float) -> Placed:
        placed: Placed = []
        for event, when_it_was, row in zip(events, dates, rows, strict=True):
            date = Paragraph(when_it_was, size, LAPIS, "heading", bold=True, align="r")
            title = Paragraph(stage.reader.line(event.title), size, INK)
            placed += [
                ((date,), Box(row.x, row.y, column, row.h)),
                ((title,), Box(line + 26, row.y, row.right - line - 26, row.h)),
            ]
        return placed

    fields = [f"/events/{name}" for name in spec.events for _ in ("date", "title")]
    placed = fit(scene.address, LARGE_SIZES[2:], attempt, fields)
    middles = [row.middle for row in rows]
    canvas.line("line", Box(line, middles[0], 0, middles[-1] - middles[0]), GREY, 3)
    for n, middle in enumerate(middles):
        canvas.shape("dot", Box(line - DOT / 2, middle - DOT / 2, DOT, DOT), LAPIS, shape="ellipse")
        for field, (items, box) in zip(("date", "title"), placed[2 * n : 2 * n + 2], strict=True):
            canvas.text(f"events/{n}/{field}", box, items, anchor="ctr")
    stage.finish(canvas, opening)


def when(event: Event, wording: Wording) -> str:
    """Return an event's date, or its first and last."""
    start = wording.date(event.date)
    return wording("range", start=start, end=wording.date(event.end)) if event.end else start


def flow(stage: Stage, scene: Scene, spec: Flow) -> None:
    """Draw boxes and the arrows between them."""
    opening = scene.opening(stage, spec)
    canvas = stage.slide(opening)
    arrows = [(arrow.start, arrow.end) for arrow in spec.arrows]
    labels = [_label(arrow, stage.reader) for arrow in spec.arrows]
    body = stage.page.body
    chart = flowchart(
        [node.id for node in spec.nodes], arrows, [width(label) if label else 0 for label in labels], body
    )

    def attempt(size: float) -> Placed:
        return [
            (
                (Paragraph(stage.reader.line(node.text), size, PAPER if node.focus else INK, align="ctr"),),
                chart.boxes[node.id].inset(PAD, 4),
            )
            for node in spec.nodes
        ]

    fields = [f"nodes/{n}/text" for n in range(len(spec.nodes))]
    placed = fit(scene.address, BODY_SIZES, attempt, fields)
    ids: dict[str, int] = {}
    for n, (node, (items, _)) in enumerate(zip(spec.nodes, placed, strict=True)):
        ground, edge = (LAPIS, LAPIS) if node.focus else (CARD, GREY)
        ids[node.id] = canvas.text(
            f"nodes/{n}",
            chart.boxes[node.id],
            items,
            ground=ground,
            edge=edge,
            anchor="ctr",
            insets=(PAD, 4, PAD, 4),
        )
    said = {node.id: stage.reader.plain(node.text) for node in spec.nodes}
    places = label_places(chart, labels, body)
    for n, (arrow, route) in enumerate(zip(spec.arrows, chart.routes, strict=True)):
        link = _Link(n, f"{said[arrow.start]} → {said[arrow.end]}", (ids[arrow.start], ids[arrow.end]), route)
        _connect(canvas, link, labels[n], places[n])
    stage.finish(canvas, opening)


@dataclass(frozen=True)
class _Link:
    """An arrow that is to be drawn."""

    number: int
    says: str
    ends: tuple[int, int]
    """Shape ids."""
    route: Route

    @property
    def field(self) -> str:
        return f"arrows/{self.number}"


def _connect(canvas: Canvas, link: _Link, label: Paragraph | None, found: Label | None) -> None:
    route, (start, end) = link.route, link.ends
    if route.straight:
        glued = ((start, route.sites[0]), (end, route.sites[1]))
        canvas.connector(link.field, link.says, glued, geometry(*route.spots, bent=False), head=True)
    if label and found:
        place = found.box
        ground = PAPER if found.on_line else None
        middle = canvas.text(f"{link.field}/label", place, (label,), ground=ground, anchor="ctr")
    if route.straight:
        return
    # An arrow that goes around is two elbows glued to its label, which every program draws alike.
    if not (label and found):
        (x, y) = route.at(0.5)
        place = Box(x - 1, y - 1, 2, 2)
        middle = canvas.shape("corner", place, MUTED)
    near, far = (LEFT, RIGHT) if route.spots[0][0] < route.spots[-1][0] else (RIGHT, LEFT)
    for spot, side, shape, at in (
        (route.spots[0], near, start, route.sites[0]),
        (route.spots[-1], far, end, route.sites[1]),
    ):
        way = geometry(site(place, side), spot, bent=True)
        last = shape == end
        canvas.connector(link.field, link.says if last else "", ((middle, side), (shape, at)), way, head=last)


def _label(arrow: Arrow, reader: Reader) -> Paragraph | None:
    runs = reader.line(arrow.label) if arrow.label else ()
    return Paragraph(runs, LABEL_SIZE, OCHRE, bold=True, align="ctr") if runs else None
