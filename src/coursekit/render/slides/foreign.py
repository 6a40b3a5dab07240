"""An organiser's template: its masters and layouts stay, our content goes under its titles."""

from dataclasses import replace
from io import BytesIO
from typing import Any

from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.package import Package

from coursekit.artifact import UnfitError
from coursekit.model.deck import LayoutKey, Template
from coursekit.render.slides import inherit, placing
from coursekit.render.slides.grounds import Ground, ground_of
from coursekit.render.slides.inherit import Scheme, Setting
from coursekit.render.slides.look import EMU, HEIGHT, Box
from coursekit.render.slides.markup import A
from coursekit.render.slides.metrics import Typeface, Typefaces, typeface
from coursekit.render.slides.page import Cover, Page, Style
from coursekit.render.slides.palette import BLACK, LEAST_SHAPE, LEAST_TEXT, WHITE, Palette, contrast
from coursekit.render.slides.placing import (
    BODIES,
    EDGE,
    FEET,
    FOOT,
    GAP,
    LEAST_HEIGHT,
    LEAST_WIDTH,
    SPACE,
    TITLES,
    Place,
    bodies,
    first,
    panel,
)
from coursekit.render.slides.template import Blank
from coursekit.render.slides.tints import on_ground, plainest

ADDRESS = "course/slides/template"
"""Where the template is named."""
SIZES = (54.0, 48.0, 44.0, 40.0, 36.0, 34.0, 32.0, 30.0, 28.0, 26.0, 24.0, 22.0, 20.0)
KEPT = (RELATIONSHIP_TYPE.SLIDE_MASTER, RELATIONSHIP_TYPE.THEME, RELATIONSHIP_TYPE.TABLE_STYLES)
CAPITALS = 0.7
"""What text takes of the width that it has in capitals."""
LISTED = ("sldMasterIdLst", "sldIdLst", "sldSz", "notesSz", "defaultTextStyle")
"""What stays of a presentation's own settings: neither passwords nor sections nor who commented."""


def opened(template: Template) -> Blank:
    """Return a template without its slides, and how to draw on it.

    Raises UnfitError where its layouts leave too little room.
    """
    deck = _emptied(template)
    scale = deck.slide_height / EMU / HEIGHT
    every = [layout for master in deck.slide_masters for layout in master.slide_layouts]
    named = dict(reversed(list(zip(template.layouts, every, strict=True))))
    wide = deck.slide_width / EMU / scale

    def of(key: LayoutKey) -> list[Any]:
        return [named[name] for name in template.candidates(key) if first(named[name], TITLES) is not None]

    places = [found for layout in of("content") if (found := placing.place(layout, scale, wide))]
    if not places or not of("title") or not of("section"):
        names = ", ".join(template.candidates("content"))
        raise UnfitError(ADDRESS, f"no layout of these has a title with enough room under it: {names}")
    place = max(places, key=lambda found: found.room.w * found.room.h)
    layouts: dict[LayoutKey, Any] = {
        "content": place.layout,
        "title": of("title")[0],
        "section": of("section")[0],
    }
    return Blank(deck, _page(layouts, place, scale, wide), layouts)


def _emptied(template: Template) -> Any:
    try:
        package: Any = Package.open(BytesIO(template.data))
        main = package.main_document_part
        deck = main.presentation
        sizes = deck.slide_width, deck.slide_height
    except Exception:  # noqa: BLE001 - python-pptx raises whatever it stumbles over
        raise UnfitError(ADDRESS, "it can't be read: its parts do not belong together") from None
    if None in sizes or 0 in sizes:
        raise UnfitError(ADDRESS, "it says no size of its slides")
    main._content_type = CONTENT_TYPE.PML_PRESENTATION_MAIN  # noqa: SLF001 - python-pptx has no way to set it
    root = main._element  # noqa: SLF001 - as above
    for child in list(root):
        if child.tag.rpartition("}")[2] not in LISTED:
            root.remove(child)
    for slide in list(root.sldIdLst) if root.sldIdLst is not None else ():
        root.sldIdLst.remove(slide)
    _keep(main.rels, KEPT)
    _keep(package._rels, (RELATIONSHIP_TYPE.OFFICE_DOCUMENT,))  # noqa: SLF001 - as above
    return deck


def _keep(relations: Any, kinds: tuple[str, ...]) -> None:
    for number in [n for n, found in relations.items() if found.reltype not in kinds]:
        relations.pop(number)


def _page(layouts: dict[LayoutKey, Any], place: Place, scale: float, wide: float) -> Page:
    content, room = place.layout, place.room
    scheme = inherit.scheme_of(content)
    title = first(content, TITLES)
    setting = inherit.setting_of(title, scheme, content.slide_master)
    text = _body_setting(content, scheme)
    ground = ground_of(content, scheme, room, scale, wide)
    beneath = None if ground.plain else panel(room, place.box, wide)
    under = ground.colour if ground.plain else plainest(scheme, text.colour)
    palette = on_ground(scheme, under, text.colour)
    source = replace(room, y=room.bottom - FOOT, h=FOOT)
    body = replace(room, h=room.h - FOOT - SPACE)
    headline = _narrowed(inherit.text_box_of(place.title, scale) or room, setting)
    numbered = first(content, FEET[2:]) is not None
    return Page(
        palette,
        _typefaces(setting, text, scheme),
        headline=headline,
        body=body,
        flow=body,
        source=source if numbered else replace(source, w=source.w - 60),
        number=None if numbered else Box(source.right - 52, source.y, 52, source.h),
        title=_cover(layouts["title"], scale, wide, palette),
        section=_cover(layouts["section"], scale, wide, palette),
        headline_sizes=_sizes(setting, scale),
        headline_style=_style(setting, ground_of(content, scheme, headline, scale, wide), palette, "heading"),
        headline_place=None if place.title is title else place.box,
        headline_kind=title.element.ph.type.xml_value,
        foot_style=_foot(content, scheme, scale, wide, palette),
        panel=beneath,
        scale=scale,
        own=False,
    )


def _cover(layout: Any, scale: float, wide: float, palette: Palette) -> Cover:
    scheme = inherit.scheme_of(layout)
    title, about = first(layout, TITLES), first(layout, BODIES)
    headline = inherit.text_box_of(title, scale) or Box(EDGE, EDGE, LEAST_WIDTH, LEAST_HEIGHT)
    setting = inherit.setting_of(title, scheme, layout.slide_master)
    room = _narrowed(headline, setting)
    style = _style(setting, ground_of(layout, scheme, headline, scale, wide), palette, "heading")
    kinds, indices = [title.element.ph.type.xml_value, ""], [title.placeholder_format.idx, 0]
    box = replace(headline, y=headline.bottom + GAP, h=max(FOOT, HEIGHT - EDGE * 2 - headline.bottom - GAP))
    about_style = replace(style, font="body", bold=False)
    if about is not None:
        box = inherit.text_box_of(about, scale) or box
        kinds[1] = about.element.ph.type.xml_value
        indices[1] = about.placeholder_format.idx
        ground = ground_of(layout, scheme, box, scale, wide)
        about_style = _style(inherit.setting_of(about, scheme, layout.slide_master), ground, palette, "body")
    return Cover(
        room,
        box,
        style,
        about_style,
        _foot(layout, scheme, scale, wide, palette),
        (kinds[0], kinds[1]),
        (indices[0], indices[1]),
        _sizes(setting, scale),
    )


def _foot(layout: Any, scheme: Scheme, scale: float, wide: float, palette: Palette) -> Style:
    """Return how a layout's number and footer are set."""
    found = first(layout, FEET[::-1])
    box = inherit.box_of(found, scale) if found is not None else None
    if box is None:
        return Style(palette.hex("tx2"), "body")
    ground = ground_of(layout, scheme, box, scale, wide)
    return _style(inherit.setting_of(found, scheme, layout.slide_master), ground, palette, "body")


def _style(setting: Setting, ground: Ground, palette: Palette, font: str) -> Style:
    """Return how a placeholder's text is set, in its own colour unless nobody could read it."""
    colour = setting.colour or palette.hex("tx1")
    least = LEAST_SHAPE if font == "heading" else LEAST_TEXT
    if ground.colour and contrast(colour, ground.colour) < least:
        colour = max((BLACK, WHITE), key=lambda one: contrast(one, ground.colour))
    return Style(colour, font, setting.bold, setting.align)


def _narrowed(room: Box, setting: Setting) -> Box:
    """Return the room in which a text takes the lines that its capitals take in the whole."""
    return replace(room, w=room.w * CAPITALS) if setting.capitals else room


def _sizes(setting: Setting, scale: float) -> tuple[float, ...]:
    own = setting.size / scale
    return tuple(size for size in SIZES if size <= own + 1) or SIZES[-1:]


def _body_setting(layout: Any, scheme: Scheme) -> Setting:
    for placeholder in bodies(layout):
        return inherit.setting_of(placeholder, scheme, layout.slide_master)
    return Setting(18, scheme.colours.get(scheme.names.get("tx1", "dk1"), ""), "", bold=False, align="l")


def _typefaces(title: Setting, text: Setting, scheme: Scheme) -> Typefaces:
    return Typefaces(_typeface(title, "major", scheme), _typeface(text, "minor", scheme))


def _typeface(setting: Setting, kind: str, scheme: Scheme) -> Typeface:
    latin = scheme.theme.find(f".//{A}{kind}Font/{A}latin")
    family = str(latin.get("typeface")) if latin is not None else ""
    if setting.family and not setting.family.startswith("+"):
        return typeface(setting.family, setting.family)
    return typeface(family)
