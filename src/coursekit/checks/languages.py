"""Checks that the kit has words for every language of the course."""

from collections.abc import Iterator

from coursekit.checks.finding import Finding
from coursekit.model.course import Course
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
    """Every phrase file has the phrases that the course's units and the kit ask for."""
    whole = set(wording("en").phrases)
    units = {claim.unit for claim in course.facts.claims.values() if claim.unit}
    units |= {figure.unit for figure in course.facts.figures.values()}
    wanted = whole | {f"{form}-{unit}" for unit in units for form in ("unit", "short", "axis")}
    for index, language in enumerate(course.spec.languages):
        if language not in LANGUAGES:
            continue
        for key in sorted(wanted - set(wording(language).phrases)):
            message = f'phrases/{language}.yml has no phrase "{key}"'
            hint = "add it there, or use a unit it knows."
            yield Finding("missing-phrases", message, hint, ("languages", index), "course")
