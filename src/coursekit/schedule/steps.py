"""The steps of a lesson, as they come in the room: what a run sheet has, without the single slides."""

from dataclasses import dataclass, replace
from typing import Literal

from coursekit.model.lesson import Lesson
from coursekit.render.run import Row, run_of


@dataclass(frozen=True)
class Step:
    """A part, or the stretch of it between two exercises; an exercise or activity."""

    lesson: str
    kind: Literal["part", "exercise", "activity"]
    id: str
    title: str
    """Markdown, as the lesson has it."""
    minutes: int
    again: bool = False
    """Whether the part goes on here after an exercise."""


def steps_of(name: str, lesson: Lesson) -> tuple[Step, ...]:
    """Return the steps of a lesson in their order; what takes no time is left out."""
    steps: list[Step] = []
    part = Step(name, "part", "", "", 0)
    for row in run_of(lesson):
        match row.kind:
            case "part":
                part = Step(name, "part", _id(row), row.title, 0)
            case "slide" if steps and steps[-1].id == part.id and steps[-1].kind == "part":
                steps[-1] = replace(steps[-1], minutes=steps[-1].minutes + row.minutes)
            case "slide":
                again = any(step.kind == "part" and step.id == part.id for step in steps)
                steps.append(replace(part, minutes=row.minutes, again=again))
            case "exercise" | "activity" as kind:
                steps.append(Step(name, kind, _id(row), row.title, row.minutes))
    return tuple(step for step in steps if step.minutes)


def _id(row: Row) -> str:
    return row.anchor.split("-", 1)[1]
