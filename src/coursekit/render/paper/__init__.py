"""The paper: for each lesson a worksheet for the room and a run sheet for who leads it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

from coursekit.artifact import Artifact
from coursekit.kept import kept
from coursekit.model.course import Course, LessonView
from coursekit.render import places
from coursekit.render.paper.clock import Clock
from coursekit.render.paper.content import Content, Writer
from coursekit.render.paper.runsheet import NO_CLOCK, run_sheet
from coursekit.render.paper.worksheet import without_answers, worksheet
from coursekit.wording import Wording

Write = Callable[[LessonView, Wording], Content]
NO_CLOCKS: Mapping[str, Clock] = MappingProxyType({})


@dataclass(frozen=True)
class Sheet:
    """A kind of sheet for one lesson."""

    name: str
    """The phrase that names it."""
    view: LessonView
    write: Write
    made_of: tuple[object, ...] = ()
    """What it is made from besides the lesson."""


def plan(course: Course, wording: Wording, clocks: Mapping[str, Clock] = NO_CLOCKS) -> Iterator[Artifact]:
    """Plan the sheets of a course; run sheets tell the time of lessons that have a clock.

    What the site offers for download never tells it: the next session begins at another hour.
    """
    for view in course.views():
        yield from _lesson(view, wording, clocks.get(view.id, NO_CLOCK))


@kept
def _lesson(view: LessonView, wording: Wording, clock: Clock) -> tuple[Artifact, ...]:
    return tuple(_sheets(view, wording, clock))


def _sheets(view: LessonView, wording: Wording, clock: Clock) -> Iterator[Artifact]:
    docs = places.pages(wording.language)
    if view.lesson.exercises:
        sheet = Sheet("paper-worksheet", without_answers(view), worksheet)
        copy = f"{docs}/{places.worksheet_download(view.name)}"
        yield _artifact(sheet, wording, places.worksheet(view, wording.language), copy)
    # A run sheet holds the answers.
    shown = view.course.solutions != "withheld"
    copies = [f"{docs}/{places.run_sheet_download(view.name)}"] if shown else []
    path, timeless = places.run_sheet(view, wording.language), Sheet("paper-run-sheet", view, run_sheet)
    if clock.start is None:
        yield _artifact(timeless, wording, path, *copies)
    else:
        write = partial(run_sheet, clock=clock)
        yield _artifact(Sheet("paper-run-sheet", view, write, (clock,)), wording, path)
        yield from (_artifact(timeless, wording, copy) for copy in copies)


def _artifact(sheet: Sheet, wording: Wording, path: str, *also: str) -> Artifact:
    subject = (sheet.view, wording.language, wording.phrases, *sheet.made_of)
    claims = frozenset(sheet.view.facts.claims)
    return Artifact(path, subject, partial(_make, sheet, wording), claims, also)


def _make(sheet: Sheet, wording: Wording) -> bytes:
    from coursekit.render.paper.press import Heading, pdf  # noqa: PLC0415 - Typst is not needed to plan

    view = sheet.view
    writer = Writer(view.facts, wording)
    title = f"{wording(sheet.name)} {view.number}: {writer.plain(view.lesson.title)}"
    heading = Heading(
        title, writer.line(view.course.title), writer.line(view.lesson.title), view.course.paper
    )
    return pdf(heading, sheet.write(view, wording), wording, view.facts.pictures.values())
