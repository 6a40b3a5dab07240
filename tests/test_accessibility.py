"""Pages by keyboard, at 200 per cent, without motion, on paper and without a script."""

import io
import re

import pytest
from pypdf import PdfReader

from conftest import FIXTURES
from coursekit.wording import wording
from test_axe import OPEN, readable
from test_site import WIDE, Html, built, contrast

assert built  # a fixture
EN = wording("en")
STOP = (FIXTURES / "stop.js").read_text(encoding="utf-8")
REACHABLE = (FIXTURES / "reachable.js").read_text(encoding="utf-8")
MOVING = """() => [...document.querySelectorAll('*')].filter(one => ['', '::before', '::after'].some(part => {
  const style = getComputedStyle(one, part || null)
  const long = times => times.split(',').some(time => parseFloat(time) > 0.001)
  const animated = style.animationName !== 'none' && long(style.animationDuration)
  return long(style.transitionDuration) || long(style.transitionDelay) || animated
})).length"""
TEXT = "article :is(p, li, h1, h2, h3, h4, a, summary, label, select, input)"
BEYOND = """all => all.filter(one => one.getClientRects().length)
  .filter(one => !one.closest('.md-typeset__scrollwrap, svg, pre, label'))
  .filter(one => one.getBoundingClientRect().right > innerWidth + 1)
  .map(one => one.outerHTML.slice(0, 120))"""
FRAME = (
    ".md-header, .md-tabs, .md-sidebar, .md-footer, .md-search, .md-top, .md-skip, .headerlink, .ck-row,"
    " .md-button"
)
SHOWN = """all => all.filter(one => one.checkVisibility({visibilityProperty: true}))
  .map(one => one.outerHTML.slice(0, 120))"""
CUT = """all => all.filter(one => one.getClientRects().length).filter(one => {
  const { left, right } = one.getBoundingClientRect()
  const inner = one.tagName !== 'svg' && one.scrollWidth > one.clientWidth + 1
  return left < -1 || right > innerWidth + 1 || inner
}).map(one => one.outerHTML.slice(0, 120))"""
WHOLE = "all => all.every(row => getComputedStyle(row).breakInside === 'avoid')"
UNSEEN = """all => all.filter(one => !one.closest('svg, script, .headerlink'))
  .filter(one => [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
  .filter(one => !one.checkVisibility({visibilityProperty: true, opacityProperty: true}))
  .map(one => one.outerHTML.slice(0, 120))"""
ENLARGED = (640, 320)
GROUND = """() => { const style = getComputedStyle(document.body)
  return [style.backgroundColor, getComputedStyle(document.querySelector('.md-header')).backgroundColor] }"""


def turn(page, path):
    """Go to a page and wait for its scripts."""
    page.goto(path.as_uri())
    page.wait_for_selector("[data-md-component=palette] label:not([hidden])")


@pytest.fixture
def view(chromium):
    contexts = []

    def open_page(path, **options):
        context = chromium.new_context(**{"viewport": WIDE, "reduced_motion": "reduce", **options})
        contexts.append(context)
        page = context.new_page()
        if options.get("java_script_enabled", True):
            turn(page, path)
        else:
            page.goto(path.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()


def walk(page):
    """Press Tab until the page is left; return every stop."""
    stops = []
    for _ in range(1000):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None or (stops and stop["place"] == stops[0]["place"]):
            return stops
        stops.append(stop)
    pytest.fail("Tab never leaves the page")


@pytest.mark.parametrize("width", [1280, 320])
def test_tab_reaches_every_control_and_its_ring_is_seen(built, view, width):
    page = view(built / "index.html", viewport={"width": width, "height": 900})
    for path in readable(built):
        turn(page, path)
        wanted = page.evaluate(REACHABLE)
        stops = walk(page)
        for stop in stops:
            assert stop["ring"], f"{path}: no ring: {stop['what']}"
            assert stop["seen"], f"{path}: not to be seen: {stop['what']}"
            assert stop["free"], f"{path}: something lies over {stop['what']}"
            assert stop["inside"], f"{path}: off the screen: {stop['what']}"
        places = [stop["place"] for stop in stops]
        assert places == sorted(places), f"{path}: the order is not that of the page"
        missed = sorted(set(wanted) - set(places))
        assert page.evaluate("all => all.map(at => every[at].outerHTML.slice(0, 160))", missed) == [], path
        assert "md-skip" in stops[0]["what"], path


def test_the_ring_stands_out(built, view):
    for scheme in ("light", "dark"):
        page = view(built / "index.html", color_scheme=scheme)
        rings = {stop["ring"] for stop in walk(page)}
        assert len(rings) == 1, rings
        ring = rings.pop()
        for ground in page.evaluate(GROUND):
            assert ratio(ring, ground) >= 3, scheme


def ratio(one, two):
    return contrast(*(f"#{bytes(map(int, re.findall('[0-9]+', colour)[:3])).hex()}" for colour in (one, two)))


def test_the_menu_of_a_narrow_screen_works_by_keyboard(built, view):
    page = view(built / "course/01-flour.html", viewport={"width": 360, "height": 800})
    menu = page.get_by_role("button", name="Navigation")
    assert menu.get_attribute("aria-expanded") == "false"
    assert not page.locator(".md-sidebar--primary").is_visible()
    menu.press("Enter")
    assert menu.get_attribute("aria-expanded") == "true"
    back = page.get_by_role("button", name="Course", exact=True)
    assert back.evaluate("one => one === document.activeElement")
    inside = []
    for _ in range(30):
        stop = page.evaluate(STOP)
        if "md-nav" not in stop["what"]:
            break
        inside.append(stop)
        page.keyboard.press("Tab")
    assert len(inside) >= 3
    assert all(stop["free"] and stop["ring"] and stop["seen"] for stop in inside)
    back.press("Space")
    opener = page.locator("#__nav_2_label")
    assert opener.evaluate("one => one === document.activeElement")
    assert opener.get_attribute("aria-label") == "Course"
    # A page lists its own part; the others are ways to theirs.
    exercises = page.locator(".md-sidebar--primary").get_by_role("link", name="Exercises", exact=True)
    exercises.focus()
    assert page.evaluate("document.activeElement.href").endswith("exercises/index.html")
    assert page.evaluate(STOP)["seen"]
    page.keyboard.press("Escape")
    assert menu.evaluate("one => one === document.activeElement")
    assert not page.locator(".md-sidebar--primary").is_visible()


def test_the_search_of_a_narrow_screen_works_by_keyboard(built, view):
    page = view(built / "index.html", viewport={"width": 360, "height": 800})
    button = page.get_by_role("button", name="Search")
    button.press("Enter")
    page.wait_for_function("() => document.activeElement.matches('.md-search__input')")
    page.keyboard.type("sourdough")
    page.wait_for_selector(".md-search-result__item")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.matches('.md-search-result__link')")
    page.keyboard.press("Escape")
    assert button.evaluate("one => one === document.activeElement")


def test_every_button_has_a_name(built, view):
    page = view(built / "course/01-flour.html", viewport={"width": 360, "height": 800})
    names = page.locator("button").evaluate_all("all => all.map(b => b.ariaLabel || b.textContent.trim())")
    assert all(names)


@pytest.fixture(scope="module")
def measured(course_site, chromium):
    """Measure every page of the course, opened once: at two widths, and on paper."""
    context = chromium.new_context(viewport=WIDE, reduced_motion="reduce")
    page = context.new_page()
    screen = context.new_cdp_session(page)

    def sized(width, height, scale):
        size = {"width": width, "height": height, "deviceScaleFactor": scale, "mobile": False}
        screen.send("Emulation.setDeviceMetricsOverride", size)
        page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert page.evaluate("[innerWidth, devicePixelRatio]") == [width, scale]

    found = {}
    for path in readable(course_site):
        sized(640, 450, 2)
        turn(page, path)
        page.evaluate(OPEN)
        found[path] = pages = {}
        for width in ENLARGED:
            sized(width, 450, WIDE["width"] // width)
            wide = page.evaluate("document.documentElement.scrollWidth")
            pages[width] = wide, page.locator(TEXT).evaluate_all(BEYOND)
        sized(680, 900, 1)  # A4 less its margins
        page.emulate_media(media="print")
        pages["paper"] = (
            page.locator(FRAME).evaluate_all(SHOWN),
            page.locator("article :is(table, td, th, pre, svg)").evaluate_all(CUT),
            page.locator("article tr").evaluate_all(WHOLE),
        )
        page.emulate_media(media="screen")
    context.close()
    return found


@pytest.mark.parametrize("width", ENLARGED)
def test_at_twice_and_four_times_the_size_nothing_scrolls_sideways(measured, width):
    for path, pages in measured.items():
        wide, beyond = pages[width]
        assert wide <= width, path
        assert beyond == [], path


def test_who_wants_no_motion_gets_none(built, view):
    for name in ("index.html", "course/02-oven.html"):
        page = view(built / name)
        assert page.evaluate(MOVING) == 0
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
        assert view(built / name, reduced_motion="no-preference").evaluate(MOVING) > 0


def test_on_paper_there_is_no_navigation_and_no_table_is_cut(measured):
    for path, pages in measured.items():
        frame, cut, rows_stay_whole = pages["paper"]
        assert frame == [], path
        assert cut == [], path
        assert rows_stay_whole, path


def test_on_paper_charts_leave_room_and_every_colour_is_for_white(built, view):
    page = view(built / "course/01-flour.html", viewport={"width": 680, "height": 900}, color_scheme="dark")
    page.emulate_media(media="print")
    widths = page.locator(".ck-chart").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().width)"
    )
    assert widths
    assert max(widths) < 340
    cut = "all => all.filter(one => one.scrollHeight > one.clientHeight + 1).length"
    assert page.locator(".ck-program").count() > 0
    assert page.locator(".ck-program").evaluate_all(cut) == 0
    assert page.locator(".ck-moves:visible, .ck-row:visible").count() == 0
    page.goto((built / "reference/evidence.html").as_uri())
    assert page.locator(".ck-filter").is_hidden()
    inks = page.locator(".ck-kind").evaluate_all("all => all.map(one => getComputedStyle(one).color)")
    assert len(set(inks)) == 4
    assert all(ratio(ink, "rgb(255, 255, 255)") >= 4.5 for ink in inks)


def test_on_paper_every_cell_of_every_table_is_there(built, view):
    page = view(built / "teaching/01-flour.html")
    words = page.locator("article td, article th").evaluate_all("all => all.map(one => one.textContent)")
    pdf = PdfReader(io.BytesIO(page.pdf(format="A4")))
    text = squeezed("".join(sheet.extract_text() for sheet in pdf.pages))
    assert len(words) > 50
    assert [word for word in words if squeezed(word) not in text] == []
    assert squeezed(EN("site-glossary")) not in text  # only the navigation has it


def squeezed(text):
    return re.sub(r"[\s\u00ad\u200b]+", "", text)


def test_without_a_script_every_page_reads_fully(course_site, view):
    page = view(course_site / "index.html", java_script_enabled=False)
    for path in readable(course_site):
        page.goto(path.as_uri())
        page.evaluate(OPEN)
        # A wide table has its headings in their place.
        assert page.locator("article :not(table .ck-label, .ck-matrix .ck-dot)").evaluate_all(UNSEEN) == [], (
            path
        )
        assert page.locator("article button, article .ck-live").count() == 0, path
        links = Html(path).links
        assert any(link.endswith("index.html") for link in links), path
    assert page.locator(".md-tabs a").first.is_visible()
