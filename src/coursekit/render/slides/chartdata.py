"""What a native chart shows, and how its numbers are written."""

from dataclasses import dataclass
from functools import cached_property

from coursekit.model.seed import STACKED, ChartKind, Figure
from coursekit.model.values import Stacks, points, stacks
from coursekit.render.charts import measure
from coursekit.render.slides.words import Reader
from coursekit.wording import LARGE, Wording

LABEL, TICK = 20, 18


@dataclass(frozen=True)
class Series:
    """The numbers of one colour: a column of the chart's workbook."""

    name: str
    cells: tuple[int | None, ...]
    """For each bar the place of its row; None where the bar has no such part."""


@dataclass(frozen=True)
class Data:
    """A figure's numbers, and the point to look at."""

    kind: ChartKind
    title: str
    measure: str
    """What is counted: `per cent, 2024`."""
    rows: tuple[tuple[str, float], ...]
    said: tuple[str, ...]
    """Each number as it is written, with the source's own caution: `≈ 98 %`."""
    form: str
    """The number format that writes the values as `said` does; empty where there is none."""
    focus: str | None
    """The label to look at; in a stacked chart, the part."""
    parts: tuple[str, ...] = ()
    """In a stacked chart, which part of its bar each row is."""
    worked_out: tuple[bool, ...] = ()
    """Whether each row is arithmetic over other values."""

    @cached_property
    def series(self) -> tuple[Series, ...]:
        """Return one series for each part, or the only one."""
        if not self.parts:
            return (Series(self.title, tuple(range(len(self.rows)))),)
        made = self._stacks
        return tuple(
            Series(part, tuple(cells[n] for cells in made.cells)) for n, part in enumerate(made.parts)
        )

    @cached_property
    def bars(self) -> tuple[str, ...]:
        """Return what stands along the axis."""
        return self._stacks.bars if self.parts else tuple(label for label, _ in self.rows)

    @cached_property
    def _stacks(self) -> Stacks:
        return stacks((label, part) for (label, _), part in zip(self.rows, self.parts, strict=True))


def read(figure: Figure, focus: str | None, reader: Reader) -> Data:
    """Return what the chart of a figure shows."""
    facts, wording = reader.facts, reader.wording
    rows = points(figure, facts.claims)
    said = tuple(
        wording.short_value(facts.claims[point.claim]) if point.claim else wording.short(value, figure.unit)
        for (_, value), point in zip(rows, figure.points, strict=True)
    )
    form = _form(figure.unit, [value for _, value in rows], said, wording)
    parts = tuple(point.part or "" for point in figure.points) if figure.chart in STACKED else ()
    return Data(
        figure.chart,
        reader.plain(figure.title),
        measure(figure, facts, wording),
        rows,
        said,
        form,
        focus,
        parts,
        tuple(point.claim is None for point in figure.points),
    )


def _form(unit: str, values: list[float], said: tuple[str, ...], wording: Wording) -> str:
    if any(value != int(value) or abs(value) >= LARGE for value in values):
        return ""
    if said != tuple(wording.short(value, unit) for value in values):
        return ""
    before, _, after = wording(f"short-{unit}", number="\0").partition("\0")
    quoted = [f'"{text}"' if text else "" for text in (before.replace('"', ""), after.replace('"', ""))]
    return f"{quoted[0]}#,##0{quoted[1]}"
