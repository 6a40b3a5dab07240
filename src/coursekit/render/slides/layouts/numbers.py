"""Numbers of the record: a native chart, and one big number."""

from coursekit.model.slide import BigNumber, Chart
from coursekit.render.slides import charts
from coursekit.render.slides.look import BODY_SIZES, INK, LAPIS, LARGE_SIZES, MUTED, SMALL_SIZES, Box
from coursekit.render.slides.metrics import LINE, Paragraph, height, width
from coursekit.render.slides.scene import Scene
from coursekit.render.slides.stage import Placed, Stage, fit, fitting
from coursekit.render.slides.words import words

EVIDENCE_COLUMNS, ASIDE_COLUMNS = 8, 4
SAID_SHORT = ("percent", "dollars", "rank")
"""Units that the number itself shows, so that its words would only repeat it."""
NUMBER_SIZES = (115, 104, 92, 80, 68, 56, 44)
ASIDE_TOP = 16.0


def chart(stage: Stage, scene: Scene, spec: Chart) -> None:
    """Draw a figure of the record, with a word beside it."""
    figure = stage.view.facts.figures[spec.figure]
    note = tuple(stage.reader.cited(figure.note)) if figure.note else ()
    opening = scene.opening(stage, spec, figure, extra=note)
    canvas = stage.slide(opening)
    beside = _beside(stage, scene, spec, figure.note)
    body = stage.page.body
    room = body.span(0, EVIDENCE_COLUMNS) if beside else body
    charts.add(canvas, room, figure, spec.focus, stage.reader)
    if beside:
        items, box = beside[0]
        canvas.text("aside", box, items)
    stage.finish(canvas, opening)


def _beside(stage: Stage, scene: Scene, spec: Chart, note: str | None) -> Placed:
    """Return the words beside the chart, with the figure's note where it fits."""
    box = stage.page.body.span(EVIDENCE_COLUMNS, ASIDE_COLUMNS).inset(8, ASIDE_TOP, 0, 0)
    remark = stage.reader.text(note, SMALL_SIZES[-1], MUTED) if note else ()
    if not spec.aside:
        return (fitting((SMALL_SIZES[-1],), lambda _: [(remark, box)]) or []) if remark else []
    aside = stage.reader.line(spec.aside)

    def attempt(size: float) -> Placed:
        return [((Paragraph(aside, size, INK, after=16), *remark), box)]

    fits = fitting(BODY_SIZES[:2], attempt)
    return fits or fit(
        scene.address, BODY_SIZES, lambda size: [((Paragraph(aside, size, INK),), box)], ("aside",)
    )


def big_number(stage: Stage, scene: Scene, spec: BigNumber) -> None:
    """Draw one number, in words too, with its context."""
    claim = stage.view.facts.claims[spec.claim]
    opening = scene.opening(stage, spec)
    canvas = stage.slide(opening)
    short = words(stage.wording.short_value(claim))
    said = words(stage.wording.value(claim))
    body = stage.page.body
    says_more = claim.qualifier is not None or claim.unit not in SAID_SHORT

    def number(size: float) -> Placed:
        item = Paragraph(short, size, LAPIS, "heading")
        return [((item,), Box(body.x, body.y, min(width(item) + 12, body.w * 0.62), size * LINE + 2))]

    ((figure, box),) = fit(scene.address, NUMBER_SIZES, number, ("claim",))
    canvas.text("claim", Box(box.x, box.y, body.w * 0.66, box.h), figure)
    below = body.down(box.h + 6)

    def context(size: float) -> Placed:
        period = stage.reader.line(claim.period) if claim.period else ()
        lines = [
            *([Paragraph(said, size + 2, LAPIS, bold=True, after=10)] if says_more else []),
            Paragraph(stage.reader.line(spec.context), size, INK, after=8),
            *([Paragraph(period, SMALL_SIZES[-1], MUTED)] if period else []),
        ]
        return [(tuple(lines), below.span(0, EVIDENCE_COLUMNS + 2))]

    ((told, place),) = fit(scene.address, LARGE_SIZES[1:], context, ("context",))
    canvas.shape("rule", Box(place.x, place.y, 96, 4), LAPIS)
    inside = place.down(18)
    canvas.text("context", Box(inside.x, inside.y, inside.w, max(height(told, inside.w) + 4, 40)), told)
    stage.finish(canvas, opening)
