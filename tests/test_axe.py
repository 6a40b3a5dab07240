"""axe finds nothing: every page of the small course in six settings, every page of the first in one."""

from importlib import resources
from itertools import cycle, product

import pytest

from conftest import served
from test_site import built, pages_of

assert built  # a fixture
AXE = (resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (320, 768, 1280)
SCHEMES = ("light", "dark")
OPEN = "document.querySelectorAll('details').forEach(fold => { fold.open = true })"


@pytest.fixture
def view(chromium):
    """Open a file in a scheme; nothing moves, so that no colour is measured half way."""
    contexts = []

    def open_page(path, scheme, width=1280):
        size = {"width": width, "height": 900}
        context = chromium.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce")
        contexts.append(context)
        page = context.new_page()
        page.goto(path.as_uri())
        page.evaluate(AXE)
        return page

    yield open_page
    for context in contexts:
        context.close()


def violations(page):
    """Return what axe finds: each rule with the elements that break it."""
    found = page.evaluate(
        "tags => axe.run({runOnly: tags, resultTypes: ['violations'], preload: false, iframes: false})", RULES
    )
    listed = [(rule["id"], node["html"][:200]) for rule in found["violations"] for node in rule["nodes"]]
    # A tooltip stands beside the landmarks, as the theme makes it; readers come to it from its word.
    return [(rule, html) for rule, html in listed if rule != "region" or 'role="tooltip"' not in html]


def readable(folder):
    """Return the pages but the one for lost ways, which only a server shows as it is."""
    return [path for path in pages_of(folder) if path.name != "404.html"]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_nothing_is_found_on_any_page_at_any_width(built, view, scheme):
    for path in readable(built):
        page = view(path, scheme)
        page.evaluate(OPEN)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert violations(page)[:5] == [], f"{path}, {scheme}, {width}"
        page.context.close()


def test_nothing_is_found_on_any_page_of_the_course(course_site, view):
    for path, (scheme, width) in zip(readable(course_site), cycle(product(SCHEMES, WIDTHS)), strict=False):
        page = view(path, scheme, width)
        page.evaluate(OPEN)
        assert violations(page)[:5] == [], f"{path}, {scheme}, {width}"
        page.context.close()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_nothing_is_found_on_the_page_for_lost_ways(built, chromium, scheme):
    with served(built) as home:
        page = chromium.new_page(color_scheme=scheme, viewport={"width": 320, "height": 900})
        page.goto(f"{home}404.html")
        page.evaluate(AXE)
        assert violations(page) == []
        page.close()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_nothing_is_found_while_a_page_is_used(built, view, scheme):
    page = view(built / "course/02-oven.html", scheme, 320)
    page.locator("button[for=__drawer]").click()
    assert violations(page) == [], "the menu"
    page.keyboard.press("Escape")
    page.locator("button[for=__search]").click()
    page.keyboard.type("sourdough")
    page.wait_for_selector(".md-search-result__item")
    assert violations(page) == [], "the search"
    page = view(built / "course/02-oven.html", scheme)
    for button in page.locator(".ck-check").all():
        task = button.locator("xpath=ancestor::*[contains(@class, 'ck-live')]")
        for field in task.locator("input[type=text]").all():
            field.fill("1")
        for choice in task.locator("input:is([type=radio], [type=checkbox])").all()[:1]:
            choice.check()
        button.click()
    page.locator("a.ck-cite").first.hover()
    page.wait_for_selector(".md-tooltip2")
    assert page.locator(".ck-said[data-state=not-yet]").count() > 2
    assert violations(page) == [], "exercises with an answer"


def test_axe_finds_what_is_wrong(built, view):
    page = view(built / "index.html", "light")
    page.evaluate("""document.querySelector('article').insertAdjacentHTML('beforeend',
      '<img src="a.png"><h6 class="far">x</h6><p class="pale">pale</p><input>')
      document.querySelector('.pale').style.color = '#bbb'""")
    found = {rule for rule, _ in violations(page)}
    assert {"image-alt", "heading-order", "color-contrast", "label"} <= found
