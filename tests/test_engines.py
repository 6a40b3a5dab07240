"""Material and Zensical make the same site of the same folder; what differs stands here, with its reason."""

import re
import string
from dataclasses import replace
from urllib.parse import urljoin

import click
import pytest

from coursekit.commands import build as command
from coursekit.ledger import Ledger
from coursekit.load.course import load_course
from coursekit.options import there
from coursekit.publish import Publisher
from coursekit.render import places
from coursekit.render.programs import PROGRAMS
from coursekit.render.site.engine import ENGINES, build_site
from coursekit.render.site.navigation import config_for
from coursekit.sites import Site, publish_site
from coursekit.wording import wording
from test_policy import watched
from test_proof import PATIENCE
from test_site import EN, ROOT, Html, asked_for, pages_of, unresolved

COURSE = load_course(ROOT)
OWN_FILES = {
    "assets/javascripts/": "each theme has scripts of its own",
    "assets/stylesheets/": "each theme has styles of its own",
    "search/": "where Material keeps what its search knows",
    "search.": "where Zensical keeps what its search knows",
}
"""What the two sites have beside the pages and our files: beginnings of paths, and why."""
OWN_MARKS = {"data-search-exclude": "Zensical takes the mark away once its search has left the part out"}
"""Attributes that only one of them leaves in the page."""
OWN_ANCHORS = {"__skip": "Zensical lets readers skip to a mark of its own, Material to the first heading"}

DIALOG = "[...document.querySelectorAll('body > div')].find(one => one.shadowRoot)?.shadowRoot"
"""Zensical's search, apart from the page, which lists the lessons too."""


class Main(Html):
    """The text of a page, without the theme's frame."""

    def __init__(self, site, path):
        self.words, self.structure, self.depth, self.muted = [], [], 0, 0
        self.address = f"http://site/{name(site, path)}"
        super().__init__(path)

    def handle_starttag(self, tag, attrs):
        super().handle_starttag(tag, attrs)
        self.depth += tag == "article"
        self.muted += tag in ("script", "style")
        if self.depth and dict(attrs).get("id") not in OWN_ANCHORS:
            kept = {key: value for key, value in attrs if key not in OWN_MARKS}
            if "href" in kept:  # an address may be written in more than one way
                kept["href"] = urljoin(self.address, kept["href"])
            self.structure.append((tag, kept))

    def handle_endtag(self, tag):
        self.depth -= tag == "article"
        self.muted -= tag in ("script", "style")

    def handle_data(self, data):
        super().handle_data(data)
        if self.depth and not self.muted:
            self.words.append(data)


@pytest.fixture(scope="module")
def zensical(course_site):
    """Give the site that Zensical makes of the very pages that Material was given."""
    root = course_site.parent
    faults = build_site(root / "mkdocs.yml", root / "zensical", root, EN, engine="zensical")
    assert faults == ()
    return root / "zensical"


@pytest.fixture(scope="module")
def both(course_site, zensical):
    return [
        {name(site, path): Main(site, path) for path in pages_of(site)} for site in (course_site, zensical)
    ]


def name(site, path):
    return path.relative_to(site).as_posix()


def files(site):
    found = {name(site, path): path for path in site.rglob("*") if path.is_file() and path.suffix != ".html"}
    return {path: file.read_bytes() for path, file in found.items() if not path.startswith(tuple(OWN_FILES))}


def test_both_have_the_same_pages(both):
    material, zensical = both
    assert sorted(material) == sorted(zensical)
    assert len(material) > 5 * len(COURSE.lessons)


def test_both_have_the_same_downloads_scripts_and_styles_of_ours(course_site, zensical):
    material = files(course_site)
    assert files(zensical) == material
    kept = [path for path in material if path.startswith(("downloads/", "assets/"))]
    assert len(kept) > 6 * len(COURSE.lessons)


def test_both_have_the_same_anchors(both):
    for path, page in both[0].items():
        # In the frame, a theme's own begin with two lines.
        here, there = ({i for i in one.ids if i and not i.startswith("__")} for one in (page, both[1][path]))
        assert here == there, path
        assert both[1][path].ids - page.ids <= {*OWN_ANCHORS, *(f"__nav_{n}" for n in range(9))}, path
    assert sum(len(page.ids) for page in both[0].values()) > 1500


def test_both_have_the_same_text_in_the_same_order(both):
    for path, page in both[0].items():
        here, there = (" ".join("".join(one.words).split()) for one in (page, both[1][path]))
        assert here == there, path
        assert page.structure == both[1][path].structure, path
    assert sum(len("".join(page.words).split()) for page in both[0].values()) > 100_000


@pytest.mark.parametrize("engine", ENGINES)
def test_no_link_of_either_leads_nowhere(course_site, zensical, engine):
    lost, checked = unresolved({"material": course_site, "zensical": zensical}[engine])
    assert lost == []
    assert checked > 5000


def test_no_page_of_zensical_s_asks_elsewhere_or_breaks_its_policy(zensical, chromium, served_zensical):
    page = watched(chromium)
    page.goto(served_zensical + "index.html")
    page.locator("[data-md-component=palette] label:visible").click()
    for path in pages_of(zensical):
        page.goto(served_zensical + name(zensical, path))
        assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
        assert page.evaluate("broken") == [], path
        # What the search had begun to load is let go of when the page is left.
        assert [fault for fault in page.faults if "/workers/search" not in fault] == [], path
    asked = page.asked
    page.context.close()
    assert [url for url in asked if not url.startswith((served_zensical, "data:", "blob:"))] == []
    assert len(asked) > 5 * len(pages_of(zensical))


@pytest.fixture(scope="module")
def served_zensical(zensical):
    from conftest import served  # noqa: PLC0415 - a helper of the fixtures

    with served(zensical) as home:
        yield home


def first(kinds):
    return next(
        (view, exercise)
        for view in COURSE.views()
        for exercise in view.lesson.exercises
        if exercise.kind in kinds
    )


def lesson(page, home, view, exercise):
    page.goto(home + places.lesson_page(view.name).replace(".md", ".html"))
    return page.locator(f"[aria-labelledby='exercise-{exercise.id}']")


def test_exercises_are_checked_on_zensical_s_pages(zensical, chromium, opened):
    page = watched(chromium)
    view, exercise = first({"choose"})
    task = lesson(page, opened(zensical), view, exercise)
    letters = dict(zip(string.ascii_lowercase, exercise.options, strict=False))
    right = {letter for letter, option in letters.items() if option.right}
    for chosen, says in ((set(letters) - right, "exercise-says-not-yet"), (right, "exercise-says-right")):
        for letter in letters:
            # A radio button can't be let go; the right one is chosen after the wrong ones.
            box = task.locator(f"input[value='{letter}']")
            if letter in chosen or box.get_attribute("type") == "checkbox":
                box.set_checked(letter in chosen)
        task.locator(".ck-check").click()
        page.wait_for_function(
            "([e, says]) => e.textContent.includes(says)", arg=[task.element_handle(), EN(says)]
        )
    assert page.evaluate("broken") == []
    assert page.faults == []
    page.context.close()


def test_python_runs_on_zensical_s_pages(chromium, served_zensical):
    page = watched(chromium)
    task = lesson(page, served_zensical, *first(PROGRAMS))
    task.locator("textarea").fill("print(6 * 7)")
    task.locator(".ck-run").click()
    task.get_by_text("42", exact=True).wait_for(timeout=PATIENCE)
    assert page.evaluate("broken") == []
    assert page.faults == []
    page.context.close()


def test_filter_and_progress_work_on_zensical_s_pages(chromium, served_zensical):
    page = watched(chromium)
    page.goto(served_zensical + places.EVIDENCE.replace(".md", ".html"))
    page.get_by_label(EN("kind-position"), exact=True).check()
    positions = sum(claim.kind == "position" for claim in COURSE.facts.claims.values())
    assert page.locator(".ck-claim:visible").count() == positions > 0
    page.goto(served_zensical + places.lesson_page(COURSE.views()[0].name).replace(".md", ".html"))
    page.locator("[data-ck-read]").scroll_into_view_if_needed()
    page.wait_for_function("() => Object.keys(localStorage).some(key => key.startsWith('coursekit:read:'))")
    page.goto(served_zensical + "index.html")
    assert page.locator(".ck-progress-note").first.inner_text().startswith(EN("progress-read"))
    assert page.faults == []
    page.context.close()


def test_zensical_s_search_finds_a_lesson_by_keyboard(zensical, chromium, opened):
    page = watched(chromium)
    page.goto(opened(zensical) + "index.html")
    view = COURSE.views()[1]
    page.locator(".md-search__button").focus()
    page.keyboard.press("Enter")
    page.wait_for_function(f"() => {DIALOG}?.querySelector('input')")
    page.keyboard.type(view.lesson.title)
    page.wait_for_function(
        f"name => {DIALOG}.querySelector(`a[href*='course/${{name}}.html']`)", arg=view.name, timeout=20_000
    )
    assert page.evaluate("broken") == []
    assert page.faults == []
    page.context.close()


def test_zensical_s_search_leaves_out_what_material_s_does(course_site, zensical):
    known = (course_site / "search/search_index.json", zensical / "search.json")
    material, there = (file.read_text(encoding="utf-8") for file in known)
    for view in COURSE.views():
        assert f"course/{view.name}.html" in material
        assert f"course/{view.name}.html" in there
        for path in (
            f'"exercises/{view.name}.html',
            f"teaching/solutions/{view.name}.html",
            "course/all.html",
        ):
            assert path not in material
            assert path not in there


def little(root, words, language="en"):
    """Write a site of four pages under the course's settings, for a language."""
    docs = root / places.pages(language)
    for path in ("index.md", "course/index.md", "course/01-one.md", "reference/glossary.md"):
        (docs / path).parent.mkdir(parents=True, exist_ok=True)
        (docs / path).write_text(f"# {path.title()}\n\n{words}\n", encoding="utf-8")
    asked_for(docs)
    (root / "mkdocs.yml").write_bytes((ROOT / "mkdocs.yml").read_bytes())
    return docs


def test_what_zensical_finds_is_a_fault_with_its_place(tmp_path):
    little(tmp_path, "[b](c.md) [d](#nowhere)")
    faults = build_site(tmp_path / "mkdocs.yml", tmp_path / "site", tmp_path, engine="zensical")
    assert "index.md:3:5: page does not exist" in faults
    assert "index.md:3:16: anchor does not exist" in faults
    assert not list(tmp_path.glob(".coursekit*"))


def test_settings_that_zensical_refuses_are_a_fault(tmp_path):
    little(tmp_path, "Words.")
    (tmp_path / "mkdocs.yml").write_text("site_name: [", encoding="utf-8")
    (fault,) = build_site(tmp_path / "mkdocs.yml", tmp_path / "site", tmp_path, engine="zensical")
    assert "parsing" in fault


def test_both_make_a_site_of_another_language(tmp_path):
    docs = little(tmp_path, "Des mots.", "fr")
    config = tmp_path / "build/mkdocs.fr.yml"
    there = [path.relative_to(docs).as_posix() for path in docs.rglob("*.md")]
    config.write_text(config_for(wording("fr"), "site/fr", there), encoding="utf-8")
    for engine in ENGINES:
        site = tmp_path / engine
        assert build_site(config, site, tmp_path, pages=places.pages("fr"), engine=engine) == ()
        home = (site / "index.html").read_text(encoding="utf-8")
        assert '<html lang="fr"' in home
        tabs = re.findall(r'class="md-tabs__link"[^>]*>\s*(?:<[^>]*>\s*)*([^<]+?)\s*<', home)
        assert tabs[-2:] == [wording("fr")(f"folder-{folder}") for folder in ("course", "reference")]


def test_two_builds_of_zensical_are_the_same_bytes(tmp_path):
    sites = []
    for number in (1, 2):
        little(tmp_path / str(number), "Words.")
        root = tmp_path / str(number)
        assert build_site(root / "mkdocs.yml", root / "site", root, engine="zensical") == ()
        sites.append({name(root, path): path.read_bytes() for path in (root / "site").rglob("*.*")})
    assert sites[0] == sites[1]


def test_the_site_of_one_engine_takes_the_place_of_the_other_s(tmp_path):
    little(tmp_path, "Words.")
    (tmp_path / ".coursekit").mkdir()
    publisher = Publisher(tmp_path, Ledger({}), force=False)
    for engine, mark, other in (("zensical", "search.json", "search"), ("material", "search", "search.json")):
        publish_site(tmp_path, Site("en", "mkdocs.yml", "site", ()), publisher, engine)
        assert (tmp_path / "site" / mark).exists()
        assert not (tmp_path / "site" / other).exists()
        page = (tmp_path / "site/index.html").read_text(encoding="utf-8")
        assert "Content-Security-Policy" in page
        assert re.search(r'name="generator" content="(zensical|mkdocs)-', page)[1] in ENGINES[engine].parts


def test_an_engine_that_is_not_there_is_named(monkeypatch):
    monkeypatch.setitem(ENGINES, "zensical", replace(ENGINES["zensical"], theme="not_there"))
    with pytest.raises(click.UsageError, match="pip install zensical"):
        there("zensical")
    there("material")


def test_the_command_names_the_engines_there_are():
    assert tuple(ENGINES) == command.ENGINES
