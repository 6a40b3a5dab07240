"""The shapes of a slide in reading order, with where they stand and what they follow."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from coursekit.render.slides.look import EMU, Box

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
KINDS = {f"{P}{kind}": kind for kind in ("sp", "pic", "graphicFrame", "cxnSp", "grpSp")}
TITLES = ("title", "ctrTitle")
FOOT = ("ftr", "dt", "sldNum", "hdr")
BODIES = {"ctrTitle": "title", "subTitle": "body", "obj": "body"}
"""What a placeholder is on the master, where it has another name."""


@dataclass(frozen=True)
class Place:
    """How a group moves and stretches what is in it."""

    x: float = 0
    y: float = 0
    wide: float = 1
    tall: float = 1

    def box(self, frame: Any) -> Box:
        """Return where a frame stands on the slide, in points."""
        off, ext = frame.find(f"{A}off"), frame.find(f"{A}ext")
        x, y = (self.x + int(off.get("x")) * self.wide, self.y + int(off.get("y")) * self.tall)
        w, h = int(ext.get("cx")) * self.wide, int(ext.get("cy")) * self.tall
        return Box(x / EMU, y / EMU, w / EMU, h / EMU)

    def inside(self, frame: Any) -> "Place":
        """Return the place of what is in a group with this frame."""
        off, ext = frame.find(f"{A}chOff"), frame.find(f"{A}chExt")
        if off is None or ext is None or not int(ext.get("cx")) or not int(ext.get("cy")):
            return self
        box = self.box(frame)
        wide, tall = box.w * EMU / int(ext.get("cx")), box.h * EMU / int(ext.get("cy"))
        return Place(
            box.x * EMU - int(off.get("x")) * wide, box.y * EMU - int(off.get("y")) * tall, wide, tall
        )


@dataclass(frozen=True)
class Shape:
    """A shape of a slide."""

    number: int
    """Its place in the reading order, from 1."""
    element: Any
    kind: str
    box: Box | None
    """None where nothing says where it stands."""
    bases: tuple[Any, ...]
    """The placeholders of the layout and the master that it follows."""
    covered: bool
    """A group around it says what it shows."""

    @cached_property
    def about(self) -> Any:
        """The element with its id, name and description."""
        return next(self.element.iter(f"{P}cNvPr"))

    @property
    def name(self) -> str:
        """Its name."""
        return str(self.about.get("name", ""))

    @property
    def role(self) -> str:
        """What kind of placeholder it is; empty where it is none."""
        return role(self.element)

    @property
    def is_placeholder(self) -> bool:
        """Tell whether it stands in for a placeholder of the layout."""
        return placeholder(self.element) is not None

    @cached_property
    def words(self) -> str:
        """What is written in it."""
        if self.kind == "grpSp":
            return ""
        return " ".join(text.text or "" for text in self.element.iter(f"{A}t")).strip()

    @property
    def decorative(self) -> bool:
        """Tell whether it is marked as mere decoration."""
        return any(mark.get("val") in ("1", "true") for mark in self.about.iter(DECORATIVE))


def placeholder(element: Any) -> Any:
    """Return what makes an element a placeholder, or None."""
    return next(element.iter(f"{P}ph"), None)


def role(element: Any) -> str:
    """Return what kind of placeholder an element is; empty where it is none."""
    found = placeholder(element)
    return "" if found is None else str(found.get("type", "obj"))


def shapes(root: Any, layout: Any, master: Any) -> tuple[Shape, ...]:
    """Return the shapes of a slide in reading order, those of groups too."""
    found = list(_walk(root.find(f"{P}cSld/{P}spTree"), Place(), covered=False))
    bases = (_placeholders(layout), _placeholders(master))
    return tuple(
        _shape(number, element, place, bases, covered=covered)
        for number, (element, place, covered) in enumerate(found, 1)
    )


def _walk(tree: Any, place: Place, *, covered: bool) -> Iterator[tuple[Any, Place, bool]]:
    for element in tree:
        if element.tag not in KINDS:
            continue
        yield element, place, covered
        if KINDS[element.tag] == "grpSp":
            about = next(element.iter(f"{P}cNvPr"))
            frame = element.find(f"{P}grpSpPr/{A}xfrm")
            inner = place if frame is None else place.inside(frame)
            said = bool(about.get("descr")) or any(True for _ in about.iter(DECORATIVE))
            yield from _walk(element, inner, covered=covered or said)


def _placeholders(root: Any) -> list[Any]:
    return [element for element in root.iter(f"{P}sp", f"{P}pic") if placeholder(element) is not None]


def _shape(
    number: int, element: Any, place: Place, bases: tuple[list[Any], list[Any]], *, covered: bool
) -> Shape:
    followed = _followed(element, *bases)
    frames = (_frame(one) for one in (element, *followed))
    frame = next((found for found in frames if found is not None), None)
    box = None if frame is None else place.box(frame)
    return Shape(number, element, KINDS[element.tag], box, followed, covered)


def _frame(element: Any) -> Any:
    paths = (f"{P}spPr/{A}xfrm", f"{P}grpSpPr/{A}xfrm", f"{P}xfrm")
    return next((found for found in map(element.find, paths) if found is not None), None)


def _followed(element: Any, layouts: list[Any], masters: list[Any]) -> tuple[Any, ...]:
    own = placeholder(element)
    if own is None:
        return ()
    index, kind = own.get("idx", "0"), own.get("type", "obj")
    on_layout = [one for one in layouts if placeholder(one).get("idx", "0") == index]
    on_layout += [one for one in layouts if BODIES.get(role(one), role(one)) == BODIES.get(kind, kind)]
    followed = on_layout[:1]
    wanted = role(followed[0]) if followed else kind
    wanted = BODIES.get(wanted, wanted)
    followed += [one for one in masters if BODIES.get(role(one), role(one)) == wanted][:1]
    return tuple(followed)
