"""Checks of the Python that exercises hold; it is read, and never run."""

import ast
import warnings
from collections.abc import Iterator

from coursekit.checks.finding import Finding
from coursekit.kept import kept
from coursekit.model.course import Course
from coursekit.model.exercise import MODULES, ChartExercise, CodeExercise
from coursekit.model.references import Path
from coursekit.problems import nearest


def unknown_module(course: Course) -> Iterator[Finding]:
    """A program imports only what Python in a page has too."""
    for name, lesson in course.lessons.items():
        for index, exercise in enumerate(lesson.exercises):
            if not isinstance(exercise, CodeExercise | ChartExercise):
                continue
            for field, program in _programs(exercise):
                for module in sorted(_imported(program) - set(MODULES)):
                    message = f'programs of exercises can\'t import "{module}"'
                    hint = f"{nearest(module, MODULES)}; docs/format.md lists them all."
                    yield Finding("unknown-module", message, hint, ("exercises", index, *field), name)


def _programs(exercise: CodeExercise | ChartExercise) -> Iterator[tuple[Path, str]]:
    yield ("starter",), exercise.starter
    yield ("answer",), exercise.answer
    if isinstance(exercise, CodeExercise):
        for number, wrong in enumerate(exercise.wrong_answers):
            yield ("wrong_answers", number, "code"), wrong.code


@kept
def _imported(program: str) -> frozenset[str]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(program)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        # Some listed wrong answers may not even be Python; `verify` says of which they must be.
        return frozenset()
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return frozenset(found)
