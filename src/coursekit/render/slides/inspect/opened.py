"""A finished deck, opened to be looked at: its files, its slides, and the shapes of each in reading order."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from zipfile import BadZipFile

from lxml.etree import LxmlError
from pptx import Presentation
from pptx.exc import PythonPptxError
from pptx.opc.constants import RELATIONSHIP_TYPE

from coursekit.render.slides.inspect.colours import Palette
from coursekit.render.slides.inspect.shapes import TITLES, C, Shape, shapes
from coursekit.render.slides.look import EMU, Box


class NoDeckError(ValueError):
    """What was given is no PowerPoint file, or a broken one."""


@dataclass(frozen=True)
class Slide:
    """A slide."""

    number: int
    native: Any
    deck: "Deck"
    read: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)
    """What was made of an element before: several rules ask for the same."""

    @property
    def root(self) -> Any:
        """The slide's element."""
        return self.native._element  # noqa: SLF001 - what python-pptx has no word for is in its elements

    @cached_property
    def layout(self) -> Any:
        """The layout's element."""
        return self.native.slide_layout._element  # noqa: SLF001 - as above

    @cached_property
    def master(self) -> Any:
        """The master's element."""
        return self.native.slide_layout.slide_master._element  # noqa: SLF001 - as above

    @cached_property
    def shapes(self) -> tuple[Shape, ...]:
        """The shapes in reading order, those of groups too."""
        return shapes(self.root, self.layout, self.master)

    @cached_property
    def drawn(self) -> tuple[Shape, ...]:
        """What the master and the layout show besides placeholders, from the back."""
        roots = (
            [] if _hides(self.root) else [self.layout] if _hides(self.layout) else [self.master, self.layout]
        )
        found = (shape for root in roots for shape in shapes(root, root, root))
        return tuple(shape for shape in found if not shape.is_placeholder and shape.kind != "grpSp")

    @cached_property
    def title(self) -> Shape | None:
        """The title placeholder."""
        return next((shape for shape in self.shapes if shape.role in TITLES), None)

    @property
    def notes(self) -> Any:
        """The element of the notes, or None."""
        return self.native.notes_slide._element if self.native.has_notes_slide else None  # noqa: SLF001

    def chart(self, shape: Shape) -> Any:
        """Return the element of the chart that a shape shows, or None."""
        shown = next(shape.element.iter(f"{C}chart"), None)
        if shown is None:
            return None
        relation = next(value for key, value in shown.attrib.items() if key.endswith("}id"))
        return self.native.part.related_part(relation)._element  # noqa: SLF001 - as above

    @cached_property
    def palette(self) -> Palette:
        """The colours that names of the theme stand for here."""
        theme = self.native.slide_layout.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob
        return Palette.of(theme, (self.root, self.layout, self.master))


class Deck:
    """A deck, opened."""

    def __init__(self, data: bytes) -> None:
        """Open the bytes of a file. Raises NoDeckError where that is no deck."""
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as file:
                self.files = {name: file.read(name) for name in file.namelist()}
            self.native: Any = Presentation(io.BytesIO(data))
            self.slides = tuple(
                Slide(number, native, self) for number, native in enumerate(self.native.slides, 1)
            )
        except (BadZipFile, PythonPptxError, LxmlError, SyntaxError, KeyError, ValueError) as error:
            raise NoDeckError(str(error)) from error

    @property
    def size(self) -> Box:
        """The size of a slide."""
        return Box(0, 0, self.native.slide_width / EMU, self.native.slide_height / EMU)

    def xml(self, *folders: str) -> Iterator[tuple[str, bytes]]:
        """Yield the XML files in some folders."""
        for name, content in self.files.items():
            if name.startswith(folders) and name.endswith((".xml", ".rels")):
                yield name, content


def _hides(root: Any) -> bool:
    """Tell whether a slide or a layout hides what is drawn on what it follows."""
    return root.get("showMasterSp") in ("0", "false")
