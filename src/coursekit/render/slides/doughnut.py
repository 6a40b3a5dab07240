"""The ring of a doughnut chart, and a key beside it that gives each slice its name and value."""

from typing import Any

from pptx.chart.chart import Chart
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml import parse_xml
from pptx.util import Pt

from coursekit.render.slides.canvas import Canvas
from coursekit.render.slides.chartdata import TICK, Data, colour, number_labels
from coursekit.render.slides.look import INK, PAPER, SMALL_SIZES, Box
from coursekit.render.slides.metrics import Paragraph, height
from coursekit.render.slides.palette import Palette, contrast
from coursekit.render.slides.words import words
from coursekit.wording import Wording

KEY_SHARE = 0.44
THIN = 0.06
"""A slice below this share has its value in the key only."""
SWATCH = 20.0


def slices(data: Data, palette: Palette) -> list[str]:
    """Return a colour for each slice: the focus in ochre, the rest in lapis and greys."""
    rest = iter(palette.slices[1:] * len(data.rows) if data.focus else palette.slices * len(data.rows))
    return [palette.focus if label == data.focus else next(rest) for label, _ in data.rows]


def ring(chart: Chart, data: Data, wording: Wording, palette: Palette) -> None:
    """Colour and label the slices."""
    plot = chart.plots[0]
    number_labels(plot, data, wording)
    series: Any = plot.series[0]
    whole = sum(abs(value) for _, value in data.rows)
    for n, (shade, (_, value)) in enumerate(zip(slices(data, palette), data.rows, strict=True)):
        fill = series.points[n].format.fill
        fill.solid()
        fill.fore_color.rgb = colour(shade)
        label = series.points[n].data_label
        font = label.text_frame.paragraphs[0].runs[0].font if label.has_text_frame else label.font
        font.size, font.bold = Pt(TICK), True
        font.color.theme_color = (
            MSO_THEME_COLOR.BACKGROUND_1 if on_slice(shade, palette) == PAPER else MSO_THEME_COLOR.TEXT_1
        )
        if abs(value) < THIN * whole:
            _leave_out(label, n)


def on_slice(shade: str, palette: Palette) -> str:
    """Return the role that reads best on a slice."""
    return max((PAPER, INK), key=lambda role: contrast(palette.hex(role), shade))


def key(canvas: Canvas, box: Box, data: Data) -> None:
    """Name the slices beside the ring, each with its value, so that colour does not speak alone."""
    wide = box.w * KEY_SHARE - 24
    x, size = box.right - wide, SMALL_SIZES[-1]
    items = [
        (
            Paragraph(words(said), size + 4, INK, "heading", bold=True),
            Paragraph(words(label), size, INK),
        )
        for (label, _), said in zip(data.rows, data.said, strict=True)
    ]
    heights = [height(item, wide - SWATCH - 14) + 4 for item in items]
    gap = max(6.0, min(22.0, (box.h - sum(heights)) / max(1, len(items))))
    y = box.y + max(0.0, (box.h - sum(heights) - gap * (len(items) - 1)) / 2)
    for n, (item, tall, shade) in enumerate(
        zip(items, heights, slices(data, canvas.page.palette), strict=True)
    ):
        canvas.shape("colour", Box(x, y + 4, SWATCH, SWATCH), shade)
        canvas.text(f"figure/points/{n}", Box(x + SWATCH + 14, y, wide - SWATCH - 14, tall), item)
        y += tall + gap


def _leave_out(label: Any, number: int) -> None:
    element = label._dLbl  # noqa: SLF001 - python-pptx cannot leave one label out
    element.getparent().replace(
        element,
        parse_xml(
            '<c:dLbl xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart">'
            f'<c:idx val="{number}"/><c:delete val="1"/></c:dLbl>'
        ),
    )
