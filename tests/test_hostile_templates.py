"""A template that could do harm, or is none, is refused with its reason, at its line, in bounded time."""

import io
import shutil
import struct
import time
import tracemalloc
import zipfile

import pytest
from pptx import Presentation

from conftest import SMALL
from coursekit.load import archive
from coursekit.load.archive import MAX_ENTRIES, MIB, RefusedError, unpack
from coursekit.load.course import survey
from coursekit.load.template import read_template
from coursekit.model.deck import LayoutNames

TYPES, RELS, MAIN = "[Content_Types].xml", "_rels/.rels", "ppt/presentation.xml"
MAIN_RELS, MASTER_RELS = "ppt/_rels/presentation.xml.rels", "ppt/slideMasters/_rels/slideMaster1.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.fixture(scope="module")
def plain():
    """Give the parts of a template with nothing wrong in it."""
    stream = io.BytesIO()
    Presentation().save(stream)
    with zipfile.ZipFile(stream) as file:
        return {name: file.read(name) for name in file.namelist()}


def zipped(parts, method=zipfile.ZIP_DEFLATED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return stream.getvalue()


def related(parts, kind, target, *, external=False, where=MASTER_RELS, base=OFFICE):
    """Add a relationship to a part."""
    mode = ' TargetMode="External"' if external else ""
    row = f'<Relationship Id="rId99" Type="{base}/{kind}" Target="{target}"{mode}/></Relationships>'
    return {**parts, where: parts[where].replace(b"</Relationships>", row.encode())}


def typed(parts, kind, name="/ppt/x.bin"):
    """Add a part's type to the list of types."""
    row = f'<Override PartName="{name}" ContentType="{kind}"/></Types>'.encode()
    return {**parts, TYPES: parts[TYPES].replace(b"</Types>", row), name[1:]: b"x"}


def macros(parts):
    return zipped(typed(parts, "application/vnd.ms-office.vbaProject", "/ppt/vbaProject.bin"))


def macro_presentation(parts):
    main = b"presentationml.presentation.main+xml"
    assert main in parts[TYPES]
    kind = b"application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml"
    types = parts[TYPES].replace(b"application/vnd.openxmlformats-officedocument." + main, kind)
    return zipped({**parts, TYPES: types})


def embedded(parts):
    return zipped({**related(parts, "oleObject", "../embeddings/o.bin"), "ppt/embeddings/o.bin": OLE})


def embedded_document(parts):
    return zipped({**related(parts, "package", "../embeddings/d.docx"), "ppt/embeddings/d.docx": b"x"})


def form_control(parts):
    return zipped({**related(parts, "control", "../activeX/a.xml"), "ppt/activeX/a.xml": b"<a/>"})


def to_a_disk(parts):
    return zipped(related(parts, "hyperlink", "file:///C:/run.exe", external=True))


def to_a_share(parts):
    return zipped(related(parts, "image", "\\\\server\\share\\x.png", external=True))


def to_script(parts):
    return zipped(related(parts, "hyperlink", "JavaScript:alert(1)", external=True))


def fetches(parts):
    return zipped(related(parts, "image", "https://example.org/pixel.png", external=True))


def too_many(parts):
    return zipped({**parts, **{f"ppt/media/{n}.png": b"" for n in range(MAX_ENTRIES)}})


def directory_too_long(parts):
    return zipped({**parts, **{f"ppt/media/{'x' * 60_000}{n}.png": b"" for n in range(20)}})


def bomb(parts):
    return zipped({**parts, "ppt/media/bomb.png": bytes(101 * MIB)})


def bomb_of_many(parts):
    return zipped({**parts, **{f"ppt/media/{n}.png": bytes(11 * MIB) for n in range(10)}})


def lying_bomb(parts):
    """Its directory says that a part is small; the part is not."""
    data = bytearray(zipped({**parts, "ppt/media/bomb.png": bytes(101 * MIB)}))
    for sign, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.find(sign)
        while at >= 0:
            if struct.unpack_from("<I", data, at + place)[0] == 101 * MIB:
                struct.pack_into("<I", data, at + place, 100)
            at = data.find(sign, at + 4)
    return bytes(data)


def password(_):
    return OLE + bytes(5_000)


def locked_entry(parts):
    data = bytearray(zipped(parts))
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


def no_zip(_):
    return b"Our template is attached to the other mail."


def only_an_end(_):
    return b"PK\x05\x06" + bytes(18)


def cut(parts):
    data = zipped(parts)
    return data[: len(data) // 2]


def broken_part(parts):
    data = bytearray(zipped(parts))
    at = data.find(b"PK\x03\x04", 2_000)
    for n in range(at + 60, at + 120):
        data[n] ^= 0xFF
    return bytes(data)


def a_document(parts):
    """A text document: no presentation is in it."""
    types = parts[TYPES].replace(b"presentationml.presentation.main", b"wordprocessingml.document.main")
    return zipped({**parts, TYPES: types})


def no_types(parts):
    return zipped({name: data for name, data in parts.items() if name != TYPES})


def climbs(parts):
    return zipped({**parts, "ppt/../../evil.xml": b"<a/>"})


def absolute(parts):
    return zipped({**parts, "/etc/evil.xml": b"<a/>"})


def backslash(parts):
    return zipped({**parts, "ppt\\..\\evil.xml": b"<a/>"}).replace(b"ppt/../evil.xml", b"ppt\\..\\evil.xml")


def drive(parts):
    return zipped({**parts, "C:/evil.xml": b"<a/>"})


def a_link(parts):
    stream = io.BytesIO(zipped(parts))
    with zipfile.ZipFile(stream, "a") as file:
        entry = zipfile.ZipInfo("ppt/media/link")
        entry.external_attr = 0o120777 << 16
        file.writestr(entry, "/etc/passwd")
    return stream.getvalue()


def twice(parts):
    return zipped({**parts, "PPT/presentation.XML": b"<a/>"})


def unusual_method(parts):
    return zipped(parts, zipfile.ZIP_BZIP2)


def entities(parts):
    lol = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><a>&b;</a>'
    return zipped({**parts, "ppt/x.xml": lol.encode()})


def entities_in_utf16(parts):
    return zipped(
        {**parts, "ppt/x.xml": '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a><a/>'.encode("utf-16")}
    )


def too_deep(parts):
    return zipped({**parts, "ppt/x.xml": b"<a>" * 5_000 + b"</a>" * 5_000})


def too_many_elements(parts):
    return zipped({**parts, "ppt/x.xml": b"<a>" + b"<b/>" * 600_000 + b"</a>"})


def no_xml(parts):
    return zipped({**parts, MAIN: b"<p:presentation"})


def missing_part(parts):
    return zipped({name: data for name, data in parts.items() if name != "ppt/theme/theme1.xml"})


def no_master(parts):
    main = parts[MAIN]
    start, end = main.index(b"<p:sldMasterIdLst>"), main.index(b"</p:sldMasterIdLst>")
    return zipped({**parts, MAIN: main[:start] + main[end + len(b"</p:sldMasterIdLst>") :]})


HOSTILE = {
    macros: "it holds macros",
    macro_presentation: "it holds macros",
    embedded: "it holds an embedded object",
    embedded_document: "it holds an embedded object",
    form_control: "it holds a form control",
    to_a_disk: 'it leads to "file:///C:/run.exe"',
    to_a_share: 'it leads to "\\\\server',
    to_script: 'it leads to "JavaScript:alert(1)"',
    fetches: 'it fetches something from "https://example.org/pixel.png"',
    too_many: "it holds more than 500 files",
    directory_too_long: "it holds more than 500 files",
    bomb: "unpacked, it is larger than 100 MiB",
    bomb_of_many: "unpacked, it is larger than 100 MiB",
    lying_bomb: "it is damaged",
    password: "it has a password",
    locked_entry: "is encrypted",
    no_zip: "it is not a zip file",
    only_an_end: "it has no list of what is in it",
    cut: "it is not a zip file",
    broken_part: "it is damaged",
    a_document: "there is no presentation in it",
    no_types: "it has no list of what is in it",
    climbs: '"ppt/../../evil.xml" in it leads out of the file',
    absolute: '"/etc/evil.xml" in it leads out of the file',
    backslash: 'evil.xml" in it leads out of the file',
    drive: '"C:/evil.xml" in it leads out of the file',
    a_link: '"ppt/media/link" in it leads out of the file',
    twice: "is in it twice",
    unusual_method: "is packed in an unusual way",
    entities: "it declares entities",
    entities_in_utf16: "it declares entities",
    too_deep: "nested too deep, or too many",
    too_many_elements: "nested too deep, or too many",
    no_xml: f'"{MAIN}" in it is damaged',
    missing_part: 'it is damaged: "ppt/theme/theme1.xml" is missing in it',
    no_master: "it has no slide master with layouts",
}


@pytest.mark.parametrize("make", HOSTILE, ids=lambda make: make.__name__)
def test_it_is_refused_with_its_reason_in_bounded_time_and_room(plain, make):
    data = make(plain)
    tracemalloc.start()
    start = time.process_time()
    with pytest.raises(RefusedError) as caught:
        read_template(data, LayoutNames())
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert HOSTILE[make] in caught.value.reason
    assert caught.value.hint.endswith(".")
    assert time.process_time() - start < 20
    assert most < 350 * MIB


@pytest.mark.parametrize("make", [macros, embedded, to_a_disk, bomb, password, no_zip, climbs, entities])
def test_it_is_a_problem_at_the_line_that_names_it(plain, make, tmp_path):
    for folder in ("lessons", "seeds"):
        shutil.copytree(SMALL / folder, tmp_path / folder)
    (tmp_path / "our.pptx").write_bytes(make(plain))
    file = tmp_path / "lessons" / "course.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text + "  template: our.pptx\n", encoding="utf-8")
    (problem,) = survey(tmp_path).problems
    place = (problem.file, problem.line, problem.column, problem.code)
    assert place == ("lessons/course.yml", text.count("\n") + 1, 13, "template-refused")
    assert problem.message.startswith("our.pptx can't be the template: ")
    assert HOSTILE[make] in problem.message


def test_nothing_is_wrong_with_the_plain_one(plain):
    assert "Title Only" in read_template(zipped(plain), LayoutNames()).layouts
    linked = related(plain, "hyperlink", "https://example.org", external=True)
    mailed = related(plain, "hyperlink", "mailto:us@example.org", external=True)
    for parts in (linked, mailed):
        assert read_template(zipped(parts), LayoutNames()).layouts


def test_a_chart_may_bring_its_numbers(plain):
    chart = {
        **plain,
        "ppt/charts/chart1.xml": b"<a/>",
        "ppt/charts/_rels/chart1.xml.rels": related(
            {
                "x": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
            },
            "package",
            "../embeddings/numbers.xlsx",
            where="x",
        )["x"],
        "ppt/embeddings/numbers.xlsx": b"x",
    }
    assert read_template(zipped(chart), LayoutNames()).layouts


def test_what_is_unpacked_is_counted_while_it_is_read(plain, monkeypatch):
    data = zipped(plain)
    assert unpack(data) == plain
    monkeypatch.setattr(archive, "_judge", lambda _: None)
    monkeypatch.setattr(archive, "MAX_UNPACKED", 50_000)
    with pytest.raises(RefusedError, match="unpacked, it is larger"):
        unpack(data)


@pytest.mark.parametrize("make", [bomb, bomb_of_many, too_many, climbs])
def test_what_the_directory_tells_is_refused_before_anything_is_unpacked(plain, monkeypatch, make):
    monkeypatch.setattr(archive, "_contents", lambda *_: pytest.fail("it was unpacked"))
    with pytest.raises(RefusedError) as caught:
        unpack(make(plain))
    assert HOSTILE[make] in caught.value.reason


def test_any_bytes_are_refused_or_read(plain):
    """Flip bytes all over a template: whatever comes of it, it is no other error."""
    data = zipped(plain)
    for place in range(0, len(data), max(1, len(data) // 150)):
        hurt = bytearray(data)
        hurt[place] ^= 0x55
        try:
            read_template(bytes(hurt), LayoutNames())
        except RefusedError:
            continue
