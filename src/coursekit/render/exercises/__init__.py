"""The exercises: two notebooks for each lesson, and each of them as a page of the site."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from coursekit.artifact import Artifact
from coursekit.kept import kept
from coursekit.model.course import Course, CourseSpec, LessonView
from coursekit.render import markdown, places, prose
from coursekit.render.exercises.sheet import cells, exercise_facts
from coursekit.wording import Wording


def plan(course: Course, wording: Wording) -> Iterator[Artifact]:
    """Plan the notebooks of a course and their pages."""
    for view in course.views():
        yield from _lesson(view, course.spec, wording)


@kept
def _lesson(whole: LessonView, spec: CourseSpec, wording: Wording) -> tuple[Artifact, ...]:
    lesson = whole.lesson.model_copy(update={"parts": (), "activities": (), "quiz": ()})
    return tuple(_files(replace(whole, lesson=lesson, facts=exercise_facts(whole)), spec, wording))


def _files(view: LessonView, spec: CourseSpec, wording: Wording) -> Iterator[Artifact]:
    subject = (view, wording.language, wording.phrases)
    claims = frozenset(view.facts.claims)
    docs = places.pages(wording.language)
    rows = (
        (False, places.notebook(view, wording.language), places.notebook_download, places.notebook_page),
        (True, places.solution(view, wording.language), places.solution_download, places.solution_page),
    )
    for solved, path, download, page in rows:
        withheld = solved and spec.solutions == "withheld"
        copies = () if withheld else (f"{docs}/{download(view.name)}",)
        yield Artifact(path, subject, partial(_notebook, view, wording, solved), claims, copies)
        if withheld:
            continue
        make, title = partial(_page, view, wording, solved), partial(_page_title, view, wording)
        shown = f"{docs}/{page(view.name)}"
        yield Artifact(
            shown, subject, make, claims, title=title, searched=False
        )  # the lesson's page is found


def _notebook(view: LessonView, wording: Wording, solved: bool) -> bytes:  # noqa: FBT001 - bound by partial
    from coursekit.render.exercises.notebook import notebook_bytes  # noqa: PLC0415 - a third of a second

    return notebook_bytes(cells(view, wording, solved=solved), _title(view, wording, solved=solved))


def _page(view: LessonView, wording: Wording, solved: bool) -> bytes:  # noqa: FBT001 - bound by partial
    from coursekit.render.exercises.notebook import page_bytes  # noqa: PLC0415 - two thirds of a second

    up = "../.." if solved else ".."
    download = (places.solution_download if solved else places.notebook_download)(view.name)
    lesson = (places.teaching_page if solved else places.lesson_page)(view.name)
    about = wording("exercise-page-solved" if solved else "exercise-page")
    links = (
        f"[{wording('exercise-to-lesson')}]({up}/{lesson}) · "
        f"[{wording('exercise-to-notebook')}]({up}/{download})"
    )
    made = cells(view, wording, solved=solved)
    title = _page_title(view, wording)
    return page_bytes(made, title, f"{about}\n\n{links}", markdown.escape(wording("hint")))


def _page_title(view: LessonView, wording: Wording) -> str:
    return f"{view.number}. {prose.plain_line(view.lesson.title, view.facts, wording)}"


def _title(view: LessonView, wording: Wording, *, solved: bool) -> str:
    title = prose.plain_line(view.lesson.title, view.facts, wording)
    return wording("exercise-title-solved" if solved else "exercise-title", title=title)
