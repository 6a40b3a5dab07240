"""What a template says about a place on its layouts: its box, its colours and how its text is set."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml

from coursekit.render.slides.look import EMU, Box
from coursekit.render.slides.markup import A
from coursekit.render.slides.palette import BLACK, WHITE, blend

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
INSETS = {"lIns": 91_440, "tIns": 45_720, "rIns": 91_440, "bIns": 45_720}
"""What PowerPoint takes where a text says nothing."""
PRESETS = {"black": BLACK, "white": WHITE}
WHOLE = 100_000
STYLES = {"title": "titleStyle", "ctrTitle": "titleStyle", "subTitle": "bodyStyle", "body": "bodyStyle"}
FIRST_FILL = 1001
"""From here on, a background's number means a fill of the theme's list."""


@dataclass(frozen=True)
class Scheme:
    """The colours of a master's theme, and what its slides call them."""

    colours: Mapping[str, str]
    names: Mapping[str, str]
    theme: Any
    """The theme's root."""

    def value(self, fill: Any) -> str:
        """Return the hex value of a fill's colour; empty where it has none or lets through what is behind."""
        if fill is None or fill.tag != f"{A}solidFill" or len(fill) == 0:
            return ""
        element = fill[0]
        found = self.plain(element)
        for change in element if found else ():
            name, share = change.tag.removeprefix(A), int(change.get("val", WHOLE)) / WHOLE
            if name == "alpha" and share < 1:
                return ""
            if name in ("shade", "lumMod"):
                found = blend(BLACK, found, min(share, 1.0))
            elif name == "tint":
                found = blend(WHITE, found, share)
            elif name == "lumOff":
                found = blend(found, WHITE, share)
        return found

    def plain(self, element: Any) -> str:
        """Return the hex value of a colour without its changes."""
        kind, value = element.tag.removeprefix(A), element.get("val", "")
        if kind == "srgbClr":
            return str(value).upper()
        if kind == "sysClr":
            return str(element.get("lastClr", BLACK)).upper()
        if kind == "schemeClr":
            return self.colours.get(self.names.get(value, value), "")
        return PRESETS.get(value, "")


def scheme_of(layout: Any) -> Scheme:
    """Return the colours that hold on a layout."""
    master = layout.slide_master
    theme = parse_xml(master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob)
    plain = Scheme({}, {}, theme)
    found = theme.find(f".//{A}clrScheme")
    colours = {child.tag.removeprefix(A): plain.plain(child[0]) for child in found if len(child)}
    names = {str(name): str(value) for name, value in master._element.find(f"{P}clrMap").attrib.items()}  # noqa: SLF001 - python-pptx has no way to reach it
    override = layout._element.find(f"{P}clrMapOvr/{A}overrideClrMapping")  # noqa: SLF001 - as above
    if override is not None:
        names |= {str(name): str(value) for name, value in override.attrib.items()}
    return Scheme(colours, names, theme)


def box_of(shape: Any, scale: float) -> Box | None:
    """Return where a shape or placeholder stands, in points of ours; None where nothing says so."""
    if None in (shape.left, shape.top, shape.width, shape.height):
        return None
    return Box(*(length / EMU / scale for length in (shape.left, shape.top, shape.width, shape.height)))


def text_box_of(placeholder: Any, scale: float) -> Box | None:
    """Return the room of a placeholder's text."""
    box = box_of(placeholder, scale)
    if box is None:
        return None
    found = dict(INSETS)
    for element in reversed(list(_inherited(placeholder))):
        body = element.find(f"{P}txBody/{A}bodyPr")
        found |= {name: int(body.get(name)) for name in INSETS if body is not None and body.get(name)}
    left, top, right, bottom = (found[name] / EMU / scale for name in INSETS)
    return box.inset(left, top, right, bottom)


@dataclass(frozen=True)
class Setting:
    """How the text of a placeholder is set."""

    size: float
    """In points of the slide."""
    colour: str
    """In hex; empty where nothing says so."""
    family: str
    """The font's family, or a name of the theme's fonts."""
    bold: bool
    align: str
    capitals: bool = False


def setting_of(placeholder: Any, scheme: Scheme, master: Any) -> Setting:
    """Return how a placeholder's text is set, by the layout, its master and the master's styles."""
    kind = str(placeholder.element.ph.type.xml_value) if placeholder.element.ph.type else "body"
    styles = master._element.find(f"{P}txStyles/{P}{STYLES.get(kind, 'otherStyle')}")  # noqa: SLF001 - as above
    levels = [element.find(f"{P}txBody/{A}lstStyle/{A}lvl1pPr") for element in _inherited(placeholder)]
    levels += [styles.find(f"{A}lvl1pPr")] if styles is not None else []
    paragraphs = [level for level in levels if level is not None]
    runs = [run for level in paragraphs if (run := level.find(f"{A}defRPr")) is not None]
    # LibreOffice writes no styles: how the text is set stands in the prompt itself.
    for element in _inherited(placeholder):
        paragraphs += element.findall(f"{P}txBody/{A}p/{A}pPr")
        runs += element.findall(f"{P}txBody/{A}p/{A}r/{A}rPr")
    for element in _inherited(placeholder):
        runs += element.findall(f"{P}txBody/{A}p/{A}endParaRPr")
    size = next((int(run.get("sz")) / 100 for run in runs if run.get("sz")), 18.0)
    colour = next((found for run in runs if (found := scheme.value(run.find(f"{A}solidFill")))), "")
    latin = (run.find(f"{A}latin") for run in runs)
    family = next((str(font.get("typeface")) for font in latin if font is not None), "")
    bold = next((run.get("b") in ("1", "true") for run in runs if run.get("b")), False)
    align = next((str(found.get("algn")) for found in paragraphs if found.get("algn")), "l")
    capitals = next((run.get("cap") == "all" for run in runs if run.get("cap")), False)
    return Setting(size, colour, family, bold, align, capitals)


def _inherited(placeholder: Any) -> Iterator[Any]:
    """Yield a layout's placeholder and the master's that it goes back to."""
    yield placeholder.element
    base = getattr(placeholder, "_base_placeholder", None)
    if base is not None:
        yield base.element
