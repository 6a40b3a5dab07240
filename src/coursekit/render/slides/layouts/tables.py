"""Tables: a real table with its header flagged, divided over slides where it is long."""

from collections.abc import Sequence
from dataclasses import replace

from coursekit.model.slide import Table
from coursekit.render.slides import grid
from coursekit.render.slides.look import BODY, INK, LAPIS, SMALL_SIZES
from coursekit.render.slides.metrics import Paragraph, longest_word, width
from coursekit.render.slides.scene import Scene
from coursekit.render.slides.stage import Stage, divide, paged

SIZES = (22, *SMALL_SIZES)
Row = tuple[Paragraph, ...]


def table(stage: Stage, scene: Scene, spec: Table) -> None:
    """Draw rows and columns of short words."""
    opening = scene.opening(stage, spec)

    def rows(size: float) -> list[Row]:
        head = _row(stage, spec.columns, size, LAPIS, bold=True)
        return [head, *(_row(stage, row, size, INK) for row in spec.rows)]

    def heights(size: float) -> list[float]:
        found = rows(size)
        widths = _widths(found)
        return [grid.row_height(row, widths) for row in found]

    head = max(heights(size)[0] for size in SIZES)
    size, divided = divide(scene.address, SIZES, BODY.h - head, 0, lambda size: heights(size)[1:])
    found = rows(size)
    widths, tall = _widths(found), heights(size)
    for number, part in enumerate(divided, 1):
        canvas = stage.slide(replace(opening, headline=paged(opening.headline, number, len(divided))))
        shown = [0, *(n + 1 for n in part)]
        title = stage.reader.plain(spec.headline)
        drawn = grid.Grid("table", title, [found[n] for n in shown], widths, [tall[n] for n in shown])
        grid.add(canvas, drawn, BODY)
        stage.finish(canvas, opening)


def _row(stage: Stage, cells: Sequence[str], size: float, colour: str, *, bold: bool = False) -> Row:
    return tuple(Paragraph(stage.reader.line(cell), size, colour, bold=bold) for cell in cells)


def _widths(rows: list[Row]) -> list[float]:
    """Share the width by what the columns hold, none under its longest word."""
    columns = list(zip(*rows, strict=True))
    least = [max(longest_word(cell) for cell in column) + grid.SIDES for column in columns]
    wanted = [max(width(cell) for cell in column) ** 0.6 for column in columns]
    spare = max(0.0, BODY.w - sum(least))
    return [low + spare * want / sum(wanted) for low, want in zip(least, wanted, strict=True)]
