"""One figure of the record as an SVG drawing, for pages and for paper."""

import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from coursekit.model.facts import Facts
from coursekit.model.references import references
from coursekit.model.seed import ChartKind, Figure
from coursekit.model.values import points
from coursekit.render import plots, stacks
from coursekit.render.plots import TEXT, WIDTH, Drawing, Mark
from coursekit.render.prose import plain_line
from coursekit.wording import Wording

PLOTS: dict[ChartKind, Callable[[tuple[Mark, ...]], Drawing]] = {
    "bar": plots.bars,
    "column": plots.columns,
    "line": plots.line,
    "doughnut": plots.doughnut,
    "stacked-bar": stacks.bars,
    "stacked-column": stacks.columns,
    "shares-bar": stacks.share_bars,
    "shares-column": stacks.share_columns,
}
"""How each kind of chart is drawn. A new kind is one function and one row."""


@dataclass(frozen=True)
class Row:
    """One value of a figure, for the table beside the chart."""

    label: str
    value: str
    claim: str | None
    """The claim it comes from; None where it is worked out from others."""
    part: str = ""
    """In a stacked chart, which part of the bar it is."""

    @property
    def name(self) -> str:
        """What the value is of: `Before the cut, children`."""
        return f"{self.label}, {self.part}" if self.part else self.label


def chart(figure: Figure, facts: Facts, wording: Wording, name: str) -> str:
    """Draw a figure as one line of SVG; `name` is unique on the page and begins its ids."""
    marks = tuple(
        Mark(
            label,
            number,
            _short(figure, point.claim, number, facts, wording),
            point.claim is None,
            point.part or "",
        )
        for (label, number), point in zip(points(figure, facts.claims), figure.points, strict=True)
    )
    drawing = PLOTS[figure.chart](marks)
    drawing = _with_legend(drawing, wording) if any(mark.worked_out for mark in marks) else drawing
    title = escape(plain_line(figure.title, facts, wording))
    alt = escape(described(figure, facts, wording))
    return (
        f'<svg class="ck-chart" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {drawing.height:g}"'
        f' role="img" aria-labelledby="{name}-title {name}-desc" font-size="{TEXT}" fill="currentColor">'
        f'<title id="{name}-title">{title}</title><desc id="{name}-desc">{alt}</desc>'
        f"{drawing.body}</svg>"
    )


def measure(figure: Figure, facts: Facts, wording: Wording) -> str:
    """Say what is counted, and for what time if that is one for the whole figure: `per cent, 2024`."""
    shared = _shared_period(figure, facts)
    unit = wording.axis(figure.unit)
    return f"{unit}, {plain_line(shared, facts, wording)}" if shared else unit


def described(figure: Figure, facts: Facts, wording: Wording) -> str:
    """Say what the chart shows, with every value, for who can't see it."""
    told = [plain_line(figure.alt, facts, wording)] if figure.alt else []
    told += [f"{row.name}: {row.value}." for row in rows(figure, facts, wording)]
    return " ".join(told)


def rows(figure: Figure, facts: Facts, wording: Wording) -> tuple[Row, ...]:
    """Return the figure's values in words, in their order."""
    shared = _shared_period(figure, facts)

    def said(name: str, claim: str | None, number: float) -> str:
        period = facts.claims[claim].period if claim else None
        words = _words(figure, claim, number, facts, wording)
        told = not period or period == shared or period in name
        return words if told else f"{words} ({plain_line(period or '', facts, wording)})"

    return tuple(
        Row(label, said(f"{label} {point.part}", point.claim, number), point.claim, point.part or "")
        for (label, number), point in zip(points(figure, facts.claims), figure.points, strict=True)
    )


def _shared_period(figure: Figure, facts: Facts) -> str:
    claims = {claim for point in figure.points for claim in references(point).of("claim")}
    periods = {facts.claims[claim].period or "" for claim in claims}
    return periods.pop() if len(periods) == 1 else ""


def _short(figure: Figure, claim: str | None, number: float, facts: Facts, wording: Wording) -> str:
    if claim:
        return wording.short_value(facts.claims[claim])
    return wording.short(number, figure.unit)


def _words(figure: Figure, claim: str | None, number: float, facts: Facts, wording: Wording) -> str:
    if claim:
        return wording.value(facts.claims[claim])
    return wording.quantity(number, figure.unit)


def _with_legend(drawing: Drawing, wording: Wording) -> Drawing:
    lines = textwrap.wrap(wording("site-worked-out"), 44)
    top = drawing.height + 12
    words = "".join(
        f'<text class="ck-quiet" x="30" y="{top + 16 + 22 * place}">{escape(line)}</text>'
        for place, line in enumerate(lines)
    )
    swatch = f'<rect class="ck-worked-out" x="1" y="{top + 2}" width="18" height="14"/>'
    return Drawing(f"{drawing.body}{swatch}{words}", top + 22 * len(lines) + 2)
