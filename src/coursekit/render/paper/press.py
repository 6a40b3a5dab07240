"""Sets a sheet: the house style, the sheet's content, and what readers of PDF are told about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from coursekit.model.picture import ReadPicture
from coursekit.render import places
from coursekit.render.paper.content import Content, quoted
from coursekit.render.paper.letters import with_what_there_is
from coursekit.wording import Wording

SIZES = {"a4": "a4", "letter": "us-letter"}
"""A course's word for a size, and Typst's."""


@dataclass(frozen=True)
class Heading:
    """What stands at the head of every page, and in the document's properties."""

    title: str
    course: Content
    lesson: Content
    paper: str = "a4"
    """A row of SIZES."""


def pdf(heading: Heading, body: Content, wording: Wording, pictures: Iterable[ReadPicture] = ()) -> bytes:
    """Set a sheet as tagged PDF/UA-1; `pictures` are those that it shows."""
    before, between, after = wording("paper-page", page="\n", pages="\n").split("\n")
    opening = (
        f"#show: sheet.with(title: {quoted(heading.title)}, language: {quoted(wording.language)}, "
        f"paper: {quoted(SIZES[heading.paper])}, head: ([{heading.course}], [{heading.lesson}]), "
        f"foot: ({quoted(before)}, {quoted(between)}, {quoted(after)}))\n"
    )
    source = f"{_house()}\n{opening}{body}\n"
    with TemporaryDirectory() as folder:  # Typst takes pictures from files only, and reads no others
        for shown in pictures:
            path = Path(folder, places.picture(shown))
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(shown.data)
        return with_what_there_is(source, lambda text: _compiled(Path(folder), text))


def _compiled(folder: Path, source: str) -> bytes:
    (folder / "main.typ").write_text(source, encoding="utf-8", newline="\n")
    return typst.compile(
        folder / "main.typ", root=folder, ignore_system_fonts=True, format="pdf", pdf_standards=["ua-1"]
    )


@cache
def _house() -> str:
    return (resources.files("coursekit.render.paper") / "house.typ").read_text(encoding="utf-8")
