"""A quiz question, and a second slide with its answer."""

from dataclasses import replace

from coursekit.model.lesson import Question
from coursekit.model.slide import QuizSlide
from coursekit.render.prose import Run
from coursekit.render.slides.canvas import Canvas
from coursekit.render.slides.look import CARD, INK, LAPIS, LARGE_SIZES, MUTED, PAPER, TEAL, Box
from coursekit.render.slides.metrics import Paragraph, height
from coursekit.render.slides.scene import Scene
from coursekit.render.slides.stage import Placed, Stage, fit, fitting
from coursekit.render.slides.words import words

LETTERS = "ABCD"
BADGE = 34.0
GAP = 10.0
PAD = 7.0
MARK = "✓"
SIZES = LARGE_SIZES[1:]


def quiz(stage: Stage, scene: Scene, spec: QuizSlide) -> None:
    """Draw the question on one slide and the answer on the next."""
    question = next(item for item in stage.view.lesson.quiz if item.id == spec.quiz)
    opening = scene.opening(stage, spec, question, extra=_feedback(stage, question))
    for answered in (False, True):
        # The sentence may give the answer away, so it stands on the answer's slide only.
        number = stage.view.lesson.quiz.index(question) + 1
        headline: tuple[Run, ...] = (Run(stage.wording("slides-question", number=number)),)
        notes = opening.notes
        if answered:
            headline = (Run(stage.wording("slides-answer") + " "), *opening.headline)
            notes = replace(notes, beside=stage.wording("slides-with-question"))
        canvas = stage.slide(replace(opening, headline=headline, notes=notes))
        _draw(canvas, stage, scene, question, answered=answered)
        stage.finish(canvas, opening)


def _draw(canvas: Canvas, stage: Stage, scene: Scene, question: Question, *, answered: bool) -> None:
    every = list(range(len(question.options)))
    shown = every
    body = stage.page.body
    placed = fitting(SIZES, lambda size: _rows(stage, question, every, size, answered=answered))
    if placed is None:
        # The others stand on the slide before; their feedback stands in the notes.
        shown = [n for n in every if question.options[n].right] if answered else every
        placed = fit(
            scene.address,
            SIZES,
            lambda size: _rows(stage, question, shown, size, answered=answered),
            [f"/quiz/{question.id}/{field}" for field in ("question", *(f"options/{n}/text" for n in shown))],
        )
    asked, *options = placed
    canvas.text("quiz/question", replace(asked[1], h=height(asked[0], body.w) + 4), asked[0])
    for n, (items, box) in zip(shown, options, strict=True):
        right = answered and question.options[n].right
        row = Box(body.x, box.y - PAD, body.w, box.h + 2 * PAD)
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


def _rows(stage: Stage, question: Question, shown: list[int], size: float, *, answered: bool) -> Placed:
    asked = Paragraph(stage.reader.line(question.question), size, INK, bold=True)
    body = stage.page.body
    room = body.down(height((asked,), body.w) + 14)
    wide = room.w - BADGE - 34
    texts = [_option(stage, question, n, size, answered=answered) for n in shown]
    heights = [max(BADGE, height(text, wide)) for text in texts]
    spare = room.h - sum(heights) - (2 * PAD + GAP) * len(texts) + GAP
    placed: Placed = [((asked,), body)]
    y = room.y + PAD
    for text, tall in zip(texts, heights, strict=True):
        # Where the rows are too high together, no row has room: the next size is tried.
        placed.append((text, Box(room.x + BADGE + 24, y, wide, tall if spare >= 0 else 0)))
        y += tall + 2 * PAD + GAP + max(0.0, min(26.0, spare / len(texts)))
    return placed


def _option(
    stage: Stage, question: Question, n: int, size: float, *, answered: bool
) -> tuple[Paragraph, ...]:
    option = question.options[n]
    right = answered and option.right
    text = stage.reader.line(option.text)
    if not right:
        return (Paragraph(text, size, MUTED if answered else INK),)
    label = Run(stage.reader.label(stage.wording("right")), strong=True)
    return (
        Paragraph((label, *text), size, TEAL, bold=True, after=4),
        Paragraph(stage.reader.line(option.feedback), max(18, size - 2), INK),
    )


def _feedback(stage: Stage, question: Question) -> tuple[tuple[Run, ...], ...]:
    """Return each option's feedback for the notes."""
    return tuple(
        (
            Run(
                stage.reader.label(
                    f"{LETTERS[n]}, {stage.wording('right' if option.right else 'not-yet').lower()}"
                ),
                strong=True,
            ),
            *stage.reader.line(option.feedback),
        )
        for n, option in enumerate(question.options)
    )
