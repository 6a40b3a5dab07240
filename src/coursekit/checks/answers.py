"""Checks that exercises and questions can be answered, and that wrong answers are wrong."""

from collections.abc import Iterator

from coursekit.checks.finding import Finding
from coursekit.model.course import Course
from coursekit.model.exercise import (
    NOTEBOOK_NAMES,
    Calculate,
    Choose,
    Classify,
    CodeExercise,
    Complete,
    Order,
)
from coursekit.model.references import Path
from coursekit.model.values import evaluate


def wrong_answer_is_right(course: Course) -> Iterator[Finding]:
    """A listed wrong answer is not one that counts as right."""
    for name, lesson in course.lessons.items():
        for index, exercise in enumerate(lesson.exercises):
            path: Path = ("exercises", index)
            if isinstance(exercise, Calculate):
                yield from _wrong_numbers(course, name, exercise, path)
            elif isinstance(exercise, Complete):
                yield from _wrong_words(name, exercise, path)


def answer_missing(course: Course) -> Iterator[Finding]:
    """A `calculate` exercise has an answer, written or worked out, and so has each wrong answer."""
    for name, lesson in course.lessons.items():
        for index, exercise in enumerate(lesson.exercises):
            if not isinstance(exercise, Calculate):
                continue
            path: Path = ("exercises", index)
            rows = [((*path, "answer"), exercise.answer.value, exercise.answer.formula)]
            for number, wrong in enumerate(exercise.wrong_answers):
                rows.append(((*path, "wrong_answers", number), wrong.answer, wrong.formula))
            for place, value, formula in rows:
                if (value is None) == (formula is None):
                    message = "an answer needs either a number or a formula"
                    yield Finding("answer-missing", message, "add the one, or remove the other.", place, name)


def reserved_name(course: Course) -> Iterator[Finding]:
    """A `code` exercise does not take a name that its notebook needs."""
    for name, lesson in course.lessons.items():
        for index, exercise in enumerate(lesson.exercises):
            if isinstance(exercise, CodeExercise) and exercise.function in NOTEBOOK_NAMES:
                message = f'the notebook itself needs the name "{exercise.function}"'
                path: Path = ("exercises", index, "function")
                yield Finding("reserved-name", message, "call the function something else.", path, name)


def right_answers(course: Course) -> Iterator[Finding]:
    """A quiz question has one right option; a `choose` exercise has right and wrong ones."""
    for name, lesson in course.lessons.items():
        for index, question in enumerate(lesson.quiz):
            right = [place for place, option in enumerate(question.options) if option.right]
            if len(right) != 1:
                message = f'the question "{question.id}" has {len(right)} right options; one is needed'
                hint = "write `right: true` at one of them."
                yield Finding("right-answers", message, hint, ("quiz", index, "options", *right[1:2]), name)
        for index, exercise in enumerate(lesson.exercises):
            if isinstance(exercise, Choose) and len({option.right for option in exercise.options}) == 1:
                message = f'"{exercise.id}" needs right and wrong options'
                hint = "write `right: true` at the right ones only."
                yield Finding("right-answers", message, hint, ("exercises", index, "options"), name)


def unknown_group(course: Course) -> Iterator[Finding]:
    """An item of a `classify` exercise belongs to one of its groups."""
    for name, lesson in course.lessons.items():
        for index, exercise in enumerate(lesson.exercises):
            if not isinstance(exercise, Classify):
                continue
            for number, item in enumerate(exercise.items):
                if item.answer not in exercise.into:
                    path: Path = ("exercises", index, "items", number, "answer")
                    message = f'"{item.answer}" is not one of the groups in `into:`'
                    hint = f"use one of: {', '.join(exercise.into)}."
                    yield Finding("unknown-group", message, hint, path, name)


def order_against_dates(course: Course) -> Iterator[Finding]:
    """The items of an `order` exercise follow the dates of their events."""
    for name, lesson in course.lessons.items():
        for index, exercise in enumerate(lesson.exercises):
            if not isinstance(exercise, Order):
                continue
            latest = ""
            for number, item in enumerate(exercise.items):
                event = course.facts.events.get(item.event or "")
                date = event.date if event else ""
                if date and date < latest[: len(date)]:
                    message = f"this comes after something of {latest}, but the record dates it {date}"
                    path: Path = ("exercises", index, "items", number)
                    yield Finding(
                        "order-against-dates", message, "write the items in order of date.", path, name
                    )
                latest = max(latest, date)


def _wrong_numbers(course: Course, name: str, exercise: Calculate, path: Path) -> Iterator[Finding]:
    answer = exercise.answer
    if answer.value is None and answer.formula is None:
        return
    right = answer.value if answer.value is not None else evaluate(answer.formula or "", course.facts.claims)
    for number, wrong in enumerate(exercise.wrong_answers):
        if wrong.answer is None and wrong.formula is None:
            continue
        value = (
            wrong.answer if wrong.answer is not None else evaluate(wrong.formula or "", course.facts.claims)
        )
        if abs(value - right) <= answer.tolerance:
            message = f"{value:g} counts as right, since the answer is {right:g} within {answer.tolerance:g}"
            hint = "make the tolerance smaller, or remove this wrong answer."
            yield Finding("wrong-answer-is-right", message, hint, (*path, "wrong_answers", number), name)


def _wrong_words(name: str, exercise: Complete, path: Path) -> Iterator[Finding]:
    for index, gap in enumerate(exercise.gaps):
        right = {word.strip().casefold() for word in (gap.answer, *gap.accept)}
        for number, wrong in enumerate(gap.wrong_answers):
            if wrong.answer.strip().casefold() in right:
                message = f'"{wrong.answer}" is also listed as right'
                place = (*path, "gaps", index, "wrong_answers", number, "answer")
                yield Finding("wrong-answer-is-right", message, "remove it here or there.", place, name)
