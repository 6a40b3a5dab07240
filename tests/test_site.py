"""The site: links resolve, headings step, nothing leaves the machine, specs have no power."""

import dataclasses
import functools
import http.server
import json
import os
import posixpath
import re
import shutil
import subprocess
import sys
import threading
from html.parser import HTMLParser
from itertools import chain, pairwise
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

import pytest

from conftest import served
from coursekit.load.course import load_course
from coursekit.model.base import Spec
from coursekit.model.facts import listed
from coursekit.model.references import _text_fields
from coursekit.pyodide import obtain, scripts
from coursekit.render import exercises, paper, places, site
from coursekit.render.site.engine import build_site
from coursekit.render.site.links import broken
from coursekit.render.site.navigation import config_for
from coursekit.render.site.writer import Writer, in_title
from coursekit.serve.sites import Sites
from coursekit.wording import LANGUAGES, wording

ROOT = Path(__file__).parent.parent
EN = wording("en")
EVIL = (
    ' <script>alert(1)</script><img src=x onerror=alert(2)> {{ 7*7 }} {: onclick="alert(3)" } '
    "[x](javascript:alert(4)) &lt;script>alert(5)&lt;/script> </title></textarea>"
    " | ``` \"' onmouseover=alert(6)"
)
SIZE = re.compile(rb'<span class="ck-size"[^>]*>[^<]*</span>')
PLAIN = {"author", "venue", "title", "holder", "label", "name", "licence", "reason"}
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 360, "height": 740}


def python_files():
    """Return the folder of Pyodide's files, got now if they were not had before."""
    assert obtain.ready(obtain.cache(), lambda *_: None) == ""
    return obtain.cache()


def publish(course, root, language="en"):
    """Write the pages of a course and build its site; decks are stand-ins."""
    docs = root / places.pages(language)
    planned = [plan(course, wording(language)) for plan in (site.plan, exercises.plan, paper.plan)]
    for artifact in chain(*planned, scripts.plan(course, language, python_files())):
        data = artifact.make()
        for path in (artifact.path, *artifact.also):
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(data)
    for view in course.views():
        for download in (places.deck_download, places.twin_download):
            target = docs / download(view.name)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(b"a deck")
    shutil.copy(ROOT / "mkdocs.yml", root)
    faults = build_site(root / "mkdocs.yml", root / "site", root, wording(language))
    assert faults == ()
    return root / "site"


@pytest.fixture(scope="session")
def built(small_course, once):
    return once("small", lambda folder: publish(small_course, folder)) / "site"


@pytest.fixture(scope="session")
def poisoned(small_course, tmp_path_factory):
    return publish(poison(small_course), tmp_path_factory.mktemp("poisoned"))


def poison(course, evil=EVIL):
    """Put the same attack into every text of a course; in a text of one line it stands in that line."""
    facts = course.facts
    lessons = {name: worse(lesson, evil) for name, lesson in course.lessons.items()}
    return dataclasses.replace(
        course,
        spec=worse(course.spec, evil),
        source=worse(course.source, evil),
        sections=worse(course.sections, evil),
        unused=worse(course.unused, evil),
        facts=dataclasses.replace(
            facts,
            **{
                group: {name: worse(value, evil) for name, value in getattr(facts, group).items()}
                for group in ("claims", "events", "figures", "terms", "pictures")
            },
            lessons=listed(lessons),
        ),
        lessons=lessons,
    )


def worse(value, evil):
    if isinstance(value, tuple):
        return tuple(worse(item, evil) for item in value)
    if not isinstance(value, Spec):
        return value
    marked = _text_fields(type(value))
    update = {}
    for name in type(value).model_fields:
        inner = getattr(value, name)
        if name in marked or name in PLAIN:
            update[name] = told(inner, evil if marked.get(name) == "text" else " ".join(evil.split("\n")))
        elif name == "starter":
            update[name] = f"{inner}    # </code></pre>{' '.join(evil.split(chr(10)))}\n"
        else:
            update[name] = worse(inner, evil)
    return value.model_copy(update=update)


def told(inner, evil):
    if isinstance(inner, str):
        return inner + evil
    if isinstance(inner, dict):
        return {key: told(item, evil) for key, item in inner.items()}
    return tuple(told(item, evil) for item in inner) if isinstance(inner, tuple) else worse(inner, evil)


class Html(HTMLParser):
    """What the tests ask of a page."""

    def __init__(self, path):
        super().__init__()
        self.ids, self.links, self.headings, self.tags, self.attributes = set(), [], [], [], []
        self.scripts, self.inside = [], False
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.tags.append((tag, found))
        self.attributes += [(tag, name, value) for name, value in attrs]
        self.ids.add(found.get("id"))
        self.links += [found[name] for name in ("href", "src") if found.get(name)]
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        data = found.get("type") == "application/ld+json"  # which no browser runs
        self.inside = tag == "script" and "src" not in found and not data

    def handle_data(self, data):
        if self.inside:
            self.scripts.append(data)


def pages_of(folder):
    return sorted(folder.rglob("*.html"))


def unresolved(folder):
    """Return the links of a site that lead nowhere in it, and how many links there are."""
    pages = {path: Html(path) for path in pages_of(folder)}
    lost, checked = [], 0
    for path, page in pages.items():
        for link in page.links:
            if re.match(r"https?:|mailto:|data:|#__|javascript:", link):
                continue
            # The page for lost ways has no place of its own: its links begin at the root.
            base, way = (folder / "index.html", link[1:]) if path.name == "404.html" else (path, link)
            address, anchor = urldefrag(urljoin(base.as_uri(), way))
            target = Path(unquote(address.removeprefix("file://")))
            checked += 1
            missed = anchor and target.suffix == ".html" and unquote(anchor) not in pages[target].ids
            if not target.is_file() or missed:
                lost.append(f"{path.relative_to(folder)}: {link}")
    return lost, checked


def test_every_link_and_anchor_resolves(built):
    lost, checked = unresolved(built)
    assert lost == []
    assert checked > 500


def test_headings_step_by_one_from_a_single_title(built):
    for path in pages_of(built):
        levels = Html(path).headings
        assert levels.count(1) == 1, path
        assert levels[0] == 1, path
        assert all(after <= before + 1 for before, after in pairwise(levels)), path


def test_headings_of_a_text_close_their_gaps(small_course):
    writer = Writer("course/x.md", small_course.facts, EN)
    text = writer.text("### Deep\n\n###### Deeper\n\n## Up\n\n# Top", under=2, anchor="a")
    assert re.findall(r"^#+ \w+", text, re.MULTILINE) == ["### Deep", "#### Deeper", "### Up", "### Top"]
    assert writer.text("# No heading") == "**No heading**"


def test_a_lesson_page_shows_all_of_its_parts(built, small_course):
    for view in small_course.views():
        ids = Html(built / places.lesson_page(view.name).replace(".md", ".html")).ids
        lesson = view.lesson
        for prefix, things in (
            ("part", lesson.parts), ("exercise", lesson.exercises),
            ("activity", lesson.activities), ("quiz", lesson.quiz),
        ):  # fmt: skip
            assert {f"{prefix}-{thing.id}" for thing in things} <= ids
        text = (built / places.lesson_page(view.name).replace(".md", ".html")).read_text(encoding="utf-8")
        assert text.count("<svg class=") == sum(len(part.figures) for part in lesson.parts)


def test_evidence_and_glossary_hold_every_anchor(built, small_course):
    evidence = Html(built / "reference/evidence.html").ids
    assert {places.claim_anchor(claim) for claim in small_course.facts.claims} <= evidence
    glossary = Html(built / "reference/glossary.html")
    assert {places.term_anchor(term) for term in small_course.facts.terms} <= glossary.ids
    spoken = {value for _, name, value in glossary.attributes if name == "lang"}
    assert {"fr", "ru", "kk"} <= spoken
    text = (built / "reference/glossary.html").read_text(encoding="utf-8")
    assert all(name in text for name in ("French:", "Russian:", "Kazakh:"))
    times = [
        found["datetime"] for tag, found in Html(built / "reference/timeline.html").tags if tag == "time"
    ]
    assert times == sorted(event.date for event in small_course.facts.events.values())


def visit(chromium, address, viewport, scheme="light"):
    """Open a page; return it with the requests and errors that it gathers."""
    page = chromium.new_context(viewport=viewport, color_scheme=scheme).new_page()
    requests, errors = [], []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda said: errors.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("dialog", lambda dialog: (errors.append(f"dialog {dialog.message}"), dialog.dismiss()))
    page.goto(address)
    return page, requests, errors


def search(page, words):
    page.locator("[data-md-component=search-query]").click()
    page.keyboard.type(words)
    page.wait_for_selector(".md-search-result__item", timeout=15_000)
    return page.locator(".md-search-result__item").count()


def test_from_a_folder_search_works_and_nothing_is_requested(built, chromium):
    page, requests, errors = visit(chromium, (built / "index.html").as_uri(), WIDE)
    assert search(page, "sourdough") > 0
    for path in pages_of(built):
        if path.name != "404.html":  # only a server shows it, for addresses of any depth
            page.goto(path.as_uri())
    page.context.close()
    assert errors == []
    assert [url for url in requests if not url.startswith(("file:", "data:", "blob:"))] == []


def test_from_a_server_nothing_is_requested_elsewhere(built, chromium):
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Quiet, directory=built)
    ) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        home = f"http://127.0.0.1:{server.server_port}/"
        page, requests, errors = visit(chromium, f"{home}index.html", WIDE)
        assert search(page, "sourdough") > 0
        for path in pages_of(built):
            page.goto(home + path.relative_to(built).as_posix())
        page.context.close()
        server.shutdown()
    assert errors == []
    assert [url for url in requests if not url.startswith((home, "data:", "blob:"))] == []


def test_no_page_scrolls_sideways_on_a_phone(built, chromium):
    page, _, _ = visit(chromium, (built / "index.html").as_uri(), NARROW)
    for path in pages_of(built):
        page.goto(path.as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true })")
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"], path
        assert page.evaluate(
            "[...document.querySelectorAll('.ck-chart text')].every(t => {"
            "const [a, b] = [t.getBoundingClientRect(), t.ownerSVGElement.getBoundingClientRect()];"
            "return a.left >= b.left - 1 && a.right <= b.right + 1 })"
        ), f"{path}: a chart's words leave the chart"
    page.context.close()


def test_the_palette_follows_the_system(built, chromium):
    grounds = set()
    for scheme in ("light", "dark"):
        page, _, _ = visit(chromium, (built / "index.html").as_uri(), WIDE, scheme)
        grounds.add(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        page.context.close()
    assert grounds == {"rgb(251, 248, 241)", "rgb(18, 24, 31)"}


def test_colours_have_the_contrast_they_need():
    css = (ROOT / "src/coursekit/render/site/assets/coursekit.css").read_text(encoding="utf-8")
    for block in re.findall(r"\{([^}]*--ck-ground:[^}]*color-scheme[^}]*)\}", css):
        colours = dict(re.findall(r"--ck-(\w+): (#[0-9a-f]{6})", block))
        assert len(colours) == 12
        for name in set(colours) - {"ground", "raised", "rule"}:
            assert contrast(colours[name], colours["ground"]) >= 4.5, name
        for name in ("ink", "muted", "lapis", "warn", "gold"):
            assert contrast(colours[name], colours["raised"]) >= 4.5, name


def contrast(one, two):
    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_specs_have_no_power_over_pages(poisoned, built):
    ours = {script for path in pages_of(built) for script in Html(path).scripts}
    for path in pages_of(poisoned):
        page = Html(path)
        assert {s for s in page.scripts if s.strip()} <= ours, path
        assert [a for a in page.attributes if a[1].startswith("on")] == [], path
        assert [a for a in page.attributes if "javascript:" in (a[2] or "") and a[1] in ("href", "src")] == [
            a for a in page.attributes if a[2] == "javascript:void(0)" and a[1] == "href"
        ], path
        assert [found for tag, found in page.tags if tag == "img" and found.get("src") == "x"] == [], path
    home = (poisoned / "course/01-flour.html").read_text(encoding="utf-8")
    assert "7*7" in home
    assert "49}}" not in home


def test_specs_have_no_power_in_the_browser(poisoned, chromium):
    page, _, errors = visit(chromium, (poisoned / "course/01-flour.html").as_uri(), WIDE)
    for link in page.locator("a:is(.ck-cite, .ck-term):visible").all()[:12]:
        link.hover()
        page.wait_for_timeout(120)
    assert page.locator(".md-tooltip2__inner").count() > 0
    assert page.locator(".md-tooltip2__inner :is(script, img)").count() == 0
    assert search(page, "sourdough") > 0
    page.wait_for_timeout(300)
    for path in pages_of(poisoned):
        page.goto(path.as_uri())
    page.context.close()
    assert [error for error in errors if "dialog" in error] == []


def test_a_tooltip_never_holds_a_tag():
    assert "<" not in in_title(EVIL)
    assert "&#60;" not in in_title(EVIL)


def test_two_builds_are_the_same_bytes(small_course, built, tmp_path):
    again = publish(small_course, tmp_path / "elsewhere")
    files = {path.relative_to(built): path.read_bytes() for path in built.rglob("*") if path.is_file()}
    others = {path.relative_to(again): path.read_bytes() for path in again.rglob("*") if path.is_file()}
    assert files == others


@pytest.mark.parametrize("seed", ["1", "2"])
def test_pages_do_not_hang_on_the_machine(small_course, tmp_path, seed):
    program = (
        "import sys; from pathlib import Path; from coursekit.load.course import load_course;"
        "from coursekit.render import site; from coursekit.wording import wording;"
        "c = load_course(Path(sys.argv[1]));"
        "[sys.stdout.buffer.write(a.make()) for a in site.plan(c, wording('en'))]"
    )
    small = ROOT / "tests" / "cases" / "small"
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Almaty", "LC_ALL": "C"}
    done = subprocess.run(
        [sys.executable, "-c", program, str(small)],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        check=True,
    )
    assert done.stdout == b"".join(artifact.make() for artifact in site.plan(small_course, EN))


def test_a_figure_changes_exactly_the_pages_that_name_it(small_course):
    before = {artifact.path: artifact for artifact in site.plan(small_course, EN)}
    made = {path: artifact.make() for path, artifact in before.items()}
    numbers = [claim for claim in small_course.facts.claims.values() if claim.value is not None]
    assert len(numbers) > 10
    for claim in numbers:
        name = claim.id
        claims = {**small_course.facts.claims, name: claim.model_copy(update={"value": claim.value / 2})}
        facts = dataclasses.replace(small_course.facts, claims=claims)
        after = {a.path: a for a in site.plan(dataclasses.replace(small_course, facts=facts), EN)}
        changed = {path for path, artifact in after.items() if artifact.make() != made[path]}
        rests = {path for path, artifact in before.items() if name in artifact.claims}
        assert changed == {path for path in rests if path.endswith(".md")}  # a picture's pixels stay
        moved = {path for path in after if after[path].fingerprint != before[path].fingerprint}
        assert changed <= moved


def test_a_page_names_only_the_facts_it_has(small_course):
    claims = {
        artifact.path.rpartition("pages/en/")[2]: artifact.claims for artifact in site.plan(small_course, EN)
    }
    assert claims["index.md"] == frozenset()
    assert claims["reference/evidence.md"] == frozenset(small_course.facts.claims)
    assert claims["course/01-flour.md"] == frozenset(small_course.view("flour").facts.claims)


def test_withheld_solutions_stay_away_from_students(small_course, tmp_path):
    spec = small_course.spec.model_copy(update={"solutions": "withheld"})
    course = dataclasses.replace(small_course, spec=spec)
    folder = publish(course, tmp_path)
    page = (folder / "course/01-flour.html").read_text(encoding="utf-8")
    assert "the rest is 100 less" not in page
    assert "The mill may sell to others too." not in page
    assert "The mill may sell to others too." in (folder / "teaching/01-flour.html").read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_are_written_in_every_language(small_course, language):
    for artifact in site.plan(small_course, wording(language)):
        made = artifact.make()
        if language == "fr" and artifact.path.endswith(".md"):  # where a space stands before a colon
            text = made.decode()
            assert re.findall(r"[\w’)]:(?:\*|</| \[S)", text) == [], artifact.path


def test_other_languages_have_a_config_of_their_own(small_course, tmp_path):
    publish(small_course, tmp_path)
    docs = tmp_path / "build/pages/fr"
    shutil.copytree(tmp_path / "build/pages/en", docs)
    (docs / "our-page.md").write_text("# Ours\n", encoding="utf-8")
    config = tmp_path / "build" / "mkdocs.fr.yml"
    there = [path.relative_to(docs).as_posix() for path in docs.rglob("*.md")]
    config.write_text(config_for(wording("fr"), "site/fr", there), encoding="utf-8")
    assert build_site(config, tmp_path / "fr", tmp_path) == ()
    home = (tmp_path / "fr" / "index.html").read_text(encoding="utf-8")
    assert '<html lang="fr"' in home
    tabs = re.findall(r'class="md-tabs__link"[^>]*>\s*(?:<[^>]*>\s*)*([^<]+?)\s*<', home)
    names = [wording("fr")(f"folder-{name}") for name in ("course", "exercises", "reference", "teaching")]
    assert tabs[-4:] == names


def test_a_written_navigation_is_in_the_order_of_the_plain_one(built, small_course, tmp_path):
    docs = tmp_path / "build/pages/en"
    for artifact in site.plan(small_course, EN):
        (tmp_path / artifact.path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / artifact.path).write_bytes(b"")
    there = [path.relative_to(docs).as_posix() for path in docs.rglob("*.md")]
    written = re.findall(r'- "(.*)\.md"', config_for(EN, "site", there))
    # A page lists its own part only: each folder's order stands on the page of its index.
    plain = []
    for index in ("", "course/", "exercises/", "reference/", "teaching/"):
        page = (built / index / ("about.html" if index == "reference/" else "index.html")).read_text("utf-8")
        links = re.findall(r'<a href="([^"#]+)\.html" class="md-nav__link', page)
        listed = [posixpath.normpath(index + link) for link in links]
        plain += [link for link in listed if link.startswith(index) and (index or "/" not in link)]
    plain = [link for link in dict.fromkeys(plain) if link in written]
    assert len(plain) > 10
    assert [page for page in written if page in plain] == plain


def asked_for(docs):
    """Put there what every page asks for."""
    (docs / "assets").mkdir(parents=True, exist_ok=True)
    for name in site.ASSETS:
        (docs / "assets" / name).touch()


def little(root, words, extra=""):
    """Write a site of one page under the course's settings."""
    docs = root / places.pages("en")
    asked_for(docs)
    (docs / "index.md").write_text(f"# Little\n\n{words}\n", encoding="utf-8")
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(f"{settings}\n{extra}\n", encoding="utf-8")
    return build_site(root / "mkdocs.yml", root / "site", root)


def test_a_broken_link_is_a_fault(tmp_path):
    faults = little(tmp_path, "[b](c.md) [d](#nowhere)")
    assert any("c.md" in fault for fault in faults)
    assert any("nowhere" in fault for fault in faults)


def test_a_broken_link_that_mkdocs_does_not_know_is_a_fault(tmp_path):
    faults = little(
        tmp_path, '<a href="c.html">x</a> <img src="p.png" alt=""> <a href="index.html#gone">y</a>'
    )
    assert faults == tuple(
        f'index.html links to "{link}", which is not there' for link in ("c.html", "index.html#gone", "p.png")
    )


def linked(folder, pages):
    for name, text in pages.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return broken(folder)


@pytest.mark.parametrize(
    "link",
    [
        "#a",
        "#",
        "?q=1#a",
        "b.html#a%20b",
        "d/c.html",
        "d",
        "d/",
        "d/#a",
        "f.zip?v=2",
        "//h/x",
        "/x",
        "x:y",
        "../fr/",
    ],
)
def test_a_link_that_leads_somewhere_is_no_fault(tmp_path, link):
    tag = f'<p id="a"><a class="x" href="{link}">x</a>'
    rest = {"b.html": '<a name="a b">', "d/c.html": "", "d/index.html": '<i id="a">', "f.zip": ""}
    assert linked(tmp_path, {"a.html": tag, **rest}) == ()


@pytest.mark.parametrize(
    "link", ["#b", "g.html", "d/c.html#a", "e", "f.zi", "../a/b.html#c", "d/../d/x.html"]
)
def test_a_link_that_leads_nowhere_is_a_fault(tmp_path, link):
    rest = {"a/b.html": '<p id="a">', "a/d/c.html": "", "a/f.zip": ""}
    page = f'<p id="a" data-x="href"><a href="{link}">x</a> the words href="no.html" in a text'
    assert linked(tmp_path, {"a/a.html": page, **rest}) == (
        (f'a/a.html links to "{link}", which is not there',)
    )


def test_who_is_lost_finds_a_way(built, chromium):
    with served(built) as home:
        page, _, errors = visit(chromium, f"{home}404.html", NARROW)
        assert page.locator("article h1").inner_text() == EN("site-lost")
        links = [link.get_attribute("href") for link in page.locator("article li a").all()]
        assert len(links) == 4
        assert [page.request.get(urljoin(home, link)).status for link in links] == [200] * 4
        page.context.close()
    assert errors == []


def test_each_page_leads_to_the_one_before_and_after(built):
    ways = {}
    for path in pages_of(built):
        found = re.findall(
            r'<a href="([^"]*)" class="md-footer__link md-footer__link--(prev|next)"', path.read_text("utf-8")
        )
        ways[path] = {way: Path(urljoin(path.as_uri(), link).removeprefix("file://")) for link, way in found}
    ways = {path: way for path, way in ways.items() if path.name != "404.html"}
    begin = [path for path, way in ways.items() if "prev" not in way]
    assert begin == [built / "index.html"]
    walked = begin
    while "next" in ways[walked[-1]]:
        after = ways[walked[-1]]["next"]
        assert ways[after]["prev"] == walked[-1]
        walked.append(after)
    assert len(walked) == len(ways)
    lessons = [path.stem for path in walked if path.parent.name == "course"]
    assert lessons == ["index", "01-flour", "02-oven", "all"]


def test_settings_that_mkdocs_refuses_are_a_fault(tmp_path):
    assert little(tmp_path, "Words.", "unheard_of: [") != ()


def test_the_map_for_search_engines_has_no_dates(tmp_path, built):
    assert not (built / "sitemap.xml").exists()
    assert little(tmp_path, "Words.", "site_url: https://course.example/") == ()
    assert not (tmp_path / "site/sitemap.xml.gz").exists()
    listed = (tmp_path / "site/sitemap.xml").read_text(encoding="utf-8")
    assert "https://course.example/" in listed
    assert "lastmod" not in listed


def test_the_real_course_makes_whole_pages():
    course = load_course(ROOT)
    for artifact in site.plan(course, EN):
        artifact.make()


def test_a_preview_shows_what_a_build_makes(built, small_course, tmp_path):
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    (tmp_path / "empty").mkdir()
    sites = Sites(tmp_path, tmp_path / "empty", python_files())
    sites.update(small_course)
    live, _ = sites.find("/")
    pages = {path.relative_to(built).as_posix(): path for path in built.rglob("*.html")}
    assert len(pages) > 15
    for name, path in pages.items():
        shown = live.missing() if name == "404.html" else live.page(name)[0]
        assert SIZE.sub(b"", shown) == SIZE.sub(b"", path.read_bytes()), name
    index = json.loads((built / "search" / "search_index.json").read_text(encoding="utf-8"))
    shown = json.loads(live.index())
    assert shown["config"] == index["config"]
    assert sorted(map(repr, shown["docs"])) == sorted(map(repr, index["docs"]))
