"""What is to be matched, in two columns: numbers at the left, letters in another order at the right."""

from collections.abc import Sequence
from dataclasses import replace

from coursekit.model.exercise import Match
from coursekit.render.prose import Run
from coursekit.render.shuffle import LETTERS, salt, shuffled
from coursekit.render.slides.canvas import Canvas
from coursekit.render.slides.look import CARD, GOLD, INK, Box
from coursekit.render.slides.metrics import Paragraph, height
from coursekit.render.slides.stage import Placed
from coursekit.render.slides.words import Reader, words

SHARES = (0.5, 0.42, 0.58, 0.36, 0.64, 0.3, 0.7)
"""What the left column may take of the width."""
GAP = 24.0
LABEL = 30.0
PAD, BETWEEN = 4.0, 6.0
Row = tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]


def order(task: Match, lesson: str) -> list[int]:
    """Return the places of the right halves in the order of their letters, the worksheet's own."""
    return shuffled(salt(lesson, task.id), tuple(pair.right for pair in task.pairs))


def key(task: Match, lesson: str) -> tuple[Run, ...]:
    """Return which letter belongs to which number, for the notes."""
    letters = {place: LETTERS[n] for n, place in enumerate(order(task, lesson))}
    return words(", ".join(f"{n + 1} {letters[n]}" for n in range(len(task.pairs))), strong=True)


def placed(task: Match, places: Sequence[int], reader: Reader, size: float, room: Box) -> Placed:
    """Return the texts with their boxes, row by row; rows too high together have no height."""
    rows: list[Row] = [
        (
            (Paragraph(reader.line(pair.left), size, INK),),
            (Paragraph(reader.line(task.pairs[other].right), size, INK),),
        )
        for pair, other in zip(task.pairs, places, strict=True)
    ]
    ways = [_columns(room, share) for share in SHARES]
    sides = min(ways, key=lambda way: sum(_heights(rows, way)))
    heights = _heights(rows, sides)
    spare = room.h - sum(heights) - (2 * PAD + BETWEEN) * len(rows) + BETWEEN
    found: Placed = []
    y = room.y
    for row, tall in zip(rows, heights, strict=True):
        for text, side in zip(row, sides, strict=True):
            found.append((text, replace(side, y=y + PAD, h=tall if spare >= 0 else 0)))
        y += tall + 2 * PAD + BETWEEN + max(0.0, min(8.0, spare / len(rows)))
    return found


def _columns(room: Box, share: float) -> tuple[Box, Box]:
    """Return the two columns of text, without the room for their labels and edges."""
    first = (room.w - GAP) * share
    left = Box(room.x, room.y, first, room.h)
    right = Box(room.x + first + GAP, room.y, room.w - GAP - first, room.h)
    return left.inset(LABEL + PAD + 8, 0, PAD), right.inset(LABEL + PAD + 8, 0, PAD)


def _heights(rows: Sequence[Row], sides: tuple[Box, Box]) -> list[float]:
    return [max(height(text, side.w) for text, side in zip(row, sides, strict=True)) for row in rows]


def draw(canvas: Canvas, found: Sequence[tuple[Sequence[Paragraph], Box]]) -> None:
    """Draw the rows."""
    for n, (text, box) in enumerate(found):
        row, side = divmod(n, 2)
        mark = LETTERS[row] if side else str(row + 1)
        name = f"exercise/{'right' if side else 'left'}/{row}"
        label = Paragraph(words(mark), text[0].size, GOLD, bold=True)
        card = Box(box.x - LABEL - PAD - 8, box.y - PAD, box.w + LABEL + 2 * PAD + 8, box.h + 2 * PAD)
        insets = (LABEL + PAD + 8, PAD, PAD, PAD)
        canvas.text(name, card, text, ground=CARD, anchor="ctr", insets=insets)
        canvas.text(f"{name}/mark", Box(card.x + 12, card.y, LABEL, card.h), (label,), anchor="ctr")
