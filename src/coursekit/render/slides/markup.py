"""Writes shapes and text as DrawingML: strings in, elements out."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from coursekit.render.prose import Run
from coursekit.render.slides.look import CODE_FONT, EMU, Box
from coursekit.render.slides.metrics import Paragraph

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML cannot hold."""
HEX_LENGTH = 6
ROLE = re.compile('<a:schemeClr val="([a-z0-9]+)"/>')
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
LENGTHS = {
    "off": ("x", "y"),
    "ext": ("cx", "cy"),
    "ln": ("w",),
    "lnB": ("w",),
    "gridCol": ("w",),
    "tr": ("h",),
    "tcPr": ("marL", "marR", "marT", "marB"),
    "bodyPr": ("lIns", "tIns", "rIns", "bIns"),
    "pPr": ("marL", "indent"),
    "rPr": ("sz",),
    "defRPr": ("sz",),
    "endParaRPr": ("sz",),
    "spcPts": ("val",),
}
"""Elements of DrawingML with their attributes that are lengths."""
FONTS = {"heading": "+mj-lt", "body": "+mn-lt"}
HEADING_SPACING = 92_000
"""Georgia needs less than a full line; the fonts that stand in for it need more than its own."""
WEB = ("https://", "http://")
DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


@dataclass(frozen=True)
class Pattern:
    """A fill of lines or dots, which can be told from another without colour."""

    preset: str
    """As DrawingML names it."""
    ink: str
    ground: str


DASH = '<a:prstDash val="dash"/>'
SHORT_DASH = '<a:prstDash val="sysDash"/>'
"""What makes an outline a dashed one; small shapes would have too few long dashes."""
Fill = str | Pattern
"""A colour, as a role or a hex value, or a pattern of two."""

Link = Callable[[str], str]
"""Registers an address and returns its relationship's id."""


def safe(text: str) -> str:
    """Escape text for an element."""
    return escape(FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text))


def attribute(text: str) -> str:
    """Quote text as the value of an attribute."""
    return quoteattr(FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text))


def emu(points: float) -> int:
    """Return a length in English metric units."""
    return round(points * EMU)


def colour(value: str) -> str:
    """Write a colour: a name of the theme, or a hex value."""
    is_hex = len(value) == HEX_LENGTH
    return f'<a:srgbClr val="{value}"/>' if is_hex else f'<a:schemeClr val="{value}"/>'


def paint(element: Any, roles: Mapping[str, str]) -> None:
    """Give roles that the theme has no place for their colours."""
    for found in list(element.iter(f"{A}schemeClr")):
        value = roles.get(found.get("val"), "")
        if len(value) == HEX_LENGTH:
            _exchange(found, "srgbClr", value)
        elif value:
            found.set("val", value)


def painted(xml: str, roles: Mapping[str, str]) -> str:
    """Give roles that the theme has no place for their colours, in text."""
    return ROLE.sub(lambda found: colour(roles.get(found[1], found[1])), xml)


def resize(element: Any, scale: float) -> None:
    """Multiply every length."""
    for name, attributes in LENGTHS.items():
        for found in element.iter(f"{A}{name}"):
            for attribute in attributes:
                if attribute in found.attrib:
                    found.set(attribute, str(round(int(found.get(attribute)) * scale)))


def set_fonts(element: Any, fonts: Mapping[str, str]) -> None:
    """Name fonts where a template does not use its theme's."""
    for found in element.iter(f"{A}latin"):
        found.set("typeface", fonts.get(found.get("typeface"), found.get("typeface")))


def fix_lines(element: Any, line: float) -> None:
    """Set lines apart by their size, whatever a font asks for: what was measured then holds."""
    for paragraph in element.iter(f"{A}p"):
        space, end = paragraph.find(f"{A}pPr/{A}lnSpc"), paragraph.find(f"{A}endParaRPr")
        if space is not None and end is not None:
            _exchange(space[0], "spcPts", str(round(int(end.get("sz")) * line)))


def _exchange(old: Any, name: str, value: str) -> None:
    """Put an element of another name in an element's place; what was in it goes with it."""
    new = old.makeelement(f"{A}{name}", {"val": value})
    new.extend(list(old))
    new.tail = old.tail
    old.getparent().replace(old, new)


def fill(value: Fill | None) -> str:
    """Write a fill, or none."""
    if isinstance(value, Pattern):
        return (
            f'<a:pattFill prst="{value.preset}"><a:fgClr>{colour(value.ink)}</a:fgClr>'
            f"<a:bgClr>{colour(value.ground)}</a:bgClr></a:pattFill>"
        )
    return f"<a:solidFill>{colour(value)}</a:solidFill>" if value else "<a:noFill/>"


def outline(value: str | None, width: float = 1, extra: str = "") -> str:
    """Write an outline, or none."""
    if not value:
        return "<a:ln><a:noFill/></a:ln>"
    return f'<a:ln w="{emu(width)}">{fill(value)}{extra}</a:ln>'


def frame(box: Box, attributes: str = "") -> str:
    """Write where a shape stands."""
    return (
        f'<a:xfrm{attributes}><a:off x="{emu(box.x)}" y="{emu(box.y)}"/>'
        f'<a:ext cx="{emu(box.w)}" cy="{emu(box.h)}"/></a:xfrm>'
    )


def name(number: int, title: str, description: str = "", *, decorative: bool = False) -> str:
    """Write a shape's id, its name and what it shows."""
    extra = DECORATIVE if decorative else ""
    described = f" descr={attribute(description)}" if description or decorative else ""
    return f'<p:cNvPr id="{number}" name={attribute(title)}{described}>{extra}</p:cNvPr>'


def paragraphs(items: Iterable[Paragraph], language: str, link: Link) -> str:
    """Write paragraphs."""
    return "".join(_paragraph(item, language, link) for item in items)


def _paragraph(item: Paragraph, language: str, link: Link) -> str:
    runs = "".join(_run(item, run, language, link) for run in item.runs if run.text)
    spacing = HEADING_SPACING if item.font == "heading" else 100_000
    hang = f' marL="{emu(item.hang)}" indent="{-emu(item.hang)}"' if item.mark else ' marL="0" indent="0"'
    return (
        f'<a:p><a:pPr{hang} algn="{item.align}"><a:lnSpc><a:spcPct val="{spacing}"/></a:lnSpc>'
        '<a:spcBef><a:spcPts val="0"/></a:spcBef>'
        f'<a:spcAft><a:spcPts val="{round(item.after * 100)}"/></a:spcAft>'
        f"{_mark(item.mark)}</a:pPr>{runs}"
        f'<a:endParaRPr lang="{language}" sz="{round(item.size * 100)}"/></a:p>'
    )


def _mark(mark: str) -> str:
    if not mark:
        return "<a:buNone/>"
    if mark.endswith("."):
        return f'<a:buFont typeface="+mj-lt"/><a:buAutoNum type="arabicPeriod" startAt="{mark[:-1]}"/>'
    return f'<a:buFont typeface="Arial"/><a:buChar char={attribute(mark)}/>'


def _run(item: Paragraph, run: Run, language: str, link: Link) -> str:
    bold = ' b="1"' if item.bold or run.strong else ' b="0"'
    italic = ' i="1"' if run.emphasis else ""
    font = CODE_FONT if run.code else FONTS[item.font]
    click = f'<a:hlinkClick r:id="{link(run.link)}"/>' if run.link.startswith(WEB) else ""
    return (
        f'<a:r><a:rPr lang="{language}" sz="{round(item.size * 100)}"{bold}{italic} dirty="0">'
        f'{fill(item.colour)}<a:latin typeface="{font}"/>{click}</a:rPr><a:t>{safe(run.text)}</a:t></a:r>'
    )


def inheriting_body(content: str) -> str:
    """Write the text body of a placeholder that stands as its layout says."""
    return f"<p:txBody><a:bodyPr><a:noAutofit/></a:bodyPr><a:lstStyle/>{content}</p:txBody>"


def text_body(content: str, anchor: str, insets: tuple[float, float, float, float]) -> str:
    """Write a text body that no program may re-fit."""
    left, top, right, bottom = (emu(inset) for inset in insets)
    return (
        f'<p:txBody><a:bodyPr wrap="square" lIns="{left}" tIns="{top}" rIns="{right}" bIns="{bottom}" '
        f'anchor="{anchor}"><a:noAutofit/></a:bodyPr><a:lstStyle/>{content}</p:txBody>'
    )


def slide(shapes: str) -> str:
    """Write a slide with these shapes."""
    return f"{HEAD}<p:sld {NAMESPACES}>{_contents(shapes)}</p:sld>"


def notes(shapes: str) -> str:
    """Write the notes of a slide."""
    return f"{HEAD}<p:notes {NAMESPACES}>{_contents(shapes)}</p:notes>"


def _contents(shapes: str) -> str:
    return (
        '<p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
        f"<p:grpSpPr/>{shapes}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"
    )
