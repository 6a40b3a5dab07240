"""What is made has nothing to find, and each rule finds its own fault, sown into a finished deck."""

import base64
import copy
import io
import json
import re
import zipfile
from contextlib import suppress
from functools import cache
from random import Random

import pytest
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_AUTO_SIZE
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.util import Pt

from coursekit.load.course import load_course
from coursekit.render import slides
from coursekit.render.slides.inspect import RULES, inspect
from coursekit.render.slides.inspect.colours import contrast
from coursekit.render.slides.inspect.opened import NoDeckError
from coursekit.render.slides.metrics import text_width
from coursekit.render.slides.zipped import packed
from coursekit.wording import wording
from test_cli import run
from test_slides import DECKS, SMALL, data

PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
"""One dot."""
POINTS, CHART, TABLE, RING = 4, 5, 14, 12
"""Slides of the small course's first deck, from 0."""


@cache
def flour():
    return next(iter(slides.plan(load_course(SMALL), wording("en")))).make()


def codes(deck):
    return {finding.code for finding in inspect(deck)}


def saved(deck):
    stream = io.BytesIO()
    deck.save(stream)
    return stream.getvalue()


def with_file(deck, name, change):
    """Change one file of a deck, as bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(deck)) as old, zipfile.ZipFile(stream, "w") as new:
        assert name in old.namelist()
        for each in old.namelist():
            before = old.read(each)
            after = change(before) if each == name else before
            assert each != name or after != before
            new.writestr(each, after)
    return stream.getvalue()


def text_of(slide, words):
    return next(s for s in slide.shapes if s.has_text_frame and words in s.text_frame.text)


def run_of(slide, words):
    return next(r for p in text_of(slide, words).text_frame.paragraphs for r in p.runs if words in r.text)


def shown(slide, kind):
    return next(s for s in slide.shapes if getattr(s, f"has_{kind}"))


def no_title(deck):
    title = deck.slides[POINTS].shapes.title
    title._element.getparent().remove(title._element)


def same_title(deck):
    deck.slides[POINTS].shapes.title.text_frame.paragraphs[0].runs[0].text = "Key  points"


def title_last(deck):
    tree = deck.slides[POINTS].shapes._spTree
    tree.append(deck.slides[POINTS].shapes.title._element)


def rows_backwards(deck):
    slide = deck.slides[-1]
    first = next(s for s in slide.shapes if re.search(r"/\d+$", s.name))
    slide.shapes._spTree.append(first._element)


def foot_first(deck):
    slide = deck.slides[0]
    number = next(s for s in slide.placeholders if s.placeholder_format.idx == 12)
    slide.shapes.title._element.addnext(number._element)


def left_empty(deck):
    about = next(s for s in deck.slides[3].placeholders if s.placeholder_format.idx == 1)
    for paragraph in about.text_frame.paragraphs[1:]:
        paragraph._p.getparent().remove(paragraph._p)
    for words in about.text_frame.paragraphs[0].runs:
        words._r.getparent().remove(words._r)


def copied(deck):
    shape = deck.slides[POINTS].shapes[2]._element
    shape.addnext(copy.deepcopy(shape))


def moved_out(deck):
    text_of(deck.slides[POINTS], "By debt").left += Pt(80)


def chart_in_silence(deck):
    shown(deck.slides[CHART], "chart")._element.xpath(".//p:cNvPr")[0].set("descr", "")


def file_name_said(deck):
    shown(deck.slides[CHART], "chart")._element.xpath(".//p:cNvPr")[0].set("descr", "figure-2.png")


def undecorated(deck):
    rule = next(s for s in deck.slides[0].shapes if s.name == "rule")._element.xpath(".//p:cNvPr")[0]
    rule.clear(keep_tail=True)
    rule.set("id", "77")
    rule.set("name", "rule")


def no_language(deck):
    run_of(deck.slides[POINTS], "By debt")._r.rPr.attrib.pop("lang")


def no_language_in_notes(deck):
    deck.slides[POINTS].notes_slide.notes_text_frame.paragraphs[0].runs[0]._r.rPr.attrib.pop("lang")


def no_language_in_chart(deck):
    space = shown(deck.slides[CHART], "chart").chart._chartSpace
    space.xpath(".//c:valAx//a:rPr")[0].attrib.pop("lang")


def no_header(deck):
    shown(deck.slides[TABLE], "table").table.first_row = False


def too_small(deck):
    run_of(deck.slides[POINTS], "By debt").font.size = Pt(13)


def too_small_in_chart(deck):
    shown(deck.slides[CHART], "chart").chart._chartSpace.xpath(".//c:catAx//a:defRPr")[0].set("sz", "1200")


def too_small_by_layout(deck):
    """Take a text's own size away; the layout then says 14 points for the foot, 13 after this."""
    slide = deck.slides[POINTS]
    run_of(slide, "Baker 1913")._r.rPr.attrib.pop("sz")
    for level in slide.slide_layout._element.xpath(".//p:sp//a:lvl1pPr/a:defRPr"):
        level.set("sz", "1300")


def too_pale(deck):
    run_of(deck.slides[POINTS], "By debt").font.color.rgb = RGBColor(0xC8, 0xC8, 0xC8)


def too_pale_by_name(deck):
    colour = run_of(deck.slides[POINTS], "Baker 1913").font.color
    colour.theme_color, colour.brightness = MSO_THEME_COLOR.TEXT_1, 0.6


def too_pale_by_ground(deck):
    card = next(s for s in deck.slides[POINTS].shapes if "By debt" in getattr(s, "text", ""))
    card.fill.solid()
    card.fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_1


def too_pale_by_master(deck):
    theme = deck.slide_master.part.part_related_by(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"
    )
    theme._blob = theme.blob.replace(b'<a:lt1><a:srgbClr val="FBF8F1"/>', b'<a:lt1><a:srgbClr val="6A7080"/>')


def too_pale_in_cell(deck):
    cell = shown(deck.slides[TABLE], "table").table.cell(1, 0)
    cell.fill.solid()
    cell.fill.fore_color.rgb = RGBColor(0x30, 0x30, 0x30)


def too_pale_on_slice(deck):
    space = shown(deck.slides[RING], "chart").chart._chartSpace
    for colour in space.xpath(".//c:dLbl//a:solidFill/a:schemeClr"):
        colour.set("val", "tx1")


def too_long(deck):
    run_of(deck.slides[POINTS], "The valley").text += " and more words than there is room for" * 6


def too_long_in_cell(deck):
    paragraph = shown(deck.slides[TABLE], "table").table.cell(1, 2).text_frame.paragraphs[0]
    paragraph.runs[0].text += " and more words than there is room for" * 6


def too_wide_a_word(deck):
    run_of(deck.slides[POINTS], "The valley").text = "Donaudampfschifffahrtsgesellschaft" * 2


def untitled(deck):
    deck.core_properties.title = " "


def with_author(deck):
    deck.core_properties.author = "J. Doe"


def with_folder(deck):
    about = shown(deck.slides[CHART], "chart")._element.xpath(".//p:cNvPr")[0]
    about.set("descr", r"A chart from C:\Users\jdoe\Documents\figure, for June")


def with_local_link(deck):
    deck.slides[0].part.relate_to(
        "file:///home/jdoe/a.docx",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
        is_external=True,
    )


def notes_unlisted(deck):
    listed = deck.part._element.find("{*}notesMasterIdLst")
    listed.getparent().remove(listed)


def axes_below_zero(deck):
    for axis in shown(deck.slides[CHART], "chart").chart._chartSpace.xpath(".//c:axId | .//c:crossAx"):
        axis.set("val", f"-{axis.get('val')}")


def with_formula(deck):
    part = shown(deck.slides[CHART], "chart").chart.part.chart_workbook.xlsx_part
    part._blob = with_file(
        part.blob,
        "xl/worksheets/sheet1.xml",
        lambda sheet: sheet.replace(b"<v>70</v>", b"<f>WEBSERVICE(A1)</f><v>70</v>"),
    )


FAULTS = {
    "slide-without-title": (no_title,),
    "title-twice": (same_title,),
    "reading-order": (title_last, rows_backwards, foot_first),
    "empty-placeholder": (left_empty,),
    "shape-id-twice": (copied,),
    "off-slide": (moved_out,),
    "nothing-said": (chart_in_silence, file_name_said, undecorated),
    "text-without-language": (no_language, no_language_in_notes, no_language_in_chart),
    "table-without-header": (no_header,),
    "small-text": (too_small, too_small_in_chart, too_small_by_layout),
    "low-contrast": (
        too_pale,
        too_pale_by_name,
        too_pale_by_ground,
        too_pale_by_master,
        too_pale_in_cell,
        too_pale_on_slice,
    ),
    "text-overflows": (too_long, too_long_in_cell, too_wide_a_word),
    "deck-without-title": (untitled,),
    "names-somebody": (with_author, with_folder, with_local_link),
    "notes-master-not-listed": (notes_unlisted,),
    "negative-axis": (axes_below_zero,),
    "formula-in-workbook": (with_formula,),
}


def test_each_rule_has_a_fault_sown_for_it():
    assert list(FAULTS) == [rule.__name__.replace("_", "-") for rule in RULES]


@pytest.mark.parametrize("name", DECKS)
def test_there_is_nothing_to_find_in_what_the_kit_makes(name):
    assert inspect(data(name)) == ()


def test_there_is_nothing_to_find_in_a_deck_that_was_only_saved_again():
    assert codes(saved(Presentation(io.BytesIO(flour())))) == set()


@pytest.mark.parametrize(
    ("code", "sow"),
    [(code, sow) for code, sown in FAULTS.items() for sow in sown],
    ids=lambda v: getattr(v, "__name__", v),
)
def test_a_sown_fault_is_found_by_its_own_rule_alone(code, sow):
    deck = Presentation(io.BytesIO(flour()))
    sow(deck)
    assert codes(saved(deck)) == {code}


def test_a_finding_says_where_it_is():
    deck = Presentation(io.BytesIO(flour()))
    too_small(deck)
    (finding,) = inspect(saved(deck))
    assert (finding.slide, finding.code) == (POINTS + 1, "small-text")
    assert deck.slides[POINTS].shapes[finding.shape - 1].text_frame.text.startswith("By debt")
    assert finding.message == '"By debt" is set in 13 points'


@pytest.mark.parametrize(("font", "fits"), [("Arial", True), ("Nobody's Own", True), ("Verdana", False)])
def test_text_is_measured_in_its_own_font(font, fits):
    deck = Presentation(io.BytesIO(flour()))
    words = "Whoever has the mill has the say"
    wide = text_width(words, 20, "body-regular") * 1.05
    frame = deck.slides[POINTS].shapes.add_textbox(0, Pt(400), Pt(wide), Pt(26)).text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.text, frame.word_wrap, frame.auto_size = words, True, MSO_AUTO_SIZE.NONE
    written = frame.paragraphs[0].runs[0].font
    written.name, written.size = font, Pt(20)
    assert ("text-overflows" not in codes(saved(deck))) == fits


def test_colours_are_told_apart_as_wcag_does():
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("777777", "FFFFFF") == pytest.approx(4.48, abs=0.005)
    assert contrast("1F4E8C", "1F4E8C") == 1


def test_what_python_pptx_makes_by_itself_is_found_out():
    """Its template is 4:3 and names an author; its tables and charts say nothing of what they show."""
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.add_table(2, 2, Pt(10), Pt(300), Pt(200), Pt(60))
    slide.notes_slide.notes_text_frame.text = "Words"
    found = codes(saved(deck))
    assert found >= {"slide-without-title", "empty-placeholder", "nothing-said", "names-somebody"}
    assert found >= {"text-without-language", "notes-master-not-listed"}


def test_whatever_python_pptx_makes_can_be_looked_at():
    """Groups, pictures, all its layouts and charts, shapes with the theme's styles, turned text."""
    picture = io.BytesIO(base64.b64decode(PNG))
    deck = Presentation()
    for layout in deck.slide_layouts:
        slide = deck.slides.add_slide(layout)
        for place in slide.placeholders:
            place.text = f"{layout.name} {place.placeholder_format.idx}"
    shapes_ = deck.slides[6].shapes
    shapes_.add_picture(picture, 0, 0, Pt(40), Pt(40))
    group = shapes_.add_group_shape()
    for kind in (MSO_SHAPE.CHEVRON, MSO_SHAPE.OVAL):
        group.shapes.add_shape(kind, Pt(60), Pt(60), Pt(90), Pt(40)).text_frame.text = "Styled"
    inner = group.shapes.add_group_shape()
    inner.shapes.add_textbox(Pt(5), Pt(5), Pt(50), Pt(20)).text_frame.text = "Inside"
    box = shapes_.add_textbox(Pt(300), Pt(300), Pt(80), Pt(20))
    box.rotation, box.text_frame.word_wrap, box.text_frame.text = 90, False, "Turned\vand broken"
    gradient = shapes_.add_shape(MSO_SHAPE.RECTANGLE, Pt(200), Pt(100), Pt(90), Pt(40))
    gradient.fill.gradient()
    gradient.text_frame.text = "On a gradient"
    shapes_.add_connector(MSO_CONNECTOR.ELBOW, 0, 0, Pt(50), Pt(50))
    builder = shapes_.build_freeform(Pt(10), Pt(10))
    builder.add_line_segments([(Pt(50), Pt(20)), (Pt(20), Pt(70))])
    builder.convert_to_shape()
    for kind in ("PIE", "AREA_STACKED", "RADAR", "DOUGHNUT"):
        numbers = CategoryChartData()
        numbers.categories = ["a", "b"]
        numbers.add_series("s", (1, 2))
        chart = deck.slides.add_slide(deck.slide_layouts[5]).shapes.add_chart(
            XL_CHART_TYPE[kind], 0, 0, Pt(90), Pt(90), numbers
        )
        chart.chart.plots[0].has_data_labels = True
    found = inspect(saved(deck))
    at = {}
    for finding in found:
        at.setdefault(finding.code, set()).add((finding.slide, finding.shape))
    assert at["slide-without-title"] == {(n, 0) for n in (7, 12, 13, 14, 15)}
    assert at["nothing-said"] == {(7, 1), (7, 9), (7, 10), (12, 2), (13, 2), (14, 2), (15, 2)}
    assert at["low-contrast"] == {(7, 8)}
    assert at["negative-axis"] == {(13, 2), (14, 2)}
    assert not set(at) & {"title-twice", "shape-id-twice", "off-slide", "reading-order"}


@pytest.mark.parametrize("number", range(40))
def test_a_deck_that_somebody_damaged_is_looked_at_or_called_broken(number):
    """Elements and attributes are taken out or set to nonsense, as a number says."""
    random = Random(number)
    member = random.choice(
        ("slides/slide5", "slides/slide15", "charts/chart1", "theme/theme1", "presentation")
    )

    def damage(content):
        root = parse_xml(content)
        for element in random.sample([each for each in root.iter() if each is not root], 12):
            if random.random() < 0.5 and element.getparent() is not None:
                element.getparent().remove(element)
            for key in list(element.attrib)[:1]:
                element.set(key, random.choice(("", "x", "-1", "99999999999")))
        return serialize_part_xml(root)

    with suppress(NoDeckError):
        inspect(with_file(flour(), f"ppt/{member}.xml", damage))


@pytest.mark.parametrize("junk", [b"", b"PK", b"no zip file", packed({"a.txt": b"no deck"})])
def test_what_is_no_deck_is_called_so(junk):
    with pytest.raises(NoDeckError):
        inspect(junk)


@pytest.mark.parametrize("member", ["ppt/presentation.xml", "ppt/slides/slide3.xml", "[Content_Types].xml"])
def test_a_broken_deck_is_called_so(member):
    with pytest.raises(NoDeckError):
        inspect(with_file(flour(), member, lambda content: content[:60]))


def test_decks_are_looked_at_from_the_command_line(tmp_path):
    deck = Presentation(io.BytesIO(flour()))
    too_small(deck)
    (tmp_path / "slides").mkdir()
    (tmp_path / "slides" / "good.pptx").write_bytes(flour())
    done = run("check", "--deck", "slides", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "Nothing to mend in 1 deck.\n")
    (tmp_path / "slides" / "edited.pptx").write_bytes(saved(deck))
    (tmp_path / "slides" / "~$edited.pptx").write_bytes(b"PowerPoint is open")
    (tmp_path / "slides" / "old.pptx").write_bytes(b"\xd0\xcf\x11\xe0")
    done = run("check", "--deck", "slides", cwd=tmp_path)
    assert done.returncode == 1
    small, broken, summed = done.stdout.splitlines()
    assert re.match(r'slides/edited\.pptx:5:\d+: small-text: "By debt" is set in 13 points \(', small)
    assert broken.startswith("slides/old.pptx:1:1: no-deck: ")
    assert summed == "2 problems in 2 files."
    done = run("check", "--deck", "slides/edited.pptx", "--format", "json", cwd=tmp_path)
    (problem,) = json.loads(done.stdout)
    assert (problem["line"], problem["code"]) == (5, "small-text")
    assert run("check", "--deck", "nowhere.pptx", cwd=tmp_path).returncode == 2
