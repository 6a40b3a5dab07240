"""Lists every place in a course that rests on a claim."""

from collections.abc import Iterator
from dataclasses import dataclass

from coursekit.artifact import Artifact
from coursekit.model.base import Spec
from coursekit.model.course import Course
from coursekit.model.facts import Facts
from coursekit.model.lesson import Lesson
from coursekit.model.references import references
from coursekit.model.slide import ActivitySlide, ExerciseSlide, QuizSlide, Slide


@dataclass(frozen=True)
class Use:
    """One place that rests on a claim."""

    lesson: str
    """The lesson's id; empty for the record itself."""
    kind: str
    """slide, part, exercise, activity, quiz, text, event, figure, picture or term."""
    name: str
    """What the thing is called there: its headline, title, question or id."""


def uses(course: Course, claim: str) -> tuple[Use, ...]:
    """Return every place of the record and of the lessons that rests on a claim, in their order."""
    return (*_in_record(course.facts, claim), *_in_lessons(course, claim))


def artifacts(planned: Iterator[Artifact], claim: str) -> tuple[str, ...]:
    """Return the paths of the files that rest on a claim."""
    return tuple(artifact.path for artifact in planned if claim in artifact.claims)


def _in_record(facts: Facts, claim: str) -> Iterator[Use]:
    for event in facts.events.values():
        if claim in event.claims:
            yield Use("", "event", event.id)
    for figure in facts.figures.values():
        if claim in references(figure).of("claim"):
            yield Use("", "figure", figure.id)
    for picture in facts.pictures.values():
        if claim in picture.claims:
            yield Use("", "picture", picture.id)
    for term in facts.terms.values():
        if claim in term.claims:
            yield Use("", "term", term.id)


def _in_lessons(course: Course, claim: str) -> Iterator[Use]:
    for name, lesson in course.lessons.items():
        for kind, title, specs in _things(lesson):
            if any(claim in course.facts.only(references(spec)).claims for spec in specs):
                yield Use(name, kind, title)


def _things(lesson: Lesson) -> Iterator[tuple[str, str, tuple[Spec, ...]]]:
    for part in lesson.parts:
        yield "part", part.title, (part.model_copy(update={"slides": ()}),)
        for slide in part.slides:
            yield "slide", slide.headline, (slide, *_shown_by(slide, lesson))
    for exercise in lesson.exercises:
        yield "exercise", exercise.title, (exercise,)
    for activity in lesson.activities:
        yield "activity", activity.title, (activity,)
    for question in lesson.quiz:
        yield "quiz", question.question, (question,)
    rest = {"parts": (), "exercises": (), "activities": (), "quiz": ()}
    yield "text", lesson.title, (lesson.model_copy(update=rest),)


def _shown_by(slide: Slide, lesson: Lesson) -> tuple[Spec, ...]:
    match slide:
        case ExerciseSlide(exercise=wanted):
            return tuple(exercise for exercise in lesson.exercises if exercise.id == wanted)
        case ActivitySlide(activity=wanted):
            return tuple(activity for activity in lesson.activities if activity.id == wanted)
        case QuizSlide(quiz=wanted):
            return tuple(question for question in lesson.quiz if question.id == wanted)
    return ()
