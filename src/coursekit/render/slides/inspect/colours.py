"""Colours of a deck: what a name of the theme stands for, and how well two of them can be told apart."""

import colorsys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pptx.oxml import parse_xml

from coursekit.render.slides.inspect.shapes import A, P

WHOLE = 100_000
NAMED = {"black": "000000", "white": "FFFFFF", "red": "FF0000", "blue": "0000FF", "green": "008000"}


@dataclass(frozen=True)
class Palette:
    """What the names of colours stand for on one slide, and its ground."""

    colours: Mapping[str, str]
    ground: tuple[str, ...] | None
    """The colours behind everything; None where they can't be known."""
    fonts: Mapping[str, str]
    """The theme's two typefaces, by `+mj-lt` and `+mn-lt`."""

    @classmethod
    def of(cls, theme: bytes, chain: Sequence[Any]) -> "Palette":
        """Read the theme; `chain` is the slide, its layout and its master."""
        root = parse_xml(theme)
        scheme = {entry.tag.removeprefix(A): _plain(entry[0]) for entry in next(root.iter(f"{A}clrScheme"))}
        given = next((one for one in map(_mapping, chain) if one is not None), {})
        colours = {**scheme, **{name: scheme.get(to, "") for name, to in given.items()}}
        fonts = {
            mark: next(root.iter(f"{A}{kind}Font")).find(f"{A}latin").get("typeface", "")
            for mark, kind in (("+mj-lt", "major"), ("+mn-lt", "minor"))
        }
        palette = cls(colours, None, fonts)
        ground = next((bg for one in chain if (bg := one.find(f"{P}cSld/{P}bg")) is not None), None)
        return cls(colours, palette._behind(ground), fonts)

    def fill(self, element: Any) -> tuple[str, ...] | None:
        """Return the colours of a fill: several for a gradient, none for no fill.

        None where they can't be known, as with a picture.
        """
        for found in element:
            kind = found.tag.removeprefix(A)
            if kind == "noFill":
                return ()
            if kind == "solidFill":
                colour = self.colour(found)
                return (colour,) if colour else None
            if kind == "gradFill":
                stops = [self.colour(stop) for stop in found.iter(f"{A}gs")]
                return tuple(stop for stop in stops if stop) if all(stops) else None
            if kind in ("blipFill", "pattFill", "grpFill"):
                return None
        return ()

    def colour(self, element: Any) -> str | None:
        """Return the colour that stands in an element, as a hex value."""
        for found in element:
            base = self._base(found)
            if base is not None:
                return _changed(base, found)
        return None

    def _base(self, element: Any) -> str | None:
        if element.tag == f"{A}schemeClr":
            return self.colours.get(element.get("val")) or None
        if element.tag in (f"{A}srgbClr", f"{A}sysClr", f"{A}prstClr"):
            return _plain(element) or None
        return None

    def _behind(self, ground: Any) -> tuple[str, ...] | None:
        if ground is None:
            return (self.colours.get("bg1", "FFFFFF"),)
        properties = ground.find(f"{P}bgPr")
        if properties is not None:
            return self.fill(properties) or None
        reference = ground.find(f"{P}bgRef")
        colour = None if reference is None else self.colour(reference)
        return (colour,) if colour else None


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG defines it, from 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = map(_linear, _rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - WCAG's own


def _rgb(colour: str) -> list[float]:
    return [int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4)]


def _plain(element: Any) -> str:
    if element.tag == f"{A}sysClr":
        return str(element.get("lastClr", "")).upper()
    value = str(element.get("val", ""))
    return NAMED.get(value, "") if element.tag == f"{A}prstClr" else value.upper()


def _changed(colour: str, element: Any) -> str:
    if not len(element):
        return colour
    red, green, blue = _rgb(colour)
    for kind, share in _changes(element):
        if kind in ("lumMod", "lumOff"):
            hue, light, full = colorsys.rgb_to_hls(red, green, blue)
            light = light * share if kind == "lumMod" else light + share
            red, green, blue = colorsys.hls_to_rgb(hue, min(1.0, max(0.0, light)), full)
        elif kind == "shade":
            red, green, blue = red * share, green * share, blue * share
        elif kind == "tint":
            red, green, blue = (1 - (1 - part) * share for part in (red, green, blue))
    return "".join(f"{round(part * 255):02X}" for part in (red, green, blue))


def _changes(element: Any) -> Iterator[tuple[str, float]]:
    for change in element:
        if change.get("val", "").lstrip("-").isdigit():
            yield change.tag.removeprefix(A), int(change.get("val")) / WHOLE


def _mapping(root: Any) -> Mapping[str, str] | None:
    found = root.find(f"{P}clrMap")
    if found is None:
        found = root.find(f"{P}clrMapOvr/{A}overrideClrMapping")
    return None if found is None else dict(found.attrib)
