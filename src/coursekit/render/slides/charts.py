"""A figure of the record as a native chart, whose data a person can open and change."""

from dataclasses import dataclass, replace
from typing import Any

from pptx.chart.chart import Chart as NativeChart
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_AXIS_CROSSES,
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.parts.chart import ChartPart
from pptx.util import Pt

from coursekit.model.seed import ChartKind, Figure
from coursekit.model.values import points
from coursekit.render.slides.canvas import Canvas
from coursekit.render.slides.look import INK, SMALL_SIZES, SOURCE_SIZE, Box
from coursekit.render.slides.metrics import Paragraph, height
from coursekit.render.slides.words import Reader, words
from coursekit.wording import LARGE, Wording

URI = "http://schemas.openxmlformats.org/drawingml/2006/chart"
LABEL, TICK = 20, 18
CHARTS: dict[ChartKind, XL_CHART_TYPE] = {
    "bar": XL_CHART_TYPE.BAR_CLUSTERED,
    "column": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "line": XL_CHART_TYPE.LINE_MARKERS,
    "doughnut": XL_CHART_TYPE.DOUGHNUT,
}
FOCUS, PLAIN, BACK = MSO_THEME_COLOR.ACCENT_2, MSO_THEME_COLOR.ACCENT_1, "6B717A"
SLICES = ("1F4E8C", "6B717A", "A5ABB3", "424954", "C9CDD2", "878E97")
FOCUS_SLICE = "A34A17"
DARK_SLICES = ("1F4E8C", "6B717A", "424954", FOCUS_SLICE)
KEY_SHARE = 0.44
THIN = 0.06
"""A slice below this share has its value in the key only."""


@dataclass(frozen=True)
class Data:
    """What a chart shows."""

    kind: ChartKind
    unit: str
    rows: tuple[tuple[str, float], ...]
    focus: str | None


def add(canvas: Canvas, box: Box, figure: Figure, focus: str | None, reader: Reader) -> None:
    """Add the figure's chart to the slide."""
    data = Data(figure.chart, figure.unit, points(figure, reader.facts.claims), focus)
    part = _part(canvas, data, figure, reader)
    chart = part.chart
    chart.has_legend, chart.has_title = False, False
    chart.font.size, chart.font.color.theme_color = Pt(TICK), MSO_THEME_COLOR.TEXT_1
    if data.kind == "doughnut":
        colours = _slices(data)
        _doughnut(chart, data, colours, reader.wording)
        _key(canvas, box, data, colours, reader.wording)
        box = replace(box, w=box.w * (1 - KEY_SHARE))
    else:
        _axes(chart, data, reader.wording, canvas.language)
        _colours(chart, data)
        _labels(chart, data, reader.wording)
    _positive_axes(part)
    number = canvas.slide.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    says = reader.plain(figure.alt or figure.title)
    space = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    canvas.graphic(
        "figure", says, box, f'<a:graphicData uri="{URI}"><c:chart {space} r:id="{number}"/></a:graphicData>'
    )


def _part(canvas: Canvas, data: Data, figure: Figure, reader: Reader) -> ChartPart:
    table = CategoryChartData(number_format=_format(data, reader.wording) or "General")
    table.categories = [label for label, _ in data.rows]
    table.add_series(reader.plain(figure.title), [value for _, value in data.rows])
    return ChartPart.new(CHARTS[data.kind], table, canvas.slide.part.package)


def _axes(chart: NativeChart, data: Data, wording: Wording, language: str) -> None:
    names, values = chart.category_axis, chart.value_axis
    values.has_major_gridlines = False
    values.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    values.major_tick_mark = names.major_tick_mark = XL_TICK_MARK.NONE
    values.format.line.fill.background()
    if all(value >= 0 for _, value in data.rows):
        values.minimum_scale = 0
    values.has_title = True
    title = values.axis_title.text_frame
    title.text = wording.axis(data.unit)
    run = title.paragraphs[0].runs[0]
    run.font.size, run.font.bold, run.font.color.theme_color = Pt(SOURCE_SIZE), False, MSO_THEME_COLOR.TEXT_2
    run._r.get_or_add_rPr().set("lang", language)  # noqa: SLF001 - python-pptx knows no territory
    names.format.line.color.rgb = RGBColor.from_string(BACK)
    names.tick_labels.font.size = Pt(TICK)
    if data.kind == "bar":
        names.reverse_order = True
        names.crosses = XL_AXIS_CROSSES.MAXIMUM


def _colours(chart: NativeChart, data: Data) -> None:
    plot = chart.plots[0]
    series: Any = plot.series[0]
    if data.kind == "line":
        series.smooth = False
        series.format.line.width = Pt(3)
        series.format.line.color.theme_color = PLAIN
    else:
        plot.gap_width = 55
    for n, (label, _) in enumerate(data.rows):
        point = series.points[n]
        look = point.marker.format.fill if data.kind == "line" else point.format.fill
        if data.kind == "line":
            point.marker.style, point.marker.size = 8, 13 if label == data.focus else 9
        look.solid()
        if label == data.focus:
            look.fore_color.theme_color = FOCUS
        elif data.focus is None or data.kind == "line":
            look.fore_color.theme_color = PLAIN
        else:
            look.fore_color.rgb = RGBColor.from_string(BACK)


def _labels(chart: NativeChart, data: Data, wording: Wording) -> None:
    plot = chart.plots[0]
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.show_value = True
    labels.font.size, labels.font.bold = Pt(LABEL), True
    labels.font.color.theme_color = MSO_THEME_COLOR.TEXT_1
    labels.position = XL_LABEL_POSITION.ABOVE if data.kind == "line" else XL_LABEL_POSITION.OUTSIDE_END
    number_format = _format(data, wording)
    if number_format:
        labels.number_format, labels.number_format_is_linked = number_format, False
        return
    for n, (_, value) in enumerate(data.rows):
        label = plot.series[0].points[n].data_label
        label.has_text_frame = True
        label.text_frame.text = wording.short(value, data.unit)
        label.position = labels.position
        run = label.text_frame.paragraphs[0].runs[0]
        run.font.size, run.font.bold = Pt(LABEL), True


def _format(data: Data, wording: Wording) -> str:
    """Return the number format that writes these values as `short` does, where there is one."""
    if any(value != int(value) or abs(value) >= LARGE for _, value in data.rows):
        return ""
    before, _, after = wording(f"short-{data.unit}", number="\0").partition("\0")
    quoted = [f'"{text}"' if text else "" for text in (before.replace('"', ""), after.replace('"', ""))]
    return f"{quoted[0]}#,##0{quoted[1]}"


def _slices(data: Data) -> list[str]:
    """Return a colour for each slice: the focus in ochre, the rest in lapis and greys."""
    rest = iter(SLICES[1:] * len(data.rows) if data.focus else SLICES * len(data.rows))
    return [FOCUS_SLICE if label == data.focus else next(rest) for label, _ in data.rows]


def _doughnut(chart: NativeChart, data: Data, colours: list[str], wording: Wording) -> None:
    plot = chart.plots[0]
    series: Any = plot.series[0]
    plot.has_data_labels = True
    plot.data_labels.show_value, plot.data_labels.show_percentage = True, False
    number_format = _format(data, wording)
    if number_format:
        plot.data_labels.number_format, plot.data_labels.number_format_is_linked = number_format, False
    for n, colour in enumerate(colours):
        fill = series.points[n].format.fill
        fill.solid()
        fill.fore_color.rgb = RGBColor.from_string(colour)
        if abs(data.rows[n][1]) < THIN * sum(abs(value) for _, value in data.rows):
            _without_label(series, n)
            continue
        font = series.points[n].data_label.font
        font.size, font.bold = Pt(TICK), True
        font.color.theme_color = (
            MSO_THEME_COLOR.BACKGROUND_1 if colour in DARK_SLICES else MSO_THEME_COLOR.TEXT_1
        )


def _without_label(series: Any, number: int) -> None:
    labels = series._element.get_or_add_dLbls()  # noqa: SLF001 - python-pptx cannot leave one label out
    label = labels.get_or_insert_dLbl_for_point(number) if hasattr(labels, "get_or_insert_dLbl_for_point") else None
    del label


def _key(canvas: Canvas, box: Box, data: Data, colours: list[str], wording: Wording) -> None:
    """Name the slices beside the ring, each with its value, so that colour does not speak alone."""
    wide = box.w * KEY_SHARE - 24
    x, size = box.right - wide, SMALL_SIZES[-1]
    items = [
        (
            Paragraph(words(wording.short(value, data.unit)), size + 4, INK, "heading", bold=True),
            Paragraph(words(label), size, INK),
        )
        for label, value in data.rows
    ]
    heights = [height(item, wide - 34) + 4 for item in items]
    gap = max(6.0, min(22.0, (box.h - sum(heights)) / max(1, len(items))))
    y = box.y + max(0.0, (box.h - sum(heights) - gap * (len(items) - 1)) / 2)
    for n, (item, tall) in enumerate(zip(items, heights, strict=True)):
        canvas.shape("colour", Box(x, y + 3, 20, 20), colours[n])
        canvas.text(f"figure/points/{n}", Box(x + 34, y, wide - 34, tall), item)
        y += tall + gap


def _positive_axes(part: ChartPart) -> None:
    """Make the ids of the axes positive, as the schema asks."""
    root: Any = part._element  # noqa: SLF001 - python-pptx has no way to do it
    for axis in root.xpath(".//c:axId | .//c:crossAx"):
        axis.set("val", str(abs(int(axis.get("val")))))
