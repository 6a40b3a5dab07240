"""Draws docs/pictures/layouts.png: a slide of each layout, from the small course of the tests.

Needs LibreOffice (soffice) and Poppler (pdftoppm), as `make test` does. Run it with `make pictures`.
"""

import io
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont
from pptx import Presentation

from coursekit.load.course import load_course
from coursekit.model.course import LessonView
from coursekit.model.deck import DeckFiles
from coursekit.model.seed import STACKED
from coursekit.render.slides.deck import make
from coursekit.render.slides.layouts import LAYOUTS
from coursekit.wording import wording

HERE = Path(__file__).parent
COURSE = HERE.parent.parent / "tests" / "cases" / "small"
STACKED_CHART = "chart, stacked"
COLUMNS, WIDE, TALL, GAP, LABEL = 3, 480, 270, 16, 26


def slides(view: LessonView, folder: Path) -> Iterator[tuple[str, Image.Image]]:
    """Yield the first slide of each layout in a lesson, as a picture."""
    deck, _ = make(view, wording("en"), DeckFiles())
    (folder / "deck.pptx").write_bytes(deck)
    subprocess.run(
        ["soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, folder / "deck.pptx"],
        check=True,
        capture_output=True,
    )
    size = ["-scale-to-x", str(WIDE), "-scale-to-y", str(TALL)]
    subprocess.run(["pdftoppm", "-png", *size, folder / "deck.pdf", folder / "slide"], check=True)
    pictures = sorted(folder.glob("slide-*.png"))
    layouts = {
        f"parts/{part.id}/slides/{index}/headline": named(slide, view)
        for part in view.lesson.parts
        for index, slide in enumerate(part.slides)
    }
    for slide, picture in zip(Presentation(io.BytesIO(deck)).slides, pictures, strict=True):
        if layout := layouts.get(slide.shapes.title.name):
            with Image.open(picture) as image:
                yield layout, image.convert("RGB")


def named(slide: Any, view: LessonView) -> str:
    """Return what stands above a slide: its layout, and for a chart in parts that it is one."""
    stacked = slide.layout == "chart" and view.facts.figures[slide.figure].chart in STACKED
    return STACKED_CHART if stacked else str(slide.layout)


def sheet(pictures: dict[str, Image.Image]) -> Image.Image:
    """Return all pictures on one sheet, each under its layout's name."""
    names = [*LAYOUTS, STACKED_CHART]
    names.insert(names.index("chart") + 1, names.pop())
    rows = -(-len(names) // COLUMNS)
    across, down = WIDE + GAP, TALL + LABEL + GAP
    drawn = Image.new("RGB", (COLUMNS * across + GAP, rows * down + GAP), "white")
    pen, font = ImageDraw.Draw(drawn), ImageFont.load_default(size=16)
    for n, name in enumerate(names):
        row, column = divmod(n, COLUMNS)
        x, y = GAP + column * across, GAP + row * down
        pen.text((x, y), name, fill="black", font=font)
        drawn.paste(pictures[name], (x, y + LABEL))
        pen.rectangle((x - 1, y + LABEL - 1, x + WIDE, y + LABEL + TALL), outline="#8a8a8a")
    return drawn


def main() -> None:
    """Draw the sheet."""
    found: dict[str, Image.Image] = {}
    for view in load_course(COURSE).views():
        with tempfile.TemporaryDirectory() as folder:
            for layout, picture in slides(view, Path(folder)):
                found.setdefault(layout, picture)
    few = sheet(found).quantize(96, dither=Image.Dither.NONE)
    few.save(HERE / "layouts.png", optimize=True)


main()
