"""Colours for our content on a template's ground: its theme's own where they read well, or shades of them."""

from coursekit.render.slides.inherit import Scheme
from coursekit.render.slides.palette import (
    BLACK,
    LEAST_SHAPE,
    LEAST_TEXT,
    WHITE,
    Palette,
    blend,
    contrast,
    legible,
)

ACCENTS = tuple(f"accent{n}" for n in range(1, 7))
GOOD = 7.0
"""The contrast of running text."""
CARD, RULE, MUTED, GREY = 0.06, 0.2, 0.25, 0.45
"""How far a colour lies between two others."""


def plainest(scheme: Scheme, ink: str) -> str:
    """Return the theme's light or dark colour on which its text reads best."""
    grounds = [scheme.colours.get(name, WHITE) for name in ("lt1", "dk1")]
    return max(grounds, key=lambda ground: contrast(ground, ink or BLACK))


def on_ground(scheme: Scheme, ground: str, ink: str) -> Palette:
    """Return the palette that reads on a ground; `ink` is the template's own text colour, or empty."""
    best = max((BLACK, WHITE), key=lambda colour: contrast(colour, ground))
    start = ink if ink and contrast(ink, ground) >= LEAST_SHAPE else best
    text = legible(start, (ground,), GOOD, best)
    card = blend(ground, text, CARD)
    if contrast(text, card) < LEAST_TEXT:
        card = ground
    roles = {"tx1": text, "bg1": ground, "bg2": card, "moon": text, "night": ground, "dusk": ground}
    roles["tx2"] = legible(blend(text, ground, MUTED), (ground, card), LEAST_TEXT, text)
    roles["grey"] = legible(blend(text, ground, GREY), (ground,), LEAST_TEXT, text)
    roles["rule"] = blend(ground, text, RULE)
    accents = {}
    for name in ACCENTS:
        own = scheme.colours.get(scheme.names.get(name, name)) or text
        accents[name] = legible(own, (ground, card), LEAST_TEXT, text)
        if accents[name] != own:
            roles[name] = accents[name]
    greys = (roles["grey"], *(blend(roles["grey"], text, share) for share in (0.6, 0.3, 0.8, 0.45)))
    shown = tuple(legible(shade, (ground,), LEAST_SHAPE, text) for shade in greys)
    names = {name: name for name in scheme.colours} | dict(scheme.names)
    return Palette(
        scheme.colours,
        dark=False,
        roles=roles,
        slices=(accents["accent1"], *shown),
        focus=accents["accent2"],
        stack=_stack(accents["accent1"], accents["accent2"], ground, text),
        singled=_stack(accents["accent2"], roles["grey"], ground, text),
        mapping=names,
    )


def _stack(first: str, second: str, ground: str, text: str) -> tuple[str, str]:
    """Return shades of two colours that stand out from the ground and, as far as can be, from each other."""
    far = legible(first, (ground,), GOOD, text)
    shades = [blend(second, end, n / 20) for end in (text, ground) for n in range(20)]
    return far, max(shades, key=lambda shade: min(contrast(shade, ground), contrast(shade, far)))
