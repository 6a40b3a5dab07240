"""Slides that open a deck or a part: title, agenda, aims and sections."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from coursekit.model.deck import LayoutKey
from coursekit.model.lesson import Part
from coursekit.render.slides import foot, logo
from coursekit.render.slides.canvas import Canvas
from coursekit.render.slides.lists import Item, draw
from coursekit.render.slides.look import (
    BODY_SIZES,
    COLUMNS,
    GOLD,
    INK,
    LAPIS,
    LARGE_SIZES,
    MOON,
    SMALL_SIZES,
    Box,
)
from coursekit.render.slides.metrics import Paragraph, balanced, height
from coursekit.render.slides.metrics import lines as lines_of
from coursekit.render.slides.notes import Notes
from coursekit.render.slides.page import Style
from coursekit.render.slides.stage import Opening, Placed, Stage, fit, fitting, shortened
from coursekit.render.slides.words import BULLET, words

ONE_LINE = 40
"""A headline that keeps to one line at this size or above does."""
SMALLER, LEAST = 0.9, 16.0
LABELS, BARS, TIMES = 400.0, 320.0, 100.0


def title(stage: Stage) -> None:
    """Draw the title slide; its notes carry the notes to the whole session."""
    lesson, course = stage.view.lesson, stage.view.course
    before = [stage.view.facts.lessons[name].title for name in lesson.prerequisites]
    extra = (words(stage.reader.label(stage.wording("prerequisites")) + "; ".join(before)),) if before else ()
    opening = Opening(
        "title",
        stage.reader.line(lesson.title),
        Notes(lesson.teaching + lesson.exercises_minutes, lesson.instructor_notes, extra),
    )
    says = stage.wording.citation(stage.view.source)
    session = stage.wording("lesson-number", number=stage.view.number)
    lines = (
        (f"{stage.reader.plain(course.title)} · {session}", 20),
        (_time(stage), 22),
        (says, 16),
        (course.licence, 16),
    )
    _opening(stage, opening, "title", lines)


def section(stage: Stage, part: Part, number: int) -> None:
    """Draw the slide that opens a part, on lapis."""
    every = {item.id: item for item in stage.view.lesson.objectives}
    objectives = [every[name] for name in part.objectives]
    extra = tuple(stage.reader.line(item.text) for item in objectives)
    label = stage.reader.label(stage.wording("slides-priority"))
    priority = words(label + stage.wording(f"priority-{part.priority}"))
    opening = Opening(
        f"parts/{part.id}", stage.reader.line(part.title), Notes(part.teaching, extra=(priority, *extra))
    )
    total = len(stage.view.lesson.parts)
    session = stage.wording("lesson-number", number=stage.view.number)
    place = stage.wording("slides-part", number=number, total=total) if total > 1 else session
    aims = tuple((stage.reader.plain(item.text), 20) for item in objectives)
    lines = ((place, 20), (stage.wording("minutes", count=part.teaching), 24), *aims)
    _opening(stage, opening, "section", lines)


def _opening(stage: Stage, opening: Opening, key: LayoutKey, lines: tuple[tuple[str, float], ...]) -> None:
    canvas = stage.bare(opening, key)
    headline, page, cover = stage.title(opening.headline), stage.page, stage.page.cover(key)
    room, style = cover.headline, cover.style

    def attempt(size: float) -> Placed:
        text = Paragraph(headline, size, style.colour, style.font, style.bold, align=style.align)
        return [((text,), room)]

    one_line = [
        size for size in cover.sizes if size >= ONE_LINE and lines_of(attempt(size)[0][0][0], room.w) == 1
    ]
    ((shown, _),) = fit(opening.address, (*one_line, *cover.sizes), attempt, ("title",))
    even = replace(room, w=balanced(shown[0], room.w)) if page.own else None
    canvas.placeholder(cover.kinds[0], "title", even, shown, "b", cover.indices[0])
    if cover.place:
        above, *lines_below = lines
        place = replace(
            cover.place, w=cover.place.w - (logo.LARGE.w + 20 if stage.logo and key == "title" else 0)
        )
        canvas.text("place", place, (shortened(Paragraph(words(above[0]), above[1], MOON), place.w),))
    else:
        lines_below = [lines[1], lines[0], *lines[2:]]
    if cover.rule:
        canvas.shape("rule", cover.rule, MOON)
    box = cover.about
    tried = fitting((1, SMALLER), lambda scale: [(_about(lines_below, scale, cover.about_style), box)])
    items = list(tried[0][0] if tried else _about(lines_below, SMALLER, cover.about_style))
    while height(items, box.w) > box.h and len(items) > 1:
        items.pop()
    if page.own or cover.indices[1]:
        canvas.placeholder(cover.kinds[1], "about", box if page.own else None, items, index=cover.indices[1])
    else:
        canvas.text("about", box, items)
    if stage.logo and key == "title" and page.own:
        logo.add(
            canvas, stage.logo, replace(logo.LARGE, x=room.right - logo.LARGE.w), stage.ground(cover.ground)
        )
        foot.add(canvas, len(stage.deck.slides), cover.foot)
    else:
        stage.number(canvas, cover)


def _about(lines: Sequence[tuple[str, float]], scale: float, style: Style) -> tuple[Paragraph, ...]:
    """Return the lines under a headline, the first bold; `scale` makes them smaller where they are many."""
    return tuple(
        Paragraph(
            words(text),
            size if n == 0 else max(LEAST, size * scale),
            style.colour,
            style.font,
            bold=n == 0,
            after=6,
            align=style.align,
        )
        for n, (text, size) in enumerate(lines)
    )


def agenda(stage: Stage) -> None:
    """Draw what takes how long, with a bar for each part."""
    lesson, wording = stage.view.lesson, stage.wording
    rows = [(stage.reader.plain(part.title), part.teaching, LAPIS) for part in lesson.parts]
    rows += [
        (wording(key), sum(task.minutes for task in tasks), GOLD)
        for key, tasks in (("exercises", lesson.exercises), ("activities", lesson.activities))
        if tasks
    ]
    opening = Opening("agenda", words(wording("slides-agenda")), Notes(extra=(words(_time(stage)),)))
    canvas = stage.slide(opening)
    page = stage.page
    boxes = page.flow.rows(max(len(rows), 5), 6)[: len(rows)]
    labels = page.across(LABELS)
    bars = min(BARS, page.flow.w - labels - 20 - TIMES)
    fields = [f"/parts/{part.id}/title" for part in lesson.parts]

    def attempt(size: float) -> Placed:
        return [
            ((Paragraph(words(name), size, INK),), Box(box.x, box.y, labels, box.h))
            for (name, _, _), box in zip(rows, boxes, strict=True)
        ]

    placed = fit("agenda", BODY_SIZES[1:], attempt, fields)
    longest = max(minutes for _, minutes, _ in rows)
    for n, ((_, minutes, colour), (items, box)) in enumerate(zip(rows, placed, strict=True)):
        canvas.text(f"agenda/{n}", box, items, anchor="ctr")
        wide = bars * minutes / max(1, longest)
        bar = Box(box.right + 20, box.middle - 9, max(wide, 2), 18)
        canvas.shape("bar", bar, colour)
        time = Paragraph(words(wording("minutes-short", count=minutes)), SMALL_SIZES[0], colour, bold=True)
        canvas.text(
            f"agenda/{n}/minutes", Box(bar.right + 10, box.y, TIMES - 10, box.h), (time,), anchor="ctr"
        )
    _foot(canvas, stage, _time(stage))


def aims(stage: Stage) -> None:
    """Draw questions and objectives, on one slide where they fit."""
    lesson, wording = stage.view.lesson, stage.wording
    questions = [stage.reader.line(question) for question in lesson.questions]
    objectives = [
        (
            *words(stage.reader.label(wording(f"bloom-{item.bloom}")), strong=True),
            *stage.reader.line(item.text),
        )
        for item in lesson.objectives
    ]

    def attempt(split: int, size: float) -> Placed:
        room = stage.page.flow
        left, right = room.span(0, split), room.span(split, COLUMNS - split).inset(20, 0, 0)

        def column(key: str, lines: list[tuple], mark: str) -> tuple[Paragraph, ...]:  # type: ignore[type-arg]
            head = Paragraph(words(wording(key)), size + 2, LAPIS, "heading", bold=True, after=12)
            return (head, *(Paragraph(line, size, INK, mark=mark, after=10) for line in lines))

        return [
            (column("questions", questions, "?"), left),
            (column("objectives", objectives, BULLET), right),
        ]

    ways = ((split, size) for size in LARGE_SIZES[2:] for split in (5, 4))
    fits = (fitting((size,), partial(attempt, split)) for split, size in ways)
    placed = next((found for found in fits if found), None)
    if placed is None:
        for key, lines in (("questions", questions), ("objectives", objectives)):
            draw(stage, key, wording(key), [Item((line,), words(str(n))) for n, line in enumerate(lines, 1)])
        return
    canvas = stage.slide(Opening("aims", words(wording("slides-aims")), Notes()))
    for field, (items, box) in zip(("questions", "objectives"), placed, strict=True):
        canvas.text(field, Box(box.x, box.y, box.w, stage.page.flow.h), items)
    _foot(canvas, stage, "")


def _time(stage: Stage) -> str:
    lesson, wording = stage.view.lesson, stage.wording
    return wording(
        "slides-time",
        teaching=wording("minutes", count=lesson.teaching),
        exercises=wording("minutes", count=lesson.exercises_minutes),
    )


def _foot(canvas: Canvas, stage: Stage, text: str) -> None:
    if text:
        stage.remark(canvas, "time", text)
    stage.number(canvas)
