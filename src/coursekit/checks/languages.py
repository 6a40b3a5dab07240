"""Checks that the kit has words for every language and unit of the course."""

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
    """Every unit of the record has words in the languages of the course."""
    languages = [language for language in course.spec.languages if language in LANGUAGES]
    for name, things in (("claims", course.facts.claims), ("figures", course.facts.figures)):
        for thing in things.values():
            for language in languages:
                units = {key[5:] for key in wording(language).phrases if key.startswith("unit-")}
                if thing.unit and thing.unit not in units:
                    message = f'the kit has no words for the unit "{thing.unit}" in "{language}"'
                    hint = f"{nearest(thing.unit, units)} CONTRIBUTING.md says how to add a unit."
                    yield Finding("unknown-unit", message, hint, ("unit",), record=(name, thing.id))
