"""The kit's own template: size, theme, master and four layouts, made from python-pptx's default."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.presentation import Presentation as PresentationType
from pptx.util import Emu

from coursekit.model.deck import LayoutKey
from coursekit.render.slides import markup
from coursekit.render.slides.look import (
    HEIGHT,
    INK,
    MOON,
    MUTED,
    PAPER,
    SOURCE_SIZE,
    WIDTH,
    Box,
)
from coursekit.render.slides.page import Cover, Page, own_page
from coursekit.render.slides.palette import Palette
from coursekit.render.slides.theme import theme
from coursekit.wording import Wording

if TYPE_CHECKING:
    from pptx.slide import SlideLayout

KEPT = (0, 2, 1, 5)
"""The default's layouts that become ours: its title, section, content and title-only layouts."""


@dataclass(frozen=True)
class Blank:
    """A presentation without slides, and how to draw on it."""

    deck: PresentationType
    page: Page
    layouts: "Mapping[LayoutKey, SlideLayout]"


def blank(wording: Wording, language: str, palette: Palette) -> Blank:
    """Return an empty presentation of the kit's own look; `language` is a BCP 47 tag."""
    deck = Presentation()
    page = own_page(palette)
    deck.slide_width, deck.slide_height = Emu(markup.emu(WIDTH)), Emu(markup.emu(HEIGHT))
    root: Any = deck.part._element  # noqa: SLF001 - python-pptx has no way to reach the size's type
    root.sldSz.attrib.pop("type", None)
    _drop_leftovers(deck)
    _theme(deck, palette)
    _master(deck, page, wording("slides-layout-title"))
    _layouts(deck, page, wording)
    for part in (root, deck.slide_master._element):  # noqa: SLF001 - as above
        for properties in part.xpath(".//a:defRPr[@lang]"):
            properties.set("lang", language)
    title, section, _, content = deck.slide_layouts
    return Blank(deck, page, {"title": title, "section": section, "content": content})


def _drop_leftovers(deck: PresentationType) -> None:
    relations = deck.part.rels
    for number in [
        n for n, found in relations.items() if found.reltype == RELATIONSHIP_TYPE.PRINTER_SETTINGS
    ]:
        relations.pop(number)
    package: Any = deck.part.package
    kept = (RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES)
    relations = package._rels  # noqa: SLF001 - as above
    for number in [n for n, found in relations.items() if found.reltype not in kept]:
        relations.pop(number)


def _theme(deck: PresentationType, palette: Palette) -> None:
    part: Any = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    part._blob = theme("coursekit", palette)  # noqa: SLF001 - python-pptx has no way to set a theme


def _master(deck: PresentationType, page: Page, prompt: str) -> None:
    root: Any = deck.slide_master._element  # noqa: SLF001 - as above
    shapes = (
        _placeholder(2, 'type="title"', page.headline, prompt),
        _placeholder(3, 'type="body" idx="1"', page.body, prompt),
        *_foot(page, 4),
    )
    root.replace(root.cSld, page.adapt(_contents("", PAPER, shapes)))
    for name, value in page.palette.names.items():
        root.find("./{*}clrMap").set(name, value)
    styles = root.find(".//{*}txStyles")
    root.replace(
        styles,
        parse_xml(
            f"<p:txStyles {markup.NAMESPACES}><p:titleStyle>{_level(1, 32, INK, 'heading')}</p:titleStyle>"
            f"<p:bodyStyle>{''.join(_level(n, 24, INK, 'body') for n in range(1, 6))}</p:bodyStyle>"
            f"<p:otherStyle>{_level(1, 18, INK, 'body')}</p:otherStyle></p:txStyles>"
        ),
    )


def _layouts(deck: PresentationType, page: Page, wording: Wording) -> None:
    layouts: Any = list(deck.slide_layouts)
    for number, layout in enumerate(layouts):
        if number not in KEPT:
            deck.slide_layouts.remove(layout)
    head = _placeholder(2, 'type="title"', page.headline, "")
    body = _placeholder(3, 'type="body" idx="1"', page.body, "")
    ours = {
        "title": (page.title.ground, _opening(page, page.title)),
        "section": (page.section.ground, _opening(page, page.section)),
        "list": (None, (head, body, *_foot(page, 4))),
        "evidence": (None, (head, *_foot(page, 3))),
    }
    order = deck.slide_master._element.find(".//{*}sldLayoutIdLst")  # noqa: SLF001 - as above
    entries = dict(zip(sorted(KEPT), list(order), strict=True))
    for (key, (ground, shapes)), number in zip(ours.items(), KEPT, strict=True):
        root = layouts[number]._element  # noqa: SLF001 - as above
        root.replace(root.cSld, page.adapt(_contents(wording(f"slides-layout-{key}"), ground, shapes)))
        order.append(entries[number])


def _opening(page: Page, cover: Cover) -> tuple[str, ...]:
    title, body = cover.kinds
    return (
        _placeholder(2, f'type="{title}"', cover.headline, "", _level(1, 44, MOON, "heading"), "b"),
        _placeholder(3, f'type="{body}" idx="1"', cover.about, "", _level(1, 22, MOON, "body")),
        *_foot(page, 4, MOON),
    )


def _contents(name: str, ground: str | None, shapes: tuple[str, ...]) -> Any:
    back = f"<p:bg><p:bgPr>{markup.fill(ground)}<a:effectLst/></p:bgPr></p:bg>" if ground else ""
    named = f" name={markup.attribute(name)}" if name else ""
    return parse_xml(
        f'<p:cSld {markup.NAMESPACES}{named}>{back}<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/>'
        f"<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>{''.join(shapes)}</p:spTree></p:cSld>"
    )


def _foot(page: Page, first: int, colour: str = MUTED) -> tuple[str, str]:
    style = _level(1, SOURCE_SIZE, colour, "body")
    return (
        _placeholder(first, 'type="ftr" sz="quarter" idx="11"', page.source, "", style, "ctr"),
        _placeholder(
            first + 1,
            'type="sldNum" sz="quarter" idx="12"',
            page.number or page.source,
            "#",
            style.replace('"l"', '"r"'),
            "ctr",
        ),
    )


def _placeholder(number: int, kind: str, box: Box, prompt: str, style: str = "", anchor: str = "t") -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{number}"/>'
        '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr>{markup.frame(box)}"
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}"><a:noAutofit/></a:bodyPr>'
        f"<a:lstStyle>{style}</a:lstStyle><a:p><a:r><a:rPr/>"
        f"<a:t>{markup.safe(prompt)}</a:t></a:r></a:p></p:txBody></p:sp>"
    )


def _level(level: int, size: float, colour: str, font: str) -> str:
    return (
        f'<a:lvl{level}pPr marL="0" indent="0" algn="l"><a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/><a:defRPr sz="{round(size * 100)}" b="0">'
        f'{markup.fill(colour)}<a:latin typeface="{markup.FONTS[font]}"/></a:defRPr></a:lvl{level}pPr>'
    )
