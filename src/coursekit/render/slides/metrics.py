"""Measures text with shipped tables of widths, so that what fits is computed and not hoped."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources

from coursekit.render.prose import Run

LINE = 1.2
"""Height of a line in font sizes, as PowerPoint and LibreOffice draw Arial and Georgia."""
SAFETY = 1.02
"""Programs round widths up; a line that just fits must not wrap."""
UNKNOWN = 1000
WORD = re.compile(r"[ \t\n]+|[^ \t\n]+")

UNKNOWN_BREADTH = 1.2
"""What is reckoned for a font that nobody measured."""
FACES: dict[str, tuple[str, float]] = {
    "arial": ("body", 1.0),
    "calibri": ("body", 1.1),
    "cambria": ("heading", 1.1),
    "carlito": ("body", 1.1),
    "dejavu sans": ("body", 1.2),
    "garamond": ("heading", 1.1),
    "georgia": ("heading", 1.0),
    "helvetica": ("body", 1.0),
    "liberation sans": ("body", 1.0),
    "liberation serif": ("heading", 1.0),
    "noto sans": ("body", 1.1),
    "open sans": ("body", 1.1),
    "segoe ui": ("body", 1.1),
    "tahoma": ("body", 1.1),
    "times new roman": ("heading", 1.0),
    "trebuchet ms": ("body", 1.1),
    "verdana": ("body", 1.2),
}
"""Families that a template may use: the table that measures them, and how much broader they run, or
what stands in for them where they are not installed."""


@dataclass(frozen=True)
class Typeface:
    """A font by the table that measures it."""

    table: str
    breadth: float = 1.0
    name: str = ""
    """Its family, where the theme's is not meant."""


@dataclass(frozen=True)
class Typefaces:
    """The two fonts of a deck."""

    heading: Typeface = field(default_factory=lambda: Typeface("heading"))
    body: Typeface = field(default_factory=lambda: Typeface("body"))

    @property
    def names(self) -> dict[str, str]:
        """The families to be written in the place of the theme's."""
        both = {"+mj-lt": self.heading.name, "+mn-lt": self.body.name}
        return {theme: name for theme, name in both.items() if name}


OURS = Typefaces()
_typefaces: ContextVar[Typefaces] = ContextVar("typefaces", default=OURS)


@contextmanager
def measured_in(typefaces: Typefaces) -> Iterator[None]:
    """Measure text in these fonts while a deck is made."""
    token = _typefaces.set(typefaces)
    try:
        yield
    finally:
        _typefaces.reset(token)


def typeface(family: str, name: str = "") -> Typeface:
    """Return how a family is measured; `name` is given where it is not the theme's."""
    table, breadth = FACES.get(family.casefold(), ("body", UNKNOWN_BREADTH))
    return Typeface(table, breadth, name)


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
    whole: tuple[Run, ...] = ()
    """All of its runs, where it was cut to its room."""

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


def _face(paragraph: Paragraph, run: Run) -> tuple[str, float]:
    """Return the table that measures a run, and how much broader its font runs."""
    if run.code:
        return "mono-regular", 1.0
    fonts = _typefaces.get()
    found = fonts.heading if paragraph.font == "heading" else fonts.body
    style = ("bold",) * (paragraph.bold or run.strong) + ("italic",) * run.emphasis
    return "-".join((found.table, *(style or ("regular",)))), found.breadth


def _run_width(paragraph: Paragraph, run: Run, text: str) -> float:
    face, breadth = _face(paragraph, run)
    return text_width(text, paragraph.size, face) * breadth


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
    return sum(_run_width(paragraph, run, run.text) for run in paragraph.runs)


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


def _words(paragraph: Paragraph) -> Sequence[tuple[float, float]]:
    return _advances(tuple((run.text, *_face(paragraph, run)) for run in paragraph.runs))


@lru_cache(maxsize=20_000)
def _advances(runs: tuple[tuple[str, str, float], ...]) -> Sequence[tuple[float, float]]:
    """Return the widths of each word and of the space after it, in thousandths of the size.

    They are kept, since every text is tried at several sizes.
    """
    words: list[tuple[float, float]] = []
    joined = False
    for text, face, breadth in runs:
        for piece in WORD.findall(text):
            size = _advance(piece, face) * breadth
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
