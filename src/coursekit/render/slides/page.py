"""The page that a deck's slides are drawn on: where things stand, in points of a slide that is 540 high."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from lxml.etree import tostring
from pptx.oxml import parse_xml

from coursekit.model.deck import LayoutKey
from coursekit.render.slides import markup
from coursekit.render.slides.look import HEADLINE_SIZES, INK, MARGIN, MUTED, WIDTH, Box
from coursekit.render.slides.metrics import LINE, OURS, Typefaces
from coursekit.render.slides.palette import Palette

OPENING_SIZES = (48, 44, 40, 36, 32, 28)
HEADLINE_LINES = 2.05
CORNER = 116.0
"""Width of a small logo in a slide's corner, with the room beside it."""


@dataclass(frozen=True)
class Style:
    """How a placeholder's text is set."""

    colour: str
    font: str = "heading"
    bold: bool = False
    align: str = "l"


@dataclass(frozen=True)
class Cover:
    """A slide that opens a deck or a part."""

    headline: Box
    about: Box
    style: Style
    about_style: Style
    foot: Style
    """How its number is set."""
    kinds: tuple[str, str]
    """The types of the two placeholders."""
    indices: tuple[int, int] = (0, 1)
    sizes: Sequence[float] = OPENING_SIZES
    place: Box | None = None
    """Where course and session stand; without it they open the text about the lesson."""
    rule: Box | None = None
    ground: str = ""
    """The ground's role, where it is known."""


@dataclass(frozen=True)
class Page:
    """A page with its places and colours."""

    palette: Palette
    typefaces: Typefaces
    headline: Box
    body: Box
    flow: Box
    """The body of a slide whose headline is one line."""
    source: Box
    number: Box | None
    """Where the slide's number stands; None where the template's own place is taken."""
    title: Cover
    section: Cover
    headline_sizes: Sequence[float] = HEADLINE_SIZES
    headline_style: Style = Style(INK)
    headline_place: Box | None = None
    """Where its placeholder stands, if not where its layout says."""
    headline_kind: str = "title"
    """The type of its placeholder."""
    foot_style: Style = Style(MUTED, "body")
    eyebrow: Box | None = None
    panel: Box | None = None
    """A plain ground under the body, where the template's own may be anything."""
    scale: float = 1.0
    """How long a point of ours is on the slide."""
    own: bool = True
    """The page is the kit's; if not, the template's placeholders keep their places."""

    def cover(self, key: LayoutKey) -> Cover:
        """Return how an opening slide is set."""
        return self.title if key == "title" else self.section

    def headline_room(self, size: float) -> Box:
        """Return the room of a headline at a size."""
        if not self.own:
            return self.headline
        return replace(self.headline, h=HEADLINE_LINES * size * 1.2)

    def across(self, length: float) -> float:
        """Return a length that was chosen for a page of 16:9, in proportion."""
        return length * self.body.w / (WIDTH - 2 * MARGIN)

    def with_corner(self) -> "Page":
        """Return the page with room for a small logo at its foot."""
        return replace(self, source=replace(self.source, w=self.source.w - CORNER))

    @property
    def corner(self) -> Box:
        """Where a small logo stands: beside the number, at the right of the source."""
        return Box(self.source.right + 12, self.source.y - 6, CORNER - 12, self.source.h + 10)

    def adapted(self, xml: str) -> str:
        """Adapt a shape or a chart that is text: on our own page only roles are to be painted."""
        if self.own:
            return markup.painted(xml, self.palette.roles)
        element: Any = parse_xml(f"<p:cNvPr {markup.NAMESPACES}>{xml}</p:cNvPr>")
        return "".join(tostring(one, encoding="unicode") for one in self.adapt(element))

    def adapt(self, element: Any) -> Any:
        """Give an element's roles their colours and its lengths the slide's size; return it."""
        markup.paint(element, self.palette.roles)
        if not self.own:
            markup.fix_lines(element, LINE)
            markup.set_fonts(element, self.typefaces.names)
            markup.resize(element, self.scale)
        return element


def own_page(palette: Palette) -> Page:
    """Return the kit's own page, 16:9."""
    wide = WIDTH - 2 * MARGIN
    body = Box(MARGIN, 150, wide, 326)
    foot = Box(MARGIN, 494, wide, 22)
    headline = Box(MARGIN, 92, wide, 170)
    rule = Box(MARGIN, headline.bottom + 14, 96, 3)
    moon = Style("moon")
    title = Cover(
        headline,
        Box(MARGIN, rule.bottom + 16, wide, 484 - rule.bottom - 16),
        moon,
        Style("moon", "body"),
        Style("moon", "body"),
        ("ctrTitle", "subTitle"),
        place=Box(MARGIN, 56, wide, 30),
        rule=rule,
        ground="night",
    )
    return Page(
        palette,
        OURS,
        headline=Box(MARGIN, 52, wide, 84),
        body=body,
        flow=Box(MARGIN, 116, wide, 364),
        source=Box(foot.x, foot.y, foot.w - 60, foot.h),
        number=Box(foot.right - 52, foot.y, 52, foot.h),
        title=title,
        section=replace(title, kinds=("title", "body"), ground="dusk"),
        eyebrow=Box(MARGIN, 30, wide, 20),
    )
