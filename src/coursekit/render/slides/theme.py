"""The theme of a deck: its colours, its two fonts, and no effects."""

from coursekit.render.slides.look import BODY_FONT, HEADING_FONT
from coursekit.render.slides.palette import Palette

FLAT_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
FLAT_LINE = f'<a:ln w="9525">{FLAT_FILL}<a:prstDash val="solid"/></a:ln>'
NO_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"


def theme(name: str, palette: Palette) -> bytes:
    """Return the theme as the bytes of its part."""
    colours = "".join(
        f'<a:{key}><a:srgbClr val="{value}"/></a:{key}>' for key, value in palette.scheme.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="{name}">'
        "<a:themeElements>"
        f'<a:clrScheme name="{name}">{colours}</a:clrScheme>'
        f'<a:fontScheme name="{name}">{_font("major", HEADING_FONT)}{_font("minor", BODY_FONT)}'
        "</a:fontScheme>"
        f'<a:fmtScheme name="{name}"><a:fillStyleLst>{FLAT_FILL * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{FLAT_LINE * 3}</a:lnStyleLst><a:effectStyleLst>{NO_EFFECT * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{FLAT_FILL * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements>"
        "<a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    ).encode()


def _font(kind: str, face: str) -> str:
    faces = f'<a:latin typeface="{face}"/><a:ea typeface=""/><a:cs typeface="{face}"/>'
    return f"<a:{kind}Font>{faces}</a:{kind}Font>"
