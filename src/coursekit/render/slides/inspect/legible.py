"""Rules for who looks from the last row: sizes, contrast, and texts that have their room."""

from collections.abc import Iterable, Iterator
from typing import Any

from coursekit.render.prose import Run
from coursekit.render.slides.inspect.colours import contrast
from coursekit.render.slides.inspect.finding import Finding
from coursekit.render.slides.inspect.opened import Deck, Slide
from coursekit.render.slides.inspect.shapes import A, C, P, Shape
from coursekit.render.slides.inspect.texts import Line, Words, lines
from coursekit.render.slides.look import CODE_FONT, EMU, HEIGHT, SOURCE_SIZE, Box
from coursekit.render.slides.metrics import (
    FACES,
    LINE,
    Paragraph,
    Typeface,
    Typefaces,
    longest_word,
    measured_in,
)
from coursekit.render.slides.metrics import lines as lines_of

LARGE, LARGE_BOLD = 18, 14
"""From these sizes on, in points, less contrast will do."""
NEEDED, NEEDED_LARGE = 4.5, 3.0
SLACK = 2.0
ROUNDING = 0.02
"""Sizes are written in hundredths of a point."""
INSETS = {"lIns": 91_440, "tIns": 45_720, "rIns": 91_440, "bIns": 45_720}
MARGINS = {"marL": "lIns", "marT": "tIns", "marR": "rIns", "marB": "bIns"}
MOST = 0.9
"""A shape lies behind a text if it covers this share of it."""


def small_text(deck: Deck) -> Iterator[Finding]:
    """No text is smaller than 14 points on a slide of 7.5 inches' height, in charts neither."""
    least = SOURCE_SIZE * deck.size.h / HEIGHT
    for slide in deck.slides:
        for shape in slide.shapes:
            sizes = [(run.size, run.text) for run in _runs(slide, shape) if run.text.strip()]
            chart = slide.chart(shape)
            if chart is not None:
                marks = chart.iter(f"{A}rPr", f"{A}defRPr")
                sizes += [(int(mark.get("sz")) / 100, shape.name) for mark in marks if mark.get("sz")]
            size, text = min(sizes, default=(least, ""))
            if size < least - ROUNDING:
                message = f'"{text[:40]}" is set in {size:g} points'
                hint = f"set it in {least:g} points or more; divide the slide if it gets too full."
                yield Finding(slide.number, shape.number, "small-text", message, hint)


def low_contrast(deck: Deck) -> Iterator[Finding]:
    """Every text stands out from what is behind it, as WCAG asks: 4.5 to 1, or 3 to 1 if it is large."""
    for slide in deck.slides:
        for shape in slide.shapes:
            pairs = [*_painted(slide, shape), *_charted(slide, shape)]
            weak = [found for found in pairs if found[0] < found[1]]
            if weak:
                ratio, needed, text = min(weak)
                message = f'"{text[:40]}" has a contrast of {ratio:.1f} to 1, and needs {needed:g}'
                hint = "make the text darker or lighter than what is behind it."
                yield Finding(slide.number, shape.number, "low-contrast", message, hint)


def text_overflows(deck: Deck) -> Iterator[Finding]:
    """Every text fits its box as it is measured, without a program's making it smaller."""
    for slide in deck.slides:
        for shape in slide.shapes:
            over = _over(slide, shape)
            if over > SLACK:
                message = f'the text of "{shape.name}" is {over:.0f} points longer than its box'
                hint = "shorten it, set it smaller, or give it more room."
                yield Finding(slide.number, shape.number, "text-overflows", message, hint)


def _runs(slide: Slide, shape: Shape) -> Iterator[Words]:
    for body in shape.element.iter(f"{P}txBody", f"{A}txBody"):
        for line in lines(slide, shape, body):
            yield from line.runs


def _painted(slide: Slide, shape: Shape) -> Iterator[tuple[float, float, str]]:
    """Yield each text's contrast with what is behind it, what it needs, and its words."""
    body = shape.element.find(f"{P}txBody")
    if body is not None:
        yield from _pairs(lines(slide, shape, body), _ground(slide, shape))
    for cell in shape.element.iter(f"{A}tc"):
        properties = cell.find(f"{A}tcPr")
        own = () if properties is None else slide.palette.fill(properties)
        behind = _ground(slide, shape) if own == () else own
        yield from _pairs(lines(slide, shape, cell.find(f"{A}txBody")), behind)


def _pairs(found: Iterable[Line], ground: tuple[str, ...] | None) -> Iterator[tuple[float, float, str]]:
    for line in found:
        for run in line.runs:
            if run.text.strip() and run.colour and ground:
                large = run.size >= LARGE or (run.bold and run.size >= LARGE_BOLD)
                ratio = min(contrast(run.colour, behind) for behind in ground)
                yield ratio, NEEDED_LARGE if large else NEEDED, run.text


def _charted(slide: Slide, shape: Shape) -> Iterator[tuple[float, float, str]]:
    """Yield the contrast of a ring's or a pie's numbers with their slices."""
    chart = slide.chart(shape)
    series = [] if chart is None else chart.iter(f"{C}doughnutChart", f"{C}pieChart")
    for ring in series:
        fills = {point.find(f"{C}idx").get("val"): point.find(f"{C}spPr") for point in ring.iter(f"{C}dPt")}
        for label in ring.iter(f"{C}dLbl"):
            number = label.find(f"{C}idx").get("val")
            text = next(label.iter(f"{A}solidFill"), None)
            ground = fills.get(number)
            if text is not None and ground is not None:
                colour, behind = slide.palette.colour(text), slide.palette.fill(ground)
                if colour and behind:
                    yield contrast(colour, behind[0]), NEEDED_LARGE, f"{shape.name}, {number}"


def _ground(slide: Slide, shape: Shape) -> tuple[str, ...] | None:
    """Return the colours behind a shape's text: its own, or the nearest thing's that lies under it."""
    for under in reversed(slide.shapes[: shape.number]):
        if under is not shape and (not under.box or not shape.box or not _covers(under.box, shape.box)):
            continue
        if under.kind in ("pic", "graphicFrame") and under is not shape:
            return None
        found = _fill(slide, under)
        if found != ():
            return found
    for under in reversed(slide.drawn):
        if under.box and shape.box and _shared(under.box, shape.box):
            found = _fill(slide, under) if under.kind == "sp" and _covers(under.box, shape.box) else None
            return found or None
    return slide.palette.ground


def _fill(slide: Slide, shape: Shape) -> tuple[str, ...] | None:
    for element in (shape.element, *shape.bases):
        properties = element.find(f"{P}spPr")
        if properties is None:
            continue
        found = slide.palette.fill(properties)
        if found != () or properties.find(f"{A}noFill") is not None:
            return found
    reference = shape.element.find(f"{P}style/{A}fillRef")
    if reference is None or reference.get("idx") == "0":
        return ()
    colour = slide.palette.colour(reference)
    return (colour,) if colour else None


def _covers(under: Box, box: Box) -> bool:
    return 0 < _shared(under, box) >= MOST * box.w * box.h


def _shared(one: Box, other: Box) -> float:
    """Return the area that two boxes have in common."""
    wide = min(one.right, other.right) - max(one.x, other.x)
    tall = min(one.bottom, other.bottom) - max(one.y, other.y)
    return max(0.0, wide) * max(0.0, tall)


def _over(slide: Slide, shape: Shape) -> float:
    """Return by how many points the text of a shape is longer or wider than its room."""
    body = shape.element.find(f"{P}txBody")
    if shape.box is None:
        return 0.0
    if body is None:
        return _table_over(slide, shape, shape.box)
    properties = [one for one in _bodies(shape, body) if one is not None]
    if any(one.get("vert", "horz") != "horz" for one in properties) or not shape.words:
        return 0.0
    left, top, right, bottom = (
        int(next((one.get(key) for one in properties if one.get(key)), default)) / EMU
        for key, default in INSETS.items()
    )
    found = lines(slide, shape, body)
    if next((one.get("wrap") for one in properties if one.get("wrap")), "square") == "none":
        return max(_longest(line) for line in found) - slide.deck.size.w
    room = shape.box.w - left - right
    needed = sum(_height(line, room) for line in found) + top + bottom
    grows = any(one.find(f"{A}spAutoFit") is not None for one in properties[:1])
    wide = max(_longest(line) + line.indent for line in found) - room
    return max(needed - (slide.deck.size.h - shape.box.y if grows else shape.box.h), wide)


def _table_over(slide: Slide, shape: Shape, box: Box) -> float:
    """Return by how many points a table is longer than its frame, once its rows have grown."""
    needed = 0.0
    for table in shape.element.iter(f"{A}tbl"):
        widths = [int(column.get("w")) / EMU for column in table.iter(f"{A}gridCol")]
        for row in table.iter(f"{A}tr"):
            cells = zip(row.iter(f"{A}tc"), widths, strict=False)
            high = [_cell_height(slide, shape, cell, wide) for cell, wide in cells]
            needed += max([int(row.get("h")) / EMU, *high])
    return needed - box.h if needed else 0.0


def _cell_height(slide: Slide, shape: Shape, cell: Any, wide: float) -> float:
    properties = cell.find(f"{A}tcPr")
    margins = {
        key: int(INSETS[name] if properties is None else properties.get(key, INSETS[name])) / EMU
        for key, name in MARGINS.items()
    }
    room = wide - margins["marL"] - margins["marR"]
    found = lines(slide, shape, cell.find(f"{A}txBody"))
    return sum(_height(line, room) for line in found) + margins["marT"] + margins["marB"]


def _bodies(shape: Shape, body: Any) -> Iterator[Any]:
    yield body.find(f"{A}bodyPr")
    for base in shape.bases:
        yield base.find(f"{P}txBody/{A}bodyPr")


def _height(line: Line, room: float) -> float:
    paragraph = _paragraph(line)
    with measured_in(_typefaces(line)):
        count = lines_of(paragraph, room - line.indent)
    return count * paragraph.size * LINE * line.spacing + line.before + line.after


def _longest(line: Line) -> float:
    with measured_in(_typefaces(line)):
        return longest_word(_paragraph(line))


def _typefaces(line: Line) -> Typefaces:
    """Return how a line is measured: one in a font that nobody measured as if it were Arial."""
    family = next((run.typeface for run in line.runs if run.typeface != CODE_FONT), "")
    return Typefaces(body=Typeface(*FACES.get(family.casefold(), ("body", 1.0))))


def _paragraph(line: Line) -> Paragraph:
    runs = tuple(
        Run(run.text, strong=run.bold, emphasis=run.italic, code=run.typeface == CODE_FONT)
        for run in line.runs
    )
    return Paragraph(runs, line.size or SOURCE_SIZE, "")
