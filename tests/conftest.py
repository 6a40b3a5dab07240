"""What several tests are given: the small course, to read or to change."""

import shutil
from pathlib import Path

import pytest

from coursekit.load.course import load_course
from coursekit.render import slides

FIXTURES = Path(__file__).parent / "fixtures"
SMALL = Path(__file__).parent / "cases" / "small"


def pytest_addoption(parser):
    parser.addoption("--update-expected", action="store_true", help="write what the cases give now")


@pytest.fixture(scope="session")
def chromium():
    """Give the browser: one for a whole run, since a second driver in one process is refused."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - most tests need no browser

    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
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
