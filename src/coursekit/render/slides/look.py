"""The look of a deck: colours, fonts, sizes and the grid, all lengths in points."""

from dataclasses import dataclass, replace

WIDTH, HEIGHT = 960.0, 540.0
"""16:9, 13.333 by 7.5 inches."""
MARGIN = WIDTH / 16
COLUMNS, GUTTER = 12, 16.0
EMU = 12_700
"""English metric units in a point."""

INK, PAPER, MUTED, CARD = "tx1", "bg1", "tx2", "bg2"
LAPIS, OCHRE, TEAL, PLUM, GOLD, WARN = "accent1", "accent2", "accent3", "accent4", "accent5", "accent6"
GREY, RULE, NIGHT, DUSK, MOON = "grey", "rule", "night", "dusk", "moon"
"""Roles of colours: names of the theme's scheme, which a person can change once for all slides, and what it
has no place for: what is out of focus, hairlines, the grounds of opening slides and the text on them."""

HEADING_FONT, BODY_FONT, CODE_FONT = "Georgia", "Arial", "Courier New"

HEADLINE_SIZES = (34, 32, 30, 28)
BODY_SIZES = (24, 22, 20, 18)
LARGE_SIZES = (30, 28, 26, *BODY_SIZES)
SMALL_SIZES = (20, 18)
FINE_SIZES = (17, 16)
SOURCE_SIZE = 14
"""The smallest size on a slide."""


@dataclass(frozen=True)
class Box:
    """A rectangle on the slide."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.h

    @property
    def middle(self) -> float:
        """The height of the centre."""
        return self.y + self.h / 2

    def inset(
        self, left: float, top: float = 0, right: float | None = None, bottom: float | None = None
    ) -> "Box":
        """Return the box without its edges; what is not given is as on the other side."""
        right = left if right is None else right
        bottom = top if bottom is None else bottom
        return Box(self.x + left, self.y + top, self.w - left - right, self.h - top - bottom)

    def down(self, by: float) -> "Box":
        """Return what is left when the top is taken off."""
        return replace(self, y=self.y + by, h=self.h - by)

    def columns(self, count: int, gap: float = GUTTER) -> tuple["Box", ...]:
        """Divide the box into equal columns."""
        width = (self.w - gap * (count - 1)) / count
        return tuple(replace(self, x=self.x + n * (width + gap), w=width) for n in range(count))

    def rows(self, count: int, gap: float = GUTTER) -> tuple["Box", ...]:
        """Divide the box into equal rows."""
        height = (self.h - gap * (count - 1)) / count
        return tuple(replace(self, y=self.y + n * (height + gap), h=height) for n in range(count))

    def span(self, first: int, count: int) -> "Box":
        """Return some of the grid's twelve columns, the first being 0."""
        one = (self.w - GUTTER * (COLUMNS - 1)) / COLUMNS
        return replace(self, x=self.x + first * (one + GUTTER), w=count * one + (count - 1) * GUTTER)
