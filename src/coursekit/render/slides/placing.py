"""Where our content stands on a template's layouts: under the title, or over one that stands low."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER

from coursekit.render.slides import inherit
from coursekit.render.slides.grounds import decoration
from coursekit.render.slides.look import HEIGHT, Box

LEAST_WIDTH, LEAST_HEIGHT = 520.0, 254.0
"""In less room than this for body and source, slides would be taken apart or read badly."""
EDGE, GAP, FOOT, SPACE = 24.0, 12.0, 22.0, 16.0
PANEL = 12.0
LOW = 0.7
"""What begins below this share of the height belongs to the foot."""
TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
BODIES = (PP_PLACEHOLDER.SUBTITLE, PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT)
FEET = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)


@dataclass(frozen=True)
class Place:
    """Where a layout's slides have their title and their body."""

    layout: Any
    title: Any
    """The placeholder that says where the title stands: the layout's, or its master's."""
    box: Box
    """The title's."""
    room: Box


def first(layout: Any, kinds: tuple[PP_PLACEHOLDER, ...]) -> Any:
    """Return a layout's first placeholder of these types, or None."""
    found = (one for kind in kinds for one in layout.placeholders if one.placeholder_format.type == kind)
    return next(found, None)


def place(layout: Any, scale: float, wide: float) -> Place | None:
    """Return where a layout's slides have their title and their body; None where there is too little room."""
    own, general = first(layout, TITLES), first(layout.slide_master, TITLES)
    copy_of = first(_masters(layout)[0], TITLES)
    tried = [own]
    if general is not None and _edges(own) != _edges(general):
        # LibreOffice gives the layouts of every master the places of the first one's.
        copied = copy_of is not None and _edges(own) == _edges(copy_of)
        tried = [general, own] if copied else [own, general]
    for title in tried:
        box = inherit.box_of(title, scale)
        if box and (room := _room(layout, box, scale, wide)):
            return Place(layout, title, box, room)
    return None


def _masters(layout: Any) -> Any:
    return layout.part.package.main_document_part.presentation.slide_masters


def _edges(shape: Any) -> tuple[int, ...]:
    return shape.left, shape.top, shape.width, shape.height


def _room(layout: Any, title: Box, scale: float, wide: float) -> Box | None:
    """Return the room for body and source beside a title, or None where it is too small."""
    feet = [box.y for box in _feet(layout, scale) if box.y > max(title.bottom, HEIGHT * LOW)]
    drawn = [box.y for box in decoration(layout, scale) if box.y > max(title.bottom, HEIGHT * LOW)]
    for edges in ([*feet, *drawn], feet):
        found = _above(layout, title, min([*edges, HEIGHT - EDGE]), scale, wide)
        if found:
            return found
    return None


def _above(layout: Any, title: Box, bottom: float, scale: float, wide: float) -> Box | None:
    rooms = []
    for placeholder in bodies(layout):
        box = inherit.box_of(placeholder, scale)
        if box is not None and box.y >= title.bottom - 1:
            rooms.append(replace(box, h=min(bottom - 4, box.bottom + FOOT + SPACE) - box.y))
        elif box is not None and box.bottom <= title.y + 1:
            rooms.append(box)
    rooms += [
        Box(EDGE * 2, title.bottom + GAP, wide - EDGE * 4, bottom - title.bottom - GAP - 4),
        Box(EDGE * 2, EDGE, wide - EDGE * 4, title.y - GAP - EDGE),
    ]
    return next((room for room in rooms if room.w >= LEAST_WIDTH and room.h >= LEAST_HEIGHT), None)


def bodies(layout: Any) -> Iterator[Any]:
    """Yield where a template's maker meant text to stand: on the layout, or else on its master."""
    for part in (layout, layout.slide_master):
        found = [one for one in part.placeholders if one.placeholder_format.type in BODIES]
        if len(found) == 1:
            yield found[0]


def _feet(layout: Any, scale: float) -> Iterator[Box]:
    for part in (layout, layout.slide_master):
        for placeholder in part.placeholders:
            box = inherit.box_of(placeholder, scale)
            if placeholder.placeholder_format.type in FEET and box:
                yield box


def panel(room: Box, title: Box, wide: float) -> Box:
    """Return the ground under the room: wider than it, but not over the title."""
    top = room.y - PANEL
    if room.y >= title.bottom:
        top = max(top, title.bottom)
    left, right = max(0.0, room.x - PANEL), min(wide, room.right + PANEL)
    return Box(left, top, right - left, room.bottom + 4 - top)
