"""What was proven, in numbers: for an exercise, a lesson, the whole."""

from dataclasses import dataclass, fields
from typing import NamedTuple, Self


class Part(NamedTuple):
    """How many of how many."""

    done: int = 0
    whole: int = 0


NONE = Part()


@dataclass(frozen=True)
class Tally:
    """Numbers of what was to be proven, and was."""

    exercises: Part = NONE
    """Exercises in which there is nothing to mend."""
    solutions: Part = NONE
    """Solutions that pass."""
    starters: Part = NONE
    """Starters that are asked to begin."""
    wrong_answers: Part = NONE
    """Listed wrong answers, and options, that fail or pass with their own message."""
    checks: Part = NONE
    """Checks proven both ways: the solution passes, the starter and one changed thing fail."""
    notebooks: Part = NONE
    """Notebooks that run."""
    remembered: Part = NONE
    """Exercises and notebooks that were proven before and have not changed since."""

    def __add__(self, other: Self) -> "Tally":
        """Add numbers one by one."""
        return Tally(*(_sum(getattr(self, f.name), getattr(other, f.name)) for f in fields(self)))


def _sum(one: Part, other: Part) -> Part:
    return Part(one.done + other.done, one.whole + other.whole)
