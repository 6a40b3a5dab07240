"""The paper: for each lesson a worksheet for the room and a run sheet for who leads it."""

from collections.abc import Callable, Iterator
from functools import partial

from coursekit.artifact import Artifact
from coursekit.model.course import Course, LessonView
from coursekit.render import places
from coursekit.render.paper.content import Content, Writer
from coursekit.render.paper.runsheet import run_sheet
from coursekit.render.paper.worksheet import without_answers, worksheet
from coursekit.wording import Wording

Sheet = Callable[[LessonView, Wording], Content]


def plan(course: Course, wording: Wording) -> Iterator[Artifact]:
    """Plan the sheets of a course."""
    language = wording.language
    docs = places.pages(language)
    for view in course.views():
        if view.lesson.exercises:
            copy = f"{docs}/{places.worksheet_download(view.name)}"
            path = places.worksheet(view, language)
            yield _artifact(path, without_answers(view), worksheet, wording, (copy,))
        # A run sheet holds the answers.
        shown = course.spec.solutions != "withheld"
        copies = (f"{docs}/{places.run_sheet_download(view.name)}",) if shown else ()
        yield _artifact(places.run_sheet(view, language), view, run_sheet, wording, copies)


def _artifact(path: str, view: LessonView, sheet: Sheet, wording: Wording, also: tuple[str, ...]) -> Artifact:
    subject = (view, wording.language, wording.phrases)
    return Artifact(path, subject, partial(_make, view, sheet, wording), frozenset(view.facts.claims), also)


def _make(view: LessonView, sheet: Sheet, wording: Wording) -> bytes:
    from coursekit.render.paper.press import Heading, pdf  # noqa: PLC0415 - Typst is not needed to plan

    writer = Writer(view.facts, wording)
    kind = wording("paper-worksheet" if sheet is worksheet else "paper-run-sheet")
    title = f"{kind} {view.number}: {writer.plain(view.lesson.title)}"
    return pdf(
        Heading(title, writer.line(view.course.title), writer.line(view.lesson.title)),
        sheet(view, wording),
        wording,
    )
