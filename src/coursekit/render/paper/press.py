"""Sets a sheet: the house style, the sheet's content, and what readers of PDF are told about it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

import typst

from coursekit.model.picture import ReadPicture
from coursekit.render import places
from coursekit.render.paper.content import Content, quoted
from coursekit.render.paper.letters import with_what_there_is
from coursekit.wording import Wording

SIZES = {"a4": "a4", "letter": "us-letter"}
"""A course's word for a size, and Typst's."""
FEW = 0.25
"""How far down its last page a sheet may end and still be tried closer together; the margin is part of it."""
CLOSER = ("1", "2")
"""The steps in which the house style moves a sheet together."""


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
        return with_what_there_is(source, lambda text: _fewest_pages(Path(folder), text))


def _fewest_pages(folder: Path, source: str) -> bytes:
    """Set a sheet closer together where its last page would have a few lines only, if that saves the page."""
    (folder / "main.typ").write_text(source, encoding="utf-8", newline="\n")
    loose = _press(folder, "0")
    made = _compiled(loose)  # which says best what is wrong with a source
    pages, end = _ending(loose)
    if pages > 1 and end < FEW:
        for step in CLOSER:
            press = _press(folder, step)
            if _ending(press)[0] < pages:
                return _compiled(press)
    return made


def _press(folder: Path, closer: str) -> typst.Compiler:
    inputs = {"closer": closer}
    return typst.Compiler(folder / "main.typ", root=folder, ignore_system_fonts=True, sys_inputs=inputs)


def _ending(press: typst.Compiler) -> tuple[int, float]:
    """Return how many pages a sheet has, and how far down the last one it ends."""
    pages, end = json.loads(press.query("<sheet-end>", field="value", one=True))
    return pages, end


def _compiled(press: typst.Compiler) -> bytes:
    return cast("bytes", press.compile(format="pdf", pdf_standards=["ua-1"]))


@cache
def _house() -> str:
    return (resources.files("coursekit.render.paper") / "house.typ").read_text(encoding="utf-8")
