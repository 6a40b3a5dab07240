"""The foot of a slide: its number, what a template's footer says, and a small logo."""

from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER

from coursekit.render.slides.canvas import Canvas
from coursekit.render.slides.look import SOURCE_SIZE
from coursekit.render.slides.metrics import Paragraph
from coursekit.render.slides.page import Style
from coursekit.render.slides.words import words

PROMPTS = ("footer", "fußzeile", "pied de page", "нижний колонтитул")
"""What LibreOffice writes into footers that nobody filled in."""


def add(canvas: Canvas, number: int, style: Style) -> None:
    """Add the foot, last in reading order."""
    page = canvas.page
    if page.own:
        canvas.number(page.number, number, SOURCE_SIZE, style.colour)
        return
    footer = _placeholder(canvas, PP_PLACEHOLDER.FOOTER)
    said = footer.text_frame.text.strip() if footer is not None else ""
    if said and said.strip("<>").casefold() not in PROMPTS:
        line = Paragraph(words(said), SOURCE_SIZE, style.colour, style.font, align=style.align)
        canvas.placeholder("ftr", "footer", None, (line,), index=footer.placeholder_format.idx)
    numbered = _placeholder(canvas, PP_PLACEHOLDER.SLIDE_NUMBER)
    if numbered is not None:
        canvas.number(None, number, SOURCE_SIZE, style.colour, numbered.placeholder_format.idx)


def _placeholder(canvas: Canvas, kind: PP_PLACEHOLDER) -> Any:
    """Return the layout's placeholder of this type, or None."""
    placeholders: Any = canvas.slide.layout.placeholders
    return next((one for one in placeholders if one.placeholder_format.type == kind), None)
