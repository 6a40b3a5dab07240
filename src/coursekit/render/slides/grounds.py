"""What lies under a place on a template's slides: a plain colour, a picture, or anything."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image

from coursekit.render.slides.inherit import FIRST_FILL, P, Scheme, box_of
from coursekit.render.slides.look import HEIGHT, Box
from coursekit.render.slides.markup import A
from coursekit.render.slides.palette import WHITE, contrast

OPAQUE = ("rect", "roundRect")
EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
SAMPLE = 24
"""Pixels on a side to which what lies under a place is brought down."""
FLAT = 1.3
"""The most contrast inside a picture that may count as one colour."""
MAX_PIXELS = 40_000_000


@dataclass(frozen=True)
class Ground:
    """A colour, in hex and empty if nothing is known, and whether it is the same all over."""

    colour: str = ""
    plain: bool = False


def ground_of(layout: Any, scheme: Scheme, room: Box, scale: float, wide: float) -> Ground:
    """Return what lies under a room of a layout's slides."""
    found = _background(layout, scheme, room, wide)
    for part, shape in _decoration(layout):
        box = box_of(shape, scale)
        if box is None or _apart(box, room):
            continue
        shown = shape._element  # noqa: SLF001 - python-pptx has no way to reach it
        form, fill = shown.find(f"{P}spPr/{A}prstGeom"), shown.find(f"{P}spPr/{A}solidFill")
        picture = shown.find(f"{P}blipFill/{A}blip")
        if not _holds(box, room):
            found = Ground(found.colour)
        elif picture is not None:
            found = _picture(part, picture, box, room)
        elif form is not None and form.get("prst") in OPAQUE and (colour := scheme.value(fill)):
            found = Ground(colour, plain=True)
        else:
            found = Ground()
    return found


def _background(layout: Any, scheme: Scheme, room: Box, wide: float) -> Ground:
    for part in (layout, layout.slide_master):
        ground = part._element.find(f"{P}cSld/{P}bg")  # noqa: SLF001 - as above
        if ground is None:
            continue
        properties, reference = ground.find(f"{P}bgPr"), ground.find(f"{P}bgRef")
        if properties is not None:
            picture = properties.find(f"{A}blipFill/{A}blip")
            if picture is not None:
                return _picture(part, picture, Box(0, 0, wide, HEIGHT), room)
            colour = scheme.value(properties.find(f"{A}solidFill"))
            return Ground(colour, plain=bool(colour))
        if reference is not None and len(reference):
            fills = scheme.theme.find(f".//{A}bgFillStyleLst")
            place = int(reference.get("idx", FIRST_FILL)) - FIRST_FILL
            flat = 0 <= place < len(fills) and fills[place].tag == f"{A}solidFill"
            return Ground(scheme.plain(reference[0]), plain=flat)
    return Ground(scheme.colours.get(scheme.names.get("bg1", "lt1"), WHITE), plain=True)


def _picture(part: Any, blip: Any, box: Box, room: Box) -> Ground:
    """Return the mean colour of the part of a picture that lies under a room."""
    left, right = ((edge - box.x) / box.w for edge in (room.x, room.right))
    top, bottom = ((edge - box.y) / box.h for edge in (room.y, room.bottom))
    try:
        data = part.part.related_part(blip.get(EMBED)).blob
        with Image.open(BytesIO(data), formats=("PNG", "JPEG", "GIF", "BMP", "TIFF")) as image:
            if image.width * image.height > MAX_PIXELS:
                return Ground()
            wide, tall = image.size
            shown = image.convert("RGBA").crop(
                (int(left * wide), int(top * tall), max(1, int(right * wide)), max(1, int(bottom * tall)))
            )
            small = shown.resize((SAMPLE, SAMPLE), Image.Resampling.BOX)
    except (OSError, SyntaxError, ValueError, KeyError, Image.DecompressionBombError):
        return Ground()
    pixels = list(zip(*[iter(small.tobytes())] * 4, strict=True))
    if any(pixel[3] < 255 for pixel in pixels):  # noqa: PLR2004 - what is behind shows through
        return Ground()
    mean = _hex(tuple(sum(pixel[n] for pixel in pixels) // len(pixels) for n in range(3)))
    return Ground(mean, plain=all(contrast(mean, _hex(pixel)) <= FLAT for pixel in pixels))


def _hex(pixel: tuple[int, ...]) -> str:
    return "".join(f"{channel:02X}" for channel in pixel[:3])


def _decoration(layout: Any) -> Iterator[tuple[Any, Any]]:
    """Yield what a layout shows besides its placeholders, from the back to the front, with its part."""
    parts = [layout]
    if layout._element.get("showMasterSp") not in ("0", "false"):  # noqa: SLF001 - as above
        parts.insert(0, layout.slide_master)
    for part in parts:
        yield from ((part, shape) for shape in part.shapes if not shape.is_placeholder)


def decoration(layout: Any, scale: float) -> list[Box]:
    """Return where a layout shows something besides its placeholders."""
    boxes = (box_of(shape, scale) for _, shape in _decoration(layout))
    return [box for box in boxes if box is not None]


def _apart(one: Box, other: Box) -> bool:
    return one.right <= other.x or other.right <= one.x or one.bottom <= other.y or other.bottom <= one.y


def _holds(outer: Box, inner: Box) -> bool:
    return (
        outer.x <= inner.x
        and outer.y <= inner.y
        and outer.right >= inner.right
        and outer.bottom >= inner.bottom
    )
