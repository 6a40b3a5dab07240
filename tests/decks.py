"""Reads made decks back: what colour each text has, and what lies under it."""

import re
from functools import cache

from pptx.oxml import parse_xml

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"


def contrast(one, other):
    """The contrast of two hex colours by WCAG 2, written down anew."""

    def luminance(colour):
        shares = [int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4)]
        linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@cache
def drawn(part):
    """The boxes of what a layout and its master draw; a template may have thousands."""
    layout = part.slide_layout
    parts = (layout, layout.slide_master)
    return [box(each) for part in parts for each in part.shapes if not each.is_placeholder]


class Colours:
    """The colours of a slide's theme."""

    def __init__(self, slide):
        master = slide.slide_layout.slide_master
        rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"
        theme = parse_xml(master.part.part_related_by(rel).blob)
        self.theme = {
            child.tag.removeprefix(A): child[0].get("lastClr") or child[0].get("val")
            for child in theme.find(f".//{A}clrScheme")
        }
        self.names = dict(master._element.find(f"{P}clrMap").attrib)
        self.drawn = drawn(slide.slide_layout.part)

    def of(self, fill):
        """The hex value of a solid fill; None for anything else."""
        if fill is None or fill.tag != f"{A}solidFill":
            return None
        value = fill[0].get("val")
        return (
            value.upper()
            if fill[0].tag == f"{A}srgbClr"
            else self.theme[self.names.get(value, value)].upper()
        )

    def ground(self, slide, place):
        """The slide's own plain ground in a place; None where it is none, or something is drawn there."""
        if any(overlap(each, place) for each in self.drawn):
            return None
        for part in (slide.slide_layout, slide.slide_layout.slide_master):
            found = part._element.find(f"{P}cSld/{P}bg/{P}bgPr")
            if found is not None:
                return self.of(found.find(f"{A}solidFill"))
            found = part._element.find(f"{P}cSld/{P}bg/{P}bgRef")
            if found is not None:
                return self.theme[self.names[found[0].get("val")]]
        return self.theme[self.names["bg1"]]


def box(shape):
    return shape.left, shape.top, shape.left + shape.width, shape.top + shape.height


def overlap(one, other):
    """Whether two boxes share more than an edge."""
    slack = 2_000
    return (
        one[0] + slack < other[2]
        and other[0] + slack < one[2]
        and one[1] + slack < other[3]
        and other[1] + slack < one[3]
    )


def inside(inner, outer):
    return inner[0] >= outer[0] and inner[1] >= outer[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def read_texts(slide):
    """Yield each run of a slide: its shape, text, colour, what lies under it, and its size in points."""
    colours = Colours(slide)
    grounds = []
    for shape in slide.shapes:
        element = shape._element
        own = colours.of(element.find(f"{P}spPr/{A}solidFill"))
        place = box(shape)
        line = middle(place)
        under = own or next(
            (colour for under, colour in reversed(grounds) if inside(line, under)),
            colours.ground(slide, place),
        )
        for run in element.iter(f"{A}r"):
            style = run.find(f"{A}rPr")
            text = run.findtext(f"{A}t")
            if text.strip():
                yield shape, text, colours.of(style.find(f"{A}solidFill")), under, int(style.get("sz")) / 100
        if own:
            grounds.append((place, own))


def middle(place):
    """The middle line of a shape's box, which has to lie on what is under it."""
    left, top, right, bottom = place
    height = (top + bottom) // 2
    return left, height, right, height


def chart_text_colours(xml):
    """Yield the theme's names of the colours of a chart's text."""
    yield from re.findall(r"<a:(?:defRPr|rPr)[^>]*><a:solidFill><a:schemeClr val=\"(\w+)\"", xml)
