"""Rules for who listens: what pictures say, in which language texts are, which cells are headers."""

import re
from collections.abc import Iterator
from typing import Any

from coursekit.render.slides.inspect.finding import Finding
from coursekit.render.slides.inspect.opened import Deck, Slide
from coursekit.render.slides.inspect.shapes import A, Shape

FILE_NAME = re.compile(r"^\S+\.(?:png|jpe?g|gif|svg|webp|bmp|tiff?|emf|wmf|xml|pdf)$", re.IGNORECASE)
TRUE = ("1", "true")


def nothing_said(deck: Deck) -> Iterator[Finding]:
    """Every picture, chart, table and drawing says what it shows, or that it only decorates."""
    for slide in deck.slides:
        for shape in slide.shapes:
            says = shape.about.get("descr", "").strip()
            if FILE_NAME.search(says):
                message = f'the alternative text of "{shape.name}" is a file\'s name'
            elif says or shape.decorative or shape.covered or _speaks(shape):
                continue
            else:
                message = f'"{shape.name}" does not say what it shows'
            hint = "describe it in a sentence (Alt Text), or mark it as decorative."
            yield Finding(slide.number, shape.number, "nothing-said", message, hint)


def text_without_language(deck: Deck) -> Iterator[Finding]:
    """Every text says its language, on slides, in charts and in notes: voices and spelling need it."""
    for slide in deck.slides:
        for number, where, root in _texts(slide):
            runs = [run for run in root.iter(f"{A}r", f"{A}fld") if _written(run)]
            silent = [run for run in runs if not _language(run)]
            if silent:
                message = f'{where} does not say in which language "{_written(silent[0])[:40]}" is'
                hint = "select it and set its proofing language, under Review, Language."
                yield Finding(slide.number, number, "text-without-language", message, hint)


def table_without_header(deck: Deck) -> Iterator[Finding]:
    """Every table has its first row flagged as a header."""
    for slide in deck.slides:
        for shape in slide.shapes:
            for table in shape.element.iter(f"{A}tbl"):
                properties = table.find(f"{A}tblPr")
                if properties is None or properties.get("firstRow") not in TRUE:
                    message = f'no row of the table "{shape.name}" is marked as its header'
                    hint = "tick Header Row, under Table Design."
                    yield Finding(slide.number, shape.number, "table-without-header", message, hint)


def _speaks(shape: Shape) -> bool:
    """Tell whether a shape is its own text; a group's shapes are looked at one by one."""
    return shape.kind == "grpSp" or (shape.kind == "sp" and bool(shape.words or shape.is_placeholder))


def _texts(slide: Slide) -> Iterator[tuple[int, str, Any]]:
    for shape in slide.shapes:
        if shape.kind != "grpSp":
            yield shape.number, f'"{shape.name}"', shape.element
        chart = slide.chart(shape)
        if chart is not None:
            yield shape.number, f'the chart "{shape.name}"', chart
    if slide.notes is not None:
        yield 0, "the notes", slide.notes


def _language(run: Any) -> str:
    properties = run.find(f"{A}rPr")
    return "" if properties is None else str(properties.get("lang", ""))


def _written(run: Any) -> str:
    text = run.find(f"{A}t")
    return "" if text is None else str(text.text or "").strip()
