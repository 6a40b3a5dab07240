"""Rules about how slides are put together: titles, reading order, placeholders, ids."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from coursekit.render.slides.inspect.finding import Finding
from coursekit.render.slides.inspect.opened import Deck, Slide
from coursekit.render.slides.inspect.shapes import FOOT, A, P, Shape
from coursekit.render.slides.look import Box

SLACK = 2.0
"""In points: less than anybody sees."""


def slide_without_title(deck: Deck) -> Iterator[Finding]:
    """Every slide has a title placeholder with words in it."""
    for slide in deck.slides:
        if slide.title is None or not slide.title.words:
            hint = "give it a title in Outline View, or choose a layout that has one."
            yield Finding(slide.number, 0, "slide-without-title", "the slide has no title", hint)


def title_twice(deck: Deck) -> Iterator[Finding]:
    """No two slides have the same title: people who listen find a slide by it."""
    first: dict[str, int] = {}
    for slide in deck.slides:
        if slide.title is None or not slide.title.words:
            continue
        words = " ".join(slide.title.words.split()).casefold()
        if words in first:
            message = f'slide {first[words]} has the title "{slide.title.words}" too'
            hint = "say in the title what is different here, or number them."
            yield Finding(slide.number, slide.title.number, "title-twice", message, hint)
        first.setdefault(words, slide.number)


def reading_order(deck: Deck) -> Iterator[Finding]:
    """The title is read first, the foot last, and what stands above before what stands under it."""
    for slide in deck.slides:
        spoken = [shape for shape in slide.shapes if shape.words]
        misplaced = next(_misplaced(slide, spoken), None)
        if misplaced is not None:
            shape, message = misplaced
            hint = "move it in the Selection Pane, which is read from the bottom up."
            yield Finding(slide.number, shape.number, "reading-order", message, hint)


def empty_placeholder(deck: Deck) -> Iterator[Finding]:
    """No placeholder is left empty: editors show a prompt there."""
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.kind == "sp" and shape.is_placeholder and not shape.words:
                hint = "write in it, or delete it."
                message = f'the placeholder "{shape.name}" is empty'
                yield Finding(slide.number, shape.number, "empty-placeholder", message, hint)


def shape_id_twice(deck: Deck) -> Iterator[Finding]:
    """No two shapes of a slide have the same id, or PowerPoint offers to repair the file."""
    for slide in deck.slides:
        ids = Counter(about.get("id") for about in slide.root.iter(f"{P}cNvPr"))
        for number, times in ids.items():
            if times > 1:
                message = f"{times} shapes have the id {number}"
                hint = "delete one of them and put it in again."
                yield Finding(slide.number, 0, "shape-id-twice", message, hint)


def off_slide(deck: Deck) -> Iterator[Finding]:
    """Nothing reaches over the edge of the slide."""
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.box is not None and _sticks_out(shape.box, deck.size):
                hint = "move it onto the slide, or make it smaller."
                message = f'"{shape.name}" reaches over the edge of the slide'
                yield Finding(slide.number, shape.number, "off-slide", message, hint)


def _misplaced(slide: Slide, spoken: list[Shape]) -> Iterator[tuple[Shape, str]]:
    title = slide.title
    if title in spoken and spoken[0] is not title:
        yield spoken[0], f'"{spoken[0].name}" is read before the title'
    foot = [n for n, shape in enumerate(spoken) if shape.role in FOOT]
    body = [n for n, shape in enumerate(spoken) if shape.role not in FOOT]
    if foot and body and foot[0] < body[-1] and spoken[body[-1]].is_placeholder:
        yield spoken[foot[0]], f'"{spoken[foot[0]].name}" is read before the body of the slide'
    if any(True for _ in slide.root.iter(f"{A}stCxn", f"{A}endCxn")):
        return  # The order of a diagram follows its arrows, not its rows.
    rest = [spoken[n] for n in body if spoken[n] is not title]
    for one, other in pairwise(rest):
        if one.box and other.box and _above(other.box, one.box):
            yield other, f'"{other.name}" stands above "{one.name}", but is read after it'


def _above(one: Box, other: Box) -> bool:
    """Tell whether one box stands above the other, in the same column."""
    shared = min(one.right, other.right) - max(one.x, other.x)
    return one.bottom <= other.y + SLACK and shared > min(one.w, other.w) / 2


def _sticks_out(box: Box, size: Box) -> bool:
    return box.x < -SLACK or box.y < -SLACK or box.right > size.w + SLACK or box.bottom > size.h + SLACK
