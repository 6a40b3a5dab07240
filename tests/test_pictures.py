"""Pictures of the record: nothing but pixels reaches what is made, and it is never heavy or distorted."""

import io
import random
import shutil
import struct
import zlib
from dataclasses import replace

import pytest
from PIL import Image, ImageCms
from pptx import Presentation
from pptx.util import Emu
from pypdf import PdfReader

from conftest import SMALL, decks
from coursekit.load.archive import RefusedError
from coursekit.load.course import load_course, survey
from coursekit.load.pictures import MAX_MADE, SIDES, prepared
from coursekit.model.deck import DeckFiles
from coursekit.problems import as_text
from coursekit.render import paper, site
from coursekit.render.rooms import RENDERERS
from coursekit.render.slides.deck import make
from coursekit.render.slides.inspect import inspect
from coursekit.render.slides.inspect.opened import Deck
from coursekit.wording import wording

EN = wording("en")
CANARY = "Kanarienvogel"
RED, BLUE = (200, 30, 20), (20, 40, 160)


def halves(size=(400, 200)):
    """Return a picture that is red at the left and blue at the right."""
    image = Image.new("RGB", size, BLUE)
    image.paste(RED, (0, 0, size[0] // 2, size[1]))
    return image


def telling(kind):
    """Return a picture that tells a place, an author and more, in every way that its format has."""
    exif = Image.Exif()
    exif[0x0112], exif[0x013B], exif[0x010E] = 6, CANARY, CANARY  # turned, artist, description
    exif.get_ifd(0x8825).update({1: "N", 2: (43.0, 15.0, 0.0), 29: CANARY})  # where it was taken
    stream = io.BytesIO()
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    beside = {"exif": exif, "icc_profile": profile + CANARY.encode()}
    if kind == "jpg":
        xmp = f"<x:xmpmeta><dc:creator>{CANARY}</dc:creator></x:xmpmeta>".encode()
        halves().save(stream, "JPEG", comment=CANARY.encode(), xmp=xmp, **beside)
        return stream.getvalue() + CANARY.encode()  # as a film behind a photograph
    halves().save(stream, "PNG", **beside)
    data = stream.getvalue()
    chunk = b"tEXtAuthor\0" + CANARY.encode()
    text = struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
    return data[:33] + text + data[33:] + CANARY.encode()


def png(image, **how):
    stream = io.BytesIO()
    image.save(stream, "PNG", **how)
    return stream.getvalue()


@pytest.mark.parametrize("kind", ["jpg", "png"])
def test_nothing_but_upright_pixels_is_left(kind):
    data = telling(kind)
    assert data.count(CANARY.encode()) >= 4
    made, ending, size = prepared(data)
    assert ending == kind
    assert size == (200, 400)  # as it was turned in the camera
    assert CANARY.encode() not in made
    with Image.open(io.BytesIO(made)) as image:
        assert set(image.info) <= {
            "jfif",
            "jfif_version",
            "jfif_unit",
            "jfif_density",
            "progressive",
            "progression",
        }
        assert not image.getexif()
        above, below = image.convert("RGB").getpixel((100, 50)), image.convert("RGB").getpixel((100, 350))
    assert (above[0] > 150, below[2] > 120) == (True, True)


def test_a_picture_is_never_heavy_and_keeps_its_proportions():
    own = random.Random(1)
    noise = Image.frombytes("RGB", (2400, 1200), own.randbytes(2400 * 1200 * 3))
    made, ending, (wide, tall) = prepared(png(noise, compress_level=1))
    assert len(made) <= MAX_MADE
    assert ending == "jpg"
    assert wide in SIDES
    assert wide / tall == pytest.approx(2, abs=0.01)
    assert prepared(png(halves((40, 30))))[2] == (40, 30)
    assert prepared(png(halves()))[0] == prepared(png(halves()))[0]


def test_what_can_be_seen_through_stays_so():
    clear = Image.new("RGBA", (60, 40), (0, 0, 0, 0))
    made, ending, _ = prepared(png(clear))
    assert ending == "png"
    with Image.open(io.BytesIO(made)) as image:
        assert image.mode == "RGBA"
    assert prepared(png(Image.new("RGBA", (60, 40), (9, 9, 9, 255))))[1] == "png"


def moving():
    return png(halves(), save_all=True, append_images=[Image.new("RGB", (400, 200), BLUE)])


REFUSED = {
    "an SVG drawing": (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "scripts"),
    "a GIF": (b"GIF89a\x01\0\x01\0\0\0\0;", "no PNG or JPEG"),
    "nothing": (b"", "no PNG or JPEG"),
    "half a picture": (png(halves())[:300], "damaged"),
    "too many pixels": (png(Image.new("1", (8000, 4000))), "8,000 by 4,000"),
    "one that moves": (moving(), "it moves"),
    "unusual colours": (png(Image.new("I;16", (20, 20))), "I;16"),
    "too many bytes": (b"\x89PNG" + bytes(20 * 1024 * 1024), "larger than 20 MiB"),
}


@pytest.mark.parametrize(("data", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_picture_is_refused_with_the_reason(data, reason):
    with pytest.raises(RefusedError) as refused:
        prepared(data)
    assert reason in refused.value.reason
    assert refused.value.hint


@pytest.fixture
def course(tmp_path):
    for folder in ("lessons", "seeds"):
        shutil.copytree(SMALL / folder, tmp_path / "bakery" / folder)
    return tmp_path / "bakery"


def test_a_link_that_leads_out_is_refused_where_it_is_named(course):
    file = course / "seeds" / "pictures" / "ledger.png"
    shutil.move(file, course.parent / "outside.png")
    file.symlink_to(course.parent / "outside.png")
    (found,) = survey(course).problems
    assert as_text(found).startswith("seeds/bakery.yml:249:11: outside-course: ")


def test_a_changed_picture_makes_anew_what_shows_it_and_nothing_else(course):
    before = fingerprints(course)
    (course / "seeds" / "pictures" / "ledger.png").write_bytes(png(halves()))
    after = fingerprints(course)
    changed = {path for path, digest in after.items() if before[path] != digest}
    assert {
        "slides/en/01-flour.pptx",
        "slides/en/01-flour.md",
        "slides/en/run-sheets/01-flour.pdf",
        "build/pages/en/course/01-flour.md",
        "build/pages/en/pictures/ledger-page.png",
    } <= changed
    assert not [path for path in changed if "oven" in path or "worksheets" in path]


def fingerprints(folder):
    course = load_course(folder)
    return {step.path: step.fingerprint for plan in RENDERERS.values() for step in plan(course, EN)}


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """The small course with a telling photograph, and everything that shows it."""
    folder = tmp_path_factory.mktemp("told") / "bakery"
    for name in ("lessons", "seeds"):
        shutil.copytree(SMALL / name, folder / name)
    (folder / "seeds" / "pictures" / "ledger.png").write_bytes(telling("jpg"))
    return load_course(folder)


def test_a_page_shows_the_picture_under_its_own_name_and_size(told):
    steps = {step.path: step for step in site.plan(told, EN)}
    shown = told.facts.pictures["ledger-page"]
    assert steps["build/pages/en/pictures/ledger-page.jpg"].make() == shown.data
    page = steps["build/pages/en/course/01-flour.md"].make().decode()
    assert f'<img src="../pictures/ledger-page.jpg" alt="{shown.alt}" width="200" height="400"' in page
    assert "Drawn for this test · CC0" in page
    assert "ledger.png" not in page


def test_a_slide_shows_it_undistorted_with_words_for_who_cannot_see_it(told):
    (first, _) = decks(told, EN)
    content = first.make()
    (shape, slide) = next(
        (shape, slide)
        for slide in Presentation(io.BytesIO(content)).slides
        for shape in slide.shapes
        if shape.name.endswith("/picture")
    )
    assert shape.width / shape.height == pytest.approx(0.5, abs=0.005)
    assert shape.top + shape.height <= Emu(6858000)
    assert shape._element.nvPicPr.cNvPr.get("descr") == told.facts.pictures["ledger-page"].alt
    assert "Drawn for this test · CC0" in " ".join(
        s.text_frame.text for s in slide.shapes if s.has_text_frame
    )
    assert not any(CANARY.encode() in data for data in Deck(content).files.values())
    assert inspect(content) == ()


def test_one_that_only_decorates_says_nothing(told):
    pictures = {
        name: one.model_copy(update={"alt": None, "decorative": True})
        for name, one in told.facts.pictures.items()
    }
    course = replace(told, facts=replace(told.facts, pictures=pictures))
    view = course.view("flour")
    deck, twin = make(view, EN, DeckFiles())
    shape = next(
        shape
        for slide in Presentation(io.BytesIO(deck)).slides
        for shape in slide.shapes
        if shape.name.endswith("/picture")
    )
    assert shape._element.nvPicPr.cNvPr.get("descr") == ""
    assert "decorative" in shape._element.xml
    assert b"**Picture:**" not in twin
    assert inspect(deck) == ()
    assert b"**Picture:** A page of a ledger" in make(told.view("flour"), EN, DeckFiles())[1]


def test_a_run_sheet_shows_it_and_says_what_it_is(told):
    sheets = {step.path: step for step in paper.plan(told, EN)}
    data = sheets["slides/en/run-sheets/01-flour.pdf"].make()
    assert data == sheets["slides/en/run-sheets/01-flour.pdf"].make()
    assert CANARY.encode() not in data
    reader = PdfReader(io.BytesIO(data))
    assert sum(len(page.images) for page in reader.pages) == 1
    alts = [str(item["/Alt"]) for item in tagged(reader.trailer["/Root"]["/StructTreeRoot"])]
    assert told.facts.pictures["ledger-page"].alt in alts


def tagged(item):
    """Yield every element of a document's structure that has words for what it shows."""
    item = item.get_object() if hasattr(item, "get_object") else item
    if isinstance(item, dict):
        if "/Alt" in item:
            yield item
        kids = item.get("/K", [])
        for kid in kids if isinstance(kids, list) else [kids]:
            yield from tagged(kid)
