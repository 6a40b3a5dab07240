"""Lessons and their tasks as the lists of the site have them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from coursekit.model.course import LessonView
from coursekit.render.site.widgets import WIDGETS


@dataclass(frozen=True)
class Task:
    """An exercise or activity in a list."""

    anchor: str
    title: str
    kind: str
    minutes: int


@dataclass(frozen=True)
class Session:
    """A lesson in a list."""

    number: int
    name: str
    title: str
    teaching: int
    exercises: int
    tasks: tuple[Task, ...] = ()
    lines: tuple[str, ...] = ()
    """Its questions or its materials, as the list needs them."""
    before: tuple[int, ...] = ()
    """Numbers of the sessions it needs."""
    checked: int = 0
    """How many of its exercises the page can check."""

    @property
    def total(self) -> int:
        """How long it takes in all."""
        return self.teaching + self.exercises


def session(view: LessonView, tasks: tuple[Task, ...] = (), lines: tuple[str, ...] = ()) -> Session:
    """Return a lesson as lists have it."""
    lesson = view.lesson
    checked = sum(exercise.kind in WIDGETS for exercise in lesson.exercises)
    minutes = (lesson.teaching, lesson.exercises_minutes)
    return Session(view.number, view.name, lesson.title, *minutes, tasks, lines, checked=checked)


def programme(views: Sequence[LessonView]) -> tuple[Session, ...]:
    """Return every lesson with those before it that it needs."""
    numbers = {view.id: view.number for view in views}
    # A selection of a course's lessons may leave out one that another needs.
    before = [
        tuple(sorted(numbers[name] for name in view.lesson.prerequisites if name in numbers))
        for view in views
    ]
    return tuple(replace(session(view), before=needs) for view, needs in zip(views, before, strict=True))


def tasks(view: LessonView) -> tuple[Task, ...]:
    """Return the exercises of a lesson."""
    return tuple(
        Task(f"exercise-{exercise.id}", exercise.title, exercise.kind, exercise.minutes)
        for exercise in view.lesson.exercises
    )


def activities(view: LessonView) -> tuple[Task, ...]:
    """Return the activities of a lesson."""
    return tuple(
        Task(f"activity-{activity.id}", activity.title, activity.kind, activity.minutes)
        for activity in view.lesson.activities
    )


def materials(view: LessonView) -> tuple[str, ...]:
    """Return what the activities of a lesson need, each once."""
    found = [line for activity in view.lesson.activities for line in activity.materials]
    return tuple(dict.fromkeys(found))
