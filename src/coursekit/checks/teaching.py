"""Checks that a lesson can be taught: objectives, minutes, order."""

from collections.abc import Iterator

from coursekit.checks.finding import Finding
from coursekit.model.course import Course
from coursekit.model.lesson import Lesson
from coursekit.model.references import Path


def objective_not_taught(course: Course) -> Iterator[Finding]:
    """Every objective is taught by a part."""
    for name, lesson in course.lessons.items():
        taught = {objective for part in lesson.parts for objective in part.objectives}
        hint = "add it to the `objectives:` of the part that teaches it."
        yield from _missed("objective-not-taught", "no part teaches", hint, taught, (name, lesson))


def objective_not_practised(course: Course) -> Iterator[Finding]:
    """Every objective is practised in an exercise or an activity."""
    for name, lesson in course.lessons.items():
        tasks = (*lesson.exercises, *lesson.activities)
        practised = {objective for task in tasks for objective in task.assesses}
        hint = "add it to `assesses:` of an exercise or activity, or write one."
        yield from _missed(
            "objective-not-practised", "no exercise or activity practises", hint, practised, (name, lesson)
        )


def objective_not_assessed(course: Course) -> Iterator[Finding]:
    """Every objective is assessed in the quiz."""
    for name, lesson in course.lessons.items():
        assessed = {objective for question in lesson.quiz for objective in question.assesses}
        hint = "add it to `assesses:` of a question, or write one."
        yield from _missed(
            "objective-not-assessed", "no quiz question assesses", hint, assessed, (name, lesson)
        )


def minutes_do_not_add_up(course: Course) -> Iterator[Finding]:
    """Minutes are the sum of the minutes they are made of."""
    for name, lesson in course.lessons.items():
        tasks = sum(task.minutes for task in (*lesson.exercises, *lesson.activities))
        sums: list[tuple[Path, int, int, str]] = [
            (("teaching",), lesson.teaching, sum(part.teaching for part in lesson.parts), "parts"),
            (("exercises_minutes",), lesson.exercises_minutes, tasks, "exercises and activities"),
        ]
        for index, part in enumerate(lesson.parts):
            total = sum(slide.minutes for slide in part.slides)
            sums.append((("parts", index, "teaching"), part.teaching, total, "slides"))
        for index, activity in enumerate(lesson.activities):
            total = sum(step.minutes for step in activity.steps)
            sums.append((("activities", index, "minutes"), activity.minutes, total, "steps"))
        for path, said, total, parts in sums:
            if said != total:
                message = f"{said} minutes stand here, but the {parts} add up to {total}"
                hint = f"write {total}, or change the minutes of the {parts}."
                yield Finding("minutes-do-not-add-up", message, hint, path, name)


def prerequisite_comes_later(course: Course) -> Iterator[Finding]:
    """What a lesson builds on comes before it."""
    order = list(course.lessons)
    for name, lesson in course.lessons.items():
        for index, wanted in enumerate(lesson.prerequisites):
            if wanted in order and order.index(wanted) >= order.index(name):
                message = f'"{wanted}" is a prerequisite, but comes later in lessons/course.yml'
                hint = "change the order there, or take it out here."
                yield Finding("prerequisite-comes-later", message, hint, ("prerequisites", index), name)


def _missed(
    code: str, message: str, hint: str, met: set[str], named: tuple[str, Lesson]
) -> Iterator[Finding]:
    name, lesson = named
    for index, objective in enumerate(lesson.objectives):
        if objective.id not in met:
            yield Finding(code, f'{message} "{objective.id}"', hint, ("objectives", index, "id"), name)
