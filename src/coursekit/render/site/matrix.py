"""Where each objective is taught, practised and assessed."""

from dataclasses import dataclass

from coursekit.model.course import LessonView
from coursekit.model.exercise import Exercise
from coursekit.model.lesson import Activity, Lesson, Objective


@dataclass(frozen=True)
class Spot:
    """A place on a lesson's page."""

    anchor: str
    title: str
    """Inline Markdown; a quiz question's place in the quiz where it is one."""
    question: int = 0


@dataclass(frozen=True)
class Cover:
    """One objective with the places that serve it."""

    objective: Objective
    taught: tuple[Spot, ...]
    practised: tuple[Spot, ...]
    assessed: tuple[Spot, ...]


@dataclass(frozen=True)
class Covered:
    """A lesson's objectives."""

    number: int
    name: str
    title: str
    rows: tuple[Cover, ...]


def covered(view: LessonView) -> Covered:
    """Return the objectives of a lesson, each with what serves it."""
    rows = tuple(_cover(objective, view.lesson) for objective in view.lesson.objectives)
    return Covered(view.number, view.name, view.lesson.title, rows)


def _cover(objective: Objective, lesson: Lesson) -> Cover:
    name = objective.id
    practice: list[tuple[str, Exercise | Activity]]
    practice = [("exercise", task) for task in lesson.exercises if name in task.assesses]
    practice += [("activity", task) for task in lesson.activities if name in task.assesses]
    return Cover(
        objective,
        tuple(Spot(f"part-{part.id}", part.title) for part in lesson.parts if name in part.objectives),
        tuple(Spot(f"{kind}-{task.id}", task.title) for kind, task in practice),
        tuple(
            Spot(f"quiz-{question.id}", question.question, place)
            for place, question in enumerate(lesson.quiz, start=1)
            if name in question.assesses
        ),
    )
