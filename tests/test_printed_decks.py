"""Decks as an office suite sets them: the fullest texts stay in their boxes, charts keep their numbers."""

import io
import re
import subprocess
import xml.etree.ElementTree as ET
import zipfile
from collections import Counter
from dataclasses import dataclass

import pytest
from openpyxl import load_workbook
from pptx import Presentation
from pptx.util import Pt

from conftest import decks
from coursekit.artifact import UnfitError
from coursekit.model.values import points
from coursekit.render.prose import plain_line
from coursekit.render.slides import chartdata
from coursekit.render.slides.chartdata import Data
from coursekit.render.slides.words import Reader
from coursekit.render.slides.workbook import workbook
from courses import LAYOUTS, WORDS, made, words_of
from test_inspect import POINTS, flour, too_long
from test_slides import DECKS, EN, data, specs, view

LEAST = 0.7
"""Of what a field may hold, so much fits its slide, however wide a language's words are."""
MIDDLE = 0.9
"""How full the fields of exercises, activities and the record are."""
SEEDS = dict.fromkeys(WORDS, (5, 11))
TOLERANCE = 2.0
"""In points."""
AIR = 0.1
"""A word's box in the PDF is the font's: above and below its letters so much of its height is empty."""
AUTOFIT = re.compile(rb"<a:(?:normAutofit|spAutoFit)[^>]*/>")
BOUNDS = re.compile(r"^(?:\d+\.|[•?])$")
"""What a program writes before a paragraph."""


@dataclass(frozen=True)
class Word:
    """A word of a page, in points from its top left."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def air(self):
        return AIR * (self.bottom - self.top)


@dataclass(frozen=True)
class Room:
    """A text's box, or a table's, with its words run together."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    def holds(self, word):
        return (
            self.left - TOLERANCE <= word.left
            and word.right <= self.right + TOLERANCE
            and self.top - TOLERANCE <= word.top + word.air
            and word.bottom - word.air <= self.bottom + TOLERANCE
        )


def fullest(number, language):
    """Return the deck of all layouts whose fields are as full as the kit accepts, and how full each is."""
    shares = dict.fromkeys(range(len(LAYOUTS)), 1.0)
    while min(shares.values()) > 0:
        course = made(number, layouts=LAYOUTS, language=language, share=MIDDLE, shares=shares)
        (artifact,) = decks(course, words_of(language))
        try:
            return artifact.make(), dict(zip(LAYOUTS, shares.values(), strict=True))
        except UnfitError as error:
            place = int(error.address.split("/")[3])
            shares[place] = round(shares[place] - 0.05, 2)
    raise AssertionError(language)


def stripped(deck):
    """Take away what lets a program make text smaller."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(deck)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, AUTOFIT.sub(b"<a:noAutofit/>", old.read(name)))
    return stream.getvalue()


@pytest.fixture(scope="module")
def convert(tmp_path_factory):
    """Give a function from files to what the office suite makes of them."""
    profile = tmp_path_factory.mktemp("profile")

    def to(ending, files, folder):
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation={profile.as_uri()}",
                "--headless",
                "--convert-to",
                ending,
                "--outdir",
                folder / "out",
                *files,
            ],
            check=True,
            capture_output=True,
            timeout=300,
        )
        return {path.stem: path for path in sorted((folder / "out").glob(f"*.{ending}"))}

    return to


def pages(pdf):
    """Return the words of each page, with the page's size."""
    done = subprocess.run(["pdftotext", "-bbox", pdf, "-"], check=True, capture_output=True, timeout=60)
    found = []
    for page in ET.fromstring(done.stdout.decode()).iter("{http://www.w3.org/1999/xhtml}page"):
        words = [
            Word(word.text or "", *(float(word.get(key)) for key in ("xMin", "yMin", "xMax", "yMax")))
            for word in page.iter("{http://www.w3.org/1999/xhtml}word")
        ]
        found.append((float(page.get("width")), float(page.get("height")), words))
    return found


def joined(text):
    return "".join(text.split()).replace("\u00ad", "")


def rooms(slide):
    for shape in slide.shapes:
        box = [edge / Pt(1) for edge in (shape.left, shape.top)]
        box += [box[0] + shape.width / Pt(1), box[1] + shape.height / Pt(1)]
        if shape.has_text_frame and shape.text_frame.text.strip():
            yield Room(joined(shape.text_frame.text), *box)
        elif shape.has_table:
            cells = [cell.text for row in shape.table.rows for cell in row.cells]
            yield Room(joined(" ".join(cells)), *box)


def charted(slide):
    for shape in slide.shapes:
        if shape.has_chart:
            box = [edge / Pt(1) for edge in (shape.left, shape.top)]
            yield Room("", *box, box[0] + shape.width / Pt(1), box[1] + shape.height / Pt(1))


def strays(deck, printed):
    """Yield what a page shows outside of its box, or does not show at all."""
    for number, (slide, (wide, high, words)) in enumerate(
        zip(Presentation(io.BytesIO(deck)).slides, printed, strict=True), 1
    ):
        boxes, charts = list(rooms(slide)), list(charted(slide))
        page = Room("", 0, 0, wide, high)
        for word in words:
            homes = [box for box in boxes if joined(word.text) in box.text or BOUNDS.match(word.text)]
            if not page.holds(word):
                yield f"slide {number}: “{word.text}” is off the slide"
            elif not any(box.holds(word) for box in (*homes, *charts)):
                yield f"slide {number}: “{word.text}” is outside its box"
        shown = Counter(joined("".join(word.text for word in words)))
        written = Counter("".join(box.text for box in boxes))
        lost = "".join((written - shown).elements())
        if lost:
            yield f"slide {number}: not shown: {lost}"


@pytest.fixture(scope="module")
def printed(convert, tmp_path_factory):
    """Give the fullest decks of each language, with the shares of their fields, and what is printed of each.

    The office suite is started once for all of them.
    """
    folder = tmp_path_factory.mktemp("fullest")
    found = {}
    for language, numbers in SEEDS.items():
        for number in numbers:
            deck, shares = fullest(number, language)
            found[language, number] = stripped(deck), shares
    files = {name: folder / f"{'-'.join(map(str, name))}.pptx" for name in found}
    for name, (deck, _) in found.items():
        files[name].write_bytes(deck)
    pdfs = convert("pdf", list(files.values()), folder)
    return {name: (*made_of, pdfs[files[name].stem]) for name, made_of in found.items()}


@pytest.mark.parametrize("language", SEEDS)
def test_the_fullest_texts_stay_in_their_boxes(language, printed):
    for number in SEEDS[language]:
        deck, shares, pdf = printed[language, number]
        assert min(shares.values()) >= LEAST, shares
        assert list(strays(deck, pages(pdf))) == [], number


def test_a_text_that_leaves_its_box_is_seen(convert, tmp_path):
    deck = Presentation(io.BytesIO(flour()))
    too_long(deck)
    deck.save(tmp_path / "hurt.pptx")
    made_of = convert("pdf", [tmp_path / "hurt.pptx"], tmp_path)
    found = list(strays((tmp_path / "hurt.pptx").read_bytes(), pages(made_of["hurt"])))
    assert found
    assert {line.partition(":")[0] for line in found} == {f"slide {POINTS + 1}"}


def figures(name):
    """Yield each chart slide of a deck with its figure."""
    for _, spec, drawn in specs(name):
        if spec.layout == "chart":
            yield drawn[0], view(name).facts.figures[spec.figure]


def books(name):
    """Yield the workbook of each chart of a deck, with its figure."""
    for slide, figure in figures(name):
        (chart,) = [shape.chart for shape in slide.shapes if shape.has_chart]
        yield chart.part.chart_workbook.xlsx_part.blob, figure


def cells(book):
    """Return the cells of a workbook, row by row, and how each is stored: as a number, text or a formula."""
    sheet = load_workbook(io.BytesIO(book)).active
    return [[cell.value for cell in row] for row in sheet], [
        [cell.data_type for cell in row] for row in sheet
    ]


@pytest.mark.parametrize("name", DECKS)
def test_a_charts_workbook_holds_the_record(name):
    facts = view(name).facts
    for book, figure in books(name):
        (head, *body), kinds = cells(book)
        parts = list(
            dict.fromkeys(point.part or plain_line(figure.title, facts, EN) for point in figure.points)
        )
        assert head == [None, *parts]
        told = [value for row in body for value in row[1:] if value is not None]
        assert sorted(told) == sorted(value for _, value in points(figure, facts.claims))
        assert [row[0] for row in body] == list(dict.fromkeys(point.label for point in figure.points))
        # A bar without one of the parts has an empty cell there.
        assert all(row[0] == "s" and set(row[1:]) == {"n"} for row in kinds[1:])


def test_what_looks_like_a_formula_stays_a_label():
    rows = (("=1+1", 3.0), ("@SUM(A1)", 0.25), ('-2+3" & <b>', -4e9), (" +7 ", 1 / 3))
    book = workbook(Data("bar", "=HYPERLINK(0)", "people", rows, ("",) * 4, '#,##0" =1"', None))
    with zipfile.ZipFile(io.BytesIO(book)) as file:
        assert b"<f" not in file.read("xl/worksheets/sheet1.xml")
    # openpyxl takes a text that begins with = for a formula, so only the values are compared.
    (head, *body), _ = cells(book)
    assert head == [None, "=HYPERLINK(0)"]
    assert tuple(map(tuple, body)) == rows


def test_charts_show_their_numbers_when_they_are_opened(convert, tmp_path):
    names = [name for name in DECKS if name.startswith("small:")]
    for name in names:
        (tmp_path / f"{view(name).name}.pptx").write_bytes(data(name))
    printed = convert("pdf", sorted(tmp_path.glob("*.pptx")), tmp_path)
    for name in names:
        read = pages(printed[view(name).name])
        order = [slide.slide_id for slide in Presentation(io.BytesIO(data(name))).slides]
        for slide, figure in figures(name):
            words = joined("".join(word.text for word in read[order.index(slide.slide_id)][2]))
            drawn = chartdata.read(figure, None, Reader(view(name).facts, EN))
            for label, said in zip([label for label, _ in drawn.rows], drawn.said, strict=True):
                assert joined(label) in words
                assert joined(said) in words
