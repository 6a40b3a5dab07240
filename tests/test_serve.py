"""The live preview, in a real browser: edits, mistakes, attacks, and nothing written into the course."""

import contextlib
import hashlib
import http.client
import json
import re
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Error

from coursekit.wording import wording

ROOT = Path(__file__).parent.parent
SMALL = ROOT / "tests" / "cases" / "small"
FLOUR, OVEN, COURSE, SEED = "lessons/flour.yml", "lessons/oven.yml", "lessons/course.yml", "seeds/bakery.yml"
PAGE = "course/01-flour.html"
TITLE = "title: Whose flour is it?"
SECONDS = 60_000
"""Milliseconds that a page is waited for on a busy machine; the benchmark says how long it takes."""


class Course:
    """A course in a folder, with its preview."""

    def __init__(self, folder, *options):
        self.folder = folder
        self.process = start(folder, *options)
        self.said = [self.process.stdout.readline(), self.process.stdout.readline()]
        self.address = re.search(r"http://127\.0\.0\.1:(\d+)/", "".join(self.said))[0]
        self.port = int(self.address.split(":")[2].strip("/"))

    def read(self, file):
        return (self.folder / file).read_text(encoding="utf-8")

    def write(self, file, text):
        (self.folder / file).write_text(text, encoding="utf-8")

    def change(self, file, old, new):
        text = self.read(file)
        assert text.count(old) >= 1
        self.write(file, text.replace(old, new, 1))

    def get(self, path, method="GET", **headers):
        """Ask as a program would that may write any header; `Host` is the right one if none is given."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in {"Host": f"127.0.0.1:{self.port}", **headers}.items():
            if value is not None:
                connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        with contextlib.closing(connection), connection.getresponse() as answer:
            return answer.status, answer.read(), answer.headers


def start(folder, *options):
    command = [sys.executable, "-m", "coursekit", "--root", str(folder), "serve", *options]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def end(process):
    process.send_signal(signal.SIGINT)
    with process:
        return process.wait(20), process.stdout.read()


def tree(folder):
    """Return every file of a folder with its digest."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }


def copy(folder):
    shutil.copytree(SMALL, folder, ignore=shutil.ignore_patterns("expected"))
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    course = Course(copy(tmp_path_factory.mktemp("served") / "course"), "--port", "0")
    yield course
    assert end(course.process)[0] == 0


@pytest.fixture
def course(served):
    """Give the course; when a test is done, its files are as they were, and nothing has been added."""
    before = tree(served.folder)
    kept = {name: (served.folder / name).read_bytes() for name in before}
    yield served
    changed = {name for name, data in kept.items() if not (served.folder / name).exists()}
    changed |= {
        name
        for name, data in kept.items()
        if name not in changed and (served.folder / name).read_bytes() != data
    }
    for name in changed:
        (served.folder / name).write_bytes(kept[name])
    assert tree(served.folder) == before, "the preview wrote into the course"


@pytest.fixture
def page(course, chromium):
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.faults = []
    page.on("console", lambda said: page.faults.append(said.text) if said.type == "error" else None)
    page.goto(course.address + PAGE)
    yield page
    context.close()


def bar(page):
    return page.locator("#coursekit-preview section")


def places(page):
    return page.locator("#coursekit-preview strong").all_inner_texts()


def until(page, condition):
    """Wait for something in the page; Playwright's own way is text made code, which the policy refuses."""
    for _ in range(SECONDS // 50):
        with contextlib.suppress(Error):  # it is being loaded again
            if page.evaluate(condition):
                return
        page.wait_for_timeout(50)
    pytest.fail(f"{condition} did not come about")


def test_a_saved_change_shows_where_the_reader_is(course, page):
    page.evaluate("window.scrollTo(0, 1500)")
    other = page.context.new_page()
    other.goto(f"{course.address}reference/glossary.html")
    other.evaluate("window.stays = true")
    course.change(FLOUR, "One mill, most of the flour", "One mill and all of the flour")
    page.get_by_role("heading", name="One mill and all of the flour").wait_for(timeout=SECONDS)
    until(page, "Math.abs(window.scrollY - 1500) < 60")
    # Another page that says nothing else now is left alone.
    assert other.evaluate("window.stays") is True
    assert bar(page).is_hidden()
    assert page.faults == []


def test_a_title_and_a_new_lesson_show_in_the_menu_and_in_the_search(course, page):
    course.change(FLOUR, TITLE, "title: Zweifelsohne flour")
    menu = page.locator(".md-nav--primary")
    menu.get_by_text("1. Zweifelsohne flour").first.wait_for(state="attached", timeout=SECONDS)
    oven = course.read(OVEN).replace("title: Who decides over the oven?", "title: Xylophone lesson")
    course.write("lessons/third.yml", oven)
    course.change(COURSE, "lessons: [flour, oven]", "lessons: [flour, oven, third]")
    try:
        menu.get_by_text("3. Xylophone lesson").first.wait_for(state="attached", timeout=SECONDS)
        titles = {entry["title"] for entry in json.loads(course.get("/search/search_index.json")[1])["docs"]}
        assert {"Zweifelsohne flour", "Xylophone lesson"} <= titles
        assert "Whose flour is it?" not in titles
        search(page, "xylophone", "03-third.html")
        # A page that stays as it is searches for what has been written elsewhere since.
        page.evaluate("window.stays = true")
        course.change(OVEN, "The village built", "Quetzalcoatl The village built")
        wait_for_edition(course, page)
        assert page.evaluate("window.stays") is True
        page.keyboard.press("Escape")
        page.locator("[data-md-component=search-query]").click()
        until(page, "!window.stays && document.activeElement?.matches('[name=query]')")
        search(page, "quetzalcoatl", "02-oven.html")
        page.goto(f"{course.address}course/03-third.html")
        course.change(COURSE, "lessons: [flour, oven, third]", "lessons: [flour, oven]")
        (course.folder / "lessons/third.yml").rename(course.folder / "lessons/third")
        page.get_by_role("heading", name=wording("en")("site-lost")).wait_for(timeout=SECONDS)
        (course.folder / "lessons/third").rename(course.folder / "lessons/third.yml")
        course.change(COURSE, "lessons: [flour, oven]", "lessons: [flour, oven, third]")
        page.get_by_role("heading", name="Xylophone lesson").wait_for(timeout=SECONDS)
    finally:
        for left in (course.folder / "lessons").glob("third*"):
            left.unlink()


def search(page, word, address):
    page.locator("[data-md-component=search-query]").click()
    until(page, "document.readyState === 'complete'")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(word)
    page.wait_for_selector(f".md-search-result__item a[href*='{address}']", timeout=SECONDS)


def wait_for_edition(course, page):
    """Wait until the page has heard that something else than itself has changed."""
    course.get("/search/search_index.json")
    page.wait_for_timeout(1000)


def keep(text):
    return lambda _: text


MISTAKES = {
    "YAML that is none": (FLOUR, lambda text: text.replace("parts:", "parts: [", 1), FLOUR),
    "an unknown key": (FLOUR, lambda text: text.replace("title:", "titel:", 1), f"{FLOUR}:1:1"),
    "an unknown claim": (FLOUR, lambda text: text.replace("[@", "[@nowhere-", 1), FLOUR),
    "a tab": (FLOUR, lambda text: text.replace("  - ", "\t- ", 1), FLOUR),
    "an empty file": (FLOUR, keep(b""), FLOUR),
    "binary junk": (FLOUR, keep(bytes(range(256)) * 20), FLOUR),
    "another encoding": (FLOUR, keep("Мука\n".encode("cp1251")), f"{FLOUR}:1:1"),
    "half a file": (FLOUR, lambda text: text[: len(text) // 2], FLOUR),
    "a file that is gone": (FLOUR, keep(None), COURSE),
    "a folder in its place": (FLOUR, keep("folder"), FLOUR),
    "a name that is none": (FLOUR, keep("renamed"), "lessons/Flour 1.yml:1:1"),
    "a key twice": (OVEN, lambda text: f"{text}\ntitle: Again\n", OVEN),
    "a number for a text": (
        OVEN,
        lambda text: re.sub(r"teaching: .*", "teaching: long", text, count=1),
        OVEN,
    ),
    "minutes that do not add up": (
        OVEN,
        lambda text: re.sub(r"teaching: .*", "teaching: 599", text, count=1),
        OVEN,
    ),
    "a wrong order": (COURSE, lambda text: text.replace("[flour, oven]", "[flour, oven, none]"), COURSE),
    "a course file that is none": (COURSE, keep(b"- 1\n"), COURSE),
    "a record that is none": (SEED, lambda text: text.replace("claims:", "claims: {", 1), SEED),
    "a record that is gone": (SEED, keep(None), "seeds/"),
    "settings that are no YAML": (
        "mkdocs.yml",
        lambda text: text.replace("theme:", "theme: [", 1),
        "mkdocs.yml",
    ),
    "an unknown plugin": ("mkdocs.yml", lambda text: text.replace("- offline", "- offlime"), "mkdocs.yml"),
    "no theme": ("mkdocs.yml", lambda text: text.replace("name: material", "name: immaterial"), "mkdocs.yml"),
}


def spoil(file, change):
    text = file.read_text(encoding="utf-8")
    made = change(text)
    if isinstance(made, str) and made not in ("folder", "renamed"):
        assert made != text
        made = made.encode()
    if isinstance(made, bytes):
        file.write_bytes(made)
        return lambda: file.write_text(text, encoding="utf-8")
    aside = file.with_name("Flour 1.yml")
    file.rename(aside if made == "renamed" else file.with_suffix(".aside"))
    if made == "folder":
        file.mkdir()

    def mend():
        if file.is_dir():
            file.rmdir()
        (aside if made == "renamed" else file.with_suffix(".aside")).rename(file)

    return mend


def test_twenty_mistakes_one_after_the_other_are_shown_and_survived(course, page):
    assert len(MISTAKES) >= 20
    page.evaluate("window.stays = true")
    for name, (file, change, place) in MISTAKES.items():
        mend = spoil(course.folder / file, change)
        try:
            bar(page).wait_for(timeout=SECONDS)
            shown = places(page)
            assert any(line.startswith(place) for line in shown), f"{name}: {shown}"
            assert all(re.search(r":\d+:\d+$", line) for line in shown)
            assert page.get_by_role("heading", name="Whose flour is it?").is_visible(), name
        finally:
            mend()
        bar(page).wait_for(state="hidden", timeout=SECONDS)
        assert course.process.poll() is None, name
    assert page.evaluate("window.stays") is True, "a page that did not change was loaded again"
    course.change(FLOUR, TITLE, "title: Mended")
    page.get_by_role("heading", name="Mended").wait_for(timeout=SECONDS)


def test_the_bar_says_what_check_says_and_is_worked_by_keyboard(course, page):
    course.change(FLOUR, "title:", "titel:")
    bar(page).wait_for(timeout=SECONDS)
    checked = subprocess.run(
        [sys.executable, "-m", "coursekit", "--root", course.folder, "check", "--format", "text"],
        capture_output=True,
        text=True,
        check=False,
    )
    for line in checked.stdout.splitlines()[:-1]:
        place, code, text = line.split(": ", 2)
        item = page.locator("#coursekit-preview li").filter(has_text=text)
        assert item.locator(".where").inner_text() == f"{place} {code}"
    assert page.locator("#coursekit-preview pre").first.inner_text() == "titel: Whose flour is it?"
    assert page.locator("#coursekit-preview mark").first.inner_text() == "t"
    page.keyboard.press("Escape")
    assert bar(page).is_hidden()
    page.locator("#coursekit-preview .chip").focus()
    page.keyboard.press("Enter")
    assert bar(page).is_visible()


def test_settings_and_languages_are_followed(course, page):
    course.change("mkdocs.yml", "copyright: Text", "copyright: Copied text")
    page.get_by_text("Copied text").wait_for(timeout=SECONDS)
    course.change(COURSE, "languages: [en]", "languages: [en, fr]")
    assert (
        "Prérequis" in course.get("/fr/course/02-oven.html")[1].decode()
        or b'lang="fr"' in course.get("/fr/")[1]
    )
    assert b'"lang":["fr"]' in course.get("/fr/search/search_index.json")[1].replace(b'": [', b'":[')


def test_downloads_hold_the_edit_or_say_why_not(course):
    deck = "/downloads/slides/01-flour.txt"
    assert b"Whose flour" in course.get(deck)[1]
    course.change(FLOUR, TITLE, "title: Edited a moment ago")
    assert b"Edited a moment ago" in course.get(deck)[1]
    assert course.get("/downloads/slides/01-flour.pptx")[1].startswith(b"PK")
    assert b"Edited a moment ago" in course.get("/downloads/exercises/01-flour.ipynb")[1]
    assert course.get("/downloads/worksheets/01-flour.pdf")[1].startswith(b"%PDF")
    course.change(FLOUR, "title: Edited", f"title: {'Endlessly long words of a title ' * 18} Edited")
    status, said, _ = course.get("/downloads/slides/01-flour.pptx")
    assert status == 409
    assert f"{FLOUR}:1:8: text-does-not-fit:".encode() in said


NAMES = [
    "evil.example",
    "127.0.0.1",
    "127.0.0.1:1",
    "127.0.0.1.evil.example:{}",
    "localhost.:{}",
    "[::1]:{}",
    "",
    None,
]


@pytest.mark.parametrize("name", NAMES)
def test_other_names_of_this_machine_are_refused(course, name):
    host = name.format(course.port) if name else name
    for path in ("/", "/_coursekit/events", "/_coursekit/preview.js", "/search/search_index.json"):
        status, said, _ = course.get(path, Host=host)
        assert status in (400, 403)
        assert b"Who owns" not in said


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site", "Sec_Fetch_Mode": "no-cors"},
        {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "iframe"},
    ],
)
def test_pages_from_elsewhere_get_nothing(course, headers):
    for path in ("/", "/_coursekit/events?page=/&state=", "/search/search_index.json"):
        assert course.get(path, **headers)[0] == 403


def test_a_link_from_elsewhere_may_be_followed(course):
    visit = {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "document"}
    assert course.get("/", **visit)[0] == 200
    assert course.get("/", Host=f"localhost:{course.port}")[0] == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "BREW"])
def test_other_methods_are_refused(course, method):
    assert course.get("/", method=method)[0] in (405, 501)


def test_head_has_no_body(course):
    status, data, headers = course.get("/", method="HEAD")
    assert (status, data) == (200, b"")
    assert int(headers["Content-Length"]) > 1000
    assert course.get("/", If_None_Match=headers["ETag"])[0] == 304


PATHS = [
    "/../mkdocs.yml", "/../../../../etc/passwd", "/%2e%2e/mkdocs.yml", "/..%2fmkdocs.yml", "/..%5cmkdocs.yml",
    "//etc/passwd", "/etc/passwd", "/course/../../mkdocs.yml", "/lessons/course.yml", "/seeds/bakery.yml",
    "/mkdocs.yml", "/.coursekit/ledger.json", "/_coursekit/../server.py", "/_coursekit/server.py", "/%00",
    "/a%00.html",
    "/_coursekit/%2e%2e/preview.py", "http://evil.example/", "*", "/assets/../../mkdocs.yml", "/main.html",
    "/file:///etc/passwd", "/\\..\\mkdocs.yml", "/base.html", "/partials/nav.html", "/%ff%fe",
]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_no_path_leaves_the_site(course, path):
    status, data, _ = course.get(path)
    assert status in (400, 403, 404)
    assert b"root:" not in data
    assert b"docs_dir" not in data
    assert b"{%" not in data


def test_ports_and_ends(course, tmp_path):
    aside = copy(tmp_path / "course")
    taken = start(aside, "--port", str(course.port))
    said, _ = taken.communicate(timeout=60)
    assert taken.returncode == 1
    free = re.search(rf"port {course.port} can't be had: another program uses it; --port (\d+) is free", said)
    assert free, said
    second = Course(course.folder, "--port", free[1])
    assert second.port == int(free[1])
    assert second.get("/")[0] == 200
    code, rest = end(second.process)
    assert (code, rest) == (0, "")
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", second.port), timeout=2).close()
    assert not any(str(second.process.pid) in line for line in children())


def children():
    """Return the commands whose parent is gone or is us."""
    found = subprocess.run(["ps", "-eo", "ppid,args"], capture_output=True, text=True, check=True).stdout
    return [line for line in found.splitlines() if "coursekit.serve.indexing" in line]


def test_it_runs_beside_a_build(course):
    folder = course.folder
    before = tree(folder)
    done = subprocess.run(
        [sys.executable, "-m", "coursekit", "--root", folder, "build", "--only", "exercises"],
        capture_output=True,
        text=True,
        check=False,
    )
    try:
        assert done.returncode == 0, done.stdout
        built = (folder / "exercises/en/01-flour.ipynb").read_bytes()
        assert course.get("/downloads/exercises/01-flour.ipynb")[1] == built
    finally:
        for name in tree(folder).keys() - before.keys():
            (folder / name).unlink()


def test_a_folder_without_a_course_is_not_served(tmp_path):
    process = start(tmp_path, "--port", "0")
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert said.splitlines()[0].startswith("lessons/course.yml:1:1: missing-file: there is no course in ")
    assert "http" not in said


def test_a_course_that_can_not_be_shown_yet(tmp_path, chromium):
    folder = copy(tmp_path / "course")
    good = (folder / COURSE).read_text(encoding="utf-8")
    (folder / COURSE).write_text("nothing: here\n", encoding="utf-8")
    process = start(folder, "--port", "0")
    try:
        address = ""
        while "http" not in address:
            address = process.stdout.readline()
            assert address
        page = chromium.new_page()
        page.goto(re.search(r"http\S+", address)[0])
        bar(page).wait_for(timeout=SECONDS)
        assert places(page)[0].startswith(COURSE)
        (folder / COURSE).write_text(good, encoding="utf-8")
        page.get_by_role("heading", name="Who owns the oven?").wait_for(timeout=SECONDS)
        page.close()
    finally:
        assert end(process)[0] == 0
