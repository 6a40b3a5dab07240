"""Texts of a deck with what they take from layout, master and theme: size, colour, typeface, language."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from coursekit.render.slides.inspect.opened import Slide
from coursekit.render.slides.inspect.shapes import TITLES, A, P, Shape, role
from coursekit.render.slides.look import EMU

DEFAULT_SIZE = 18.0
STYLES = {"title": "titleStyle", "ctrTitle": "titleStyle", "body": "bodyStyle", "subTitle": "bodyStyle"}
STYLES |= {"obj": "bodyStyle"}
HUNDRED = 100


@dataclass(frozen=True)
class Words:
    """A run as it is shown."""

    text: str
    size: float
    bold: bool
    italic: bool
    typeface: str
    colour: str | None
    """None where it can't be known."""
    language: str


@dataclass(frozen=True)
class Line:
    """A paragraph, or a part of one between two breaks."""

    runs: tuple[Words, ...]
    indent: float
    """In points, as all lengths."""
    spacing: float
    """Of a line, in single lines."""
    before: float
    after: float

    @property
    def size(self) -> float:
        """The largest size in it."""
        return max((run.size for run in self.runs), default=0)


def lines(slide: Slide, shape: Shape, body: Any) -> tuple[Line, ...]:
    """Return the paragraphs of a text body of a shape."""
    if body not in slide.read:
        slide.read[body] = tuple(_lines(slide, shape, body))
    found: tuple[Line, ...] = slide.read[body]
    return found


def _lines(slide: Slide, shape: Shape, body: Any) -> Iterator[Line]:
    styles = _styles(slide, shape, body)
    style = shape.element.find(f"{P}style/{A}fontRef")
    fallback = None if style is None else slide.palette.colour(style)
    for paragraph in body.iter(f"{A}p"):
        own = paragraph.find(f"{A}pPr")
        level = int(own.get("lvl", 0)) if own is not None else 0
        found = [one for one in (style.find(f"{A}lvl{level + 1}pPr") for style in styles) if one is not None]
        around = found if own is None else [own, *found]
        look = [one for one in (level.find(f"{A}defRPr") for level in found) if one is not None]
        yield from _divided(slide, paragraph, around, look, fallback)


def _divided(
    slide: Slide, paragraph: Any, around: Sequence[Any], look: Sequence[Any], fallback: str | None
) -> Iterator[Line]:
    pieces: list[list[Words]] = [[]]
    for element in paragraph:
        if element.tag == f"{A}br":
            pieces.append([])
        elif element.tag in (f"{A}r", f"{A}fld"):
            own = element.find(f"{A}rPr")
            chain = look if own is None else [own, *look]
            text = element.find(f"{A}t")
            written = "" if text is None else text.text or ""
            pieces[-1].append(_words(slide, written, own, chain, fallback))
    for n, piece in enumerate(pieces):
        size = max((run.size for run in piece), default=DEFAULT_SIZE)
        before = _space(around, "spcBef", size) if n == 0 else 0
        after = _space(around, "spcAft", size) if n == len(pieces) - 1 else 0
        indent = _first(around, "marL")
        yield Line(tuple(piece), int(indent or 0) / EMU, _spacing(around, size), before, after)


def _words(slide: Slide, text: str, own: Any, chain: Sequence[Any], fallback: str | None) -> Words:
    size = _first(chain, "sz")
    fills = (found for one in chain if (found := one.find(f"{A}solidFill")) is not None)
    fill = next(fills, None)
    latin = next((found for one in chain if (found := one.find(f"{A}latin")) is not None), None)
    typeface = "+mn-lt" if latin is None else latin.get("typeface", "+mn-lt")
    if fallback and (own is None or own.find(f"{A}solidFill") is None):
        colour: str | None = fallback
    else:
        colour = slide.palette.colours.get("tx1") if fill is None else slide.palette.colour(fill)
    return Words(
        text,
        int(size) / HUNDRED if size else DEFAULT_SIZE,
        _first(chain, "b") in ("1", "true"),
        _first(chain, "i") in ("1", "true"),
        slide.palette.fonts.get(typeface, typeface),
        colour,
        "" if own is None else own.get("lang", ""),
    )


def _styles(slide: Slide, shape: Shape, body: Any) -> list[Any]:
    """Return the lists of styles that a text follows, the nearest first."""
    styles = [body.find(f"{A}lstStyle")]
    styles += [base.find(f"{P}txBody/{A}lstStyle") for base in shape.bases]
    if shape.is_placeholder:
        kind = role(shape.bases[-1]) if shape.bases else shape.role
        kind = "title" if shape.role in TITLES else kind
        styles.append(slide.master.find(f"{P}txStyles/{P}{STYLES.get(kind, 'otherStyle')}"))
    styles.append(slide.deck.native.part._element.find(f"{P}defaultTextStyle"))  # noqa: SLF001 - python-pptx has no word for it
    return [style for style in styles if style is not None]


def _first(chain: Sequence[Any], key: str) -> str | None:
    return next((one.get(key) for one in chain if one.get(key) is not None), None)


def _space(chain: Sequence[Any], key: str, size: float) -> float:
    found = next((one for each in chain if (one := each.find(f"{A}{key}")) is not None), None)
    if found is None or not len(found):
        return 0.0
    value = int(found[0].get("val", 0))
    return value / HUNDRED if found[0].tag == f"{A}spcPts" else value / 100_000 * size


def _spacing(chain: Sequence[Any], size: float) -> float:
    found = next((one for each in chain if (one := each.find(f"{A}lnSpc")) is not None), None)
    if found is None or not len(found):
        return 1.0
    value = int(found[0].get("val", 100_000))
    return value / HUNDRED / (size * 1.2) if found[0].tag == f"{A}spcPts" else value / 100_000
