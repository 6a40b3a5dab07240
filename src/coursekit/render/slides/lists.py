"""Slides with a list, divided over as many as it needs."""

from collections.abc import Sequence
from dataclasses import dataclass

from coursekit.render.prose import Run
from coursekit.render.slides import template
from coursekit.render.slides.look import BODY_SIZES, INK, LAPIS, LIST, MUTED, RULE, SOURCE_SIZE, WARN, Box
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
    aside = MARK + 4 if any(item.doubted for item in items) else 0
    labels = [Paragraph(item.label, max(form.sizes), LAPIS, bold=True) for item in items]
    indent = max(form.label, *(width(label) + 16 + aside for label in labels))
    wide = LIST.w - indent

    def heights(size: float) -> list[float]:
        return [height(_paragraphs(item, size), wide) for item in items]

    size, divided = divide(address, form.sizes, LIST.h, form.gap, heights)
    texts = [_paragraphs(item, size) for item in items]
    for number, part in enumerate(divided, 1):
        title = paged(words(headline), number, len(divided))
        canvas = stage.slide(Opening(address, title, notes or Notes()))
        free = LIST.h - sum(height(texts[n], wide) for n in part)
        gap = max(form.gap, min(form.gap * 1.8, free / max(1, len(part))))
        y = LIST.y
        for n in part:
            tall = height(texts[n], wide)
            if items[n].label:
                label = Paragraph(items[n].label, size, LAPIS, bold=True)
                canvas.text(f"{n}/label", Box(LIST.x, y, indent - 12 - aside, tall + 1), (label,))
            if items[n].doubted:
                mark = Paragraph(words("!"), size, WARN, bold=True, align="ctr")
                canvas.text(f"{n}/doubt", Box(LIST.x + indent - 12 - MARK, y, MARK, tall + 1), (mark,))
            canvas.text(str(n), Box(LIST.x + indent, y, wide, tall + 1), texts[n])
            if n != part[-1]:
                canvas.line("rule", Box(LIST.x, y + tall + gap / 2, LIST.w, 0), RULE)
            y += tall + gap
        if any(items[n].doubted for n in part):
            legend = Paragraph(words(f"! {stage.wording('doubt')}"), SOURCE_SIZE, WARN, bold=True)
            canvas.text("doubt", template.SOURCE_BOX, (legend,), anchor="ctr")
        canvas.number(template.NUMBER_BOX, len(stage.deck.slides), SOURCE_SIZE, MUTED)


def _paragraphs(item: Item, size: float) -> tuple[Paragraph, ...]:
    return tuple(
        Paragraph(line, size, MUTED if n else INK, after=4 if n < len(item.lines) - 1 else 0)
        for n, line in enumerate(item.lines)
    )
