"""Programs in the page: run, stopped, checked, kept, by keyboard alone, and never a way out."""

import re
import shutil

import pytest

from coursekit.pyodide import scripts
from coursekit.wording import wording
from test_site import NARROW, WIDE, built

assert built  # a fixture
EN = wording("en")
EMPTY_CASE = (
    "def shares(counts):\n    whole = sum(counts)\n    return [round(100 * n / whole, 1) for n in counts]\n"
)
PATIENCE = 120_000


@pytest.fixture(scope="module")
def site(built, tmp_path_factory):
    return shutil.copytree(built, tmp_path_factory.mktemp("programs") / "site")


def complains(said):
    """Tell whether a page complains; of a picture that tries to act, it may."""
    return said.type == "error" and "inline event handler" not in said.text


@pytest.fixture(scope="module")
def opened(site, chromium):
    """Give one page for the tests of this file, so that Python starts once."""
    context = chromium.new_context(viewport=WIDE)
    page = context.new_page()
    page.errors = []
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    page.on("console", lambda said: page.errors.append(said.text) if complains(said) else None)
    page.on("request", lambda request: page.errors.append(request.url))
    page.goto((site / "course/01-flour.html").as_uri())
    yield page
    assert [error for error in page.errors if not error.startswith(("blob:", "data:", "file:"))] == []
    context.close()


@pytest.fixture
def task(opened):
    found = opened.locator("[aria-labelledby='exercise-loaf-shares']")
    found.locator(".ck-reset").click()
    return found


def settled(task):
    task.page.wait_for_function(
        "e => !e.querySelector('.ck-run').disabled", arg=task.element_handle(), timeout=PATIENCE
    )


def run(task, source):
    task.locator("textarea").fill(source)
    task.locator(".ck-run").click()
    settled(task)
    return state(task), task.locator(".ck-output").inner_text()


def state(task):
    return " ".join(text for text in task.locator(".ck-said").all_inner_texts() if text)


@pytest.mark.parametrize(
    ("source", "says", "shown"),
    [
        ("print('loaves')\n40 + 2", "widget-ran", "loaves\n42"),
        ("x = 1", "widget-silent", ""),
        ("import statistics\nstatistics.mean([1, 2, 6])", "widget-ran", "3"),
        ("record['flour-from-mill']", "widget-ran", "70"),
        ("f'{0.5:.0f} {round(1234, -2)}'", "widget-ran", "'0 1200'"),
    ],
)
def test_a_program_shows_what_a_notebook_would(task, source, says, shown):
    assert run(task, source) == (EN(says), shown)


@pytest.mark.parametrize(
    ("source", "last"),
    [
        ("def f():\n    return 1 / 0\n\nf()", "ZeroDivisionError: division by zero"),
        ("def f(:", "SyntaxError: invalid syntax"),
        ("import sys\nsys.exit()", "SystemExit"),
        ("def f():\n    f()\nf()", "RecursionError: maximum recursion depth exceeded"),
        ("input('name')", "EOFError"),
        ("[0] * 10**9", "MemoryError"),
        ("import js\njs.XMLHttpRequest.new()", "AttributeError: 'NoneType' object has no attribute 'new'"),
        ("import sqlite3", "ModuleNotFoundError"),
    ],
)
def test_an_error_ends_the_program_and_nothing_else(task, source, last):
    says, shown = run(task, source)
    assert says == EN("widget-with-error")
    assert last in shown.splitlines()[-1], shown
    assert run(task, "1 + 1")[1] == "2"


def test_no_program_reaches_a_network(task):
    run(task, "import js\njs.fetch('http://127.0.0.1:9/fetched').catch(lambda error: None)")
    assert "a classic worker" in run(task, "import js\njs.importScripts('http://127.0.0.1:9/script')")[1]
    # That nothing was asked for is seen when the page is closed.


def test_too_much_output_is_cut(task):
    says, shown = run(task, "for n in range(300_000):\n    print('loaf after loaf')")
    assert says == EN("widget-ran")
    assert 200_000 < len(shown) < 200_200
    assert EN("widget-cut") in shown


def test_a_loop_without_an_end_is_stopped_and_python_is_there_again(task):
    task.locator("textarea").fill("print('begun', flush=True)\nwhile True:\n    pass")
    task.locator(".ck-run").click()
    task.locator(".ck-stop").click()
    settled(task)
    assert state(task) == EN("widget-stopped")
    assert run(task, "1 + 1") == (EN("widget-ran"), "2")


def test_a_loop_without_an_end_ends_by_itself(task):
    says, shown = run(task, "print('begun')\nwhile True:\n    pass")
    assert says == EN("widget-too-long", seconds=10)
    assert shown == "begun"


def test_a_program_that_draws_shows_a_picture_without_power(task):
    drawing = (
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9' onload='pwned=1'><title>Loaves</title>"
        "<script>pwned=1</script><a href='javascript:pwned=1'><rect width='9' height='9'/></a>"
        "<rect width='4' height='4' fill='url(http://127.0.0.1:9/)' onclick='pwned=1'/>"
        "<foreignObject><b>x</b></foreignObject><image href='http://127.0.0.1:9/a.png'/></svg>"
    )
    run(task, f"class Picture:\n    def _repr_svg_(self):\n        return {drawing!r}\nPicture()")
    picture = task.locator(".ck-output svg")
    assert picture.inner_html() == '<title>Loaves</title><rect width="4" height="4"></rect>'
    assert picture.get_attribute("onload") is None
    assert task.page.evaluate("typeof pwned") == "undefined"
    run(task, "class Picture:\n    def _repr_svg_(self):\n        return '<p>no picture'\nPicture()")
    assert task.locator(".ck-output svg").count() == 0


def test_a_chart_is_drawn_and_checked(opened, small_course):
    (exercise,) = (e for e in small_course.lessons["flour"].exercises if e.kind == "chart")
    task = opened.locator(f"[aria-labelledby='exercise-{exercise.id}']")
    run(task, exercise.answer)
    assert task.locator(".ck-output svg text").count() > 2
    assert task.locator(".ck-output svg").get_attribute("role") == "img"
    task.locator(".ck-check").click()
    settled(task)
    assert EN("exercise-says-complete") in state(task)
    task.locator(".ck-reset").click()


def test_by_keyboard_alone(task):
    page = task.page
    field = task.locator("textarea")
    field.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("def shares(counts):\n# as it is\nreturn counts\nprint(1)")
    assert field.input_value() == ("def shares(counts):\n    # as it is\n    return counts\n    print(1)")
    for _ in "print(1)":
        page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")
    assert field.input_value().endswith("return counts\n")
    page.keyboard.type("shares([2])")
    page.keyboard.press("Control+Enter")
    settled(task)
    assert task.locator(".ck-output").inner_text() == "[2]"
    reached = []
    field.focus()
    for _ in range(6):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.className"))
    names = [re.search(r"ck-(run|check|reset|more|output)", name) for name in reached[:5]]
    assert [name and name[1] for name in names] == ["run", "check", "reset", "more", "output"], reached
    task.locator(".ck-check").focus()
    page.keyboard.press("Enter")
    task.page.wait_for_function("e => !e.hasAttribute('aria-busy')", arg=task.element_handle())
    assert "0 of 3" in state(task) or "1 of 3" in state(task)


def test_every_control_has_a_name_and_stays_inside(task):
    unnamed = task.evaluate(
        "e => [...e.querySelectorAll('textarea, button, [tabindex]')].filter(c => !("
        "c.getAttribute('aria-label') || (c.labels && c.labels[0] || c).textContent).trim()).length"
    )
    assert unnamed == 0
    task.page.set_viewport_size(NARROW)
    run(task, "print('x' * 500)\nundefined" + "_name" * 40)
    assert task.page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    sizes = task.evaluate(
        "e => [...e.querySelectorAll('textarea, button')].map(c => c.getBoundingClientRect())"
        ".map(r => Math.min(r.width, r.height))"
    )
    assert min(sizes) >= 44
    task.page.set_viewport_size(WIDE)


def test_work_is_kept_and_reset(task):
    page = task.page
    starter = task.locator("textarea").input_value()
    assert starter.startswith("def shares(counts):")
    task.locator("textarea").fill("my = 'work'")
    page.reload()
    task.locator(".ck-run").wait_for()
    assert task.locator("textarea").input_value() == "my = 'work'"
    assert state(task) == ""
    task.locator(".ck-reset").click()
    assert task.locator("textarea").input_value() == starter
    page.reload()
    task.locator(".ck-run").wait_for()
    assert task.locator("textarea").input_value() == starter


def test_where_there_is_no_python_the_program_is_text(site, small_course, chromium):
    (engine,) = scripts.plan(small_course, "en", None)
    file = site / "assets/python/engine.js"
    whole = file.read_bytes()
    file.write_bytes(engine.make())
    page = chromium.new_page()
    page.goto((site / "course/01-flour.html").as_uri())
    task = page.locator("[data-ck-python]").first
    task.get_by_text(EN("widget-no-python")).wait_for()
    assert task.locator("textarea, button").count() == 0
    assert "def shares(counts):" in task.locator("pre").inner_text()
    page.close()
    file.write_bytes(whole)
