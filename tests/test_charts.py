"""Charts of pages: every value is drawn, written beside its shape and told to who can't see it."""

import re
import xml.etree.ElementTree as ET

import pytest

from coursekit.render import plots
from coursekit.render.charts import PLOTS, chart, described
from coursekit.render.plots import WIDTH, Mark
from coursekit.wording import LANGUAGES, wording

SVG = "{http://www.w3.org/2000/svg}"


def drawn(figure, facts, language="en"):
    return ET.fromstring(chart(figure, facts, wording(language), "here"))


def mark(label, number):
    return Mark(label, number, f"{number:g}", worked_out=False)


def words(svg):
    return [" ".join(text.itertext()) for text in svg.iter(f"{SVG}text")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_value_is_written_and_told(small_course, language):
    for figure in small_course.facts.figures.values():
        svg = drawn(figure, small_course.facts, language)
        told = described(figure, small_course.facts, wording(language))
        for point in figure.points:
            # A number without room on its part stands behind the bar's name.
            assert any(said == point.label or said.startswith(f"{point.label} ") for said in words(svg))
            assert (f"{point.label}, {point.part}: " if point.part else f"{point.label}: ") in told
        assert svg.get("role") == "img"
        assert svg.get("aria-labelledby") == "here-title here-desc"
        assert svg.find(f"{SVG}desc").text == told
        assert not re.search(
            r"https?:(?!//www.w3.org/2000/svg)", chart(figure, small_course.facts, wording(language), "x")
        )


def test_a_claims_caution_stands_in_the_chart(small_course):
    svg = drawn(small_course.facts.figures["flour-origin"], small_course.facts)
    assert "≈ 70 %" in words(svg)
    assert "30 %" in words(svg)


def test_what_is_worked_out_is_hollow_and_explained(small_course):
    figures = small_course.facts.figures
    assert wording("en")("site-worked-out") in words(drawn(figures["flour-origin"], small_course.facts))
    hollow = [
        shape
        for shape in drawn(figures["flour-origin"], small_course.facts).iter(f"{SVG}rect")
        if shape.get("class") == "ck-worked-out"
    ]
    assert len(hollow) == 2  # the bar, and its sample in the legend
    assert wording("en")("site-worked-out") not in words(drawn(figures["flour-price"], small_course.facts))


def test_bars_are_as_long_as_their_values():
    body = plots.bars((mark("a", 10), mark("b", 40))).body
    widths = [float(width) for width in re.findall(r'<rect [^>]*width="([0-9.]+)"', body)]
    assert widths[1] == pytest.approx(4 * widths[0], rel=1e-4)


@pytest.mark.parametrize("kind", PLOTS)
@pytest.mark.parametrize("numbers", [(0,), (0, 0), (-3, 5), (1e9, 1), tuple(range(12)), (100, 0)])
def test_any_numbers_make_a_drawing_within_its_box(kind, numbers):
    marks = tuple(Mark(f"Label <{n}> & more", float(n), f"{n:g}", n == 1) for n in numbers)
    drawing = PLOTS[kind](marks)
    root = ET.fromstring(f"<svg>{drawing.body}</svg>")
    for shape in root.iter("rect"):
        assert float(shape.get("x")) >= 0
        assert float(shape.get("width")) >= 0
        assert float(shape.get("x")) + float(shape.get("width")) <= WIDTH + 1
        assert float(shape.get("y")) + float(shape.get("height")) <= drawing.height + 1
    for text in root.iter("tspan"):
        assert float(text.get("y")) <= drawing.height
    assert "nan" not in drawing.body
    assert "inf" not in drawing.body


def test_an_axis_in_the_middle_of_bars_passes_no_label():
    root = ET.fromstring(f"<svg>{plots.bars((mark('Fell', -12), mark('Rose', 8))).body}</svg>")
    labels = [float(line.get("y")) for line in root.iter("tspan")]
    spans = [re.fullmatch(r"M[\d.]+ ([\d.]+)v([\d.]+)", path.get("d")) for path in root.iter("path")]
    assert len(spans) == 2
    for span in spans:
        top, long = map(float, span.groups())
        assert not any(top < y < top + long or top < y - 14 < top + long for y in labels)


def test_a_number_below_nought_stands_under_its_point_and_over_the_labels():
    root = ET.fromstring(f"<svg>{plots.line((mark('Fell', -12), mark('Rose', 8))).body}</svg>")
    (point, _) = (float(dot.get("cy")) for dot in root.iter("circle"))
    (value,) = (float(text.get("y")) for text in root.iter("text") if text.text == "-12")
    label = next(float(line.get("y")) for line in root.iter("tspan"))
    assert point < value - 14
    assert value + 14 < label


def test_long_labels_turn_columns_into_bars():
    marks = (mark("A" * 30, 1), mark("B", 2))
    assert plots.columns(marks) == plots.bars(marks)


def test_a_chart_is_one_line_without_what_markdown_would_read(small_course):
    for figure in small_course.facts.figures.values():
        assert "\n" not in chart(figure, small_course.facts, wording("en"), "here")
