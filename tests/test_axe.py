"""axe finds nothing: every page of the small course in six settings, every page of the first in one.

What can't be otherwise is not asked twice: texts that look alike have one contrast, and of all rules only
those on colours can find something in the dark that they do not find, at the same width, in the light.
"""

from importlib import resources
from itertools import cycle, product

import pytest

from conftest import FIXTURES, served
from test_site import built, pages_of

assert built  # a fixture
AXE = (resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
ALIKE = (FIXTURES / "alike.js").read_text(encoding="utf-8")
STANDING = "axe.configure({rules: [{id: 'color-contrast', selector: '[data-stands]'}]})"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
WIDTHS = (320, 768, 1280)
SCHEMES = {"light": "default", "dark": "slate"}
OPEN = "document.querySelectorAll('details').forEach(fold => { fold.open = true })"


@pytest.fixture(scope="module")
def tabs(chromium):
    """Give a page for each scheme, which the theme keeps; nothing moves, so that colours are at rest."""
    contexts = {s: chromium.new_context(color_scheme=s, reduced_motion="reduce") for s in SCHEMES}
    yield {scheme: context.new_page() for scheme, context in contexts.items()}
    for context in contexts.values():
        context.close()


@pytest.fixture
def view(tabs):
    """Open a file in a scheme."""

    def open_page(path, scheme, width=1280):
        page = tabs[scheme]
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(path.as_uri())
        assert page.evaluate("document.body.dataset.mdColorScheme") == SCHEMES[scheme]
        page.evaluate(AXE)
        return page

    return open_page


def violations(page, rules=RULES):
    """Return what axe finds: each rule with the elements that break it."""
    page.evaluate(ALIKE)
    page.evaluate(STANDING)
    found = page.evaluate(
        "rules => axe.run({runOnly: rules, resultTypes: ['violations'], preload: false, iframes: false})",
        rules,
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
            whole = scheme == "light" or width == max(WIDTHS)  # a button of the palette is another there
            assert violations(page, RULES if whole else COLOURS)[:5] == [], f"{path}, {scheme}, {width}"


def test_nothing_is_found_on_any_page_of_the_course(course_site, view):
    for path, (scheme, width) in zip(readable(course_site), cycle(product(SCHEMES, WIDTHS)), strict=False):
        page = view(path, scheme, width)
        page.evaluate(OPEN)
        assert violations(page)[:5] == [], f"{path}, {scheme}, {width}"


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


FAINT = """
  .md-typeset a { color: #9ab } .md-typeset td { color: #aaa } .md-typeset li { background: #ddd }
  .md-typeset summary { background: #888 } .md-typeset h2 + p { opacity: .4 } .md-nav__link { color: #bbb }
  .md-typeset input { color: #ccc; background: #fff }
"""
LOOKS = """async selector => {
  axe.configure({rules: [{id: 'color-contrast', selector}]})
  const found = await axe.run({runOnly: ['color-contrast'], elementRef: true})
  return found.violations.flatMap(rule => rule.nodes).map(node => node.element.dataset.look)
}"""


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
@pytest.mark.parametrize("name", ["index.html", "course/02-oven.html"])
def test_texts_that_are_marked_stand_for_all_others(built, chromium, name, scheme, width):
    page = chromium.new_page(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        reduced_motion="reduce",
        bypass_csp=True,
    )
    page.goto((built / name).as_uri())
    page.add_style_tag(content=FAINT)
    page.evaluate(AXE)
    page.evaluate(OPEN)
    page.evaluate(ALIKE)
    every, marked = (page.evaluate(LOOKS, selector) for selector in ("*", "[data-stands]"))
    page.close()
    assert set(marked) == set(every)
    assert len(set(every)) > 2
    assert len(every) > len(marked)
