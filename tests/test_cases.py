"""Whole small courses against what they must give; a file too many is an error as well.

`pytest tests/test_cases.py --update-expected` writes what is given now. Read the difference
before you keep it.
"""

import io
import shutil
from pathlib import Path

import pytest
from pptx import Presentation

from coursekit.build import Choice, plan
from coursekit.load.course import load_course
from coursekit.variants import Bases, overlaid, variant_names

CASES = Path(__file__).parent / "cases"


def outline(deck):
    """Write a deck as text: each slide's layout, its shapes by name with their words, its notes."""
    lines = []
    for number, slide in enumerate(Presentation(io.BytesIO(deck)).slides, start=1):
        lines.append(f"== {number} {slide.slide_layout.name}")
        for shape in slide.shapes:
            if shape.has_text_frame and shape.text_frame.text.strip():
                lines.append(f"{shape.name}: {shape.text_frame.text}")
            elif shape.has_chart:
                plot = shape.chart.plots[0]
                values = [tuple(series.values) for series in plot.series]
                lines.append(f"{shape.name}: {shape.chart.chart_type.name} {list(plot.categories)} {values}")
            elif shape.has_table:
                rows = [" | ".join(cell.text for cell in row.cells) for row in shape.table.rows]
                lines += [f"{shape.name}:", *(f"  {row}" for row in rows)]
        if slide.has_notes_slide:
            lines += ["-- notes", slide.notes_slide.notes_text_frame.text]
    return "\n".join(lines).replace("\x0b", "\n") + "\n"


def given(course):
    """Return what a course gives, by path: pages and notebooks as they are, decks as outlines."""
    files = {}
    for step in plan(course, Choice()):
        data = step.artifact.make()
        path = step.artifact.path
        if path.endswith(".pptx"):
            files[f"{path}.txt"] = outline(data).encode()
        elif path.endswith((".md", ".ipynb", ".svg")):
            files[path] = data
    return files


def cases():
    """Give each case and each of its variants, with where it is expected."""
    for case in sorted(path for path in CASES.iterdir() if (path / "lessons").is_dir()):
        yield pytest.param(case, "", case / "expected", id=case.name)
        for name in variant_names(case):
            yield pytest.param(case, name, case / "expected-variants" / name, id=f"{case.name}-{name}")


@pytest.mark.parametrize(("case", "variant", "expected"), [*cases()])
def test_a_course_gives_what_is_expected(case, variant, expected, request):
    if variant:
        found = overlaid(case, variant, Bases(case))
        assert not found.survey.problems
        files = given(found.needed)
    else:
        files = given(load_course(case))
    if request.config.getoption("--update-expected"):
        shutil.rmtree(expected, ignore_errors=True)
        for path, data in files.items():
            (expected / path).parent.mkdir(parents=True, exist_ok=True)
            (expected / path).write_bytes(data)
    there = {p.relative_to(expected).as_posix() for p in expected.rglob("*") if p.is_file()}
    assert there == set(files)
    for path, data in files.items():
        wanted = (expected / path).read_text(encoding="utf-8")
        assert data.decode("utf-8") == wanted, f"{path} differs; see --update-expected"
