"""Checks: each is a function from a Course to findings, and a row here; its name is its code."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
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
from coursekit.load.course import Survey, survey
from coursekit.model.course import Course
from coursekit.model.values import FormulaError
from coursekit.problems import Problem

Check = Callable[[Course], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    sources.paragraph_not_covered,
    sources.used_after_all,
    sources.claim_not_cited,
    sources.paragraph_not_taught,
    sources.part_without_source,
    sources.number_without_source,
    sources.statement_without_value,
    sources.position_without_holder,
    sources.parts_of_no_whole,
    cautions.qualifier_twice,
    teaching.objective_not_taught,
    teaching.objective_not_practised,
    teaching.objective_not_assessed,
    teaching.minutes_do_not_add_up,
    teaching.prerequisite_comes_later,
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
    accessibility.figure_without_alt,
    accessibility.repeated_headline,
    accessibility.heading_order,
    accessibility.uneven_table,
    languages.unknown_language,
    languages.missing_phrases,
    languages.unknown_unit,
)


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


def _checked(found: Survey) -> Iterator[Problem]:
    if found.course is None:
        return
    for check in CHECKS:
        if not _can_tell(check, found):
            continue
        for finding in _ran(check, found.course):
            file = f"lessons/{finding.lesson}.yml"
            if not finding.lesson or file not in found.specs or found.specs[file].whole:
                yield located(finding, found)


def _can_tell(check: Check, found: Survey) -> bool:
    """Tell whether enough could be read: what is missing elsewhere may be in what could not be."""
    if check is sources.claim_not_cited:
        return not found.problems
    if check is sources.paragraph_not_covered:
        unread = {problem.file for problem in found.problems} - set(found.specs)
        seeds = [fitted for file, fitted in found.specs.items() if file.startswith("seeds/")]
        return all(fitted.whole for fitted in seeds) and not any(file.startswith("seeds/") for file in unread)
    return True


def _ran(check: Check, course: Course) -> Iterator[Finding]:
    # A formula that can't be worked out is reported where it stands, by the loader.
    with suppress(FormulaError):
        yield from check(course)
