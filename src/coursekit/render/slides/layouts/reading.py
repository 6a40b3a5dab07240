"""Slides to talk over: a reading of the source, and a discussion."""

from coursekit.model.seed import ClaimKind
from coursekit.model.slide import Discussion, SourceReading
from coursekit.render.slides.look import (
    BODY_SIZES,
    CARD,
    INK,
    LAPIS,
    LARGE_SIZES,
    MUTED,
    PAPER,
    SMALL_SIZES,
    Box,
)
from coursekit.render.slides.metrics import Paragraph, height, width
from coursekit.render.slides.scene import Scene
from coursekit.render.slides.stage import Placed, Stage, fit
from coursekit.render.slides.words import words

KINDS: tuple[ClaimKind, ...] = ("figure", "event", "interpretation", "position")
CHIPS = 34.0
BADGE = 40.0


def source_reading(stage: Stage, scene: Scene, spec: SourceReading) -> None:
    """Draw statements to be told apart; their kinds stand in the notes only."""
    opening = scene.opening(stage, spec)
    canvas = stage.slide(opening)
    claims = [stage.view.facts.claims[name] for name in spec.claims]
    body = stage.page.body
    x = body.x
    for kind in KINDS:
        label = Paragraph(words(stage.wording(f"kind-{kind}")), SMALL_SIZES[-1], MUTED, align="ctr")
        chip = Box(x, body.y, width(label) + 32, CHIPS)
        canvas.text(f"kinds/{kind}", chip, (label,), edge=MUTED, anchor="ctr", shape="roundRect")
        x = chip.right + 12
    boxes = body.down(CHIPS + 16).rows(len(claims), 12)

    def attempt(size: float) -> Placed:
        return [
            ((Paragraph(stage.reader.statement(claim), size, INK),), box.inset(BADGE + 34, 4, 20))
            for claim, box in zip(claims, boxes, strict=True)
        ]

    placed = fit(scene.address, BODY_SIZES, attempt, [f"/claims/{claim.id}" for claim in claims])
    for n, (box, (items, _)) in enumerate(zip(boxes, placed, strict=True)):
        canvas.text(f"claims/{n}", box, items, ground=CARD, anchor="ctr", insets=(BADGE + 34, 4, 20, 4))
        mark = Paragraph(words(str(n + 1)), 20, PAPER, "heading", bold=True, align="ctr")
        round_box = Box(box.x + 16, box.middle - BADGE / 2, BADGE, BADGE)
        canvas.text(f"claims/{n}/number", round_box, (mark,), ground=LAPIS, anchor="ctr", shape="ellipse")
    stage.finish(canvas, opening)


def discussion(stage: Stage, scene: Scene, spec: Discussion) -> None:
    """Draw one question, and how it is talked over."""
    opening = scene.opening(stage, spec)
    canvas = stage.slide(opening)
    left, right = stage.page.body.span(0, 6), stage.page.body.span(6, 6)

    def question(size: float) -> Placed:
        return [
            ((Paragraph(stage.reader.line(spec.question), size, LAPIS, "heading"),), left.inset(20, 24, 20))
        ]

    ((asked, _),) = fit(scene.address, (34, 32, 30, 28, 26, 24), question, ("question",))
    canvas.text("question", left, asked, ground=CARD, anchor="ctr", insets=(24, 20, 16, 20))
    canvas.shape("edge", Box(left.x, left.y, 5, left.h), LAPIS)

    def steps(size: float) -> Placed:
        items = tuple(
            Paragraph(stage.reader.line(step), size, INK, mark=f"{n}.", after=14)
            for n, step in enumerate(spec.steps, 1)
        )
        return [(items, right.inset(16, 0, 0))]

    ((told, place),) = fit(scene.address, LARGE_SIZES[2:], steps, ("steps",))
    canvas.text(
        "steps", Box(place.x, place.y, place.w, max(place.h, height(told, place.w))), told, anchor="ctr"
    )
    stage.finish(canvas, opening)
