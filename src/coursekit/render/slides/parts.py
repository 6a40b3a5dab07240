"""The parts of a file, and a template taken apart."""

import posixpath
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from typing import Any

from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.presentation import Presentation

from coursekit.render.slides import markup

PLACE = "<slides/>"
"""Stands in the presentation where its slides are to be named."""
PROPERTIES = {
    RELATIONSHIP_TYPE.PRES_PROPS: ("ppt/presProps.xml", CONTENT_TYPE.PML_PRES_PROPS, "presentationPr"),
    RELATIONSHIP_TYPE.VIEW_PROPS: ("ppt/viewProps.xml", CONTENT_TYPE.PML_VIEW_PROPS, "viewPr"),
}
"""Parts that PowerPoint asks for. A template's own are left out, since they point to its slides."""


@dataclass(frozen=True)
class Relation:
    """What a part points to."""

    kind: str
    target: str
    """A part's name, or an address of the web."""
    external: bool = False


@dataclass
class Part:
    """A part of the file."""

    name: str
    """From the root of the zip file: `ppt/slides/slide1.xml`."""
    kind: str
    """Its content type."""
    content: bytes = b""
    relations: dict[str, Relation] = field(default_factory=dict)
    """By their ids."""

    def relate(self, kind: str, target: str, *, external: bool = False) -> str:
        """Point to a part or to an address, once, and return the relation's id."""
        relation = Relation(kind, target, external)
        known = (number for number, found in self.relations.items() if found == relation)
        number = next(known, "") or self.free()
        self.relations[number] = relation
        return number

    def free(self) -> str:
        """Return an id that no relation has: in a template, some are missing in between."""
        return next(n for n in map("rId{}".format, count(len(self.relations) + 1)) if n not in self.relations)

    def relations_file(self) -> bytes:
        """Write the part's relations."""
        folder = posixpath.dirname(self.name)
        rows = "".join(_relation(number, found, folder) for number, found in self.relations.items())
        space = "http://schemas.openxmlformats.org/package/2006/relationships"
        return f'{markup.HEAD}<Relationships xmlns="{space}">{rows}</Relationships>'.encode()


@dataclass(frozen=True)
class Base:
    """A template as parts: everything but slides."""

    parts: tuple[Part, ...]
    presentation: Part
    before: str
    """The presentation's XML up to its slides."""
    after: str
    notes_master: str

    @classmethod
    def of(cls, template: Presentation) -> "Base":
        """Take a template apart."""
        notes_master = template.notes_master.part
        root: Any = template.part._element  # noqa: SLF001 - python-pptx cannot list a notes master
        _list(root, template.part.relate_to(notes_master, RELATIONSHIP_TYPE.NOTES_MASTER))
        before, _, after = serialize_part_xml(root).decode().partition(PLACE)
        parts = {
            part_name(part): _part(part)
            for part in template.part.package.iter_parts()
            if not part.partname.startswith("/docProps/")
        }
        presentation = parts.pop(part_name(template.part))
        for kind, (name, content, element) in PROPERTIES.items():
            if kind not in {found.kind for found in presentation.relations.values()}:
                presentation.relate(kind, name)
                written = f"{markup.HEAD}<p:{element} {markup.NAMESPACES}/>"
                parts[name] = Part(name, content, written.encode())
        return cls(tuple(parts.values()), presentation, before, after, part_name(notes_master))


def _relation(number: str, found: Relation, folder: str) -> str:
    if found.external:
        target = f'{markup.attribute(found.target)} TargetMode="External"'
    else:
        there, name = posixpath.split(found.target)
        target = f'"{_way(folder, there)}{name}"'
    return f'<Relationship Id="{number}" Type="{found.kind}" Target={target}/>'


@cache
def _way(here: str, there: str) -> str:
    way = posixpath.relpath(there or ".", here or ".")
    return "" if way == "." else f"{way}/"


def part_name(part: Any) -> str:
    """Return the name of a part of python-pptx."""
    return str(part.partname).removeprefix("/")


def _part(part: Any) -> Part:
    relations = {
        number: Relation(
            found.reltype,
            found.target_ref if found.is_external else part_name(found.target_part),
            found.is_external,
        )
        for number, found in part.rels.items()
    }
    return Part(part_name(part), part.content_type, part.blob, relations)


def _list(root: Any, notes_master: str) -> None:
    """Name the notes master, which python-pptx forgets and Keynote asks for; leave a place for slides."""
    for old in root.xpath("./p:notesMasterIdLst | ./p:sldIdLst"):
        root.remove(old)
    listed = parse_xml(
        f'<p:notesMasterIdLst {markup.NAMESPACES}><p:notesMasterId r:id="{notes_master}"/>'
        "</p:notesMasterIdLst>"
    )
    root.find("{*}sldMasterIdLst").addnext(listed)
    handouts = root.find("{*}handoutMasterIdLst")
    (listed if handouts is None else handouts).addnext(parse_xml(PLACE))
