"""A figure of the record as a native chart, whose data a person can open and change."""

from dataclasses import replace
from typing import Any

from pptx.chart.chart import Chart as NativeChart
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_AXIS_CROSSES,
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.parts.chart import ChartPart
from pptx.util import Pt

from coursekit.model.seed import ChartKind, Figure
from coursekit.render.slides import doughnut
from coursekit.render.slides.canvas import Canvas
from coursekit.render.slides.chartdata import LABEL, TICK, Data, colour, number_labels, read
from coursekit.render.slides.look import GREY, INK, SOURCE_SIZE, Box
from coursekit.render.slides.metrics import Paragraph, width
from coursekit.render.slides.said import Rows
from coursekit.render.slides.words import Reader, words
from coursekit.wording import Wording

URI = "http://schemas.openxmlformats.org/drawingml/2006/chart"
CHARTS: dict[ChartKind, XL_CHART_TYPE] = {
    "bar": XL_CHART_TYPE.BAR_CLUSTERED,
    "column": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "line": XL_CHART_TYPE.LINE_MARKERS,
    "doughnut": XL_CHART_TYPE.DOUGHNUT,
}
FOCUS, PLAIN = MSO_THEME_COLOR.ACCENT_2, MSO_THEME_COLOR.ACCENT_1
NAMES_SHARE = 0.36
"""The most of a bar chart's width that the names of its bars may take; longer ones wrap."""
FEW = 2
HEADROOM = 1.12
"""How much higher than its highest column a chart is, for the number above it."""


def add(canvas: Canvas, box: Box, figure: Figure, focus: str | None, reader: Reader) -> None:
    """Add the figure's chart to the slide."""
    data = read(figure, focus, reader.facts, reader.wording)
    part = _part(canvas, data, figure, reader)
    chart = part.chart
    chart.has_legend, chart.has_title = False, False
    chart.font.size, chart.font.color.theme_color = Pt(TICK), MSO_THEME_COLOR.TEXT_1
    if data.kind == "doughnut":
        doughnut.ring(chart, data, reader.wording, canvas.page.palette)
        doughnut.key(canvas, box, data)
        box = replace(box, w=box.w * (1 - doughnut.KEY_SHARE))
    else:
        grey = colour(canvas.page.palette.hex(GREY))
        _axes(chart, data, reader.wording, canvas.language, grey)
        _colours(chart, data, grey)
        number_labels(chart.plots[0], data, reader.wording)
        _beside_points(chart, data)
    if data.kind == "bar":
        _room_for_names(part, data, box)
    _positive_axes(part)
    canvas.page.adapt(part._element)  # noqa: SLF001 - python-pptx has no way to reach it
    number = canvas.slide.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    says = reader.plain(figure.alt or figure.title)
    space = f'xmlns:c="{URI}"'
    content = f'<a:graphicData uri="{URI}"><c:chart {space} r:id="{number}"/></a:graphicData>'
    canvas.graphic(_rows(data, figure, says, reader), says, box, content)


def _rows(data: Data, figure: Figure, says: str, reader: Reader) -> Rows:
    head = (reader.line(figure.title), words(reader.wording.axis(data.unit)))
    rows = [
        (words(label, strong=label == data.focus), words(said, strong=label == data.focus))
        for (label, _), said in zip(data.rows, data.said, strict=True)
    ]
    return Rows("figure", [head, *rows], says)


def _part(canvas: Canvas, data: Data, figure: Figure, reader: Reader) -> ChartPart:
    table: Any = CategoryChartData(data.number_format(reader.wording) or "General")  # type: ignore[no-untyped-call]
    table.categories = [label for label, _ in data.rows]
    table.add_series(reader.plain(figure.title), [value for _, value in data.rows])
    part: ChartPart = ChartPart.new(CHARTS[data.kind], table, canvas.slide.part.package)
    return part


def _axes(chart: NativeChart, data: Data, wording: Wording, language: str, grey: RGBColor) -> None:
    names, values = chart.category_axis, chart.value_axis
    values.has_major_gridlines = False
    values.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    values.major_tick_mark = names.major_tick_mark = XL_TICK_MARK.NONE
    values.format.line.fill.background()
    if all(value >= 0 for _, value in data.rows):
        values.minimum_scale = 0
        if data.kind == "column":
            values.maximum_scale = HEADROOM * max(value for _, value in data.rows)
    values.has_title = True
    title = values.axis_title.text_frame
    title.text = wording.axis(data.unit)
    run = title.paragraphs[0].runs[0]
    run.font.size, run.font.bold, run.font.color.theme_color = Pt(SOURCE_SIZE), False, MSO_THEME_COLOR.TEXT_2
    run._r.get_or_add_rPr().set("lang", language)  # noqa: SLF001 - python-pptx knows no territory
    names.format.line.color.rgb = grey
    names.tick_labels.font.size = Pt(TICK)
    if data.kind == "bar":
        names.reverse_order = True
        names.crosses = XL_AXIS_CROSSES.MAXIMUM


def _colours(chart: NativeChart, data: Data, grey: RGBColor) -> None:
    plot = chart.plots[0]
    series: Any = plot.series[0]
    if data.kind == "line":
        series.smooth = False
        series.format.line.width = Pt(3)
        series.format.line.color.theme_color = PLAIN
    else:
        plot.gap_width = 90 if len(data.rows) <= FEW else 55
    for n, (label, _) in enumerate(data.rows):
        point = series.points[n]
        look = point.format.fill
        if data.kind == "line":
            look = point.marker.format.fill
            point.marker.style, point.marker.size = XL_MARKER_STYLE.CIRCLE, 14 if label == data.focus else 9
        look.solid()
        if label == data.focus:
            look.fore_color.theme_color = FOCUS
        elif data.focus is None or data.kind == "line":
            look.fore_color.theme_color = PLAIN
        else:
            look.fore_color.rgb = grey


def _beside_points(chart: NativeChart, data: Data) -> None:
    plot = chart.plots[0]
    place = XL_LABEL_POSITION.ABOVE if data.kind == "line" else XL_LABEL_POSITION.OUTSIDE_END
    plot.data_labels.font.color.theme_color = MSO_THEME_COLOR.TEXT_1
    plot.data_labels.position = place
    for n in range(len(data.rows)):
        label = plot.series[0].points[n].data_label
        if label.has_text_frame:
            label.position = place


def _room_for_names(part: ChartPart, data: Data, box: Box) -> None:
    """Give the bars their room: programs would let long names take most of it."""
    longest = max(width(Paragraph(words(label), TICK, INK)) for label, _ in data.rows)
    widest = max(width(Paragraph(words(said), LABEL, INK, bold=True)) for said in data.said)
    names = min(NAMES_SHARE, (longest + 16) / box.w)
    wide = 1 - names - (widest + 16) / box.w
    sizes = "".join(
        f'<c:{key} val="{value:.4f}"/>'
        for key, value in (("x", names), ("y", 0.03), ("w", wide), ("h", 0.83))
    )
    root: Any = part._element  # noqa: SLF001 - python-pptx has no way to place a plot
    area = root.xpath(".//c:plotArea")[0]
    for old in area.xpath("./c:layout"):
        area.remove(old)
    area.insert(
        0,
        parse_xml(
            f'<c:layout xmlns:c="{URI}"><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/>'
            f'<c:yMode val="edge"/>{sizes}</c:manualLayout></c:layout>'
        ),
    )


def _positive_axes(part: ChartPart) -> None:
    """Make the ids of the axes positive, as the schema asks."""
    root: Any = part._element  # noqa: SLF001 - python-pptx has no way to do it
    for axis in root.xpath(".//c:axId | .//c:crossAx"):
        axis.set("val", str(abs(int(axis.get("val")))))
