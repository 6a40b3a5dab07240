"""Charts that students draw: what they plot is checked, of our own drawings and of matplotlib's."""

import json
import xml.etree.ElementTree as ET

import matplotlib as mpl
import pytest
from matplotlib.figure import Figure

from coursekit.load.course import load_course
from coursekit.render import checker, drawing
from coursekit.render.drawing import bar_chart, line_chart
from coursekit.render.exercises.sheet import exercise_facts, written
from coursekit.render.tasks import check_words
from coursekit.wording import wording
from test_cli import ROOT, SMALL

EN = wording("en")
SAYS = check_words(EN)
LESSONS = {"two-bars": ROOT / "src/coursekit/starter/course", "price-line": SMALL}
LABELS = ["Before the cut", "After the cut", "Lost"]
VALUES = [240, 150, 90]
YEARS, PRICES = ["1904", "1908", "1912"], [2, 2.5, 4.25]


@pytest.fixture(scope="module")
def check():
    tasks = {}
    for name, root in LESSONS.items():
        for view in load_course(root).views():
            for exercise in view.lesson.exercises:
                if exercise.id == name:
                    _, parts = written(view, exercise, exercise_facts(view), EN)
                    tasks[name] = {**json.loads(json.dumps(parts.task)), "name": "it"}
    return checker.Checker(SAYS, tasks, {}).lines


def axes(size=(4, 3)):
    return Figure(figsize=size).subplots()


def test_the_right_chart_is_right(check):
    assert check("two-bars", bar_chart(LABELS, VALUES, unit="people")) == [SAYS["complete"]]
    assert check("price-line", line_chart([1904, 1908, 1912], PRICES, unit="$")) == [SAYS["complete"]]


@pytest.mark.parametrize(
    ("chart", "fault"),
    [
        (bar_chart(LABELS, [240, 150, 80], unit="people"), ["2 of 3", f"Lost: {SAYS['not yet']}"]),
        (
            bar_chart(["Before the cut", "After the cut", "Gone"], VALUES, unit="people"),
            ["2 of 3", f"Gone: {SAYS['no such label']}"],
        ),
        (bar_chart(LABELS, VALUES[:2], unit="people"), ["2 of 3", SAYS["uneven"]]),
        (bar_chart(LABELS[::-1], VALUES[::-1], unit="people"), ["3 of 3", SAYS["points order"]]),
        (line_chart(LABELS, VALUES, unit="people"), ["3 of 3", SAYS["form"]]),
        (bar_chart(LABELS, VALUES), ["3 of 3", SAYS["unit"]]),
        (bar_chart(LABELS, VALUES, unit="dollars"), ["3 of 3", SAYS["unit"]]),
        (bar_chart(LABELS, VALUES, unit="people", start=80), ["3 of 3", SAYS["axis"]]),
    ],
)
def test_what_is_not_right_yet_is_said(check, chart, fault):
    first, *rest = check("two-bars", chart)
    assert fault[0] in first
    assert rest == fault[1:]


def test_a_line_may_begin_where_it_likes(check):
    chart = line_chart(YEARS, PRICES, unit="US dollars", start=2)
    assert check("price-line", chart) == [SAYS["complete"]]


def test_a_listed_wrong_chart_gets_its_message_however_it_is_made(check):
    share = "The last bar is a share in per cent; the other two are people."
    assert check("two-bars", bar_chart(LABELS, [240, 150, 37.5])) == [f"{SAYS['not yet']} {share}"]
    bars = axes().bar(LABELS, [240.4, 149.8, 37.5])
    assert check("two-bars", bars) == [f"{SAYS['not yet']} {share}"]
    assert check("two-bars", bar_chart(LABELS, VALUES, unit="Per cent"))[0].endswith("the desk count?")
    # Only half of it is there: that is not what the message is about.
    assert share not in " ".join(check("two-bars", bar_chart(LABELS, [240], unit="people")))


def test_nothing_plotted_is_asked_to_begin(check):
    for chart in (bar_chart(LABELS, []), bar_chart([], []), bar_chart(LABELS, [None, None, None])):
        assert check("two-bars", chart) == [SAYS["empty"]]


@pytest.mark.parametrize(
    "chart", [object(), 3, "bars", len, [1, 2], {1: 2}, bar_chart(range(101), range(101)), Figure()]
)
def test_what_is_no_chart_is_not_read(check, chart):
    assert check("two-bars", chart) == [SAYS["unread"], SAYS["chart"]]


@pytest.mark.parametrize("value", ["many", float("nan"), float("inf"), [1]])
def test_a_value_that_is_no_number_is_drawn_and_not_read(check, value):
    chart = bar_chart(LABELS, [240, 150, value], unit="people")
    ET.fromstring(chart.svg)
    assert check("two-bars", chart) == [SAYS["unread"], SAYS["chart"]]


def test_bars_of_matplotlib(check):
    drawn = axes()
    bars = drawn.bar(LABELS, VALUES)
    assert check("two-bars", bars)[1:] == [SAYS["unit"]]
    drawn.set_ylabel("people in a week")
    for chart in (bars, drawn, drawn.figure):
        assert check("two-bars", chart) == [SAYS["complete"]]
    drawn.set_ylim(80, 250)
    assert check("two-bars", drawn)[1:] == [SAYS["axis"]]


def test_lying_bars_of_matplotlib(check):
    drawn = axes()
    bars = drawn.barh(LABELS, VALUES)
    drawn.set_xlabel("People")
    assert check("two-bars", bars) == [SAYS["complete"]]
    drawn.set_xlim(80, 250)
    assert check("two-bars", bars)[1:] == [SAYS["axis"]]


def test_lines_of_matplotlib(check):
    drawn = axes()
    lines = drawn.plot([1904, 1908, 1912], PRICES)
    drawn.set_ylabel("dollars")
    for chart in (lines, lines[0], drawn):
        assert check("price-line", chart) == [SAYS["complete"]]
    named = axes()
    named.plot(YEARS, PRICES)
    named.set_ylabel("dollars")
    assert check("price-line", named) == [SAYS["complete"]]
    assert SAYS["form"] in check("two-bars", drawn)


def test_bars_at_numbers_are_named_by_them(check):
    drawn = axes()
    drawn.bar([1904, 1908, 1912], PRICES)
    drawn.set_ylabel("$")
    assert check("price-line", drawn)[1:] == [SAYS["form"]]


def test_axes_without_anything_are_not_begun(check):
    assert check("two-bars", axes()) == [SAYS["empty"]]
    assert check("two-bars", axes().bar([], [])) == [SAYS["empty"]]


def test_the_checker_needs_no_matplotlib():
    assert "matplotlib" not in "".join(
        line for line in checker.__loader__.get_source(checker.__name__).splitlines() if "import" in line
    )
    assert mpl.__version__


@pytest.mark.parametrize("make", [bar_chart, line_chart])
def test_a_picture_says_what_it_shows_and_takes_the_colour_of_the_page(make):
    chart = make(["<A & B>", 'C "d"'], [1, 28_000_000_000], unit="people", title="A < B")
    svg = ET.fromstring(chart.svg)
    title, told, *_ = svg
    assert (title.text, svg.get("role"), svg.get("fill")) == ("A < B", "img", "currentColor")
    assert told.text == '<A & B>: 1 people; C "d": 28\u202f000\u202f000\u202f000 people'
    assert svg.get("aria-label") == f"A < B. {told.text}"
    words = [node.text for node in svg.iter() if node.tag.endswith("text")]
    assert {"A < B", "people", "<A & B>", "28\u202f000\u202f000\u202f000"} <= set(words)
    assert chart._repr_svg_() == chart._repr_html_() == chart.svg


def bars_of(chart):
    return [float(node.get("width")) for node in ET.fromstring(chart.svg).iter() if node.tag.endswith("rect")]


def test_bars_are_as_long_as_their_values():
    long, short = bars_of(bar_chart("ab", [100, 25]))
    assert short == pytest.approx(long / 4, abs=0.1)
    left, right = bars_of(bar_chart("ab", [-50, 50]))
    assert left == pytest.approx(right)
    cut = bars_of(bar_chart("ab", [100, 90], start=80))
    assert cut[0] == pytest.approx(2 * cut[1], abs=0.1)


def test_everything_stays_inside_the_picture():
    names = [f"a name of many words, number {n}" for n in range(8)]
    for chart in (bar_chart(names, range(8), title="t " * 60), line_chart(names, [*range(7), 1e12])):
        svg = ET.fromstring(chart.svg)
        _, _, width, height = map(float, svg.get("viewBox").split())
        for node in svg.iter():
            if node.get("y"):
                assert 0 <= float(node.get("y")) <= height
            if node.get("x"):
                assert 0 <= float(node.get("x")) <= width
    assert drawing.written(1234.4) == "1\u202f234"


def test_on_a_phone_a_picture_is_narrow_and_its_words_can_be_read(chromium):
    page = chromium.new_page(viewport={"width": 300, "height": 700})
    names = ["Firms from everywhere else, worked out from the share", "After", "Lost in the third year"]
    for chart in (bar_chart(names, VALUES, unit="people", title="t " * 60), line_chart(YEARS, PRICES)):
        page.set_content(f"<body style='margin: 8px'>{chart.svg}")
        assert page.evaluate("document.documentElement.scrollWidth") == 300
        boxes = page.locator("text").evaluate_all(
            "all => all.filter(one => one.textContent).map(one => one.getBoundingClientRect())"
            ".map(({ left, right, height }) => [left, right, height])"
        )
        assert all(left >= 0 and right <= 300 and height > 15 for left, right, height in boxes)
    page.close()


def test_words_have_the_colour_of_the_page_in_light_and_dark(chromium):
    page = chromium.new_page()
    for colour in ("rgb(20, 20, 20)", "rgb(240, 240, 240)"):
        page.set_content(f"<body style='color: {colour}'>{bar_chart('ab', [1, 2], unit='people').svg}")
        for part in ("text", "path"):
            found = page.evaluate(
                "part => { const s = getComputedStyle(document.querySelector(`svg ${part}`));"
                " return part === 'text' ? s.fill : s.stroke }",
                part,
            )
            assert found == colour
        assert page.get_by_role("img").get_attribute("aria-label").endswith("a: 1 people; b: 2 people")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.close()
