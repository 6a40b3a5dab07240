"""The ring of a doughnut chart, and a key beside it that gives each slice its name and value."""

from coursekit.render.slides import markup, reckoned
from coursekit.render.slides.canvas import Canvas
from coursekit.render.slides.chartdata import TICK, Data
from coursekit.render.slides.look import INK, PAPER, SMALL_SIZES, Box
from coursekit.render.slides.metrics import Paragraph, height
from coursekit.render.slides.palette import Palette, contrast
from coursekit.render.slides.series import Label, labels, series
from coursekit.render.slides.words import words

KEY_SHARE = 0.44
THIN = 0.06
"""A slice below this share has its value in the key only."""
SWATCH = 20.0


def slices(data: Data, palette: Palette) -> list[str]:
    """Return a colour for each slice: the focus in ochre, the rest in lapis and greys."""
    rest = iter(palette.slices[1:] * len(data.rows) if data.focus else palette.slices * len(data.rows))
    return [palette.focus if label == data.focus else next(rest) for label, _ in data.rows]


def ring(data: Data, language: str, palette: Palette) -> str:
    """Write the ring with its slices and their labels."""
    whole = sum(abs(value) for _, value in data.rows)
    shades = slices(data, palette)
    looks = [
        Label(on_slice(shade, palette), TICK, shown=abs(value) >= THIN * whole)
        for shade, (_, value) in zip(shades, data.rows, strict=True)
    ]
    points = "".join(
        f'<c:dPt><c:idx val="{n}"/><c:bubble3D val="0"/>{_look(shade, worked_out=worked_out)}</c:dPt>'
        for n, (shade, worked_out) in enumerate(zip(shades, data.worked_out, strict=True))
    )
    drawn = series(data, "", points, labels(data, looks, "", language))
    return (
        f'<c:doughnutChart><c:varyColors val="1"/>{drawn}'
        '<c:firstSliceAng val="0"/><c:holeSize val="50"/></c:doughnutChart>'
    )


def _look(shade: str, *, worked_out: bool) -> str:
    return reckoned.dashed(shade) if worked_out else f"<c:spPr>{markup.fill(shade)}</c:spPr>"


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
        dashed = data.worked_out[n]
        edge = INK if dashed else None
        canvas.shape("colour", Box(x, y + 4, SWATCH, SWATCH), shade, edge=edge, dashed=dashed)
        canvas.text(f"figure/points/{n}", Box(x + SWATCH + 14, y, wide - SWATCH - 14, tall), item)
        y += tall + gap
