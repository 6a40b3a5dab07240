"""Rules about the file: what it is called, whom it names, and what keeps programs from opening it."""

import io
import re
import zipfile
from collections.abc import Iterator

from coursekit.render.slides.inspect.finding import Finding
from coursekit.render.slides.inspect.opened import Deck
from coursekit.render.slides.inspect.shapes import C

LOCAL = re.compile(r'="[^"]*?((?:file:|[A-Za-z]:\\|\\\\\w|/(?:home|Users|tmp|private|var|root|mnt)/)[^"]*)"')
NAMES = {
    "docProps/core.xml": re.compile(r"<(dc:creator|cp:lastModifiedBy)>([^<]+)<"),
    "docProps/app.xml": re.compile(r"<(Manager|Company)>([^<]+)<"),
}
FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")


def deck_without_title(deck: Deck) -> Iterator[Finding]:
    """The file has a title, which programs read out when it is opened."""
    if not (deck.native.core_properties.title or "").strip():
        hint = "give it one, under File, Info, Title."
        yield Finding(0, 0, "deck-without-title", "the file has no title", hint)


def names_somebody(deck: Deck) -> Iterator[Finding]:
    """The file names neither a person nor a folder of somebody's machine."""
    for name, pattern in NAMES.items():
        for kind, person in pattern.findall(deck.files.get(name, b"").decode("utf-8", "replace")):
            hint = "remove it (File, Info, Inspect Document) before you pass the file on."
            message = f"the file names {person.strip()} ({kind.partition(':')[2] or kind})"
            yield Finding(0, 0, "names-somebody", message, hint)
    for name, content in deck.xml("ppt/", "docProps/", "_rels/"):
        found = LOCAL.search(content.decode("utf-8", "replace"))
        if found:
            hint = "write the alternative text or the link again, without the folder."
            yield Finding(0, 0, "names-somebody", f"{name} names the folder {found[1]}", hint)


def notes_master_not_listed(deck: Deck) -> Iterator[Finding]:
    """A deck with notes lists its notes master, or Keynote refuses it."""
    has_notes = any(name.startswith("ppt/notesSlides/") for name in deck.files)
    root = deck.native.part._element  # noqa: SLF001 - python-pptx has no word for it
    if has_notes and root.find("{*}notesMasterIdLst/{*}notesMasterId") is None:
        hint = "open it in PowerPoint and save it again, which adds the line."
        message = "the presentation does not list its notes master"
        yield Finding(0, 0, "notes-master-not-listed", message, hint)


def negative_axis(deck: Deck) -> Iterator[Finding]:
    """The axes of charts have positive ids, as the format asks."""
    for slide in deck.slides:
        for shape in slide.shapes:
            chart = slide.chart(shape)
            marks = [] if chart is None else chart.iter(f"{C}axId", f"{C}crossAx")
            if any(mark.get("val", "").startswith("-") for mark in marks):
                message = f'an axis of the chart "{shape.name}" has a negative id'
                hint = "make the chart again with a program that does not do so."
                yield Finding(slide.number, shape.number, "negative-axis", message, hint)


def formula_in_workbook(deck: Deck) -> Iterator[Finding]:
    """No cell of a chart's workbook is a formula: it could reach for other files."""
    for name, content in deck.files.items():
        if not name.endswith((".xlsx", ".xlsm")):
            continue
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            sheets = [part for part in book.namelist() if part.startswith("xl/worksheets/")]
            if any(FORMULA.search(book.read(part)) for part in sheets):
                hint = "replace the formula by its value, with Edit Data."
                message = f"a cell of {name.rpartition('/')[2]} is a formula"
                yield Finding(0, 0, "formula-in-workbook", message, hint)
