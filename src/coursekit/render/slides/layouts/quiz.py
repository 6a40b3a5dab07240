"""A quiz question, and a second slide with its answer."""

from dataclasses import replace

from coursekit.model.lesson import Question
from coursekit.model.slide import QuizSlide
from coursekit.render.prose import Run
from coursekit.render.slides.canvas import Canvas
from coursekit.render.slides.look import BODY, BODY_SIZES, CARD, INK, LAPIS, MUTED, PAPER, TEAL, Box
from coursekit.render.slides.metrics import Paragraph, height
from coursekit.render.slides.scene import Scene
from coursekit.render.slides.stage import Placed, Stage, fit
from coursekit.render.slides.words import words

LETTERS = "ABCD"
BADGE = 36.0
GAP = 12.0
PAD = 8.0
MARK = "✓"


def quiz(stage: Stage, scene: Scene, spec: QuizSlide) -> None:
    """Draw the question on one slide and the answer on the next."""
    question = next(item for item in stage.view.lesson.quiz if item.id == spec.quiz)
    opening = scene.opening(stage, spec, question, extra=_feedback(stage, question))
    for answered in (False, True):
        headline = opening.headline
        if answered:
            headline = (Run(stage.wording("slides-answer") + " "), *headline)
        canvas = stage.slide(replace(opening, headline=headline))
        _draw(canvas, stage, scene, question, answered=answered)
        stage.finish(canvas, opening)


def _draw(canvas: Canvas, stage: Stage, scene: Scene, question: Question, *, answered: bool) -> None:
    def attempt(size: float) -> Placed:
        asked = Paragraph(stage.reader.line(question.question), size, INK, bold=True)
        room = BODY.down(height((asked,), BODY.w) + 14)
        placed: Placed = [((asked,), BODY)]
        texts = [_option(stage, question, n, size, answered=answered) for n in range(len(question.options))]
        heights = [max(BADGE, height(text, room.w - BADGE - 34)) + 2 * PAD for text in texts]
        spare = room.h - sum(heights) - GAP * (len(texts) - 1)
        y = room.y
        for text, tall in zip(texts, heights, strict=True):
            # Where the rows are too high together, no row has room: the next size is tried.
            inside = Box(room.x + BADGE + 24, y, room.w - BADGE - 34, tall if spare >= 0 else 0)
            placed.append((text, inside))
            y += tall + GAP + max(0.0, min(14.0, spare / len(texts)))
        return placed

    placed = fit(scene.address, BODY_SIZES, attempt)
    asked, *options = placed
    canvas.text("quiz/question", replace(asked[1], h=height(asked[0], BODY.w) + 4), asked[0])
    for n, (items, box) in enumerate(options):
        right = answered and question.options[n].right
        row = Box(BODY.x, box.y, BODY.w, box.h)
        insets = (BADGE + 24, PAD, 10, PAD)
        canvas.text(
            f"quiz/options/{n}",
            row,
            items,
            ground=CARD,
            edge=TEAL if right else None,
            anchor="ctr",
            insets=insets,
        )
        ground = TEAL if right else MUTED if answered else LAPIS
        letter = Paragraph(words(MARK if right else LETTERS[n]), 20, PAPER, bold=True, align="ctr")
        badge = Box(row.x + 12, row.middle - BADGE / 2, BADGE, BADGE)
        canvas.text(
            f"quiz/options/{n}/letter", badge, (letter,), ground=ground, anchor="ctr", shape="ellipse"
        )


def _option(
    stage: Stage, question: Question, n: int, size: float, *, answered: bool
) -> tuple[Paragraph, ...]:
    option = question.options[n]
    right = answered and option.right
    text = stage.reader.line(option.text)
    if not right:
        return (Paragraph(text, size, MUTED if answered else INK),)
    label = Run(f"{stage.wording('right')}: ", strong=True)
    return (
        Paragraph((label, *text), size, TEAL, bold=True, after=4),
        Paragraph(stage.reader.line(option.feedback), max(18, size - 2), INK),
    )


def _feedback(stage: Stage, question: Question) -> tuple[tuple[Run, ...], ...]:
    """Return each option's feedback for the notes."""
    return tuple(
        (
            Run(
                f"{LETTERS[n]}, {stage.wording('right' if option.right else 'not-yet').lower()}: ",
                strong=True,
            ),
            *stage.reader.line(option.feedback),
        )
        for n, option in enumerate(question.options)
    )
