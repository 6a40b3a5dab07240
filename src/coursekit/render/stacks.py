"""The drawings of stacked charts: bars whose parts lie one after the other, told apart without colour too."""

from collections.abc import Sequence
from html import escape

from coursekit.model.values import stacks
from coursekit.render.plots import (
    BAR,
    LEADING,
    LETTER,
    PLOT,
    TEXT,
    WIDTH,
    Drawing,
    Mark,
    label_lines,
    wrapped,
)

PAD = 8
"""Around a number that stands on a part of a bar."""
STEP = 9
"""Between the lines of a hatch, and its dots."""
HATCHED = 2
"""Places from which on parts are hatched: two plain shades can be told apart in grey, more cannot."""
SWATCH = 22
Cell = Mark | None


def bars(marks: tuple[Mark, ...], *, shares: bool = False) -> Drawing:
    """Draw lying bars, each under its label; a number without room on its part stands by the label."""
    names, parts, rows = _rows(marks)
    most = max(map(_whole, rows)) or 1.0
    body, top = [], 0.0
    for name, row in zip(names, rows, strict=True):
        scale = WIDTH / ((_whole(row) if shares else most) or 1.0)
        spans = _spans(row, scale)
        outside = [cell for cell, (_, long) in zip(row, spans, strict=True) if cell and not _fits(cell, long)]
        lines = wrapped(_named(name, outside), WIDTH)
        body.append(label_lines(lines, 0, top + TEXT - 3))
        top += LEADING * len(lines) + 2
        for place, (cell, (start, long)) in enumerate(zip(row, spans, strict=True)):
            if cell:
                body.append(_part(place, cell, (start, top, long, BAR), plain=cell in outside))
        top += BAR + 16
    return _with_key(Drawing("".join(body), top - 10), parts)


def columns(marks: tuple[Mark, ...], *, shares: bool = False) -> Drawing:
    """Draw standing columns; as bars, where a label is too long to stand under one."""
    names, parts, rows = _rows(marks)
    slot = WIDTH / len(names)
    words = [word for mark in marks for word in (*mark.label.split(), mark.words)]
    if any(len(word) * LETTER > slot - 6 for word in words):
        return bars(marks, shares=shares)
    most = max(map(_whole, rows)) or 1.0
    body, deepest = [], 0
    wide = min(slot * 0.8, 150)
    for number, (name, row) in enumerate(zip(names, rows, strict=True)):
        middle = slot * (number + 0.5)
        spans = _spans(row, PLOT / ((_whole(row) if shares else most) or 1.0))
        room = [
            cell and len(cell.words) * LETTER + PAD <= wide and high >= LEADING
            for cell, (_, high) in zip(row, spans, strict=True)
        ]
        outside = [cell for cell, fits in zip(row, room, strict=True) if cell and not fits]
        for place, (cell, (start, high)) in enumerate(zip(row, spans, strict=True)):
            if cell:
                box = (middle - wide / 2, PLOT - start - high, wide, high)
                body.append(_part(place, cell, box, plain=cell in outside))
        lines = [line for text in (name, *map(_told, outside)) for line in wrapped(text, slot - 6)]
        body.append(label_lines(lines, middle, PLOT + LEADING, "middle"))
        deepest = max(deepest, len(lines))
    body.append(f'<path class="ck-axis" d="M0 {PLOT:g}H{WIDTH}"/>')
    return _with_key(Drawing("".join(body), PLOT + LEADING * deepest + 8), parts)


def share_bars(marks: tuple[Mark, ...]) -> Drawing:
    """Draw bars of one length, each a whole with its parts."""
    return bars(marks, shares=True)


def share_columns(marks: tuple[Mark, ...]) -> Drawing:
    """Draw columns of one height, each a whole with its parts."""
    return columns(marks, shares=True)


def _rows(marks: Sequence[Mark]) -> tuple[tuple[str, ...], tuple[str, ...], list[tuple[Cell, ...]]]:
    made = stacks((mark.label, mark.part) for mark in marks)
    rows = [tuple(None if place is None else marks[place] for place in cells) for cells in made.cells]
    return made.bars, made.parts, rows


def _whole(row: Sequence[Cell]) -> float:
    return sum(abs(cell.number) for cell in row if cell)


def _spans(row: Sequence[Cell], scale: float) -> list[tuple[float, float]]:
    """Return where each part begins and how long it is."""
    spans, end = [], 0.0
    for cell in row:
        long = abs(cell.number) * scale if cell else 0.0
        spans.append((end, long))
        end += long
    return spans


def _fits(cell: Mark, long: float) -> bool:
    return len(cell.words) * LETTER * 1.1 + 2 * PAD <= long


def _named(name: str, outside: Sequence[Mark]) -> str:
    return f"{name} ({', '.join(map(_told, outside))})" if outside else name


def _told(cell: Mark) -> str:
    return f"{cell.part} – {cell.words}" if cell.part else cell.words


def _part(place: int, cell: Mark, box: tuple[float, float, float, float], *, plain: bool) -> str:
    """Draw one part of a bar; its number stands on it, unless it is to be plain."""
    x, y, wide, tall = box
    drawn = _shape(place, box, dashed=cell.worked_out)
    if plain:
        return drawn
    middle, base = x + wide / 2, y + tall / 2 + 7
    room = len(cell.words) * LETTER * 1.1 + PAD
    plate = (
        f'<rect class="ck-plate" x="{middle - room / 2:g}" y="{base - 19:g}" width="{room:g}" height="25"/>'
        if place >= HATCHED
        else ""
    )
    look = f'class="ck-value ck-on-{place + 1}" font-weight="700" text-anchor="middle"'
    return f'{drawn}{plate}<text {look} x="{middle:g}" y="{base:g}">{escape(cell.words)}</text>'


def _shape(place: int, box: tuple[float, float, float, float], *, dashed: bool = False) -> str:
    x, y, wide, tall = box
    shade = f"ck-stack ck-stack-{place + 1}{' ck-dashed' if dashed else ''}"
    rect = f'<rect class="{shade}" x="{x:g}" y="{y:g}" width="{wide:g}" height="{tall:g}"/>'
    if place < HATCHED:
        return rect
    lines = _slanted(wide, tall) if place == HATCHED else _level(wide, tall)
    path = "".join(f"M{x + a:.1f} {y + b:.1f}L{x + c:.1f} {y + d:.1f}" for a, b, c, d in lines)
    return f'{rect}<path class="ck-hatch ck-hatch-{place + 1}" d="{path}"/>' if path else rect


def _slanted(wide: float, tall: float) -> list[tuple[float, float, float, float]]:
    """Return lines that fall through a box from corner to corner, each with its two ends."""
    found = []
    start = STEP - int(tall)
    while start < wide:
        low, high = max(0.0, -start), min(tall, wide - start)
        if high > low:
            found.append((start + low, low, start + high, high))
        start += STEP
    return found


def _level(wide: float, tall: float) -> list[tuple[float, float, float, float]]:
    """Return level lines through a box, which the style draws as dots."""
    return [(5.0, y, wide - 4.0, y) for y in _steps(5.0, tall - 3.0)] if wide > STEP else []


def _steps(start: float, end: float) -> list[float]:
    return [start + STEP * n for n in range(int(max(0.0, end - start) // STEP) + 1)] if end > start else []


def _with_key(drawing: Drawing, parts: Sequence[str]) -> Drawing:
    """Name the parts under the bars, in their order."""
    if parts == ("",):
        return drawing
    body, top = [], drawing.height + 14
    for place, part in enumerate(parts):
        lines = wrapped(part, WIDTH - SWATCH - 14)
        body.append(_shape(place, (1, top, SWATCH, SWATCH - 2)))
        body.append(label_lines(lines, SWATCH + 12, top + 16))
        top += LEADING * len(lines) + 7
    return Drawing(drawing.body + "".join(body), top)
