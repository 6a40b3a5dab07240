"""What a native chart shows, and how its numbers are written."""

from dataclasses import dataclass

from coursekit.model.seed import ChartKind, Figure
from coursekit.model.values import points
from coursekit.render.slides.words import Reader
from coursekit.wording import LARGE, Wording

LABEL, TICK = 20, 18


@dataclass(frozen=True)
class Data:
    """A figure's numbers, and the point to look at."""

    kind: ChartKind
    title: str
    unit: str
    rows: tuple[tuple[str, float], ...]
    said: tuple[str, ...]
    """Each number as it is written, with the source's own caution: `≈ 98 %`."""
    form: str
    """The number format that writes the values as `said` does; empty where there is none."""
    focus: str | None


def read(figure: Figure, focus: str | None, reader: Reader) -> Data:
    """Return what the chart of a figure shows."""
    facts, wording = reader.facts, reader.wording
    rows = points(figure, facts.claims)
    said = tuple(
        wording.short_value(facts.claims[point.claim]) if point.claim else wording.short(value, figure.unit)
        for (_, value), point in zip(rows, figure.points, strict=True)
    )
    form = _form(figure.unit, [value for _, value in rows], said, wording)
    return Data(figure.chart, reader.plain(figure.title), figure.unit, rows, said, form, focus)


def _form(unit: str, values: list[float], said: tuple[str, ...], wording: Wording) -> str:
    if any(value != int(value) or abs(value) >= LARGE for value in values):
        return ""
    if said != tuple(wording.short(value, unit) for value in values):
        return ""
    before, _, after = wording(f"short-{unit}", number="\0").partition("\0")
    quoted = [f'"{text}"' if text else "" for text in (before.replace('"', ""), after.replace('"', ""))]
    return f"{quoted[0]}#,##0{quoted[1]}"
