"""What is noted while a variant is made: problems of its file, and what goes with what was left out."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from coursekit.load.document import Document
from coursekit.model.references import Path
from coursekit.problems import Problem

LISTS = {
    "parts": "part",
    "exercises": "exercise",
    "activities": "activity",
    "quiz": "question",
    "objectives": "objective",
}
"""Lists of a lesson that a variant chooses from, and what one of their items is called."""


@dataclass(frozen=True)
class Loss:
    """One thing of the course that the variant does without."""

    lesson: str
    kind: str
    """lesson, part, exercise, activity, question, objective, slide, link or prerequisite."""
    name: str
    """Its id, its headline, or the words of a link."""
    reason: str
    minutes: int = 0


@dataclass
class Notes:
    """Problems are at their place in the variant's file."""

    document: Document
    problems: list[Problem] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)
    left_out: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By lesson, what is left out to fit the time, with the reason: `{"parts/refineries": "extra"}`."""

    def fits(self, lesson: str, name: str = "") -> frozenset[str]:
        """Return the ids of what a lesson, or one of its lists, does without to fit the time."""
        rows = self.left_out.get(lesson, {})
        return frozenset(key.rpartition("/")[2] for key in rows if key.startswith(f"{name}/" if name else ""))

    def problem(self, path: Path, code: str, message: str, hint: str) -> None:
        """Note a problem where a value of the variant's file begins."""
        self.problems.append(self.document.problem(self.document.place(path), code, message, hint))

    def at_key(self, path: Path, code: str, message: str, hint: str) -> None:
        """Note a problem where a value's key begins."""
        self.problems.append(self.document.problem(self.document.key_place(path), code, message, hint))
