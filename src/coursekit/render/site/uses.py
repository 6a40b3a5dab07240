"""Where the lessons use each claim, with the anchor of the place on the lesson's page."""

from collections.abc import Iterator
from dataclasses import dataclass

from coursekit.kept import kept
from coursekit.model.base import Spec
from coursekit.model.course import Course, LessonView
from coursekit.model.facts import Facts
from coursekit.model.lesson import Lesson, Part
from coursekit.model.references import references
from coursekit.model.slide import ActivitySlide, ExerciseSlide, QuizSlide


@dataclass(frozen=True)
class Use:
    """One place of a lesson's page that rests on a claim."""

    lesson: str
    anchor: str
    title: str


def used_in(course: Course) -> dict[str, tuple[Use, ...]]:
    """Return the uses of every claim, in teaching order."""
    found: dict[str, list[Use]] = {claim: [] for claim in course.facts.claims}
    for view in course.views():
        for claim, use in _uses(view):
            found[claim].append(use)
    return {claim: tuple(uses) for claim, uses in found.items()}


@kept
def _uses(view: LessonView) -> tuple[tuple[str, Use], ...]:
    return tuple(
        (claim, Use(view.id, anchor, title))
        for anchor, title, specs in _things(view.lesson)
        for claim in _claims(specs, view.facts)
    )


def _claims(specs: tuple[Spec, ...], facts: Facts) -> dict[str, None]:
    return dict.fromkeys(claim for spec in specs for claim in facts.rests_on(references(spec)))


def _things(lesson: Lesson) -> Iterator[tuple[str, str, tuple[Spec, ...]]]:
    for part in lesson.parts:
        yield f"part-{part.id}", part.title, (_text(part), *_slides(part))
    for exercise in lesson.exercises:
        yield f"exercise-{exercise.id}", exercise.title, (exercise,)
    for activity in lesson.activities:
        yield f"activity-{activity.id}", activity.title, (activity,)
    for question in lesson.quiz:
        yield f"quiz-{question.id}", question.question, (question,)
    rest = {"parts": (), "exercises": (), "activities": (), "quiz": ()}
    yield "", lesson.title, (lesson.model_copy(update=rest),)


def _text(part: Part) -> Spec:
    return part.model_copy(update={"slides": ()})


def _slides(part: Part) -> tuple[Spec, ...]:
    """Leave out slides that show what has a place of its own on the page."""
    return tuple(
        slide for slide in part.slides if not isinstance(slide, ExerciseSlide | ActivitySlide | QuizSlide)
    )
