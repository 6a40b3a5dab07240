"""What a native chart shows, and how its numbers are written."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.util import Pt

from coursekit.model.course import Facts
from coursekit.model.seed import ChartKind, Figure
from coursekit.model.values import points
from coursekit.wording import LARGE, Wording

LABEL, TICK = 20, 18
colour: Callable[[str], RGBColor] = RGBColor.from_string


@dataclass(frozen=True)
class Data:
    """A figure's numbers, and the point to look at."""

    kind: ChartKind
    unit: str
    rows: tuple[tuple[str, float], ...]
    said: tuple[str, ...]
    """Each number as it is written, with the source's own caution: `≈ 98 %`."""
    focus: str | None

    def number_format(self, wording: Wording) -> str:
        """Return the number format that writes these values as `short` does; empty where there is none."""
        if any(value != int(value) or abs(value) >= LARGE for _, value in self.rows):
            return ""
        if self.said != tuple(wording.short(value, self.unit) for _, value in self.rows):
            return ""
        before, _, after = wording(f"short-{self.unit}", number="\0").partition("\0")
        quoted = [f'"{text}"' if text else "" for text in (before.replace('"', ""), after.replace('"', ""))]
        return f"{quoted[0]}#,##0{quoted[1]}"


def number_labels(plot: Any, data: Data, wording: Wording) -> None:
    """Label each point with its value, by a number format where one can write it."""
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.show_value, labels.show_percentage = True, False
    labels.font.size, labels.font.bold = Pt(LABEL), True
    form = data.number_format(wording)
    if form:
        labels.number_format, labels.number_format_is_linked = form, False
        return
    for n, said in enumerate(data.said):
        frame = plot.series[0].points[n].data_label.text_frame
        frame.text = said
        run = frame.paragraphs[0].runs[0]
        run.font.size, run.font.bold = Pt(LABEL), True


def read(figure: Figure, focus: str | None, facts: Facts, wording: Wording) -> Data:
    """Return what the chart of a figure shows."""
    rows = points(figure, facts.claims)
    said = tuple(
        wording.short_value(facts.claims[point.claim]) if point.claim else wording.short(value, figure.unit)
        for (_, value), point in zip(rows, figure.points, strict=True)
    )
    return Data(figure.chart, figure.unit, rows, said, focus)
