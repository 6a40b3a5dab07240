"""Slides with a list, divided over as many as it needs."""

from collections.abc import Sequence
from dataclasses import dataclass

from coursekit.render.prose import Run
from coursekit.render.slides.look import BODY_SIZES, INK, LAPIS, MUTED, RULE, SOURCE_SIZE, WARN, Box
from coursekit.render.slides.metrics import Paragraph, height, width
from coursekit.render.slides.notes import Notes
from coursekit.render.slides.stage import Opening, Stage, divide, paged
from coursekit.render.slides.words import words

GAP = 14.0
MARK = 16.0


@dataclass(frozen=True)
class Item:
    """One row of a list."""

    lines: tuple[tuple[Run, ...], ...]
    """The first line is ink, further ones are muted."""
    label: tuple[Run, ...] = ()
    """What stands in a column of its own at the left."""
    doubted: bool = False
    field: str = ""
    """Where its text stands, from the list, if not at its number; with `/` before it, from the lesson."""


@dataclass(frozen=True)
class Form:
    """How a list is set."""

    sizes: Sequence[float] = BODY_SIZES
    label: float = 44
    """The least width of the labels' column."""
    gap: float = GAP


def draw(
    stage: Stage,
    address: str,
    headline: str,
    items: Sequence[Item],
    form: Form | None = None,
    notes: Notes | None = None,
) -> None:
    """Draw a list; every slide of it has the whole headline."""
    form = form or Form()
    room = stage.page.flow
    aside = MARK + 4 if any(item.doubted for item in items) else 0
    labels = [Paragraph(item.label, max(form.sizes), LAPIS, bold=True) for item in items]
    indent = max(form.label, *(width(label) + 16 + aside for label in labels))
    wide = room.w - indent

    def heights(size: float) -> list[float]:
        return [height(_paragraphs(item, size), wide) for item in items]

    fields = [item.field or str(n) for n, item in enumerate(items)]
    size, divided = divide(address, form.sizes, room.h, form.gap, heights, fields)
    texts = [_paragraphs(item, size) for item in items]
    for number, part in enumerate(divided, 1):
        title = paged(words(headline), number, len(divided))
        canvas = stage.slide(Opening(address, title, notes or Notes()))
        free = room.h - sum(height(texts[n], wide) for n in part)
        gap = max(form.gap, min(form.gap * 1.8, free / max(1, len(part))))
        y = room.y
        for n in part:
            tall = height(texts[n], wide)
            if items[n].label:
                label = Paragraph(items[n].label, size, LAPIS, bold=True)
                canvas.text(f"{n}/label", Box(room.x, y, indent - 12 - aside, tall + 1), (label,))
            if items[n].doubted:
                mark = Paragraph(words("!"), size, WARN, bold=True, align="ctr")
                canvas.text(f"{n}/doubt", Box(room.x + indent - 12 - MARK, y, MARK, tall + 1), (mark,))
            canvas.text(str(n), Box(room.x + indent, y, wide, tall + 1), texts[n])
            if n != part[-1]:
                canvas.line("rule", Box(room.x, y + tall + gap / 2, room.w, 0), RULE)
            y += tall + gap
        if any(items[n].doubted for n in part):
            legend = Paragraph(words(f"! {stage.wording('doubt')}"), SOURCE_SIZE, WARN, bold=True)
            canvas.text("doubt", stage.page.source, (legend,), anchor="ctr")
        stage.number(canvas)


def _paragraphs(item: Item, size: float) -> tuple[Paragraph, ...]:
    return tuple(
        Paragraph(line, size, MUTED if n else INK, after=4 if n < len(item.lines) - 1 else 0)
        for n, line in enumerate(item.lines)
    )
