"""A picture of the record, undistorted, with who made it and what allows it to be shown."""

from coursekit.model.slide import PictureSlide
from coursekit.render.slides.look import BODY_SIZES, GUTTER, INK, MUTED, SMALL_SIZES, SOURCE_SIZE, Box
from coursekit.render.slides.metrics import Paragraph
from coursekit.render.slides.scene import Scene
from coursekit.render.slides.stage import Placed, Stage, fit
from coursekit.render.slides.words import words

EVIDENCE_COLUMNS = 8
APART = GUTTER + 8


def picture(stage: Stage, scene: Scene, spec: PictureSlide) -> None:
    """Draw a picture as large as it can be, and what is said about it beside it."""
    shown = stage.view.facts.pictures[spec.picture]
    opening = scene.opening(stage, spec)
    canvas = stage.slide(opening)
    body = stage.page.body
    room = body.span(0, EVIDENCE_COLUMNS)
    scale = min(room.w / shown.width, room.h / shown.height)
    box = Box(body.x, body.y, shown.width * scale, shown.height * scale)
    beside = Box(box.right + APART, body.y, body.right - box.right - APART, body.h)
    canvas.shown("picture", shown.alt or "", box, shown.data)

    def attempt(size: float) -> Placed:
        aside = [Paragraph(stage.reader.line(spec.aside), size, INK, after=14)] if spec.aside else []
        caption = Paragraph(stage.reader.line(shown.caption), SMALL_SIZES[-1], MUTED, after=6)
        credit = Paragraph(words(f"{shown.credit} · {shown.licence}"), SOURCE_SIZE, MUTED)
        return [((*aside, caption, credit), beside)]

    ((items, _),) = fit(scene.address, BODY_SIZES, attempt, ("aside" if spec.aside else "picture",))
    canvas.text("aside", beside, items)
    stage.finish(canvas, opening)
