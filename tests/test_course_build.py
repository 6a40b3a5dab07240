"""The first course, built whole: what a person finds after the README's first command."""

import shutil
import subprocess
import sys

import pytest
from pptx import Presentation
from pypdf import PdfReader

from test_build import digests
from test_cli import ROOT, run
from test_printed_decks import pages, strays

NAMES = (
    "01-reading-the-relationship",
    "02-infrastructures-of-dependency",
    "03-contraction-of-sovereignty",
    "04-proximity-by-constraint",
    "05-uncertain-resistance",
    "06-the-decolonial-debate",
    "07-labour-and-fragmentation",
    "08-a-new-path",
)
OUTPUTS = ("build/pages", "slides", "exercises")


@pytest.fixture(scope="module")
def built(course_built):
    return course_built


def test_the_site_and_eight_of_each(built):
    assert (built / "site/index.html").is_file()
    for folder, ending in (
        ("slides/en", "pptx"),
        ("exercises/en", "ipynb"),
        ("exercises/en/solutions", "ipynb"),
        ("exercises/en/worksheets", "pdf"),
        ("slides/en/run-sheets", "pdf"),
    ):
        assert sorted(path.stem for path in (built / folder).glob(f"*.{ending}")) == list(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_lesson_weighs_little(built, name):
    sys.path.append(str(ROOT / "benchmarks"))
    import pages  # noqa: PLC0415 - a script, not part of the package

    assert pages.weight(built / "site/course" / f"{name}.html")["read"] <= pages.LIMIT


@pytest.fixture(scope="module")
def printed(built, tmp_path_factory):
    """Let the office suite, started once, open all decks."""
    folder = tmp_path_factory.mktemp("printed")
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", folder]
    decks = [built / "slides/en" / f"{name}.pptx" for name in NAMES]
    subprocess.run([*command, *decks], check=True, capture_output=True, timeout=300)
    return folder


@pytest.mark.parametrize("name", NAMES)
def test_every_deck_opens_in_an_office_suite_with_all_its_slides_and_words(built, printed, name):
    deck, pdf = built / "slides/en" / f"{name}.pptx", printed / f"{name}.pdf"
    assert len(PdfReader(pdf).pages) == len(Presentation(deck).slides)
    assert list(strays(deck.read_bytes(), pages(pdf))) == []


@pytest.mark.parametrize(("claim", "old", "new"), [("oil-export-route", "value: 98", "value: 97")])
def test_a_figure_changes_what_trace_lists_and_nothing_else(built, tmp_path, claim, old, new):
    folder = tmp_path / "course"
    shutil.copytree(built, folder)
    traced = run("--root", folder, "trace", claim).stdout.splitlines()
    listed = {line.strip() for line in traced if line.strip().startswith(OUTPUTS)}
    kinds = {line.strip().split(": ")[1] for line in traced if line.strip().startswith("lessons/")}
    assert {"part", "slide", "exercise", "quiz"} <= kinds
    before = digests(folder, tops=OUTPUTS)
    seed = folder / "seeds/mazorenko-2025.yml"
    text = seed.read_text(encoding="utf-8")
    at = text.index(f"id: {claim}\n")
    assert old in text[at : at + 400]
    seed.write_text(text[:at] + text[at:].replace(old, new, 1), encoding="utf-8")
    done = run("--root", folder, "build")
    assert done.returncode == 0, done.stdout
    after = digests(folder, tops=OUTPUTS)
    changed = {path for path in after if after[path] != before[path]}
    assert {path for path in changed if "/downloads/" not in path} == listed
