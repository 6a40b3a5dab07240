"""Tables: a real table with its header flagged, divided over slides where it is long."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import inf

from coursekit.artifact import UnfitError
from coursekit.model.slide import Table
from coursekit.render.slides import grid
from coursekit.render.slides.look import INK, LAPIS, SMALL_SIZES
from coursekit.render.slides.metrics import Paragraph, longest_word, pages, width
from coursekit.render.slides.scene import Scene
from coursekit.render.slides.stage import Stage, paged

SIZES = (24, 22, *SMALL_SIZES)
POWERS = (0.3, 0.45, 0.6, 0.8, 1.0, 1.3)
LOOSE = 18.0
"""The most that a row gets above what it needs, where there is room."""
Row = tuple[Paragraph, ...]


def table(stage: Stage, scene: Scene, spec: Table) -> None:
    """Draw rows and columns of short words."""
    opening = scene.opening(stage, spec)
    body = stage.page.body

    def rows(size: float) -> list[Row]:
        head = _row(stage, spec.columns, size, LAPIS, bold=True)
        return [head, *(_row(stage, row, size, INK) for row in spec.rows)]

    def heights(size: float) -> list[float]:
        found = rows(size)
        widths = _widths(found, body.w)
        if sum(widths) > body.w + 1:
            return [inf] * len(found)
        return [grid.row_height(row, widths) for row in found]

    size, divided = _pages(scene.address, body.h, heights)
    found = rows(size)
    widths, tall = _widths(found, body.w), heights(size)
    for number, part in enumerate(divided, 1):
        canvas = stage.slide(replace(opening, headline=paged(opening.headline, number, len(divided))))
        shown = [0, *(n + 1 for n in part)]
        title = stage.reader.plain(spec.headline)
        more = max(0.0, min(LOOSE, (body.h - sum(tall[n] for n in shown)) / len(shown)))
        drawn = grid.Grid("table", title, [found[n] for n in shown], widths, [tall[n] + more for n in shown])
        grid.add(canvas, drawn, body)
        stage.finish(canvas, opening)


def _pages(
    address: str, room: float, heights: Callable[[float], Sequence[float]]
) -> tuple[float, list[range]]:
    """Return the largest size at which the rows take the fewest slides, each with the header."""
    found: tuple[float, list[range]] | None = None
    for size in SIZES:
        head, *rows = heights(size)
        divided = pages(rows, room - head, 0)
        if divided is not None and (found is None or len(divided) < len(found[1])):
            found = (size, divided)
    if found is None:
        _, *rows = heights(SIZES[-1])
        if inf in rows:
            raise UnfitError(address, f"the table is wider than its slide, even at {SIZES[-1]:g} pt")
        highest = max(range(len(rows)), key=lambda n: rows[n])
        message = f"one row is higher than its slide, even at {SIZES[-1]:g} pt"
        raise UnfitError(f"{address}/rows/{highest}", message)
    return found


def _row(stage: Stage, cells: Sequence[str], size: float, colour: str, *, bold: bool = False) -> Row:
    return tuple(Paragraph(stage.reader.line(cell), size, colour, bold=bold) for cell in cells)


def _widths(rows: list[Row], room: float) -> list[float]:
    """Share the width by what the columns hold, none under its longest word, so that few lines wrap."""
    columns = list(zip(*rows, strict=True))
    least = [max(longest_word(cell) for cell in column) + grid.SIDES for column in columns]
    spare = max(0.0, room - sum(least))

    def shared(power: float) -> list[float]:
        wanted = [max(width(cell) for cell in column) ** power for column in columns]
        return [low + spare * want / sum(wanted) for low, want in zip(least, wanted, strict=True)]

    ways = [shared(power) for power in POWERS]
    return min(ways, key=lambda widths: sum(grid.row_height(row, widths) for row in rows))
