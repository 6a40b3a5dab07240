"""A native table as DrawingML, with hairlines under its rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from coursekit.render.slides import markup
from coursekit.render.slides.canvas import Canvas
from coursekit.render.slides.look import LAPIS, RULE, Box
from coursekit.render.slides.metrics import Paragraph, height
from coursekit.render.slides.said import Rows

SIDE, TOP = 10.0, 7.0
SIDES = 2 * SIDE + 2
URI = "http://schemas.openxmlformats.org/drawingml/2006/table"


@dataclass(frozen=True)
class Grid:
    """A table whose rows and columns have been measured; the first row is its header."""

    field: str
    title: str
    rows: Sequence[Sequence[Paragraph]]
    widths: Sequence[float]
    heights: Sequence[float]


def row_height(row: Sequence[Paragraph], widths: Sequence[float]) -> float:
    """Return the height that a row needs."""
    return max(height((cell,), wide - SIDES) for cell, wide in zip(row, widths, strict=True)) + 2 * TOP


def add(canvas: Canvas, grid: Grid, box: Box) -> None:
    """Add the table at the top of the box."""
    columns = "".join(f'<a:gridCol w="{markup.emu(wide)}"/>' for wide in grid.widths)
    rows = "".join(
        _row(canvas, row, tall, header=n == 0)
        for n, (row, tall) in enumerate(zip(grid.rows, grid.heights, strict=True))
    )
    place = Box(box.x, box.y, sum(grid.widths), sum(grid.heights))
    canvas.graphic(
        Rows(grid.field, [[cell.runs for cell in row] for row in grid.rows]),
        grid.title,
        place,
        f'<a:graphicData uri="{URI}"><a:tbl><a:tblPr firstRow="1"/><a:tblGrid>{columns}</a:tblGrid>{rows}'
        "</a:tbl></a:graphicData>",
    )


def _row(canvas: Canvas, row: Sequence[Paragraph], tall: float, *, header: bool) -> str:
    cells = "".join(_cell(canvas, cell, header=header) for cell in row)
    return f'<a:tr h="{markup.emu(tall)}">{cells}</a:tr>'


def _cell(canvas: Canvas, cell: Paragraph, *, header: bool) -> str:
    none = "".join(f"<a:{side}><a:noFill/></a:{side}>" for side in ("lnL", "lnR", "lnT"))
    colour, wide = (LAPIS, 2) if header else (RULE, 1)
    under = f'<a:lnB w="{markup.emu(wide)}">{markup.fill(colour)}</a:lnB>'
    side, top = markup.emu(SIDE), markup.emu(TOP - 1)
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{canvas.content((cell,))}</a:txBody>"
        f'<a:tcPr marL="{side}" marR="{side}" marT="{top}" marB="{top}" anchor="{"b" if header else "ctr"}">'
        f"{none}{under}<a:noFill/></a:tcPr></a:tc>"
    )
