"""Tables: a real table with its header flagged, divided over slides where it is long."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from coursekit.model.slide import Table
from coursekit.render.slides import grid
from coursekit.render.slides.look import BODY, INK, LAPIS, SMALL_SIZES
from coursekit.render.slides.metrics import Paragraph, longest_word, pages, width
from coursekit.render.slides.scene import Scene
from coursekit.render.slides.stage import Stage, paged

Row = tuple[Paragraph, ...]


@dataclass(frozen=True)
class _Set:
    """A table set in one size: its rows, and over which slides they are divided."""

    rows: list[Row]
    widths: list[float]
    heights: list[float]
    pages: list[range]


def table(stage: Stage, scene: Scene, spec: Table) -> None:
    """Draw rows and columns of short words."""
    opening = scene.opening(stage, spec)
    setting = _setting(stage, scene, spec)
    for number, part in enumerate(setting.pages, 1):
        headline = paged(opening.headline, number, len(setting.pages))
        canvas = stage.slide(replace(opening, headline=headline))
        chosen = [0, *part]
        grid.add(
            canvas,
            grid.Grid(
                "table",
                stage.reader.plain(spec.headline),
                [setting.rows[n] for n in chosen],
                setting.widths,
                [setting.heights[n] for n in chosen],
            ),
            BODY,
        )
        stage.finish(canvas, opening)


def _setting(stage: Stage, scene: Scene, spec: Table) -> _Set:
    last: _Set | None = None
    for size in (22, *SMALL_SIZES):
        rows = [_row(stage, spec.columns, size, LAPIS, bold=True)]
        rows += [_row(stage, row, size, INK) for row in spec.rows]
        widths = _widths(rows)
        heights = [grid.row_height(row, widths) for row in rows]
        divided = pages(heights[1:], BODY.h - heights[0], 0)
        if divided is not None:
            last = _Set(rows, widths, heights, [range(part.start + 1, part.stop + 1) for part in divided])
            if len(divided) == 1:
                return last
    if last is None:
        raise ValueError(f"{scene.address}: a row is higher than the slide; shorten its cells")
    return last


def _row(stage: Stage, cells: Sequence[str], size: float, colour: str, *, bold: bool = False) -> Row:
    return tuple(Paragraph(stage.reader.line(cell), size, colour, bold=bold) for cell in cells)


def _widths(rows: list[Row]) -> list[float]:
    """Share the width by what the columns hold, none under its longest word."""
    columns = list(zip(*rows, strict=True))
    least = [max(longest_word(cell) for cell in column) + grid.SIDES for column in columns]
    wanted = [max(width(cell) for cell in column) ** 0.6 for column in columns]
    spare = max(0.0, BODY.w - sum(least))
    return [low + spare * want / sum(wanted) for low, want in zip(least, wanted, strict=True)]
