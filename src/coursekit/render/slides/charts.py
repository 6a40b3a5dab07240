"""A figure of the record as a native chart, whose data a person can open and change."""

from dataclasses import replace

from coursekit.model.seed import ChartKind, Figure
from coursekit.render.prose import Run
from coursekit.render.slides import axes, doughnut, markup, reckoned, stacked
from coursekit.render.slides.canvas import Canvas
from coursekit.render.slides.chartdata import LABEL, TICK, Data, Series, read
from coursekit.render.slides.look import GREY, INK, LAPIS, OCHRE, Box
from coursekit.render.slides.metrics import Paragraph, longest_word, width
from coursekit.render.slides.said import Rows
from coursekit.render.slides.series import Label, labels, series, styled
from coursekit.render.slides.words import Reader, words
from coursekit.render.slides.workbook import workbook
from coursekit.wording import Wording

URI = "http://schemas.openxmlformats.org/drawingml/2006/chart"
FOCUS, PLAIN = OCHRE, LAPIS
NAMES_SHARE = 0.36
"""The most of a bar chart's width that the names of its bars may take; longer ones wrap."""
FEW = 2
UNDER = 0.9
"""The share of a chart's width that the names under its columns have together."""
LAID: dict[ChartKind, ChartKind] = {
    "column": "bar",
    "stacked-column": "stacked-bar",
    "shares-column": "shares-bar",
}
"""Charts with columns, and the same with bars."""


def add(canvas: Canvas, box: Box, figure: Figure, focus: str | None, reader: Reader) -> None:
    """Add the figure's chart to the slide."""
    whole, data = box, _lying(read(figure, focus, reader), box)
    left = box = reckoned.above(canvas, box, data, reader.wording)
    if data.kind == "doughnut":
        doughnut.key(canvas, box, data)
        box = replace(box, w=box.w * (1 - doughnut.KEY_SHARE))
        plot = f"<c:layout/>{doughnut.ring(data, canvas.language, canvas.page.palette)}"
    else:
        lying = data.kind in LAID.values()
        drawn, box = (
            _stacked(canvas, box, data, lying=lying) if data.parts else (_plot(data, canvas.language), box)
        )
        room = _room_for_names(data, box) if lying else "<c:layout/>"
        frame = axes.LYING if lying else axes.STANDING
        beyond = _beside(data, box) / (1 - _names_share(data, box)) if lying else axes.HEADROOM
        sides = axes.write(data, frame, beyond, canvas.language)
        plot = f"{room}{drawn}{sides}"
    relation = canvas.deck.add_chart(
        canvas.slide, canvas.page.adapted(_space(plot, canvas.language)), workbook(data)
    )
    says = reader.plain(figure.alt or figure.title)
    content = f'<a:graphicData uri="{URI}"><c:chart xmlns:c="{URI}" r:id="{relation}"/></a:graphicData>'
    canvas.graphic(_rows(data, figure, says, reader), says, box, content)
    reckoned.line(canvas, whole, left, reader.wording)


def _stacked(canvas: Canvas, box: Box, data: Data, *, lying: bool) -> tuple[str, Box]:
    """Draw the key of a stacked chart; return its bars, and the room they are left."""
    names = _names_share(data, box) if lying else 0.0
    room = stacked.room_of(box, names, lying=lying)
    left = stacked.key(canvas, box, data, room, lying=lying)
    room = stacked.room_of(left, names, lying=lying)
    return stacked.plot(data, canvas.language, canvas.page.palette, room, axes.AXES, lying=lying), left


def _rows(data: Data, figure: Figure, says: str, reader: Reader) -> Rows:
    if data.parts:
        return _grid(data, figure, says, reader)
    head = (reader.line(figure.title), words(data.measure))
    rows = [
        (
            words(label, strong=label == data.focus),
            reckoned.said(data, n, reader.wording, strong=label == data.focus),
        )
        for n, (label, _) in enumerate(data.rows)
    ]
    return Rows("figure", [head, *rows], says)


def _grid(data: Data, figure: Figure, says: str, reader: Reader) -> Rows:
    """Write a stacked chart's numbers, a row for each bar and a column for each part."""
    title = (*reader.line(figure.title), *words(f" ({data.measure})"))
    head = (title, *(words(one.name, strong=one.name == data.focus) for one in data.series))
    rows = [
        (words(bar), *(_cell(data, one, n, reader.wording) for one in data.series))
        for n, bar in enumerate(data.bars)
    ]
    return Rows("figure", [head, *rows], says)


def _cell(data: Data, part: Series, bar: int, wording: Wording) -> tuple[Run, ...]:
    cell, strong = part.cells[bar], part.name == data.focus
    return words("", strong=strong) if cell is None else reckoned.said(data, cell, wording, strong=strong)


def _lying(data: Data, box: Box) -> Data:
    """Lay columns down whose names have a word too wide to stand under them, as pages do."""
    widest = max(longest_word(Paragraph(words(label), TICK, INK)) for label in data.bars)
    narrow = data.kind in LAID and widest > box.w * UNDER / len(data.bars)
    return replace(data, kind=LAID[data.kind]) if narrow else data


def _space(plot: str, language: str) -> str:
    return (
        f'<c:chartSpace xmlns:c="{URI}" {markup.NAMESPACES}><c:date1904 val="0"/><c:lang val="{language}"/>'
        '<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/>'
        f'<c:plotArea>{plot}</c:plotArea><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f'{styled(TICK, INK, language)}<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData>'
        "</c:chartSpace>"
    )


def _plot(data: Data, language: str) -> str:
    points = "".join(_point(data, n) for n in range(len(data.rows)))
    if data.kind == "line":
        # Above a point below nought the line would often run through its number.
        looks = [Label(place="b" if value < 0 else "") for _, value in data.rows]
        said = labels(data, looks, "t", language)
        look = f"<c:spPr>{markup.outline(PLAIN, 3)}</c:spPr>"
        drawn = series(data, look, points, said, '<c:smooth val="0"/>')
        return (
            '<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>'
            f'{drawn}<c:marker val="1"/>{axes.AXES}</c:lineChart>'
        )
    gap = 90 if len(data.rows) <= FEW else 55
    said = labels(data, [Label()] * len(data.rows), "outEnd", language)
    drawn = series(data, '<c:invertIfNegative val="0"/>', points, said)
    return (
        f'<c:barChart><c:barDir val="{"bar" if data.kind == "bar" else "col"}"/>'
        '<c:grouping val="clustered"/><c:varyColors val="0"/>'
        f'{drawn}<c:gapWidth val="{gap}"/>{axes.AXES}</c:barChart>'
    )


def _point(data: Data, n: int) -> str:
    focused = data.rows[n][0] == data.focus
    rest = PLAIN if data.focus is None or data.kind == "line" else GREY
    colour = FOCUS if focused else rest
    look = f"<c:spPr>{markup.fill(colour)}</c:spPr>"
    if data.kind == "line":
        look = reckoned.ring(colour) if data.worked_out[n] else look
        size = 14 if focused else 9
        symbol = "square" if data.worked_out[n] else "circle"  # LibreOffice fills both
        mark = f'<c:marker><c:symbol val="{symbol}"/><c:size val="{size}"/>{look}</c:marker>'
        return f'<c:dPt><c:idx val="{n}"/>{mark}<c:bubble3D val="0"/></c:dPt>'
    look = reckoned.hollow(colour) if data.worked_out[n] else look
    return f'<c:dPt><c:idx val="{n}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>{look}</c:dPt>'


def _names_share(data: Data, box: Box) -> float:
    longest = max(width(Paragraph(words(label), TICK, INK)) for label in data.bars)
    return min(NAMES_SHARE, (longest + 16) / box.w)


def _beside(data: Data, box: Box) -> float:
    """Return the share of a bar chart's width that the numbers beside its bars have."""
    widest = max(width(Paragraph(words(said), LABEL, INK, bold=True)) for said in data.said)
    return 0.01 if data.parts else (widest + 16) / box.w


def _room_for_names(data: Data, box: Box) -> str:
    """Give the bars their room: programs would let long names take most of it."""
    names = _names_share(data, box)
    wide = 1 - names - _beside(data, box)
    sizes = "".join(
        f'<c:{key} val="{value:.4f}"/>'
        for key, value in (("x", names), ("y", 0.03), ("w", wide), ("h", 0.83))
    )
    return (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/>'
        f'<c:yMode val="edge"/>{sizes}</c:manualLayout></c:layout>'
    )
