"""The organiser's logo: large on the title slide, small at the foot of others."""

from io import BytesIO

from PIL import Image

from coursekit.model.deck import Logo
from coursekit.render.slides.canvas import Canvas
from coursekit.render.slides.look import Box
from coursekit.render.slides.palette import BLACK, LEAST_SHAPE, WHITE, contrast

LARGE = Box(0, 30, 190, 54)
"""Where it stands on the title slide, from the right margin."""
PAD = 0.07
"""The share of a plate that is left free on each side."""
SAMPLE = 48
"""Pixels on a side that are looked at to tell how bright a logo is."""


def add(canvas: Canvas, logo: Logo, room: Box, ground: str) -> None:
    """Add the logo at the right of a room; `ground` is a hex colour, or empty where it may be anything."""
    scale = min(room.w / logo.width, room.h / logo.height)
    wide, tall = logo.width * scale, logo.height * scale
    box = Box(room.right - wide, room.middle - tall / 2, wide, tall)
    ink = _mean(logo.data)
    if not ground or contrast(ink, ground) < LEAST_SHAPE:
        plate = max((WHITE, BLACK), key=lambda colour: contrast(ink, colour))
        if plate != ground:
            canvas.shape("logo ground", box, plate)
            box = box.inset(wide * PAD, tall * PAD)
    canvas.picture("logo", logo.alt, box, logo.data)


def _mean(data: bytes) -> str:
    """Return the mean colour of what is not transparent, in hex."""
    with Image.open(BytesIO(data)) as image:
        small = image.convert("RGBA").resize((SAMPLE, SAMPLE), Image.Resampling.BOX)
    pixels = list(zip(*[iter(small.tobytes())] * 4, strict=True))
    whole = sum(alpha for *_, alpha in pixels) or 1
    mean = [sum(pixel[n] * pixel[3] for pixel in pixels) // whole for n in range(3)]
    return "".join(f"{channel:02X}" for channel in mean)
