"""Measures text with shipped tables of widths, so that what fits is computed and not hoped."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from coursekit.render.prose import Run

LINE = 1.2
"""Height of a line in font sizes, as PowerPoint and LibreOffice draw Arial and Georgia."""
SAFETY = 1.02
"""Programs round widths up; a line that just fits must not wrap."""
UNKNOWN = 1000
WORD = re.compile(r"[ \t\n]+|[^ \t\n]+")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a slide: its runs and how they are set."""

    runs: tuple[Run, ...]
    size: float
    colour: str
    font: str = "body"
    """`body` or `heading`."""
    bold: bool = False
    after: float = 0
    """Space below, in points."""
    mark: str = ""
    """A bullet or number before the paragraph, which then hangs."""
    align: str = "l"
    """`l`, `ctr` or `r`."""

    @property
    def hang(self) -> float:
        """How far the text stands in from its mark."""
        return self.size * (0.7 + 0.55 * len(self.mark)) if self.mark else 0


@cache
def _tables() -> dict[str, dict[int, int]]:
    file = resources.files("coursekit.render.slides") / "widths.json"
    read = json.loads(file.read_text(encoding="utf-8"))
    return {
        face: {int(start, 16) + n: width for start, widths in runs.items() for n, width in enumerate(widths)}
        for face, runs in read.items()
    }


def _face(paragraph: Paragraph, run: Run) -> str:
    if run.code:
        return "mono-regular"
    style = ("bold",) * (paragraph.bold or run.strong) + ("italic",) * run.emphasis
    return "-".join((paragraph.font, *(style or ("regular",))))


def text_width(text: str, size: float, face: str) -> float:
    """Return the width of text on one line, in points."""
    return _advance(text, face) * size / 1000 * SAFETY


@lru_cache(maxsize=20_000)
def _advance(text: str, face: str) -> int:
    """Return the width in thousandths of the size: words come back often, as sizes are tried."""
    table = _tables()[face]
    return sum(table.get(ord(char), UNKNOWN) for char in text)


def width(paragraph: Paragraph) -> float:
    """Return the width of a paragraph on one line."""
    return sum(text_width(run.text, paragraph.size, _face(paragraph, run)) for run in paragraph.runs)


def longest_word(paragraph: Paragraph) -> float:
    """Return the width of the widest word, below which a column must not go."""
    return max((word for word, _ in _words(paragraph)), default=0) * _scale(paragraph)


def lines(paragraph: Paragraph, room: float) -> int:
    """Return how many lines a paragraph takes in a room of this width."""
    room = max(room - paragraph.hang, paragraph.size) / _scale(paragraph)
    count, used = 1, 0.0
    for word, space in _words(paragraph):
        if used + word > room and used:
            count, used = count + 1, 0.0
        if word > room:
            broken = int(word // room)
            count, used = count + broken, used - broken * room
        used += word + space
    return count


def balanced(paragraph: Paragraph, room: float) -> float:
    """Return the least width at which a paragraph takes no more lines than in the room: they get even."""
    count = lines(paragraph, room)
    if count == 1:
        return room
    low, high = longest_word(paragraph) + paragraph.hang, room
    while high - low > 1:
        middle = (low + high) / 2
        low, high = (low, middle) if lines(paragraph, middle) <= count else (middle, high)
    return min(room, high + 2)


def height(paragraphs: Iterable[Paragraph], room: float) -> float:
    """Return the height that paragraphs take in a room of this width."""
    return sum(lines(item, room) * item.size * LINE + item.after for item in paragraphs)


def _scale(paragraph: Paragraph) -> float:
    return paragraph.size / 1000 * SAFETY


def _words(paragraph: Paragraph) -> Sequence[tuple[int, int]]:
    return _advances(tuple((run.text, _face(paragraph, run)) for run in paragraph.runs))


@lru_cache(maxsize=20_000)
def _advances(runs: tuple[tuple[str, str], ...]) -> Sequence[tuple[int, int]]:
    """Return the widths of each word and of the space after it, in thousandths of the size.

    They are kept, since every text is tried at several sizes.
    """
    words: list[tuple[int, int]] = []
    joined = False
    for text, face in runs:
        for piece in WORD.findall(text):
            size = _advance(piece, face)
            if piece.isspace():
                words[-1:] = [(words[-1][0], size)] if words else []
                joined = False
            elif joined:
                words[-1] = (words[-1][0] + size, 0)
            else:
                words.append((size, 0))
                joined = True
    return words


def pages(heights: Sequence[float], room: float, gap: float) -> list[range] | None:
    """Divide rows over as few pages as hold them, evenly; None where one row alone is too high."""
    if any(height > room for height in heights):
        return None
    for count in range(1, len(heights) + 1):
        divided = _divided(heights, room, gap, count)
        if divided is not None:
            return divided
    return []


def _divided(heights: Sequence[float], room: float, gap: float, count: int) -> list[range] | None:
    aim = (sum(heights) + gap * len(heights)) / count
    found: list[range] = []
    start, used = 0, 0.0
    for n, height in enumerate(heights):
        full = used + height > room
        enough = len(found) < count - 1 and used + height / 2 > aim
        if n > start and (full or enough):
            found.append(range(start, n))
            start, used = n, 0.0
        used += height + gap
    found.append(range(start, len(heights)))
    return found if len(found) <= count else None
