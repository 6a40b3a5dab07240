"""Two hundred made-up courses: every rule holds in every deck, and the files are valid."""

import io
from collections import Counter
from functools import cache

import pytest
from openxml_audit import OpenXmlValidator
from pptx import Presentation

from conftest import decks
from coursekit.artifact import UnfitError
from coursekit.render.slides.chartdata import Data
from coursekit.render.slides.inspect import inspect
from coursekit.render.slides.workbook import workbook
from courses import DRAWN, KINDS, LAYOUTS, TASKS, made, words_of
from test_inspect import flour, with_file
from test_slides import DECKS, data

COUNT = 200
AUDITED = 40
"""The validator takes a third of a second for a deck; every fifth deck has each layout three times."""
SHARES = (0.0, 0.35, 0.2)
"""How full texts are: where one does not fit its slide, which is refused, shorter ones are tried."""


@cache
def deck(number):
    """Return the number's deck, and how often it was refused before."""
    for refused, share in enumerate(SHARES):
        course = made(number, share=share)
        (artifact,) = decks(course, words_of(course.spec.languages[0]))
        try:
            return artifact.make(), refused
        except UnfitError:
            continue
    raise AssertionError(f"no text is short enough for deck {number}")


def test_every_layout_and_kind_can_be_made_up():
    assert set(LAYOUTS) == set(DRAWN)
    assert set(KINDS) == set(TASKS)


def test_the_same_number_gives_the_same_course():
    assert made(7) == made(7)
    assert made(7) != made(8)


@pytest.mark.parametrize("tens", range(COUNT // 10))
def test_there_is_nothing_to_find_in_made_up_decks(tens):
    for number in range(10 * tens, 10 * tens + 10):
        assert inspect(deck(number)[0]) == (), number


def test_few_made_up_texts_are_refused():
    refused = Counter(deck(number)[1] for number in range(COUNT))
    assert refused[0] > 0.8 * COUNT
    languages = Counter(made(number).spec.languages[0] for number in range(COUNT))
    assert min(languages.values()) > COUNT / 8


def audit(content, folder, name="deck.pptx"):
    path = folder / name
    path.write_bytes(content)
    return [f"{error.part_uri}: {error.description}" for error in OpenXmlValidator().validate(path).errors]


@pytest.mark.parametrize("name", DECKS)
def test_the_decks_of_a_course_are_valid(name, tmp_path):
    assert audit(data(name), tmp_path) == []


@pytest.mark.parametrize("form", ["", '"<$"#,##0" & %"'])
def test_a_charts_workbook_is_valid(form, tmp_path):
    rows = (("Жұмыс & <b>", 1 / 3), (" =1+1 ", -4e15))
    made_of = Data("bar", "“Title” & <b>", "people", rows, ("", ""), form, None)
    found = audit(workbook(made_of), tmp_path, "book.xlsx")
    # It wants a theme; the format leaves that to the writer, and Excel does without.
    assert [error for error in found if "relationships/theme" not in error] == []


@pytest.mark.parametrize("tens", range(AUDITED // 10))
def test_made_up_decks_are_valid(tens, tmp_path):
    for number in range(50 * tens, 50 * tens + 50, COUNT // AUDITED):
        assert audit(deck(number)[0], tmp_path) == [], number


@pytest.mark.parametrize(
    ("member", "old", "new"),
    [
        ("ppt/charts/chart1.xml", b'<c:axId val="1"/>', b'<c:axId val="-1"/>'),
        ("ppt/slides/slide5.xml", b"<p:spPr>", b'<p:spPr colour="red">'),
        ("ppt/slides/slide5.xml", b"<a:bodyPr ", b"<a:lstStyle/><a:bodyPr "),
        ("ppt/slides/_rels/slide5.xml.rels", b"notesSlide5.xml", b"notesSlide99.xml"),
    ],
)
def test_the_validator_finds_what_is_broken(member, old, new, tmp_path):
    assert audit(with_file(flour(), member, lambda content: content.replace(old, new, 1)), tmp_path)


def test_made_up_decks_open_as_decks():
    for number in range(0, COUNT, 10):
        found = Presentation(io.BytesIO(deck(number)[0]))
        assert len(found.slides) >= 10
        assert all(slide.has_notes_slide for slide in found.slides)
