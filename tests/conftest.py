"""What several tests are given: the small course, to read or to change."""

import contextlib
import functools
import http.server
import shutil
import threading
from pathlib import Path

import filelock
import pytest

from coursekit.load.course import load_course
from coursekit.render import slides

FIXTURES = Path(__file__).parent / "fixtures"
SMALL = Path(__file__).parent / "cases" / "small"
ROOT = Path(__file__).parent.parent
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The first is Chromium without its windows: pages and scripts are the same, for a third of the work."""
LONG = (
    "test_injection", "test_proof", "test_verify", "test_axe", "test_accessibility", "test_hostile",
    "test_build", "test_policy", "test_course_build", "test_site", "test_made_up_decks", "test_widgets",
    "test_printed_decks", "test_templates", "test_sabotage", "test_solutions", "test_programs", "test_look",
    "test_html", "test_starter",
)  # fmt: skip
"""The files that take longest, the longest first."""


def pytest_addoption(parser):
    parser.addoption("--update-expected", action="store_true", help="write what the cases give now")


def pytest_collection_modifyitems(items):
    """Begin with the files that take longest, so that the processes of a run end at about the same time."""
    places = {name: place for place, name in enumerate(LONG)}
    items.sort(key=lambda item: places.get(item.path.stem, len(LONG)))


@pytest.fixture(scope="session")
def chromium():
    """Give the browser: one for a whole run, since a second driver in one process is refused."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - most tests need no browser

    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    assert path, "these tests need Chromium"
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def small_course():
    return load_course(SMALL)


def decks(course, wording_):
    """Return the decks that are planned, without their twins."""
    return [artifact for artifact in slides.plan(course, wording_) if artifact.path.endswith(".pptx")]


@pytest.fixture(scope="session")
def once(tmp_path_factory, worker_id):
    """Give a way to fill a folder once in a whole run, whichever of its processes is first to need it.

    What is in it is for all to read; who changes something copies the folder.
    """
    own = tmp_path_factory.getbasetemp()
    shared = own if worker_id == "master" else own.parent

    def folder(name, fill):
        place, whole = shared / f"once-{name}", shared / f"once-{name}.whole"
        with filelock.FileLock(shared / f"once-{name}.lock"):
            if not whole.exists():
                shutil.rmtree(place, ignore_errors=True)
                place.mkdir()
                fill(place)
                whole.touch()
        return place

    return folder


@pytest.fixture(scope="session")
def course_built(once):
    """Give the first course as the README's first command leaves it."""
    from test_cli import run  # noqa: PLC0415 - few tests need it

    def fill(folder):
        for name in ("lessons", "seeds"):
            shutil.copytree(ROOT / name, folder / name)
        shutil.copy(ROOT / "mkdocs.yml", folder)
        done = run("--root", folder, "build")
        assert done.returncode == 0, done.stdout + done.stderr

    return once("course", fill)


@pytest.fixture(scope="session")
def course_site(course_built):
    """Give the site of the first course, whole."""
    return course_built / "site"


@pytest.fixture(scope="session", params=["folder", "server"])
def opened(request):
    """Give the way a reader opens a site: from a folder or from a server; called with the site's folder."""
    if request.param == "folder":
        yield lambda folder: f"{folder.as_uri()}/"
        return
    with contextlib.ExitStack() as servers:
        yield lambda folder: servers.enter_context(served(folder))


@contextlib.contextmanager
def served(folder):
    """Serve a folder on this machine."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Quiet, directory=folder)
    ) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def pairs(name):
    """Return the samples of a fixture file: title, input and expected text, each ended by a line `.`."""
    found = []
    title, sections, lines = "", [], None
    for line in (FIXTURES / name).read_text(encoding="utf-8").splitlines():
        if line == ".":
            if lines is not None:
                sections.append("\n".join(lines))
            lines = []
            if len(sections) == 2:
                found.append(pytest.param(*sections, id=title))
                sections, lines = [], None
        elif lines is not None:
            lines.append(line)
        elif line.strip():
            title = line
    assert lines is None, f"{name}: the sample “{title}” has no end"
    return found
