"""The file of a deck: what the template brings, then slides, notes and charts, always in the same bytes.

Written by hand: python-pptx looks through all parts for each new one, and copies what we would throw away.
"""

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.spec import default_content_types

from coursekit.render.slides import markup
from coursekit.render.slides.parts import Base, Part, Relation, part_name
from coursekit.render.slides.zipped import TYPES, packed

if TYPE_CHECKING:
    from pptx.slide import SlideLayout

DATE = "2000-01-01T00:00:00Z"
CORE = "docProps/core.xml"
PICTURES = {b"\x89PNG": "png", b"\xff\xd8": "jpeg"}
"""How pictures begin, and how their files end."""
FIRST_SLIDE = 256
"""The least id that a slide may have."""


@dataclass
class Slide:
    """A slide being written: its shapes as DrawingML, in reading order."""

    layout: "SlideLayout"
    part: Part
    notes: Part
    shapes: list[str] = field(default_factory=list)


class Deck:
    """A deck being written, slide after slide."""

    def __init__(self, base: Base) -> None:
        self.slides: list[Slide] = []
        self._base = base
        self._charts: list[Part] = []
        self._pictures: dict[bytes, Part] = {}
        self._taken = {part.name for part in base.parts}

    def add_slide(self, layout: "SlideLayout") -> Slide:
        """Add an empty slide with empty notes; the layout is one of the template."""
        part = Part(self._free("ppt/slides/slide{}.xml", len(self.slides)), CONTENT_TYPE.PML_SLIDE)
        part.relate(RELATIONSHIP_TYPE.SLIDE_LAYOUT, part_name(layout.part))
        notes = Part(
            self._free("ppt/notesSlides/notesSlide{}.xml", len(self.slides)), CONTENT_TYPE.PML_NOTES_SLIDE
        )
        notes.relate(RELATIONSHIP_TYPE.NOTES_MASTER, self._base.notes_master)
        notes.relate(RELATIONSHIP_TYPE.SLIDE, part.name)
        part.relate(RELATIONSHIP_TYPE.NOTES_SLIDE, notes.name)
        self.slides.append(Slide(layout, part, notes))
        return self.slides[-1]

    def add_chart(self, slide: Slide, chart: str, workbook: bytes) -> str:
        """Add a chart and the workbook with its numbers, and return the id that the slide shows it by.

        In the chart, `rId1` is the workbook.
        """
        made = len(self._charts) // 2
        book = Part(
            self._free("ppt/embeddings/Microsoft_Excel_Sheet{}.xlsx", made), CONTENT_TYPE.SML_SHEET, workbook
        )
        part = Part(self._free("ppt/charts/chart{}.xml", made), CONTENT_TYPE.DML_CHART)
        part.content = f"{markup.HEAD}{chart}".encode()
        part.relate(RELATIONSHIP_TYPE.PACKAGE, book.name)
        self._charts += [part, book]
        return slide.part.relate(RELATIONSHIP_TYPE.CHART, part.name)

    def add_picture(self, slide: Slide, data: bytes) -> str:
        """Add a picture, once for all slides, and return the id that the slide shows it by."""
        if data not in self._pictures:
            ending = next(end for start, end in PICTURES.items() if data.startswith(start))
            name = self._free(f"ppt/media/image{{}}.{ending}", len(self._pictures))
            self._pictures[data] = Part(name, f"image/{ending}", data)
        return slide.part.relate(RELATIONSHIP_TYPE.IMAGE, self._pictures[data].name)

    def save(self, title: str, language: str) -> bytes:
        """Return the file's bytes; `language` is a BCP 47 tag."""
        for slide in self.slides:
            slide.part.content = markup.slide("".join(slide.shapes)).encode()
        made = [part for slide in self.slides for part in (slide.part, slide.notes)]
        parts = [
            *self._base.parts,
            self._presentation(),
            _core(title, language),
            *made,
            *self._charts,
            *self._pictures.values(),
        ]
        root = Part("", "")
        root.relate(RELATIONSHIP_TYPE.OFFICE_DOCUMENT, self._base.presentation.name)
        root.relate(RELATIONSHIP_TYPE.CORE_PROPERTIES, CORE)
        files = {TYPES: _types(parts), "_rels/.rels": root.relations_file()}
        for part in parts:
            files[part.name] = part.content
            if part.relations:
                folder, name = posixpath.split(part.name)
                files[f"{folder}/_rels/{name}.rels"] = part.relations_file()
        return packed(files)

    def _presentation(self) -> Part:
        base = self._base
        numbers = (f"rId{n}" for n in count(1) if f"rId{n}" not in base.presentation.relations)
        slides = {
            number: Relation(RELATIONSHIP_TYPE.SLIDE, slide.part.name)
            for slide, number in zip(self.slides, numbers, strict=False)
        }
        rows = "".join(
            f'<p:sldId id="{FIRST_SLIDE + n}" r:id="{number}"/>' for n, number in enumerate(slides)
        )
        listed = f"<p:sldIdLst {markup.NAMESPACES}>{rows}</p:sldIdLst>"
        content = f"{base.before}{listed}{base.after}".encode()
        relations = {**base.presentation.relations, **slides}
        return Part(base.presentation.name, base.presentation.kind, content, relations)

    def _free(self, name: str, made: int) -> str:
        """Return a name that no part of the template has; `made` is how many were made before."""
        found = next(name.format(n) for n in count(made + 1) if name.format(n) not in self._taken)
        self._taken.add(found)
        return found


def _types(parts: Iterable[Part]) -> bytes:
    defaults = {"rels": CONTENT_TYPE.OPC_RELATIONSHIPS, "xml": CONTENT_TYPE.XML}
    rows = []
    for part in parts:
        ending = part.name.rpartition(".")[2].lower()
        if (ending, part.kind) in default_content_types:
            defaults[ending] = part.kind
        else:
            rows.append(f'<Override PartName="/{part.name}" ContentType="{part.kind}"/>')
    common = "".join(f'<Default Extension="{end}" ContentType="{kind}"/>' for end, kind in defaults.items())
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    return f'{markup.HEAD}<Types xmlns="{space}">{common}{"".join(rows)}</Types>'.encode()


def _core(title: str, language: str) -> Part:
    dates = "".join(
        f'<dcterms:{key} xsi:type="dcterms:W3CDTF">{DATE}</dcterms:{key}>' for key in ("created", "modified")
    )
    content = (
        f"{markup.HEAD}<cp:coreProperties "
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{markup.safe(title)}</dc:title><dc:creator/><cp:lastModifiedBy/>"
        f"<cp:revision>1</cp:revision>{dates}<dc:language>{language}</dc:language></cp:coreProperties>"
    )
    return Part(CORE, CONTENT_TYPE.OPC_CORE_PROPERTIES, content.encode())
