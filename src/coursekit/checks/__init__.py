"""Checks: each is a function from a Course to findings, and a row here; its name is its code."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from coursekit.checks import (
    accessibility,
    answers,
    cautions,
    languages,
    marking,
    programs,
    sources,
    teaching,
    wrong,
)
from coursekit.checks.finding import Finding, located
from coursekit.kept import kept
from coursekit.load.course import Survey, survey
from coursekit.model.course import Course, LessonView
from coursekit.model.seed import Unused
from coursekit.model.values import FormulaError
from coursekit.problems import Problem
from coursekit.variants import Overlaid, named

Check = Callable[[Course], Iterator[Finding]]

OF_THE_COURSE: tuple[Check, ...] = (
    sources.paragraph_not_covered,
    sources.used_after_all,
    sources.claim_not_cited,
    sources.statement_without_value,
    sources.position_without_holder,
    sources.parts_of_no_whole,
    sources.less_than_none,
    cautions.qualifier_twice_in_record,
    teaching.prerequisite_comes_later,
    accessibility.figure_without_alt,
    languages.unknown_language,
    languages.missing_phrases,
    languages.unknown_unit,
)
"""Checks that look at the record, at the course file, or at lessons side by side."""

OF_A_LESSON: tuple[Check, ...] = (
    sources.paragraph_not_taught,
    sources.part_without_source,
    sources.number_without_source,
    cautions.qualifier_twice,
    teaching.objective_not_taught,
    teaching.objective_not_practised,
    teaching.objective_not_assessed,
    teaching.minutes_do_not_add_up,
    answers.answer_missing,
    answers.wrong_answer_is_right,
    answers.reserved_name,
    answers.right_answers,
    answers.unknown_group,
    answers.order_against_dates,
    marking.tolerance_too_wide,
    marking.formula_without_data,
    marking.same_message,
    programs.unknown_module,
    wrong.unknown_answer,
    wrong.right_answer_listed_as_wrong,
    wrong.option_without_misconception,
    accessibility.repeated_headline,
    accessibility.heading_order,
    accessibility.uneven_table,
)
"""Checks that look at one lesson, whatever the others say."""

CHECKS = (*OF_THE_COURSE, *OF_A_LESSON)

NOT_OF_VARIANTS: tuple[Check, ...] = (
    sources.claim_not_cited,
    sources.paragraph_not_taught,
    teaching.prerequisite_comes_later,
)
"""Checks that ask for the whole source, or that a variant answers for at the line of its own file."""

FOLLOW = {"unknown-objective": ("objective-not-taught", "objective-not-practised", "objective-not-assessed")}
"""What is found in a lesson only because of a problem that is reported anyway, by that problem's code."""


@dataclass(frozen=True)
class Inspection:
    """A course as it was read, with everything that is to be mended in it."""

    survey: Survey
    problems: tuple[Problem, ...]

    @property
    def course(self) -> Course | None:
        """The course; None where there is any problem."""
        return None if self.problems else self.survey.course


def inspect(root: Path) -> Inspection:
    """Read and check a course folder."""
    found = survey(root)
    problems = {*found.problems, *_checked(found)}
    return Inspection(found, tuple(sorted(problems)))


def inspect_variant(variant: Overlaid) -> Inspection:
    """Check a variant of a course."""
    found = variant.survey
    if found.problems:  # what a check finds then may come of them
        return Inspection(found, found.problems)
    checked = {named(problem, variant.name) for problem in _checked(found, NOT_OF_VARIANTS)}
    # Checks look at the whole record: what is wrong with it does not depend on who uses it.
    return Inspection(replace(found, course=variant.needed), tuple(sorted(checked)))


def _checked(found: Survey, without: tuple[Check, ...] = ()) -> Iterator[Problem]:
    if found.course is None:
        return
    findings = [
        finding
        for check in OF_THE_COURSE
        if check not in without and _can_tell(check, found)
        for finding in _ran(check, found.course)
    ]
    course = found.course
    for view in course.views():
        findings += _of_a_lesson(view, course.unused, without)
    follow = {(p.file, code) for p in found.problems for code in FOLLOW.get(p.code, ())}
    for finding in findings:
        file = f"lessons/{finding.lesson}.yml"
        if (file, finding.code) in follow:
            continue
        if not finding.lesson or file not in found.specs or found.specs[file].whole:
            yield located(finding, found)


@kept
def _of_a_lesson(
    view: LessonView, unused: tuple[Unused, ...], without: tuple[Check, ...]
) -> tuple[Finding, ...]:
    course = Course(view.course, view.source, (), unused, view.facts, {view.id: view.lesson})
    checks = (check for check in OF_A_LESSON if check not in without)
    return tuple(finding for check in checks for finding in _ran(check, course))


def _can_tell(check: Check, found: Survey) -> bool:
    """Tell whether enough could be read: what is missing elsewhere may be in what could not be."""
    if check is sources.claim_not_cited:
        return not found.problems
    if check is sources.paragraph_not_covered:
        unread = {p.file for p in found.problems} - {spec.document.file for spec in found.specs.values()}
        seeds = [fitted for file, fitted in found.specs.items() if file.startswith("seeds/")]
        return all(fitted.whole for fitted in seeds) and not any("seeds/" in file for file in unread)
    return True


def _ran(check: Check, course: Course) -> Iterator[Finding]:
    # A formula that can't be worked out is reported where it stands, by the loader.
    with suppress(FormulaError):
        yield from check(course)
