"""The colours of a deck: what each role looks like, in the light and in the dark, and how they contrast."""

from collections.abc import Mapping
from dataclasses import dataclass, field

BRIGHT = 0.04045
LEAST_TEXT, LEAST_SHAPE = 4.5, 3.0
"""The least contrast of text and of shapes that say something, as WCAG 2 asks."""
BLACK, WHITE = "000000", "FFFFFF"
STEPS = 40


@dataclass(frozen=True)
class Palette:
    """What a deck's colours are; a role that is not named here is a colour of the theme's scheme."""

    scheme: Mapping[str, str]
    """The twelve colours of the theme."""
    dark: bool
    """The theme's dark colours are the ground, its light ones the text."""
    roles: Mapping[str, str]
    """Roles that the theme has no place for, as hex values or as names of its scheme."""
    slices: tuple[str, ...]
    """The slices of a ring, in hex: the first, then what is not in focus."""
    focus: str
    """The slice to look at, in hex."""
    stack: tuple[str, str]
    """The first two parts of a stacked bar, in hex: they stand out from each other and from the ground."""
    singled: tuple[str, str]
    """The part to look at and the first of the others, in hex, which stand out as well."""
    mapping: Mapping[str, str] = field(default_factory=dict)
    """What the names of the scheme mean on this ground where the theme's master says so."""

    def value(self, role: str) -> str:
        """Return a role as a name of the scheme or as a hex value."""
        return self.roles.get(role, role)

    def hex(self, role: str) -> str:
        """Return a role as a hex value."""
        value = self.value(role)
        return self.scheme[self.names[value]] if value in self.names else value

    @property
    def names(self) -> Mapping[str, str]:
        """The scheme's names on slides with those in the theme, as the master maps them."""
        return self.mapping or (ON_DARK if self.dark else ON_LIGHT)


ON_LIGHT = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"} | {
    name: name for name in (*(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
}
ON_DARK = ON_LIGHT | {"bg1": "dk1", "tx1": "lt1", "bg2": "dk2", "tx2": "lt2"}

PALETTES: dict[str, Palette] = {
    "light": Palette(
        {
            "dk1": "1D2430",
            "lt1": "FBF8F1",
            "dk2": "565F6C",
            "lt2": "F2ECDF",
            "accent1": "1F4E8C",
            "accent2": "A34A17",
            "accent3": "1F6F6B",
            "accent4": "74397A",
            "accent5": "8A6400",
            "accent6": "9A2F22",
            "hlink": "1F4E8C",
            "folHlink": "74397A",
        },
        dark=False,
        roles={"grey": "6B717A", "rule": "D9D2C3", "night": "12181F", "dusk": "accent1", "moon": "bg1"},
        slices=("1F4E8C", "6B717A", "888F98", "424954", "8A9099", "585F69"),
        focus="A34A17",
        stack=("163A69", "C47C3E"),
        singled=("6E2F07", "888F98"),
    ),
    "dark": Palette(
        {
            "dk1": "12181F",
            "lt1": "EDE8DC",
            "dk2": "1E2731",
            "lt2": "A8B2BF",
            "accent1": "8FB8E8",
            "accent2": "EBA56C",
            "accent3": "7CC7C0",
            "accent4": "D3A0D8",
            "accent5": "E3C05A",
            "accent6": "F0998A",
            "hlink": "8FB8E8",
            "folHlink": "D3A0D8",
        },
        dark=True,
        roles={"grey": "9AA3AE", "rule": "39434F", "night": "0A0E13", "dusk": "1B3F70", "moon": "tx1"},
        slices=("8FB8E8", "9AA3AE", "7F8995", "C9CDD2", "818B97", "B4BBC4"),
        focus="EBA56C",
        stack=("DCEAFB", "B8743D"),
        singled=("F2B98A", "5E6873"),
    ),
}
"""The palettes that a course can choose, by the word it writes."""


def contrast(one: str, other: str) -> float:
    """Return the contrast of two hex colours, from 1 to 21, as WCAG 2 reckons it."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def blend(one: str, other: str, share: float) -> str:
    """Return a hex colour between two: a share of 0 is the first, of 1 the second."""
    mixed = (round(a + (b - a) * share) for a, b in zip(_channels(one), _channels(other), strict=True))
    return "".join(f"{channel:02X}" for channel in mixed)


def legible(colour: str, grounds: tuple[str, ...], least: float, towards: str) -> str:
    """Return the colour, or as little of another mixed in as makes it readable on all the grounds."""
    mixed = (blend(colour, towards, n / STEPS) for n in range(STEPS + 1))
    return next((one for one in mixed if all(contrast(one, ground) >= least for ground in grounds)), towards)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[0:2], 16), int(colour[2:4], 16), int(colour[4:6], 16)


def _luminance(colour: str) -> float:
    shares = [channel / 255 for channel in _channels(colour)]
    red, green, blue = (s / 12.92 if s <= BRIGHT else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
