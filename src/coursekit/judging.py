"""A course and its variants as a person is to see them: with all that is wrong, once each."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from coursekit.build import measure
from coursekit.checks import Inspection, inspect_variant
from coursekit.checks.finding import located
from coursekit.model.course import Course
from coursekit.problems import Problem
from coursekit.variants import Bases, Overlaid, named, overlaid, variant_names

Key = tuple[str, int, int, str]


@dataclass(frozen=True)
class Judged:
    """A variant with all that is to be mended in it, besides what is wrong in its course anyway."""

    variant: Overlaid
    problems: tuple[Problem, ...]
    course: Course | None
    """None where there is any problem."""


def judged(found: Inspection) -> tuple[Problem, ...]:
    """Return all that is to be mended in a course, also what shows only when its decks are made."""
    if found.course is None:
        return found.problems
    return tuple(dict.fromkeys(located(finding, found.survey) for finding in measure(found.course)))


def judged_variants(root: Path, known: Collection[Problem]) -> Iterator[Judged]:
    """Yield the variants in a folder; `known` are the problems of its course, which are not said again."""
    bases = Bases(root)
    said = {_key(problem) for problem in known}
    for name in variant_names(root):
        variant = overlaid(root, name, bases)
        found = inspect_variant(variant)
        problems = tuple(named(p, name) if p not in found.problems else p for p in judged(found))
        new = tuple(problem for problem in problems if _key(problem) not in said)
        yield Judged(variant, new, None if problems else found.course)


def _key(problem: Problem) -> Key:
    return problem.file, problem.line, problem.column, problem.code
