"""Checks that the kit has words for every language and unit of the course."""

from collections.abc import Iterator
from functools import cache

from coursekit.checks.finding import Finding
from coursekit.model.course import Course
from coursekit.model.exercise import Calculate, ChartExercise
from coursekit.model.references import Path
from coursekit.problems import nearest
from coursekit.wording import LANGUAGES, wording


def unknown_language(course: Course) -> Iterator[Finding]:
    """Every language of the course has a phrase file."""
    for index, language in enumerate(course.spec.languages):
        if language not in LANGUAGES:
            message = f'the kit has no words in "{language}" yet'
            yield Finding(
                "unknown-language", message, nearest(language, LANGUAGES), ("languages", index), "course"
            )


def missing_phrases(course: Course) -> Iterator[Finding]:
    """Every phrase file has the phrases that the kit asks for."""
    whole = set(wording("en").phrases)
    for index, language in enumerate(course.spec.languages):
        if language not in LANGUAGES:
            continue
        missing = sorted(whole - set(wording(language).phrases))
        if missing:
            message = f"phrases/{language}.yml lacks {len(missing)} phrases, {missing[0]} among them"
            yield Finding("missing-phrases", message, "add them there.", ("languages", index), "course")


def unknown_unit(course: Course) -> Iterator[Finding]:
    """Every unit of the record and of the exercises has words in the languages of the course."""
    for name, things in (("claims", course.facts.claims), ("figures", course.facts.figures)):
        for thing in things.values():
            for message, hint in _wordless(course, thing.unit):
                yield Finding("unknown-unit", message, hint, ("unit",), record=(name, thing.id))
    for name, lesson in course.lessons.items():
        for index, exercise in enumerate(lesson.exercises):
            path: Path = ("exercises", index)
            if isinstance(exercise, Calculate):
                found, path = exercise.answer.unit, (*path, "answer", "unit")
            elif isinstance(exercise, ChartExercise):
                found, path = exercise.unit, (*path, "unit")
            else:
                continue
            for message, hint in _wordless(course, found):
                yield Finding("unknown-unit", message, hint, path, name)


def _wordless(course: Course, unit: str | None) -> Iterator[tuple[str, str]]:
    """Yield what is said of a unit that a language has no words for."""
    for language in course.spec.languages:
        if unit is None or language not in LANGUAGES:
            continue
        units = _units(language)
        if unit not in units:
            message = f'the kit has no words for the unit "{unit}" in "{language}"'
            yield message, f"{nearest(unit, units)} CONTRIBUTING.md says how to add a unit."


@cache
def _units(language: str) -> frozenset[str]:
    return frozenset(key[5:] for key in wording(language).phrases if key.startswith("unit-"))
