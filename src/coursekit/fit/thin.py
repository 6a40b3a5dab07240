"""A course without what a selection leaves out."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Protocol, Self, TypeVar

from coursekit.fit.items import Kind, opens
from coursekit.fit.selection import Selection
from coursekit.model.course import Course
from coursekit.model.facts import listed
from coursekit.model.lesson import Lesson, Part


class Assessing(Protocol):
    """An exercise, activity or question."""

    @property
    def id(self) -> str: ...  # noqa: D102 - as in the model
    @property
    def assesses(self) -> tuple[str, ...]: ...  # noqa: D102 - as in the model
    def model_copy(self, *, update: Mapping[str, Any]) -> Self: ...  # noqa: D102 - pydantic's


Asked = TypeVar("Asked", bound=Assessing)


def thinned(course: Course, selection: Selection) -> Course:
    """Return the course with what is kept; sums, slides and objectives follow. Its record stays whole."""
    lessons = {
        name: _thinned(name, lesson, selection)
        for name, lesson in course.lessons.items()
        if name in selection.lessons
    }
    spec = course.spec.model_copy(update={"lessons": tuple(lessons)})
    facts = replace(course.facts, lessons=listed(lessons))
    return replace(course, spec=spec, facts=facts, lessons=lessons)


def _thinned(name: str, lesson: Lesson, selection: Selection) -> Lesson:
    dropped = {(kind, item) for where, kind, item in selection.dropped() if where == name}
    lost = {objective for where, objective in selection.lost if where == name}
    parts = tuple(_part(part, dropped, lost) for part in lesson.parts if ("part", part.id) not in dropped)
    exercises = _kept(lesson.exercises, "exercise", dropped, lost)
    activities = _kept(lesson.activities, "activity", dropped, lost)
    return lesson.model_copy(
        update={
            "prerequisites": tuple(name for name in lesson.prerequisites if name in selection.lessons),
            "objectives": tuple(objective for objective in lesson.objectives if objective.id not in lost),
            "teaching": sum(part.teaching for part in parts),
            "exercises_minutes": sum(task.minutes for task in (*exercises, *activities)),
            "parts": parts,
            "exercises": exercises,
            "activities": activities,
            "quiz": _kept(lesson.quiz, "quiz", dropped, lost),
        }
    )


def _part(part: Part, dropped: set[tuple[Kind, str]], lost: set[str]) -> Part:
    slides = tuple(slide for slide in part.slides if opens(slide) not in dropped)
    objectives = tuple(name for name in part.objectives if name not in lost)
    gone = sum(slide.minutes for slide in part.slides) - sum(slide.minutes for slide in slides)
    update = {"slides": slides, "objectives": objectives, "teaching": part.teaching - gone}
    return part.model_copy(update=update)


def _kept(
    things: Iterable[Asked], kind: Kind, dropped: set[tuple[Kind, str]], lost: set[str]
) -> tuple[Asked, ...]:
    return tuple(
        thing.model_copy(update={"assesses": tuple(name for name in thing.assesses if name not in lost)})
        for thing in things
        if (kind, thing.id) not in dropped
    )
