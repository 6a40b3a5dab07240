"""The deck being built: each call adds one slide with its headline, source line, number and notes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from coursekit.artifact import UnfitError
from coursekit.model.course import LessonView
from coursekit.model.deck import LayoutKey, Logo
from coursekit.model.lesson import Part
from coursekit.model.seed import Claim
from coursekit.render.prose import Run
from coursekit.render.slides import evidence, foot, logo
from coursekit.render.slides.canvas import Canvas
from coursekit.render.slides.look import MUTED, PAPER, SOURCE_SIZE, WARN, Box
from coursekit.render.slides.metrics import Paragraph, balanced, height, longest_word, pages, width
from coursekit.render.slides.notes import Notes, write
from coursekit.render.slides.package import Deck
from coursekit.render.slides.page import Cover, Page
from coursekit.render.slides.said import SaidSlide
from coursekit.render.slides.template import Blank
from coursekit.render.slides.words import Reader, words
from coursekit.wording import Wording

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
    blank: Blank
    view: LessonView
    wording: Wording
    language: str
    """A BCP 47 tag."""
    logo: Logo | None = None
    told: list[SaidSlide] = field(default_factory=list)
    """What each slide says."""
    _titles: set[str] = field(default_factory=set)
    _last: Canvas | None = None

    @property
    def page(self) -> Page:
        """Where things stand on its slides."""
        return self.blank.page

    @cached_property
    def reader(self) -> Reader:
        """Reads the lesson's texts."""
        return Reader(self.view.facts, self.wording)

    def slide(self, opening: Opening) -> Canvas:
        """Add a slide on paper ground, complete but for its body."""
        canvas = self.bare(opening, "content")
        headline, page = self.title(opening.headline), self.page
        style = page.headline_style

        def attempt(size: float) -> Placed:
            text = Paragraph(headline, size, style.colour, style.font, style.bold, align=style.align)
            return [((text,), page.headline_room(size))]

        ((shown, room),) = fit(opening.address, page.headline_sizes, attempt, ("headline",))
        even = replace(page.headline, w=balanced(shown[0], room.w)) if page.own else page.headline_place
        canvas.placeholder(page.headline_kind, "headline", even, shown)
        if page.panel:
            canvas.shape("ground", page.panel, PAPER)
        if opening.part and page.eyebrow:
            line = Paragraph(self.reader.line(opening.part.title), SOURCE_SIZE, MUTED)
            canvas.text("part", page.eyebrow, (shortened(line, page.eyebrow.w),))
        return canvas

    def bare(self, opening: Opening, key: LayoutKey) -> Canvas:
        """Add a slide with its notes and nothing on it."""
        slide = self.deck.add_slide(self.blank.layouts[key])
        canvas = Canvas(self.deck, slide, opening.address, self.language, self.page)
        doubts = evidence.doubts_of(opening.claims, opening.part)
        notes = tuple(opening.notes.lines(self.reader, opening.claims, doubts))
        write(slide, notes, self.language)
        level = 1 if key == "title" else 3 if opening.part else 2
        self.told.append(SaidSlide(level, notes, canvas.said))
        return canvas

    def finish(self, canvas: Canvas, opening: Opening) -> None:
        """Add the foot, last in reading order: source, doubt and number."""
        room = self.page.source
        if evidence.doubts_of(opening.shown, opening.part):
            label = Paragraph(words(f"! {self.wording('doubt')}"), SOURCE_SIZE, WARN, bold=True, align="r")
            wide = width(label) + 4
            tag = Box(room.right - wide, room.y, wide, room.h)
            canvas.text("doubt", tag, (label,), anchor="ctr")
            room = Box(room.x, room.y, room.w - wide - 16, room.h)
        source = evidence.cited(self.view, opening.claims, self.wording)
        if source:
            self.remark(canvas, "source", source, room)
        self.number(canvas)

    def remark(self, canvas: Canvas, field: str, text: str, room: Box | None = None) -> None:
        """Add the line at the foot of a slide."""
        room = room or self.page.source
        line = shortened(Paragraph(words(text), SOURCE_SIZE, MUTED), room.w)
        if self.page.own:
            canvas.placeholder("ftr", field, room, (line,), "ctr", 11)
        else:
            canvas.text(field, room, (line,), anchor="ctr")

    def number(self, canvas: Canvas, cover: Cover | None = None) -> None:
        """Add what ends every slide: its number and, if it is to be on every slide, the logo."""
        foot.add(canvas, len(self.deck.slides), cover.foot if cover else self.page.foot_style)
        self._last = canvas
        if self.logo and self.logo.place == "every-slide":
            logo.add(canvas, self.logo, self.page.corner, self.ground(cover.ground if cover else PAPER))

    def close(self) -> None:
        """Add the logo to the last slide, if it is not on it."""
        if self._last and self.logo and self.logo.place == "ends":
            logo.add(self._last, self.logo, self.page.corner, self.ground(PAPER))

    def ground(self, role: str) -> str:
        """Return a ground as a hex colour, empty where a template's may be anything."""
        return self.page.palette.hex(role) if role else ""

    def title(self, headline: tuple[Run, ...]) -> tuple[Run, ...]:
        """Return the headline, with a number where the deck has it already."""
        plain = "".join(run.text for run in headline)
        count, unique = 1, plain
        while unique in self._titles:
            count += 1
            unique = f"{plain} ({count})"
        self._titles.add(unique)
        return headline if unique == plain else (*headline, Run(f" ({count})"))


def paged(headline: tuple[Run, ...], number: int, count: int) -> tuple[Run, ...]:
    """Return the headline of one of several slides: `Sources (2/3)`."""
    return (*headline, Run(f" ({number}/{count})")) if count > 1 else headline


def fit(
    address: str, sizes: Sequence[float], attempt: Callable[[float], Placed], fields: Sequence[str] = ()
) -> Placed:
    """Return the first attempt, from the largest size down, whose texts all fit their boxes.

    `fields` says where each of the texts stands, from the address; one that begins with `/` stands elsewhere.
    Raises UnfitError, naming the text that at the smallest size is furthest from fitting.
    """
    placed = fitting(sizes, attempt)
    if placed is None:
        tried = attempt(sizes[-1])
        unfit = [n for n, (items, box) in enumerate(tried) if not _fits(items, box)]
        worst = max(unfit, key=lambda n: height(tried[n][0], tried[n][1].w) - tried[n][1].h)
        message = f"the text does not fit its slide, not even at {sizes[-1]:g} pt"
        raise UnfitError(at(address, fields, worst), message)
    return placed


def at(address: str, fields: Sequence[str], number: int) -> str:
    """Return the address of a text, as far as it is known."""
    field = fields[number] if number < len(fields) else ""
    return field[1:] if field.startswith("/") else f"{address}/{field}" if field else address


def fitting(sizes: Sequence[float], attempt: Callable[[float], Placed]) -> Placed | None:
    """Return the first attempt that fits, or None."""
    for size in sizes:
        placed = attempt(size)
        if all(_fits(items, box) for items, box in placed):
            return placed
    return None


def divide(
    address: str,
    sizes: Sequence[float],
    room: float,
    gap: float,
    heights: Callable[[float], Sequence[float]],
    fields: Sequence[str] = (),
) -> tuple[float, list[range]]:
    """Return the largest size at which rows take the fewest slides, and which rows go on which.

    `fields` are as for `fit`. Raises UnfitError, naming the row, where one alone is too high.
    """
    found: tuple[float, list[range]] | None = None
    for size in sizes:
        divided = pages(heights(size), room, gap)
        if divided is not None and (found is None or len(divided) < len(found[1])):
            found = (size, divided)
    if found is None:
        highest = max(enumerate(heights(sizes[-1])), key=lambda row: row[1])[0]
        message = f"one row is higher than its slide, even at {sizes[-1]:g} pt"
        raise UnfitError(at(address, fields, highest), message)
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
        cut = replace(paragraph, runs=words(f"{text} …"), whole=paragraph.runs)
    return cut


def _fits(items: Sequence[Paragraph], box: Box) -> bool:
    return height(items, box.w) <= box.h and all(longest_word(item) + item.hang <= box.w for item in items)
