"""The benchmark compares like with like, and runs; how fast it is stands in docs/measurements.md."""

import io
import re
import runpy
import subprocess
import sys

import pytest
from pptx import Presentation

from test_cli import ROOT

SCRIPT = ROOT / "benchmarks" / "decks.py"
BENCHMARK = runpy.run_path(str(SCRIPT))


@pytest.fixture(scope="module")
def decks():
    own = BENCHMARK["ours"](BENCHMARK["course"](15))()
    return [Presentation(io.BytesIO(deck)) for deck in (own, BENCHMARK["theirs"](own)())]


def content(slide):
    texts, tables, charts = [], [], []
    for shape in slide.shapes:
        if shape.has_text_frame and shape.text_frame.text:
            texts.append(shape.text_frame.text)
        elif shape.has_table:
            tables.append([[cell.text for cell in row.cells] for row in shape.table.rows])
        elif shape.has_chart:
            plot = shape.chart.plots[0]
            charts.append((list(plot.categories), list(plot.series[0].values)))
    return texts, tables, charts, slide.notes_slide.notes_text_frame.text


def test_both_write_the_same_content(decks):
    ours, theirs = ([content(slide) for slide in deck.slides] for deck in decks)
    assert ours == theirs
    assert len(ours) == 15
    assert sum(len(tables) for _, tables, _, _ in ours) == 1
    assert sum(len(charts) for _, _, charts, _ in ours) == 2
    assert all(notes for *_, notes in ours[4:12])


@pytest.mark.parametrize("size", [15, 40])
def test_a_course_has_as_many_slides_as_it_is_asked_for(size):
    deck = BENCHMARK["ours"](BENCHMARK["course"](size))()
    assert len(Presentation(io.BytesIO(deck)).slides) == size


def test_the_benchmark_prints_its_table():
    done = subprocess.run(
        [sys.executable, SCRIPT, "--sizes", "15", "--times", "1"], check=True, capture_output=True, text=True
    )
    head, _, row = done.stdout.splitlines()
    assert head.startswith("| slides | coursekit, ms | a slide | python-pptx, ms |")
    assert re.fullmatch(r"\| 15 \| \d+ \| \d+\.\d \| \d+ \| \d+\.\d \| \d+\.\d\d \|", row)
