"""Stacked charts: each part is as long as its number, and can be told from its neighbours without colour."""

import io
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import pairwise

import pytest
from pptx import Presentation

from conftest import SMALL
from coursekit.artifact import UnfitError
from coursekit.checks.sources import parts_of_no_whole
from coursekit.load.course import load_course
from coursekit.model.deck import DeckFiles
from coursekit.model.seed import SHARES, STACKED
from coursekit.render.charts import PLOTS, chart
from coursekit.render.paper.content import Writer
from coursekit.render.paper.onslide import SHOWN
from coursekit.render.plots import PLOT, WIDTH, Mark
from coursekit.render.site import _asset
from coursekit.render.slides.chartdata import Data
from coursekit.render.slides.deck import make
from coursekit.render.slides.inspect import inspect
from coursekit.render.slides.markup import Pattern
from coursekit.render.slides.palette import PALETTES
from coursekit.render.slides.stacked import looks
from coursekit.wording import wording
from courses import made, words_of
from decks import contrast
from test_made_up_decks import audit

EN = wording("en")
FLOUR = load_course(SMALL).facts.figures["flour-origin"]
ROWS = {"First": (40.0, 30.0, 20.0, 10.0), "Second": (5.0, 50.0, 3.0, 2.0)}
PARTS = ("Alpha", "Beta", "Gamma", "Delta")
MARKS = tuple(
    Mark(bar, number, f"{number:g}", worked_out=False, part=part)
    for bar, row in ROWS.items()
    for part, number in zip(PARTS, row, strict=True)
)
TYPES = {
    "stacked-bar": "BAR_STACKED",
    "stacked-column": "COLUMN_STACKED",
    "shares-bar": "BAR_STACKED_100",
    "shares-column": "COLUMN_STACKED_100",
}


def drawn(kind, marks=MARKS):
    return ET.fromstring(f"<svg>{PLOTS[kind](marks).body}</svg>")


def stacks(root):
    """The parts of a drawing's bars as shade, start and length along the bar; the key's samples left out."""
    rects = [rect for rect in root.iter("rect") if "ck-stack " in rect.get("class", "")][: len(MARKS)]
    return [tuple(float(rect.get(key)) for key in ("x", "y", "width", "height")) for rect in rects]


@pytest.mark.parametrize("kind", sorted(STACKED))
def test_parts_are_as_long_as_their_numbers_and_lie_end_to_end(kind):
    found = stacks(drawn(kind))
    lying = kind.endswith("bar")
    whole = WIDTH if lying else PLOT
    for number, row in enumerate(ROWS.values()):
        own = found[4 * number : 4 * number + 4]
        scale = sum(row) if kind in SHARES else 100
        for (x, y, wide, tall), value in zip(own, row, strict=True):
            assert (wide if lying else tall) == pytest.approx(value / scale * whole, rel=1e-3)
            assert min(x, y) >= -1e-9
        for (x, y, wide, _), (after_x, after_y, _, after_tall) in pairwise(own):
            edge, start = (x + wide, after_x) if lying else (y, after_y + after_tall)
            assert edge == pytest.approx(start, abs=0.01)


@pytest.mark.parametrize("kind", sorted(STACKED))
def test_each_number_is_written_once_and_each_part_is_named(kind):
    root = drawn(kind)
    said = [" ".join(text.itertext()) for text in root.iter("text")]
    for mark in MARKS:
        written = re.compile(rf"(?<![\d.]){re.escape(mark.words)}(?![\d.])")
        alone = [text for text in said if text == mark.words]
        beside = [text for text in said if f"{mark.part} – " in text and written.search(text)]
        assert alone or beside, mark
    assert set(PARTS) <= set(said)


def test_a_number_without_room_stands_beside_its_bar():
    said = [" ".join(text.itertext()) for text in drawn("stacked-bar").iter("text")]
    assert any(text.startswith("Second (") and "Gamma – 3" in text and "Delta – 2" in text for text in said)
    assert "3" not in said


def data(focus=None):
    rows = tuple((mark.label, mark.number) for mark in MARKS)
    said = tuple(mark.words for mark in MARKS)
    return Data("stacked-bar", "T", "people", rows, said, "", focus, tuple(mark.part for mark in MARKS))


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
@pytest.mark.parametrize("focus", [None, "Alpha", "Beta", "Delta"])
def test_parts_of_slides_can_be_told_apart_without_colour(palette, focus):
    found = looks(data(focus), palette)
    ground = palette.hex("bg1")
    plain = [look.fill for look in found if isinstance(look.fill, str)]
    patterns = [look.fill for look in found if isinstance(look.fill, Pattern)]
    assert len({pattern.preset for pattern in patterns}) == len(patterns) == 2
    assert contrast(*plain) >= 3
    assert all(contrast(shade, ground) >= 3 for shade in plain)
    assert all(contrast(palette.hex(pattern.ink), palette.hex(pattern.ground)) >= 3 for pattern in patterns)
    # Neighbours are divided by a line that stands out from a plain part, or is a hatch's own.
    assert all(look.edge == ("bg1" if isinstance(look.fill, str) else look.fill.ink) for look in found)


def test_parts_of_pages_can_be_told_apart_without_colour():
    css = _asset("coursekit.css").decode()
    schemes = re.findall(r"\{(\n  --ck-ground: .*?)\}", css, re.DOTALL)
    assert len(schemes) == 2
    for scheme in schemes:
        colour = dict(re.findall(r"--ck-([a-z0-9-]+): #([0-9a-f]{6});", scheme))
        first, second, ground = (colour[name].upper() for name in ("stack-1", "stack-2", "ground"))
        assert contrast(first, second) >= 3
        assert min(contrast(first, ground), contrast(second, ground)) >= 3
        assert min(contrast(ground, first), contrast(colour["on-2"].upper(), second)) >= 4.5
        assert all(contrast(colour[name].upper(), ground) >= 3 for name in ("teal", "plum"))
    root = drawn("stacked-bar")
    hatched = {path.get("class") for path in root.iter("path") if "ck-hatch" in path.get("class", "")}
    assert hatched == {"ck-hatch ck-hatch-3", "ck-hatch ck-hatch-4"}


@pytest.fixture(scope="module")
def stacked_deck(small_course):
    """A deck with each kind of stacked chart, and its slides' figures."""
    view = small_course.view("oven")
    figures = [one for one in small_course.facts.figures.values() if one.chart in STACKED]
    part = view.lesson.parts[0]
    first = next(slide for slide in part.slides if slide.layout == "chart")
    slides = tuple(
        first.model_copy(update={"figure": one.id, "focus": None, "headline": f"{n}. A headline that holds"})
        for n, one in enumerate(figures)
    )
    lesson = view.lesson.model_copy(update={"parts": (part.model_copy(update={"slides": slides}),)})
    return make(replace(view, lesson=lesson, facts=small_course.facts), EN, DeckFiles()), figures


def test_charts_in_parts_are_native_valid_and_there_is_nothing_to_find(stacked_deck, tmp_path):
    (content, _), figures = stacked_deck
    charts = [
        shape.chart
        for slide in Presentation(io.BytesIO(content)).slides
        for shape in slide.shapes
        if shape.has_chart
    ]
    assert [found.chart_type.name for found in charts] == [TYPES[figure.chart] for figure in figures]
    for found, figure in zip(charts, figures, strict=True):
        plot = found.plots[0]
        assert [one.name for one in plot.series] == list(dict.fromkeys(point.part for point in figure.points))
        assert plot.overlap == 100
    assert inspect(content) == ()
    assert audit(content, tmp_path) == []


def test_the_twin_has_a_column_for_each_part(stacked_deck):
    (_, text), _ = stacked_deck
    told = text.decode()
    assert "(US dollars) | The price of 1904 | Added since |" in told
    assert r"| 1908 | $2 | $0.5 (worked out from the source's figures) |" in told.replace("\\", "")
    assert r"| 1904 | $2 |  |" in told.replace("\\", "")


def test_a_part_that_is_looked_at_is_named_so_everywhere(small_course):
    view = small_course.view("oven")
    slide = next(
        s for part in view.lesson.parts for s in part.slides if getattr(s, "focus", "") == "Added since"
    )
    sheet = SHOWN["chart"](slide, view, Writer(view.facts, EN))
    assert '#strong([#"$2.25";]);' in sheet
    assert '#strong([#"$2";]);' not in sheet
    assert "columns: 3" in sheet


def test_key_that_leaves_no_room_is_refused_at_its_place():
    course = made(3, layouts=["chart"], language="en")
    figure = next(one for one in course.facts.figures.values() if one.chart == "stacked-bar")
    long = {"part": "A name of a part that is far too long for any key " * 4}
    points = tuple(
        point.model_copy(update={"part": f"{point.part} {long['part']}"[:200]}) for point in figure.points
    )
    figures = {figure.id: figure.model_copy(update={"points": points})}
    (view,) = course.views()
    part = view.lesson.parts[0]
    slide = part.slides[0].model_copy(update={"figure": figure.id})
    lesson = view.lesson.model_copy(update={"parts": (part.model_copy(update={"slides": (slide,)}),)})
    facts = replace(course.facts, figures=figures)
    with pytest.raises(UnfitError) as refused:
        make(replace(view, lesson=lesson, facts=facts), words_of("en"), DeckFiles())
    assert refused.value.address == "parts/part/slides/0/figure"


@pytest.mark.parametrize(
    ("figure", "change", "amiss"),
    [
        ("loaf-shares", {"unit": "rank"}, True),
        ("flour-origin", {"chart": "doughnut", "points": FLOUR.points[:1]}, True),
        ("sack-price-since", {"unit": "percent"}, False),
        ("largest-shares", {"chart": "stacked-column"}, False),
        ("bakers-joined", {"unit": "percent", "chart": "shares-bar"}, True),
        ("bakers-joined", {"unit": "rank"}, True),
    ],
)
def test_what_is_no_whole_is_not_stacked(small_course, figure, change, amiss):
    figures = dict(small_course.facts.figures)
    figures[figure] = figures[figure].model_copy(update=change)
    course = replace(small_course, facts=replace(small_course.facts, figures=figures))
    assert bool(list(parts_of_no_whole(course))) is amiss


def test_the_drawing_says_every_part_to_who_cannot_see_it(small_course):
    figure = small_course.facts.figures["largest-shares"]
    told = chart(figure, small_course.facts, EN, "here")
    assert "Flour, The largest: about 70 per cent (in a usual year)." in told
    assert "Loaves, All others: 45 per cent." in told
