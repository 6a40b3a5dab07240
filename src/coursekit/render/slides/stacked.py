"""Stacked charts: bars made of parts, and a key above them that names the parts."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from coursekit.artifact import UnfitError
from coursekit.model.seed import SHARES
from coursekit.render.slides import markup, reckoned
from coursekit.render.slides.canvas import Canvas
from coursekit.render.slides.chartdata import TICK, Data, Series
from coursekit.render.slides.look import GREY, INK, PAPER, PLUM, TEAL, Box
from coursekit.render.slides.metrics import LINE, Paragraph, height, width
from coursekit.render.slides.palette import LEAST_TEXT, Palette, contrast
from coursekit.render.slides.series import Label, labels, series
from coursekit.render.slides.words import words

GAP = 45
"""Between bars, in per cent of one."""
HATCHES = ("wdUpDiag", "dkHorz")
SWATCH, APART = 20.0, 26.0
MOST_KEY = 0.4
"""The most of the chart's height that its key may take."""
PLOT_SHARE = 0.66
"""The least share of a chart's height that its columns have."""
EDGE = 2


@dataclass(frozen=True)
class Look:
    """How a part is painted, so that it can be told from its neighbours without colour."""

    fill: markup.Fill
    edge: str


def looks(data: Data, palette: Palette) -> tuple[Look, ...]:
    """Return a look for each part: plain shades that differ in grey too, then two patterns."""
    inks = (GREY, GREY) if data.focus else (TEAL, PLUM)
    hatched = [Look(markup.Pattern(*pair, PAPER), pair[1]) for pair in zip(HATCHES, inks, strict=True)]
    focus, *plain = palette.singled if data.focus else ("", *palette.stack)
    rest = iter([*(Look(shade, PAPER) for shade in plain), *hatched])
    focused = Look(focus, PAPER)
    return tuple(focused if one.name == data.focus else next(rest) for one in data.series)


def plot(data: Data, language: str, palette: Palette, room: Box, axes: str, *, lying: bool) -> str:
    """Write the bars; `room` is what all of them have together."""
    painted = looks(data, palette)
    rows = []
    for place, (one, look) in enumerate(zip(data.series, painted, strict=True)):
        style = f"<c:spPr>{markup.fill(look.fill)}{markup.outline(look.edge, EDGE)}</c:spPr>"
        shown = [fits(data, one, bar, room, lying=lying) for bar in range(len(data.bars))]
        said = [_label(look, palette, shown=one) for one in shown]
        written = labels(data, said, "ctr", language, place)
        points = "".join(
            f'<c:dPt><c:idx val="{n}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
            f"{reckoned.dashed(look.fill)}</c:dPt>"
            for n, cell in enumerate(one.cells)
            if cell is not None and data.worked_out[cell]
        )
        rows.append(series(data, f'{style}<c:invertIfNegative val="0"/>', points, written, place=place))
    grouping = "percentStacked" if data.kind in SHARES else "stacked"
    return (
        f'<c:barChart><c:barDir val="{"bar" if lying else "col"}"/>'
        f'<c:grouping val="{grouping}"/><c:varyColors val="0"/>{"".join(rows)}'
        f'<c:gapWidth val="{GAP}"/><c:overlap val="100"/>{axes}</c:barChart>'
    )


def whole(data: Data, bar: int) -> float:
    """Return the sum of a bar's parts."""
    cells = [one.cells[bar] for one in data.series]
    return sum(abs(data.rows[cell][1]) for cell in cells if cell is not None)


def longest(data: Data) -> float:
    """Return the sum of the longest bar's parts."""
    return max(whole(data, bar) for bar in range(len(data.bars))) or 1.0


def fits(data: Data, one: Series, bar: int, room: Box, *, lying: bool) -> bool:
    """Tell whether a part's number has its place on it."""
    cell = one.cells[bar]
    if cell is None:
        return True
    share = abs(data.rows[cell][1]) / ((whole(data, bar) or 1.0) if data.kind in SHARES else longest(data))
    wide = width(Paragraph(words(data.said[cell]), TICK, INK, bold=True)) + 8
    if lying:
        return wide <= share * room.w
    thick = room.w / len(data.bars) / (1 + GAP / 100)
    return wide <= thick and share * room.h >= TICK * LINE + 4


def key(canvas: Canvas, box: Box, data: Data, room: Box, *, lying: bool) -> Box:
    """Name the parts above the bars, with the numbers that have no place on them; return what is left."""
    x, y, tall = box.x, box.y, 0.0
    for n, (one, look) in enumerate(zip(data.series, looks(data, canvas.page.palette), strict=True)):
        outside = ", ".join(_outside(data, one, room, lying=lying))
        item = Paragraph(words(f"{one.name} ({outside})" if outside else one.name), TICK, INK)
        wide = min(width(item) + 4, box.w - SWATCH - 10)
        if x > box.x and x + SWATCH + 10 + wide > box.right:
            x, y, tall = box.x, y + tall, 0.0
        high = height((item,), wide) + 4
        canvas.shape("colour", Box(x, y + 3, SWATCH, SWATCH), look.fill, edge=look.edge)
        canvas.text(f"figure/parts/{n}", Box(x + SWATCH + 10, y, wide, high), (item,))
        x, tall = x + SWATCH + 10 + wide + APART, max(tall, high + 4)
    left = box.down(y + tall - box.y + 6)
    if left.h < (1 - MOST_KEY) * box.h:
        raise UnfitError(canvas.place("figure"), "the names of its parts leave no room for the bars")
    return left


def room_of(box: Box, names: float, *, lying: bool) -> Box:
    """Return about how much of a chart its bars have; `names` is the share of what names them."""
    if lying:
        return replace(box, w=box.w * (1 - names))
    return replace(box, h=box.h * PLOT_SHARE)


def _outside(data: Data, one: Series, room: Box, *, lying: bool) -> Iterator[str]:
    for bar, cell in enumerate(one.cells):
        if cell is not None and not fits(data, one, bar, room, lying=lying):
            yield f"{data.bars[bar]}: {data.said[cell]}"


def _label(look: Look, palette: Palette, *, shown: bool) -> Label:
    """Set a number on its part: on a plain ground where the part's own would not let it be read."""
    if isinstance(look.fill, str):
        shade = palette.hex(look.fill)
        ink = max((PAPER, INK), key=lambda role: contrast(palette.hex(role), shade))
        if contrast(palette.hex(ink), shade) >= LEAST_TEXT:
            return Label(ink, TICK, shown)
    return Label(INK, TICK, shown, PAPER)
