"""Checks that what an exercise is marked by keeps right and wrong apart."""

from collections.abc import Iterator
from typing import Any

from coursekit.checks.finding import Finding
from coursekit.model.course import Course
from coursekit.model.exercise import Calculate, CodeExercise, Exercise
from coursekit.model.references import Path, in_text, references
from coursekit.model.values import evaluate


def tolerance_too_wide(course: Course) -> Iterator[Finding]:
    """The tolerance of a `calculate` exercise stays less than halfway to each wrong answer."""
    for name, place, exercise in _exercises(course):
        if not isinstance(exercise, Calculate):
            continue
        right = _number(course, exercise.answer.value, exercise.answer.formula)
        tolerance = exercise.answer.tolerance
        for wrong in exercise.wrong_answers:
            value = _number(course, wrong.answer, wrong.formula)
            # What is within the tolerance itself is a matter of `wrong-answer-is-right`.
            if right is None or value is None or not tolerance < abs(value - right) < 2 * tolerance:
                continue
            message = f"{tolerance:g} is more than halfway from {right:g} to the wrong answer {value:g}"
            path = (*place, "answer", "tolerance")
            yield Finding("tolerance-too-wide", message, "make it smaller.", path, name)


def formula_without_data(course: Course) -> Iterator[Finding]:
    """A student is given every figure that the answer's formula works with."""
    for name, place, exercise in _exercises(course):
        if not isinstance(exercise, Calculate):
            continue
        given = {*exercise.uses, *(claim for kind, claim in in_text(exercise.prompt) if kind == "claim")}
        for claim in references(exercise.answer).of("claim"):
            if claim not in given:
                message = f'the answer is worked out from "{claim}", which the exercise does not give'
                hint = "name it in `uses:`, or use the figure that is meant."
                path = (*place, "answer", "formula")
                yield Finding("formula-without-data", message, hint, path, name)


def same_message(course: Course) -> Iterator[Finding]:
    """Each wrong answer of an exercise, or of one item or gap of it, has a message of its own."""
    for name, place, exercise in _exercises(course):
        if isinstance(exercise, CodeExercise):  # several programs may fail the same case
            continue
        yield from _same(name, place, exercise)
        for field in ("gaps", "items", "pairs"):
            for index, part in enumerate(getattr(exercise, field, ())):
                yield from _same(name, (*place, field, index), part)


def _same(name: str, place: Path, owner: Any) -> Iterator[Finding]:
    seen: set[str] = set()
    for index, wrong in enumerate(getattr(owner, "wrong_answers", ())):
        words = " ".join(getattr(wrong, "message", "").split())
        if words and words in seen:
            message = "another wrong answer has this message too"
            hint = "say what this one gets wrong, or keep one of the two."
            yield Finding("same-message", message, hint, (*place, "wrong_answers", index, "message"), name)
        seen.add(words)


def _exercises(course: Course) -> Iterator[tuple[str, Path, Exercise]]:
    for name, lesson in course.lessons.items():
        for index, exercise in enumerate(lesson.exercises):
            yield name, ("exercises", index), exercise


def _number(course: Course, value: float | None, formula: str | None) -> float | None:
    if value is not None:
        return value
    return None if formula is None else evaluate(formula, course.facts.claims)
