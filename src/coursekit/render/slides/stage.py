"""The deck being built: each call adds one slide with its headline, source line, number and notes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from coursekit.artifact import UnfitError
from coursekit.model.course import LessonView
from coursekit.model.lesson import Part
from coursekit.model.seed import Claim
from coursekit.render.prose import Run
from coursekit.render.slides import evidence, template
from coursekit.render.slides.canvas import Canvas
from coursekit.render.slides.look import (
    EYEBROW,
    HEADLINE,
    HEADLINE_SIZES,
    INK,
    MUTED,
    SOURCE_SIZE,
    WARN,
    Box,
)
from coursekit.render.slides.metrics import Paragraph, balanced, height, longest_word, pages, width
from coursekit.render.slides.notes import Notes, write
from coursekit.render.slides.package import Deck
from coursekit.render.slides.words import Reader, words
from coursekit.wording import Wording

HEADLINE_LINES = 2.05
Placed = list[tuple[Sequence[Paragraph], Box]]


@dataclass(frozen=True)
class Opening:
    """What every slide begins with."""

    address: str
    """Where its spec stands: `parts/the-pipe/slides/2`."""
    headline: tuple[Run, ...]
    notes: Notes
    part: Part | None = None
    claims: tuple[Claim, ...] = ()
    shown: tuple[Claim, ...] = ()
    """Those of the claims that the slide itself states, whose doubts it has to own up to."""


@dataclass
class Stage:
    """A lesson's deck, to which slides are added in order."""

    deck: Deck
    view: LessonView
    wording: Wording
    language: str
    """A BCP 47 tag."""
    _titles: set[str] = field(default_factory=set)

    @cached_property
    def reader(self) -> Reader:
        """Reads the lesson's texts."""
        return Reader(self.view.facts, self.wording)

    def slide(self, opening: Opening, layout: int = template.EVIDENCE) -> Canvas:
        """Add a slide on paper ground, complete but for its body."""
        canvas = self.bare(opening, layout)
        headline = self.title(opening.headline)
        (placed,) = fit(
            opening.address,
            HEADLINE_SIZES,
            lambda size: [((Paragraph(headline, size, INK, "heading"),), Box(*_two_lines(size)))],
        )
        wide = balanced(placed[0][0], HEADLINE.w)
        canvas.placeholder("title", "headline", replace(HEADLINE, w=wide), placed[0])
        if opening.part:
            self._eyebrow(canvas, opening.part)
        return canvas

    def bare(self, opening: Opening, layout: int) -> Canvas:
        """Add a slide with its notes and nothing on it."""
        slide = self.deck.add_slide(layout)
        canvas = Canvas(self.deck, slide, opening.address, self.language)
        doubts = evidence.doubts_of(opening.claims, opening.part)
        write(slide, opening.notes.lines(self.reader, opening.claims, doubts), self.language)
        return canvas

    def finish(self, canvas: Canvas, opening: Opening, colour: str = MUTED) -> None:
        """Add the foot, last in reading order: source, doubt and number."""
        room = template.SOURCE_BOX
        if evidence.doubts_of(opening.shown, opening.part):
            label = Paragraph(words(f"! {self.wording('doubt')}"), SOURCE_SIZE, WARN, bold=True, align="r")
            wide = width(label) + 4
            tag = Box(room.right - wide, room.y, wide, room.h)
            canvas.text("doubt", tag, (label,), anchor="ctr")
            room = Box(room.x, room.y, room.w - wide - 16, room.h)
        source = evidence.cited(self.view.source, opening.claims, self.wording)
        if source:
            line = shortened(Paragraph(words(source), SOURCE_SIZE, colour), room.w)
            canvas.placeholder("ftr", "source", room, (line,), "ctr", 11)
        canvas.number(template.NUMBER_BOX, len(self.deck.slides), SOURCE_SIZE, colour)

    def title(self, headline: tuple[Run, ...]) -> tuple[Run, ...]:
        """Return the headline, with a number where the deck has it already."""
        plain = "".join(run.text for run in headline)
        count, unique = 1, plain
        while unique in self._titles:
            count += 1
            unique = f"{plain} ({count})"
        self._titles.add(unique)
        return headline if unique == plain else (*headline, Run(f" ({count})"))

    def _eyebrow(self, canvas: Canvas, part: Part) -> None:
        line = shortened(Paragraph(self.reader.line(part.title), SOURCE_SIZE, MUTED), EYEBROW.w)
        canvas.text("part", EYEBROW, (line,))


def paged(headline: tuple[Run, ...], number: int, count: int) -> tuple[Run, ...]:
    """Return the headline of one of several slides: `Sources (2/3)`."""
    return (*headline, Run(f" ({number}/{count})")) if count > 1 else headline


def fit(address: str, sizes: Sequence[float], attempt: Callable[[float], Placed]) -> Placed:
    """Return the first attempt, from the largest size down, whose texts all fit their boxes.

    Raises UnfitError, naming the slide, where even the smallest does not.
    """
    placed = fitting(sizes, attempt)
    if placed is None:
        raise UnfitError(address, f"the text does not fit its slide, not even at {sizes[-1]:g} pt")
    return placed


def fitting(sizes: Sequence[float], attempt: Callable[[float], Placed]) -> Placed | None:
    """Return the first attempt that fits, or None."""
    for size in sizes:
        placed = attempt(size)
        if all(_fits(items, box) for items, box in placed):
            return placed
    return None


def divide(
    address: str, sizes: Sequence[float], room: float, gap: float, heights: Callable[[float], Sequence[float]]
) -> tuple[float, list[range]]:
    """Return the largest size at which rows take the fewest slides, and which rows go on which.

    Raises UnfitError, naming the slide, where one row alone is too high at the smallest size.
    """
    found: tuple[float, list[range]] | None = None
    for size in sizes:
        divided = pages(heights(size), room, gap)
        if divided is not None and (found is None or len(divided) < len(found[1])):
            found = (size, divided)
    if found is None:
        raise UnfitError(address, f"one row is higher than its slide, even at {sizes[-1]:g} pt")
    return found


def shortened(paragraph: Paragraph, room: float) -> Paragraph:
    """Cut a single line to its room at a word, for what stands in full elsewhere."""
    if width(paragraph) <= room:
        return paragraph
    kept = "".join(run.text for run in paragraph.runs).split(" ")
    cut = paragraph
    while kept and width(cut) > room:
        kept.pop()
        text = " ".join(kept).rstrip(",;:")
        cut = Paragraph(words(f"{text} …"), paragraph.size, paragraph.colour, paragraph.font, paragraph.bold)
    return cut


def _fits(items: Sequence[Paragraph], box: Box) -> bool:
    return height(items, box.w) <= box.h and all(longest_word(item) + item.hang <= box.w for item in items)


def _two_lines(size: float) -> tuple[float, float, float, float]:
    return HEADLINE.x, HEADLINE.y, HEADLINE.w, HEADLINE_LINES * size * 1.2
