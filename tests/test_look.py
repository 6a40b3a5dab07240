"""What all decks of a course look like: palettes that can be read, and the organiser's logo."""

import io
import re
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from pptx import Presentation

import conftest
from conftest import SMALL
from coursekit.load.course import load_course, survey
from coursekit.model.deck import SlidesSpec
from coursekit.problems import as_text
from coursekit.render import slides
from coursekit.render.rooms import RENDERERS
from coursekit.render.slides.doughnut import on_slice
from coursekit.render.slides.inspect import inspect
from coursekit.render.slides.palette import PALETTES
from coursekit.render.slides.palette import contrast as ours
from coursekit.wording import wording
from decks import A, Colours, box, chart_text_colours, contrast, overlap, read_texts
from test_made_up_decks import audit

EN = wording("en")


def decks(course):
    return [(artifact.path, artifact.make()) for artifact in conftest.decks(course, EN)]


@pytest.fixture(scope="module", params=PALETTES)
def palette(request):
    return request.param


@pytest.fixture(scope="module")
def made(palette):
    course = load_course(SMALL)
    spec = course.spec.model_copy(update={"slides": SlidesSpec(palette=palette)})
    return decks(replace(course, spec=spec))


def test_every_text_can_be_read_on_what_lies_under_it(made):
    pairs = set()
    for path, data in made:
        for number, slide in enumerate(Presentation(io.BytesIO(data)).slides, 1):
            for shape, text, colour, under, _ in read_texts(slide):
                assert colour, f"{path} {number} {shape.name}: {text} has no colour of its own"
                assert contrast(colour, under) >= 4.5, f"{path} {number} {shape.name}: {colour} on {under}"
                pairs.add((colour, under))
    assert len(pairs) > 14


def test_they_are_valid_and_there_is_nothing_to_find(made, tmp_path):
    for _, data in made:
        assert audit(data, tmp_path) == []
        assert inspect(data) == ()


def test_lines_and_shapes_that_say_something_can_be_seen(made, palette):
    hidden = {"rule"}  # a hairline is never the only sign
    for path, data in made:
        for slide in Presentation(io.BytesIO(data)).slides:
            colours = Colours(slide)
            ground = colours.ground(slide, box(slide.shapes[0]))
            # The colours of a key are looked at below: their edge only parts them from each other.
            keys = {
                line
                for shape in slide.shapes
                if shape.name == "colour"
                for line in shape._element.iter(f"{A}ln")
            }
            for line in set(slide.shapes._spTree.iter(f"{A}ln")) - keys:
                colour = colours.of(line.find(f"{A}solidFill"))
                if colour and colour != PALETTES[palette].hex("rule"):
                    assert contrast(colour, ground) >= 3, f"{path}: {colour} on {ground}"
            for shape in slide.shapes:
                if shape.name in ("bar", "dot", "edge", "colour") and shape.name not in hidden:
                    filled = shape._element.find(".//{*}spPr")
                    solid, edge = filled.find("{*}solidFill"), filled.find("{*}ln/{*}solidFill")
                    colour = colours.of(edge if solid is None else solid)  # a hatch has the edge's colour
                    assert contrast(colour, ground) >= 3, f"{path} {shape.name}: {colour} on {ground}"


def test_charts_can_be_read(made, palette):
    found = PALETTES[palette]
    charts = 0
    for _, data in made:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            for part in (name for name in file.namelist() if re.fullmatch(r"ppt/charts/chart\d+\.xml", name)):
                charts += 1
                xml = file.read(part).decode()
                for name in set(chart_text_colours(xml)) - {"bg1"}:  # bg1 stands on slices, see below
                    assert contrast(found.hex(name), found.hex("bg1")) >= 4.5
                for colour in re.findall(r'srgbClr val="(\w+)"', xml):
                    assert contrast(colour, found.hex("bg1")) >= 3, colour
    assert charts == 6
    for shade in (*found.slices, found.focus):
        assert contrast(found.hex(on_slice(shade, found)), shade) >= 4.5
        assert contrast(shade, found.hex("bg1")) >= 3


def test_contrast_is_reckoned_as_wcag_does():
    for one, other, wanted in (
        ("000000", "FFFFFF", 21),
        ("777777", "FFFFFF", 4.48),
        ("1F4E8C", "FBF8F1", 7.84),
    ):
        assert ours(one, other) == pytest.approx(wanted, abs=0.01)
        assert contrast(other, one) == pytest.approx(wanted, abs=0.01)


def test_the_dark_palette_says_the_same_on_another_ground():
    course = load_course(SMALL)
    dark = replace(course, spec=course.spec.model_copy(update={"slides": SlidesSpec(palette="dark")}))
    for (path, one), (_, other) in zip(decks(course), decks(dark), strict=True):
        assert one != other, path
        light, night = (Presentation(io.BytesIO(data)) for data in (one, other))
        for a, b in zip(light.slides, night.slides, strict=True):
            assert [s.text_frame.text for s in a.shapes if s.has_text_frame] == [
                s.text_frame.text for s in b.shapes if s.has_text_frame
            ]
            assert [box(s) for s in a.shapes] == [box(s) for s in b.shapes]


@pytest.fixture
def course(tmp_path):
    for folder in ("lessons", "seeds"):
        shutil.copytree(SMALL / folder, tmp_path / folder)
    return tmp_path


def choose(course, text):
    """Write what a course says of its decks; return the line on which it begins."""
    file = course / "lessons" / "course.yml"
    kept = file.read_text(encoding="utf-8").partition("slides:\n")[0]
    file.write_text(f"{kept}slides:\n{text}\n", encoding="utf-8")
    return kept.count("\n") + 1


def picture(path, size=(400, 100), colour=(20, 60, 140, 255), form="PNG"):
    image = Image.new("RGBA", size, colour)
    (image if form == "PNG" else image.convert("RGB")).save(path, form)


def logos(data):
    return [
        [shape for shape in slide.shapes if shape.name.endswith("/logo")]
        for slide in Presentation(io.BytesIO(data)).slides
    ]


@pytest.mark.parametrize(("place", "form"), [("ends", "PNG"), ("every-slide", "JPEG")])
@pytest.mark.parametrize("shade", ["light", "dark"])
def test_a_logo_stands_where_it_is_asked_for_and_on_nothing_else(course, place, form, shade):
    picture(course / "logo.bin", form=form)
    choose(course, f"  palette: {shade}\n  logo: {{file: logo.bin, alt: The bakers' union, place: {place}}}")
    made = decks(load_course(course))
    assert made == decks(load_course(course))
    for _, data in made:
        assert audit(data, course) == []
        assert inspect(data) == ()
        found = logos(data)
        with_one = [bool(shown) for shown in found]
        assert with_one[0]
        assert with_one[-1]
        assert all(with_one[1:-1]) == (place == "every-slide")
        assert any(with_one[1:-1]) == (place == "every-slide")
        deck = Presentation(io.BytesIO(data))
        for slide, shown in zip(deck.slides, found, strict=True):
            for logo in shown:
                assert logo._element.xpath(".//p:cNvPr/@descr") == ["The bakers' union"]
                assert logo.width / logo.height == pytest.approx(4, rel=0.01)
                others = [s for s in slide.shapes if s is not logo and "logo" not in s.name]
                texts = [s for s in others if s.has_text_frame and s.text_frame.text.strip()]
                assert not [s.name for s in texts if overlap(box(s), box(logo))]
                assert box(logo)[2] <= deck.slide_width
                assert box(logo)[3] <= deck.slide_height


@pytest.mark.parametrize(("ink", "wanted"), [((255, 255, 255, 255), "000000"), ((18, 24, 31, 255), "FFFFFF")])
def test_a_logo_that_its_ground_would_swallow_gets_a_plate(course, ink, wanted):
    picture(course / "logo.png", colour=ink)
    light = ink[0] == 255
    choose(
        course,
        f"  palette: {'light' if light else 'dark'}\n  logo: {{file: logo.png, alt: Us, place: every-slide}}",
    )
    (_, data), _ = decks(load_course(course))
    content = Presentation(io.BytesIO(data)).slides[1]
    plates = [shape for shape in content.shapes if shape.name == "logo ground"]
    assert [str(plate.fill.fore_color.rgb) for plate in plates] == [wanted]


def test_another_palette_makes_new_decks_and_nothing_else(course):
    before = {artifact.path: artifact.fingerprint for _, artifact in planned(course)}
    choose(course, "  palette: dark")
    after = planned(course)
    assert "slides" in dict(after)
    for room, artifact in after:
        assert (artifact.fingerprint == before[artifact.path]) == (room != "slides"), artifact.path


def planned(course):
    found = load_course(course)
    return [(room, artifact) for room, plan in RENDERERS.items() for artifact in plan(found, EN)]


def test_a_new_logo_makes_new_decks_and_nothing_else(course):
    picture(course / "logo.png")
    choose(course, "  logo: {file: logo.png, alt: Us}")
    before = [artifact.fingerprint for artifact in slides.plan(load_course(course), EN)]
    assert before == [artifact.fingerprint for artifact in slides.plan(load_course(course), EN)]
    picture(course / "logo.png", colour=(1, 2, 3, 255))
    after = [artifact.fingerprint for artifact in slides.plan(load_course(course), EN)]
    assert not set(before) & set(after)


def heavy(path):
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"x" * 2_200_000)


def halved(path):
    picture(path)
    path.write_bytes(path.read_bytes()[:-30])


REFUSED = {
    "missing": (
        lambda path: picture(path.with_name("logos.png")),
        "missing-file",
        'did you mean "logos.png"?',
    ),
    "text": (lambda path: path.write_text("logo"), "logo-refused", "it is no PNG or JPEG picture"),
    "damaged": (halved, "logo-refused", "or it is damaged"),
    "svg": (lambda path: path.write_text("<svg xmlns='x'/>"), "logo-refused", "it is an SVG drawing"),
    "gif": (
        lambda path: Image.new("P", (9, 9)).save(path, "GIF"),
        "logo-refused",
        "it is no PNG or JPEG picture",
    ),
    "wide": (lambda path: picture(path, size=(4001, 2)), "logo-refused", "it is 4,001 by 2 pixels large"),
    "heavy": (heavy, "logo-refused", "it is larger than 2 MiB"),
    "folder": (lambda path: path.mkdir(), "unreadable-file", "it is not a file"),
    "elsewhere": (lambda path: path.symlink_to(Path(__file__)), "outside-course", "leads out of the course"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_logo_that_is_none_is_a_problem_at_its_line(course, name):
    make, code, says = REFUSED[name]
    make(course / "logo.png")
    line = choose(course, "  logo:\n    alt: Us\n    file: logo.png")
    (problem,) = survey(course).problems
    assert (problem.file, problem.line, problem.column) == ("lessons/course.yml", line + 3, 11)
    assert problem.code == code
    assert says in as_text(problem)


def test_a_logo_needs_words_for_who_cannot_see_it(course):
    picture(course / "logo.png")
    line = choose(course, "  logo: {file: logo.png}")
    (problem,) = survey(course).problems
    assert (problem.line, problem.code) == (line + 1, "missing-key")
