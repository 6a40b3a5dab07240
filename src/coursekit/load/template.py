"""Reads an organiser's template: refuses what could do harm, and lists its layouts."""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import count
from xml.etree import ElementTree as ET

from coursekit.load.archive import SAVE, RefusedError, unpack
from coursekit.model.deck import LayoutNames, Template

TYPES = "[Content_Types].xml"
MAIN = "application/vnd.openxmlformats-officedocument.presentationml."
MAINS = (f"{MAIN}presentation.main+xml", f"{MAIN}template.main+xml", f"{MAIN}slideshow.main+xml")
MACROS = ("macroenabled", "vba")
EMBEDDED = ("oleobject", "activex")
FORBIDDEN = {
    "vbaProject": "it holds macros",
    "wordVbaData": "it holds macros",
    "oleObject": "it holds an embedded object",
    "control": "it holds a form control",
    "activeXControlBinary": "it holds a form control",
    "attachedTemplate": "it is tied to another file",
    "externalLink": "it is tied to another file",
}
"""Relationships by the last word of their type, and why a template with them is refused."""
OPEN = ("http://", "https://", "mailto:")
MAX_PART = 9_000_000
"""Bytes of XML in one part: beyond, the library that writes decks gives up."""
MAX_DEPTH, MAX_ELEMENTS = 200, 500_000
CLEAN = "save a copy without it and use that."
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
PACKAGE_OF_CHART = "ppt/charts/"


@dataclass(frozen=True)
class _Relation:
    id: str
    kind: str
    """The last word of its type."""
    target: str
    external: bool


class _Builder(ET.TreeBuilder):
    """Builds a tree of bounded depth, without a document type; `elements` counts those of all parts."""

    depth = 0

    def __init__(self, elements: "count[int]") -> None:
        super().__init__()
        self.elements = elements

    def doctype(self, *_: object) -> None:
        raise RefusedError("it declares entities, which no such file needs", SAVE)

    def start(self, tag: str, attrs: Mapping[str, str]) -> ET.Element:
        self.depth += 1
        if self.depth > MAX_DEPTH or next(self.elements) > MAX_ELEMENTS:
            raise RefusedError("its contents are nested too deep, or too many", SAVE)
        return super().start(tag, dict(attrs))

    def end(self, tag: str) -> ET.Element:
        self.depth -= 1
        return super().end(tag)


def read_template(data: bytes, names: LayoutNames) -> Template:
    """Return a template that can be drawn on. Raises RefusedError."""
    parts = unpack(data)
    elements = count()
    trees = {
        name: _parsed(part, name, elements)
        for name, part in parts.items()
        if name.endswith((".xml", ".rels"))
    }
    if TYPES not in trees:
        raise RefusedError("it is no PowerPoint file: it has no list of what is in it", SAVE)
    _judge_types(trees[TYPES], parts)
    relations = {
        _source(name): list(_relations(tree, name)) for name, tree in trees.items() if name.endswith(".rels")
    }
    for source, found in relations.items():
        for relation in found:
            _judge_relation(relation, source, parts)
    main = _main(trees, relations)
    layouts = tuple(_layouts(main, trees, relations))
    if not layouts:
        raise RefusedError("it has no slide master with layouts", SAVE)
    return Template(data, sha256(data).hexdigest(), layouts, names)


def _parsed(data: bytes, name: str, elements: "count[int]") -> ET.Element:
    if len(data) > MAX_PART:
        raise RefusedError(f'"{name}" in it is larger than {MAX_PART:,} bytes', SAVE)
    parser = ET.XMLParser(target=_Builder(elements))  # noqa: S314 - a document type is refused, and depth is bounded
    try:
        parser.feed(data)
        tree: ET.Element = parser.close()
    except (ET.ParseError, ValueError, LookupError):
        raise RefusedError(f'"{name}" in it is damaged', SAVE) from None
    return tree


def _judge_types(types: ET.Element, parts: Mapping[str, bytes]) -> None:
    named = {element.get("ContentType", "").casefold() for element in types}
    if any(word in kind for kind in named for word in MACROS) or any(
        name.casefold().endswith("vbaproject.bin") for name in parts
    ):
        raise RefusedError("it holds macros", "save it as a .pptx file, without macros.")
    if any(word in kind for kind in named for word in EMBEDDED):
        raise RefusedError("it holds an embedded object", CLEAN)


def _relations(tree: ET.Element, name: str) -> Iterator[_Relation]:
    for element in tree:
        target, external = element.get("Target", ""), element.get("TargetMode") == "External"
        kind = element.get("Type", "").rstrip("/").rpartition("/")[2]
        if not external:
            base = posixpath.dirname(_source(name))
            target = posixpath.normpath(posixpath.join("/", base, target)).lstrip("/")
        yield _Relation(element.get("Id", ""), kind, target, external)


def _judge_relation(relation: _Relation, source: str, parts: Mapping[str, bytes]) -> None:
    if relation.kind in FORBIDDEN:
        raise RefusedError(FORBIDDEN[relation.kind], CLEAN)
    if relation.kind == "package" and not source.startswith(PACKAGE_OF_CHART):
        raise RefusedError("it holds an embedded object", CLEAN)
    if relation.external:
        if not relation.target.casefold().startswith(OPEN):
            raise RefusedError(
                f'it leads to "{relation.target[:60]}"', "take the link out, and save it again."
            )
        if relation.kind != "hyperlink":
            raise RefusedError(
                f'it fetches something from "{relation.target[:60]}"', "put the picture itself into it."
            )
    elif relation.target not in parts:
        raise RefusedError(f'it is damaged: "{relation.target[:60]}" is missing in it', SAVE)


def _main(trees: Mapping[str, ET.Element], relations: Mapping[str, list[_Relation]]) -> str:
    """Return the name of the part that holds the presentation."""
    found = [relation.target for relation in relations.get("", ()) if relation.kind == "officeDocument"]
    types = {
        element.get("PartName", "").lstrip("/"): element.get("ContentType", "") for element in trees[TYPES]
    }
    if len(found) != 1 or types.get(found[0]) not in MAINS or found[0] not in trees:
        raise RefusedError("it is no PowerPoint file: there is no presentation in it", SAVE)
    return found[0]


def _layouts(
    main: str, trees: Mapping[str, ET.Element], relations: Mapping[str, list[_Relation]]
) -> Iterator[str]:
    """Yield the names of the layouts in the order in which programs list them."""
    seen: set[str] = set()
    masters = _listed(main, f"{P}sldMasterIdLst", "slideMaster", trees, relations)
    for number, master in enumerate(masters, 1):
        names = [
            _name(trees[layout])
            for layout in _listed(master, f"{P}sldLayoutIdLst", "slideLayout", trees, relations)
        ]
        yield from (f"{name} ({number})" if name in seen else name for name in names)
        seen.update(names)


def _name(layout: ET.Element) -> str:
    contents = layout.find(f"{P}cSld")
    return (contents.get("name") if contents is not None else None) or "-"


def _listed(
    part: str, tag: str, kind: str, trees: Mapping[str, ET.Element], relations: Mapping[str, list[_Relation]]
) -> Iterator[str]:
    """Yield the parts that a list of a part names, in its order."""
    known = {found.id: found.target for found in relations.get(part, ()) if found.kind == kind}
    listed = trees[part].find(tag)
    for entry in listed if listed is not None else ():
        target = known.get(entry.get(f"{R}id", ""), "")
        if target not in trees:
            raise RefusedError("it is damaged: a list in it names what is not there", SAVE)
        yield target


def _source(rels: str) -> str:
    """Return the part that a file of relationships belongs to; empty for the whole file."""
    folder, name = posixpath.split(rels)
    return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))
