"""Decks on somebody else's template: its look stays, our content fits under its titles and can be read."""

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.util import Emu, Inches

import conftest
from conftest import SMALL
from coursekit.load.course import load_course, survey
from coursekit.load.template import read_template
from coursekit.model.deck import DeckFiles, LayoutNames
from coursekit.problems import as_text
from coursekit.render import slides
from coursekit.render.slides.inspect import inspect
from coursekit.wording import wording
from decks import box, contrast, overlap, read_texts
from test_made_up_decks import audit

EN = wording("en")
COURSE = load_course(SMALL)
SPACES = (
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
GERMAN = {
    "Title Slide": "Titelfolie",
    "Section Header": "Abschnittsüberschrift",
    "Title Only": "Nur Titel",
    "Title and Content": "Titel und Inhalt",
}
UNION = {"Title Slide": "Deckblatt", "Section Header": "Kapitel", "Title Only": "Freie Fläche"}
SAMPLE = "So sieht unsere Vorlage aus"
LIBREOFFICE = ("DNA", "Vintage", "Midnightblue")
"""One with drawings at a side, one with pictures in 4:3, and one with several masters."""


def packed(deck):
    stream = io.BytesIO()
    deck.save(stream)
    return stream.getvalue()


def german():
    """PowerPoint's plain template of long ago, 4:3, with German names and two slides of its own."""
    deck = Presentation()
    for layout in deck.slide_layouts:
        layout._element.cSld.set("name", GERMAN.get(layout.name, f"Vorlage {layout.name}"))
    for _ in range(2):
        deck.slides.add_slide(deck.slide_layouts[0]).shapes.title.text = SAMPLE
    deck.core_properties.author = "The one who made it"
    deck.core_properties.keywords = "internal"
    return packed(deck)


def union():
    """A dark template of ten inches, 16:9, whose layouts have names of their own and a footer with words."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(10), Inches(5.625)
    master = deck.slide_master
    old = master._element.cSld.find("{*}bg")
    fill = '<a:solidFill><a:srgbClr val="3B0A45"/></a:solidFill>'
    new = parse_xml(f"<p:bg {SPACES}><p:bgPr>{fill}<a:effectLst/></p:bgPr></p:bg>")
    master._element.cSld.replace(old, new)
    for colour in master._element.xpath(".//p:txStyles//a:defRPr/a:solidFill/a:schemeClr"):
        colour.set("val", "bg1")
    for part in (master, *deck.slide_layouts):
        for shape in part.placeholders:
            if shape.element.find(".//{*}xfrm") is not None:
                shape.top, shape.height = Emu(int(shape.top * 0.75)), Emu(int(shape.height * 0.75))
            if part is not master and "FOOTER" in str(shape.placeholder_format.type):
                shape.text_frame.text = "Gewerkschaft der Bäcker"
    for layout in deck.slide_layouts:
        layout._element.cSld.set("name", UNION.get(layout.name, f"Vorlage {layout.name}"))
    return packed(deck)


@pytest.fixture(scope="session")
def libreoffice(tmp_path_factory):
    """Give LibreOffice's own templates, as it saves them for PowerPoint, by name."""
    program = Path(shutil.which("soffice")).resolve()
    folder = program.parent.parent / "share" / "template" / "common" / "presnt"
    place = tmp_path_factory.mktemp("templates")
    convert([folder / f"{name}.otp" for name in LIBREOFFICE], "pptx", place)
    return {name: (place / f"{name}.pptx").read_bytes() for name in LIBREOFFICE}


def convert(files, wanted, place):
    """Let LibreOffice write files in another format."""
    assert all(file.is_file() for file in files), "these tests need LibreOffice with its templates"
    profile = f"-env:UserInstallation=file://{place}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", wanted, "--outdir", place, *files]
    subprocess.run([str(word) for word in command], check=True, capture_output=True, timeout=180)


def on(data, names=None, **fields):
    """Return the small course with a template."""
    names = names or LayoutNames(**fields)
    return replace(COURSE, deck_files=DeckFiles(template=read_template(data, names)))


def decks(course):
    return {Path(artifact.path).stem: artifact.make() for artifact in conftest.decks(course, EN)}


@pytest.fixture(scope="session")
def sources(libreoffice):
    return {
        "german 4:3": (german(), {}),
        "union 16:9": (union(), {"title": "Deckblatt", "section": "Kapitel", "content": "Freie Fläche"}),
        **{name: (data, {}) for name, data in libreoffice.items()},
    }


CASES = ("german 4:3", "union 16:9", *LIBREOFFICE)


@pytest.fixture(scope="session")
def every(sources):
    """Give for each template its presentation, the course on it, and its decks."""
    found = {}
    for name in CASES:
        data, fields = sources[name]
        course = on(data, **fields)
        found[name] = Presentation(io.BytesIO(data)), course, decks(course)
    return found


@pytest.fixture(params=CASES)
def case(request, every):
    """Give a template, the course on it, and its decks."""
    return every[request.param]


def placed(slide):
    """Return the shapes of a slide that are ours to place: all but its title and the template's foot."""
    kinds = ("TITLE", "CENTER_TITLE", "FOOTER", "SLIDE_NUMBER", "SUBTITLE", "BODY", "OBJECT")
    return [
        shape
        for shape in slide.shapes
        if not (shape.is_placeholder and str(shape.placeholder_format.type).split()[0] in kinds)
    ]


def test_the_templates_look_stays(case):
    template, _, made = case
    for data in made.values():
        deck = Presentation(io.BytesIO(data))
        assert (deck.slide_width, deck.slide_height) == (template.slide_width, template.slide_height)
        for old, new in zip(template.slide_masters, deck.slide_masters, strict=True):
            assert [layout.name for layout in old.slide_layouts] == [
                layout.name for layout in new.slide_layouts
            ]
            assert [shape.name for shape in old.shapes] == [shape.name for shape in new.shapes]
            assert old.part.blob == new.part.blob
            for one, other in zip(old.slide_layouts, new.slide_layouts, strict=True):
                assert one.part.blob == other.part.blob


def test_its_own_slides_and_who_made_it_stay_behind(case):
    _, _, made = case
    for name, data in made.items():
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            members = file.namelist()
            numbers = [int(re.findall(r"\d+", m)[0]) for m in members if re.match(r"ppt/slides/slide\d", m)]
            assert sorted(numbers) == list(range(1, len(Presentation(io.BytesIO(data)).slides) + 1)), name
            everything = b"".join(file.read(m) for m in members if m.endswith((".xml", ".rels")))
            assert SAMPLE.encode() not in everything
            assert b"The one who made it" not in everything
            assert b"internal" not in file.read("docProps/core.xml")
            assert not [m for m in members if "thumbnail" in m or "printer" in m or "customXml" in m]


def test_every_slide_has_its_words_and_its_title_in_the_templates_place(case):
    _, course, made = case
    plain = decks(COURSE)
    for name, data in made.items():
        lines = [
            [shape.text_frame.text for slide in Presentation(io.BytesIO(one)).slides for shape in slide.shapes
             if shape.has_text_frame and shape.name.endswith(("/headline", "/title", "/text"))]
            for one in (plain[name], data)
        ]  # fmt: skip
        bare = [[re.sub(r" \(\d/\d\)$", "", line) for line in every] for every in lines]
        assert set(bare[0]) <= set(bare[1])
        for slide in Presentation(io.BytesIO(data)).slides:
            title = slide.shapes.title
            assert title is not None
            assert title.text_frame.text.strip()
            assert slide.shapes[0].shape_id == title.shape_id
            used = course.deck_files.template.names.content or "Title Only"
            assert slide.slide_layout.name in (used, *GERMAN.values(), *UNION.values(), "Title Slide")


def test_they_are_valid_and_there_is_nothing_to_find(case, tmp_path):
    _, _, made = case
    for data in made.values():
        assert audit(data, tmp_path) == []
        assert inspect(data) == ()


def test_nothing_lies_over_the_title_or_off_the_slide(case):
    _, _, made = case
    for name, data in made.items():
        deck = Presentation(io.BytesIO(data))
        for number, slide in enumerate(deck.slides, 1):
            title = box(slide.shapes.title)
            for shape in placed(slide):
                where = f"{name} {number}: {shape.name}"
                assert not overlap(box(shape), title), where
                left, top, right, bottom = box(shape)
                assert left >= 0, where
                assert top >= 0, where
                assert right <= deck.slide_width, where
                assert bottom <= deck.slide_height, where


def test_texts_do_not_lie_over_each_other(case):
    _, _, made = case
    for name, data in made.items():
        for number, slide in enumerate(Presentation(io.BytesIO(data)).slides, 1):
            texts = [s for s in placed(slide) if s.has_text_frame and s.text_frame.text.strip()]
            foot = [s for s in texts if s.name.endswith(("/source", "/doubt", "/time"))]
            for low in foot:
                others = [s for s in texts if s not in foot]
                assert not [s.name for s in others if overlap(box(s), box(low))], f"{name} {number}"


def test_every_text_can_be_read(case):
    template, _, made = case
    least = template.slide_height / Inches(7.5) * 14 - 0.01
    for name, data in made.items():
        for number, slide in enumerate(Presentation(io.BytesIO(data)).slides, 1):
            ours = {shape.shape_id for shape in placed(slide)}
            for shape, text, colour, under, size in read_texts(slide):
                where = f"{name} {number} {shape.name}: {text[:20]}"
                if shape.shape_id in ours and not shape.name.endswith("/about"):
                    assert under, where
                    assert contrast(colour, under) >= 4.5, f"{where}: {colour} on {under}"
                assert size >= least, f"{where}: {size}"
                if under:
                    assert contrast(colour, under) >= 3, f"{where}: {colour} on {under}"


@pytest.mark.parametrize("name", ["union 16:9", "Vintage"])
def test_the_same_bytes_twice(name, every):
    _, course, made = every[name]
    assert decks(course) == made


def test_libreoffice_opens_them(every, tmp_path):
    made = {
        f"{n}-{name}": data for n, (_, _, found) in enumerate(every.values()) for name, data in found.items()
    }
    for name, data in made.items():
        (tmp_path / f"{name}.pptx").write_bytes(data)
    convert(sorted(tmp_path.glob("*.pptx")), "pdf", tmp_path)
    for name, data in made.items():
        pages = re.findall(rb"/Type\s*/Page\b", (tmp_path / f"{name}.pdf").read_bytes())
        assert len(pages) == len(Presentation(io.BytesIO(data)).slides)


def test_the_footer_that_a_template_has_is_kept(every):
    deck = Presentation(io.BytesIO(every["union 16:9"][2]["01-flour"]))
    for slide in deck.slides:
        said = [shape.text_frame.text for shape in slide.shapes if shape.name.endswith("/footer")]
        assert said == ["Gewerkschaft der Bäcker"]
        numbers = [shape for shape in slide.shapes if shape._element.xpath(".//p:ph[@type='sldNum']")]
        assert [shape.text_frame.text for shape in numbers] == [str(deck.slides.index(slide) + 1)]


def test_a_templates_accents_are_kept_where_they_can_be_read():
    data = rewritten(german(), "ppt/theme/theme1.xml", (b"4F81BD", b"0B3D91"), (b"F79646", b"FFF200"))
    deck = Presentation(io.BytesIO(decks(on(data))["01-flour"]))
    written = "".join(slide.part.blob.decode() for slide in deck.slides)
    assert '<a:schemeClr val="accent1"' in written
    assert '<a:schemeClr val="accent6"' not in written
    assert "0B3D91" not in written
    assert "FFF200" not in written


def rewritten(data, part, *changes):
    """Return a file with some bytes of a part of it replaced."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            for one, other in changes if name == part else ():
                assert one in content
                content = content.replace(one, other)
            new.writestr(name, content)
    return stream.getvalue()


def test_a_picture_under_the_content_gets_a_ground_between(every):
    deck = Presentation(io.BytesIO(every["Vintage"][2]["01-flour"]))
    panels = [[shape for shape in slide.shapes if shape.name == "ground"] for slide in deck.slides]
    assert [len(found) for found in panels].count(1) == len(deck.slides) - 3  # a title and two sections
    plain = Presentation(io.BytesIO(every["german 4:3"][2]["01-flour"]))
    assert not [shape for slide in plain.slides for shape in slide.shapes if shape.name == "ground"]


def test_a_potx_is_a_template_too():
    deck = Presentation()
    deck.part._content_type = deck.part.content_type.replace("presentation.main", "template.main")
    made = decks(on(packed(deck)))["01-flour"]
    with zipfile.ZipFile(io.BytesIO(made)) as file:
        assert b"template.main" not in file.read("[Content_Types].xml")


@pytest.fixture
def course(tmp_path):
    for folder in ("lessons", "seeds"):
        shutil.copytree(SMALL / folder, tmp_path / folder)
    (tmp_path / "our.pptx").write_bytes(union())
    return tmp_path


def choose(course, text):
    """Write what a course says of its decks; return the line on which it begins."""
    file = course / "lessons" / "course.yml"
    kept = file.read_text(encoding="utf-8").partition("slides:\n")[0]
    file.write_text(f"{kept}slides:\n{text}\n", encoding="utf-8")
    return kept.count("\n") + 1


def test_a_layout_that_is_not_there_is_a_problem_that_lists_those_that_are(course):
    line = choose(
        course, "  template: our.pptx\n  layouts:\n    title: Deckblatt\n    content: Freie Flaeche"
    )
    (problem,) = survey(course).problems
    assert (problem.line, problem.column, problem.code) == (line + 4, 14, "unknown-layout")
    assert problem.message == 'our.pptx has no layout "Freie Flaeche"'
    assert problem.hint.startswith("its layouts are: Deckblatt, Vorlage Title and Content, Kapitel, ")
    assert "Freie Fläche" in problem.hint


def test_a_template_without_usual_names_asks_for_a_mapping(course):
    line = choose(course, "  template: our.pptx")
    problems = survey(course).problems
    assert {(p.line, p.code) for p in problems} == {(line + 1, "unknown-layout")}
    assert len(problems) == 3
    assert all("Deckblatt, " in problem.hint for problem in problems)
    assert any("`layouts: {content: …}`" in problem.hint for problem in problems)


def test_a_template_is_part_of_what_decks_are_made_from(course):
    choose(course, "  template: our.pptx\n  layouts: {title: Deckblatt, content: Freie Fläche}")
    before = [artifact.fingerprint for artifact in slides.plan(load_course(course), EN)]
    assert before == [artifact.fingerprint for artifact in slides.plan(load_course(course), EN)]
    with zipfile.ZipFile(course / "our.pptx", "a") as file:
        file.comment = b"changed"
    after = [artifact.fingerprint for artifact in slides.plan(load_course(course), EN)]
    assert not set(before) & set(after)


def test_a_layout_without_room_is_said_once_at_the_template(course):
    from coursekit.build import measure  # noqa: PLC0415 - imports every room
    from coursekit.checks.finding import located  # noqa: PLC0415

    line = choose(course, "  template: our.pptx\n  layouts: {title: Deckblatt, content: Vorlage Blank}")
    found = survey(course)
    problems = {located(finding, found) for finding in measure(found.course)}
    (problem,) = problems
    assert (problem.line, problem.column, problem.code) == (line + 1, 13, "template-refused")
    assert "no layout of these has a title with enough room under it: Vorlage Blank" in as_text(problem)


@pytest.mark.parametrize("names", ["Titelfolie", "Title Slide (2)"])
def test_layouts_of_one_name_are_told_apart_by_their_master(names, libreoffice):
    template = read_template(libreoffice["Midnightblue"], LayoutNames())
    assert len(set(template.layouts)) == len(template.layouts) == 36
    assert (names in template.layouts) == (names != "Titelfolie")
