"""How long a deck takes, against straightforward python-pptx writing the same content in the same run.

`python benchmarks/decks.py` prints the table of docs/measurements.md; it takes about a minute. Times are
the processor's, in one process that has made the deck before, so that other work counts little.
"""

import argparse
import io
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.util import Pt

from coursekit.load.course import load_course
from coursekit.model.course import Course
from coursekit.render.slides.deck import make
from coursekit.wording import wording

SMALL = Path(__file__).parent.parent / "tests" / "cases" / "small"
OWN = 7
"""Slides of the body in a deck of fifteen; the others are the kit's."""
KIT = 7
"""Title, agenda, aims, section, key points, what is left out, and sources."""
WARM = 20
"""A deck's best time is the best of so many, ours and theirs in turn."""
LARGE = (100, 1000)


def course(count: int) -> Course:
    """Return the small course cut down to one lesson whose deck has so many slides."""
    small = load_course(SMALL)
    lesson = small.lessons["flour"]
    drawn = [slide for part in lesson.parts for slide in part.slides]
    wanted = ("points", "chart", "chart", "table", "comparison", "discussion", "big-number")
    body = [drawn.pop(next(n for n, one in enumerate(drawn) if one.layout == name)) for name in wanted]
    charts = body[1:3]
    plain = [one for one in body if one not in charts]
    more = (plain * (count // len(plain) + 1))[: count - KIT - OWN]
    numbered = [
        one.model_copy(update={"headline": f"{n}. {one.headline}"}) for n, one in enumerate([*body, *more], 1)
    ]
    part = lesson.parts[0].model_copy(update={"slides": tuple(numbered)})
    cut = lesson.model_copy(update={"parts": (part,), "exercises": (), "activities": ()})
    return replace(small, lessons={"flour": cut})


def ours(value: Course) -> Callable[[], bytes]:
    """Return what makes the course's one deck, and its twin in plain text."""
    (view,) = value.views()
    return lambda: make(view, wording("en"), value.deck_files)[0]


def theirs(deck: bytes) -> Callable[[], bytes]:
    """Return what writes a deck's titles, texts, table, charts and notes again, as the manual shows it."""
    content = [_content(slide) for slide in Presentation(io.BytesIO(deck)).slides]
    return lambda: _straightforward(content)


def _content(slide: Any) -> tuple[str, list[tuple[Any, ...]], str]:
    shapes: list[tuple[Any, ...]] = []
    for shape in slide.shapes:
        box = (shape.left, shape.top, shape.width, shape.height)
        if shape == slide.shapes.title:
            continue
        if shape.has_text_frame and shape.text_frame.text:
            lines = [
                [(run.text, run.font.size, run.font.bold) for run in line.runs] or [(line.text, None, None)]
                for line in shape.text_frame.paragraphs
            ]
            shapes.append(("text", box, lines))
        elif shape.has_table:
            shapes.append(("table", box, [[cell.text for cell in row.cells] for row in shape.table.rows]))
        elif shape.has_chart:
            plot = shape.chart.plots[0]
            series = plot.series[0]
            shapes.append(
                ("chart", box, (shape.chart.chart_type, list(plot.categories), series.name, series.values))
            )
        else:
            shapes.append(("shape", box, None))
    return slide.shapes.title.text_frame.text, shapes, slide.notes_slide.notes_text_frame.text


def _straightforward(content: Sequence[tuple[str, list[tuple[Any, ...]], str]]) -> bytes:
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(960), Pt(540)
    for title, shapes, notes in content:
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        slide.shapes.title.text = title
        for kind, box, value in shapes:
            DRAW[kind](slide.shapes, box, value)
        slide.notes_slide.notes_text_frame.text = notes
    stream = io.BytesIO()
    deck.save(stream)
    return stream.getvalue()


def _text(shapes: Any, box: tuple[int, ...], lines: list[list[tuple[str, Any, Any]]]) -> None:
    frame = shapes.add_textbox(*box).text_frame
    frame.word_wrap = True
    for n, runs in enumerate(lines):
        line = frame.add_paragraph() if n else frame.paragraphs[0]
        for text, size, bold in runs:
            run = line.add_run()
            run.text, run.font.size, run.font.bold = text, size, bold


def _table(shapes: Any, box: tuple[int, ...], rows: list[list[str]]) -> None:
    table = shapes.add_table(len(rows), len(rows[0]), *box).table
    for n, row in enumerate(rows):
        for m, text in enumerate(row):
            table.cell(n, m).text = text


def _chart(shapes: Any, box: tuple[int, ...], value: tuple[Any, ...]) -> None:
    kind, labels, name, numbers = value
    data = CategoryChartData()
    data.categories = labels
    data.add_series(name, numbers)
    chart = shapes.add_chart(kind, *box, data).chart
    chart.has_legend = False
    chart.plots[0].has_data_labels = True


def _shape(shapes: Any, box: tuple[int, ...], _: None) -> None:
    shapes.add_shape(1, *box)


DRAW = {"text": _text, "table": _table, "chart": _chart, "shape": _shape}


def best(makers: Sequence[Callable[[], bytes]], times: int) -> list[float]:
    """Return each maker's best time in milliseconds; they take turns, so that both meet the same machine."""
    found = [float("inf")] * len(makers)
    for _ in range(times):
        for n, maker in enumerate(makers):
            start = time.process_time()
            maker()
            found[n] = min(found[n], (time.process_time() - start) * 1000)
    return found


def rows(sizes: Sequence[int], times: int) -> list[tuple[int, float, float]]:
    """Return for each size: the slides there are, our milliseconds and theirs."""
    found = []
    for size in sizes:
        own = ours(course(size))
        deck = own()
        other = theirs(deck)
        mine, their = best((own, other), max(1, times * sizes[0] // size))
        found.append((len(Presentation(io.BytesIO(deck)).slides), mine, their))
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[15, *LARGE])
    parser.add_argument("--times", type=int, default=WARM)
    given = parser.parse_args()
    lines = [
        "| slides | coursekit, ms | a slide | python-pptx, ms | a slide | ratio |",
        "|--:|--:|--:|--:|--:|--:|",
    ]
    for count, mine, their in rows(given.sizes, given.times):
        lines.append(
            f"| {count} | {mine:,.0f} | {mine / count:.1f} | {their:,.0f} | {their / count:.1f} "
            f"| {mine / their:.2f} |"
        )
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
