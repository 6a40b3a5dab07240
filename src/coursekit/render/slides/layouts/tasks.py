"""Tasks with their time: an exercise, and an activity with its steps."""

from collections.abc import Sequence
from dataclasses import replace

from coursekit.model.exercise import Choose, Classify, Complete, Exercise, Match, Order
from coursekit.model.lesson import Activity
from coursekit.model.slide import ActivitySlide, ExerciseSlide
from coursekit.render.prose import Run
from coursekit.render.slides.canvas import Canvas
from coursekit.render.slides.layouts import matching
from coursekit.render.slides.look import (
    BODY_SIZES,
    GOLD,
    INK,
    LARGE_SIZES,
    MUTED,
    PAPER,
    RULE,
    SMALL_SIZES,
    Box,
)
from coursekit.render.slides.metrics import Paragraph, height
from coursekit.render.slides.scene import Scene
from coursekit.render.slides.stage import Opening, Placed, Stage, divide, fit, fitting, paged, shortened
from coursekit.render.slides.words import BULLET, Reader, words

BAND = 40.0
ROW_GAP = 12.0
DATA = {"choose": "options", "classify": "items", "order": "items"}
"""Where the texts stand that an exercise is done with."""
MINUTES = 108.0


def exercise(stage: Stage, scene: Scene, spec: ExerciseSlide) -> None:
    """Draw an exercise under its band of gold."""
    task = next(item for item in stage.view.lesson.exercises if item.id == spec.exercise)
    opening = scene.opening(stage, spec, task, extra=_answers(task, stage))
    if isinstance(task, Match):
        _match(stage, opening, task)
        return
    room = _room(stage)
    items, divided = _pages(task, stage.reader, room)
    label = stage.reader.label(stage.wording("exercise"))
    for number, part in enumerate(divided, 1):
        canvas = stage.slide(replace(opening, headline=paged(opening.headline, number, len(divided))))
        band(canvas, (Run(label), *stage.reader.line(task.title)), task.minutes, stage)
        shown = [items[n] for n in part]
        canvas.text("exercise", replace(room, h=max(height(shown, room.w) + 2, 60)), shown)
        stage.finish(canvas, opening)


def _match(stage: Stage, opening: Opening, task: Match) -> None:
    """Draw the prompt and two columns, on one slide or on two."""
    title = (Run(stage.reader.label(stage.wording("exercise"))), *stage.reader.line(task.title))
    room = _room(stage)
    address = f"exercises/{task.id}"
    sides = [f"pairs/{n // 2}" for n in range(2 * len(task.pairs))]
    places = matching.order(task, stage.view.id)

    def prompt(size: float) -> Placed:
        return [(stage.reader.text(task.prompt, size, INK, 10), room)]

    def columns(size: float, under: Box = room) -> Placed:
        return matching.placed(task, places, stage.reader, size, under)

    def whole(size: float) -> Placed:
        asked = prompt(size)
        return [*asked, *columns(size, room.down(height(asked[0][0], room.w) + 6))]

    placed = fitting(BODY_SIZES, whole)
    drawn = [placed] if placed else []
    if not drawn:
        drawn = [fit(address, LARGE_SIZES, prompt, ("prompt",)), fit(address, BODY_SIZES, columns, sides)]
    for number, texts in enumerate(drawn, 1):
        canvas = stage.slide(replace(opening, headline=paged(opening.headline, number, len(drawn))))
        band(canvas, title, task.minutes, stage)
        rows = texts
        if number == 1:
            asked, *rows = texts
            canvas.text("exercise", replace(room, h=height(asked[0], room.w) + 2), asked[0])
        matching.draw(canvas, rows)
        stage.finish(canvas, opening)


def _pages(task: Exercise, reader: Reader, room: Box) -> tuple[list[Paragraph], list[range]]:
    """Return the paragraphs of an exercise, on one slide or with what it is done with on a second."""

    def parts(size: float) -> tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]:
        return reader.text(task.prompt, size, INK, 10), _data(task, reader, size)

    def halves(size: float) -> Placed:
        return [(part, room) for part in parts(size)]

    whole = fitting(LARGE_SIZES, lambda size: [(sum(parts(size), ()), room)])
    if whole:
        items = list(whole[0][0])
        return items, [range(len(items))]
    divided = fitting(LARGE_SIZES, halves)
    if divided:
        asked, given = divided[0][0], divided[1][0]
        return [*asked, *given], [range(len(asked)), range(len(asked), len(asked) + len(given))]
    asked, given = parts(BODY_SIZES[-1])
    fields = [*("prompt" for _ in asked), *(DATA.get(task.kind, "prompt") for _ in given)]
    size, ranges = divide(
        f"exercises/{task.id}",
        BODY_SIZES,
        room.h,
        0,
        lambda size: [height((item,), room.w) for item in sum(parts(size), ())],
        fields,
    )
    return list(sum(parts(size), ())), ranges


def _data(task: Exercise, reader: Reader, size: float) -> tuple[Paragraph, ...]:
    """Return what the task is to be done with, as a list."""
    match task:
        case Choose():
            lines = [option.text for option in task.options]
        case Classify():
            lines = [item.text for item in task.items]
        case Order():
            lines = sorted(item.text for item in task.items)
        case Complete():
            return reader.text(_gaps(task), size, INK, 8)
        case _:
            return ()
    into = [" · ".join(reader.plain(name) for name in task.into)] if isinstance(task, Classify) else []
    return (
        *(Paragraph(words(name), size, GOLD, bold=True, after=8) for name in into),
        *(Paragraph(reader.line(line), size, INK, mark=BULLET, after=4) for line in lines),
    )


def _gaps(task: Complete) -> str:
    text = task.sentence
    for gap in task.gaps:
        text = text.replace(f"[[{gap.id}]]", "……………")
    return text


def _answers(task: Exercise, stage: Stage) -> tuple[tuple[Run, ...], ...]:
    reader = stage.reader
    hints = (words(reader.wording("hints"), strong=True), *(reader.line(hint) for hint in task.hints))
    if stage.view.course.solutions == "withheld":  # the site gives decks to everybody
        return hints
    return (
        *hints,
        words(reader.wording("solution"), strong=True),
        *([matching.key(task, stage.view.id)] if isinstance(task, Match) else []),
        *reader.cited(task.solution),
    )


def activity(stage: Stage, scene: Scene, spec: ActivitySlide) -> None:
    """Draw an activity's steps with their minutes under its band of gold."""
    task = next(item for item in stage.view.lesson.activities if item.id == spec.activity)
    opening = scene.opening(stage, spec, task, extra=_facilitation(task, stage.reader))

    room = _room(stage)

    def heights(size: float) -> list[float]:
        return [height(text, room.w - MINUTES) for text in _steps(task, stage.reader, size)]

    size, divided = divide(
        f"activities/{task.id}",
        BODY_SIZES,
        room.h,
        ROW_GAP,
        heights,
        [f"steps/{n}" for n in range(len(task.steps))],
    )
    texts = _steps(task, stage.reader, size)
    group = stage.wording("slides-group", count=task.group_size)
    label = stage.reader.label(f"{stage.wording('activity')}, {group}")
    for number, part in enumerate(divided, 1):
        canvas = stage.slide(replace(opening, headline=paged(opening.headline, number, len(divided))))
        band(canvas, (Run(label), *stage.reader.line(task.title)), task.minutes, stage)
        _draw_steps(canvas, stage, task, texts, part)
        stage.finish(canvas, opening)


def _draw_steps(
    canvas: Canvas, stage: Stage, task: Activity, texts: Sequence[tuple[Paragraph, ...]], part: range
) -> None:
    whole = _room(stage)
    y = whole.y
    room = whole.inset(MINUTES, 0, 0)
    spare = whole.h - sum(height(texts[n], room.w) for n in part)
    gap = max(ROW_GAP, min(26.0, spare / max(1, len(part))))
    for n in part:
        tall = height(texts[n], room.w)
        time = Paragraph(
            words(stage.wording("minutes-short", count=task.steps[n].minutes)),
            texts[n][0].size,
            GOLD,
            bold=True,
        )
        canvas.text(f"activity/steps/{n}/minutes", Box(whole.x, y, MINUTES - 12, max(28, tall)), (time,))
        canvas.text(f"activity/steps/{n}", Box(room.x, y, room.w, tall + 2), texts[n])
        if n != part[-1]:
            canvas.line("rule", Box(whole.x, y + tall + gap / 2, whole.w, 0), RULE)
        y += tall + gap


def _steps(task: Activity, reader: Reader, size: float) -> list[tuple[Paragraph, ...]]:
    return [
        (
            Paragraph(reader.line(step.do), size, INK),
            *([Paragraph(reader.line(step.ask), max(SMALL_SIZES[-1], size - 2), MUTED)] if step.ask else []),
        )
        for step in task.steps
    ]


def _facilitation(task: Activity, reader: Reader) -> tuple[tuple[Run, ...], ...]:
    """Return what the one who runs the activity needs beside the slide."""
    materials = "; ".join(reader.plain(item) for item in task.materials)
    roles = [f"{reader.label(role.name)}{reader.plain(role.brief)}" for role in task.roles]
    return (
        reader.line(task.purpose),
        reader.line(task.setup),
        *([words(materials)] if materials else []),
        *(words(role) for role in roles),
        words(reader.wording("slides-debrief"), strong=True),
        *(reader.line(question) for question in task.debrief),
        words(reader.wording("slides-risks"), strong=True),
        *reader.cited(task.risks),
    )


def _room(stage: Stage) -> Box:
    """Return what is left under the band."""
    return stage.page.body.down(BAND + 20)


def band(canvas: Canvas, title: tuple[Run, ...], minutes: int, stage: Stage) -> None:
    """Draw the band of gold with a task's title and its time."""
    box = replace(stage.page.body, h=BAND)
    time = Paragraph(
        words(stage.wording("minutes", count=minutes)), SMALL_SIZES[0], PAPER, bold=True, align="r"
    )
    line = shortened(Paragraph(title, SMALL_SIZES[0], PAPER, bold=True), box.w - 190)
    canvas.text("title", box, (line,), ground=GOLD, anchor="ctr", insets=(16, 0, 170, 0))
    canvas.text("minutes", Box(box.right - 166, box.y, 150, BAND), (time,), anchor="ctr")
