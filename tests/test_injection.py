"""Attacks in every text of a course: the site shows them as text, and nothing in it is active.

The pages' policy is switched off here: what is tested is the escaping alone.
"""

import contextlib
import re
from collections import Counter

import pytest
import yaml
from playwright.sync_api import Error
from playwright.sync_api import TimeoutError as TooLateError

from conftest import FIXTURES
from coursekit.render import exercises, places, site
from coursekit.render.site.engine import build_site
from test_site import EN, ROOT, WIDE, Html, pages_of, poison

ATTACKS = {
    name: (one["attack"], one["shown"])
    for name, one in yaml.safe_load((FIXTURES / "attacks.yml").read_text(encoding="utf-8")).items()
}
LAST = [name for name, (attack, _) in ATTACKS.items() if "{" in attack]
"""Those that can have power only at the end of a text."""
OTHERS = [name for name in ATTACKS if name not in LAST]
TOGETHER = [(*OTHERS[place :: len(LAST)], last) for place, last in enumerate(LAST)]
"""Attacks that are made in one build, each in a paragraph of its own where a text has some."""
SETTINGS = """
nav:
  - index.md
validation:
  nav:
    omitted_files: ignore
plugins: []
"""
INERT = {f"h{level}" for level in range(2, 7)} | set(
    "a button input label li ol p span strong em code ul td tr br blockquote pre div".split()  # noqa: SIM905
)


@pytest.fixture(scope="module")
def attacked(small_course, tmp_path_factory):
    """Build the small course once for some attacks at a time, and once in peace, as folders of one site."""
    root = tmp_path_factory.mktemp("attacked")
    docs = root / places.pages("en")
    for number, names in enumerate([(), *TOGETHER]):
        evil = "\n\n".join(f" word {ATTACKS[name][0]} word" for name in names)
        course = poison(small_course, evil) if number else small_course
        for artifact in (*site.plan(course, EN), *exercises.plan(course, EN)):
            for path in (artifact.path, *artifact.also):
                inner = path.removeprefix(f"{places.pages('en')}/")
                if inner != path:
                    shared = inner.startswith("assets/")
                    for target in (docs / f"a{number:02d}" / inner, *[docs / inner] * shared):
                        target.parent.mkdir(parents=True, exist_ok=True)
                        target.write_bytes(artifact.make())
        for view in course.views():
            for place in (
                places.deck_download,
                places.twin_download,
                places.worksheet_download,
                places.run_sheet_download,
            ):
                target = docs / f"a{number:02d}" / place(view.name)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(b"a file")
    (docs / "index.md").write_text("# Attacks\n", encoding="utf-8")
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(settings + SETTINGS, encoding="utf-8")
    assert build_site(root / "mkdocs.yml", root / "site", root) == ()
    for style in (root / "site" / "assets").rglob("*.css"):
        style.write_bytes(b"")  # colours have no part in this, and take most of a visit's time
    return root / "site"


ACTIVE = (FIXTURES / "active.js").read_text(encoding="utf-8")
TOUCH = """() => {
  document.querySelectorAll('details').forEach(fold => { fold.open = true })
  document.querySelector('a:is(.ck-cite, .ck-term)')?.dispatchEvent(new MouseEvent('mouseenter'))
}"""
TEXT = "document.querySelector('article').textContent"


def squeezed(text):
    return re.sub(r"[\s\u200b\u202e\u202c]+", "", text)


@pytest.fixture(scope="module")
def page(chromium):
    context = chromium.new_context(viewport=WIDE, bypass_csp=True)
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.dismiss())
    yield page
    context.close()


def visited(page, folder):
    """Yield each page's name, what is active on it and the text it shows.

    All pages of a folder are opened at once, as frames: that takes half of what one after another takes.
    """
    paths = pages_of(folder)
    frames = "".join(f'<iframe src="{path.as_uri()}" width=1280 height=900></iframe>' for path in paths)
    whole = folder.with_suffix(".html")
    whole.write_text(f"<!doctype html><title>x</title>{frames}", encoding="utf-8")
    page.goto(whole.as_uri())
    for frame in page.main_frame.child_frames:
        frame.evaluate(TOUCH)
    for path, frame in zip(paths, page.main_frame.child_frames, strict=True):
        active, text, pwned = (frame.evaluate(asked) for asked in (ACTIVE, TEXT, "window.pwned"))
        assert frame.url == path.as_uri(), "it went elsewhere by itself"
        yield path.relative_to(folder).as_posix(), Counter(active), text, pwned


@pytest.fixture(scope="module")
def peace(attacked, page):
    return {name: active for name, active, _, _ in visited(page, attacked / "a00")}


@pytest.mark.parametrize("names", TOGETHER, ids=", ".join)
def test_attacks_are_text(attacked, page, peace, names):
    number = TOGETHER.index(names) + 1
    seen = Counter()
    for path, active, text, pwned in visited(page, attacked / f"a{number:02d}"):
        assert pwned is None, path
        assert active - peace[path] == Counter(), path
        there = squeezed(text)
        seen += {name: there.count(squeezed(ATTACKS[name][1])) for name in names}
    assert all(seen[name] > 300 for name in names), f"a reader sees what was written: {seen}"


def test_the_attacks_would_work(page, tmp_path):
    """Each way to be active is found, if it stands in a page as it was written."""
    harmless = set()
    for name, (attack, _) in ATTACKS.items():
        file = tmp_path / "a.html"
        file.write_text(f"<!doctype html><title>x</title><article>{attack}", encoding="utf-8")
        tab = page.context.new_page()
        with contextlib.suppress(Error):  # the page went elsewhere by itself: active indeed
            tab.goto(file.as_uri(), wait_until="commit")
            with contextlib.suppress(TooLateError):
                tab.wait_for_function("window.pwned !== undefined", timeout=300)
            stayed = tab.url == file.as_uri()
            if stayed and not tab.evaluate(ACTIVE) and tab.evaluate("window.pwned") is None:
                harmless.add(name)
        tab.close()
    # Markdown gives these their power, or a filter that takes a part of them away.
    later = {name for name, (attack, _) in ATTACKS.items() if not re.search(r"<[a-z/!?]", attack)}
    assert harmless - later == {"autolink", "broken script", "cdata and processing"}


def test_tags_are_those_of_a_page_in_peace(attacked):
    for path in pages_of(attacked / "a00"):
        tags = {tag for tag, _ in Html(path).tags} | INERT
        for number in range(1, len(TOGETHER) + 1):
            other = attacked / f"a{number:02d}" / path.relative_to(attacked / "a00")
            assert {tag for tag, _ in Html(other).tags} <= tags, other
