"""The benchmark compares like with like, and runs; how fast it is stands in docs/measurements.md."""

import io
import re
import runpy
import subprocess
import sys

import pytest
from pptx import Presentation

from coursekit.checks import inspect
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


def test_the_courses_of_the_growth_benchmark_are_whole(tmp_path):
    growth = runpy.run_path(str(ROOT / "benchmarks" / "growth.py"))
    growth["write"](tmp_path, 3)
    found = inspect(tmp_path)
    assert len(found.survey.course.lessons) == 3
    assert not [problem for problem in found.problems if problem.code.startswith(("unknown-", "wrong-"))]
    assert all(view.facts.claims for view in found.survey.course.views())
    assert len(list(growth["planned"](found.survey.course))) > 3 * 8


def test_growth_is_told_by_its_power():
    growth = runpy.run_path(str(ROOT / "benchmarks" / "growth.py"))
    assert growth["exponent"]([10, 100, 1000], [2, 200, 20_000]) == pytest.approx(2)
    head, _, row = growth["table"]([(10, {"site, MB": 1}), (100, {"site, MB": 4}), (1000, {"site, MB": 40})])
    assert head == "| | 10 lessons | 100 lessons | 1,000 lessons | exponent |"
    assert row == "| site, MB | 1.00 | 4.00 | 40.00 | 1.00 |"
