"""A finding: what a check found in a course, by where it stands in the course's values."""

from dataclasses import dataclass
from typing import Any

from coursekit.load.course import Survey
from coursekit.load.document import Place
from coursekit.model.base import Spec
from coursekit.model.references import Path
from coursekit.problems import Problem


@dataclass(frozen=True)
class Finding:
    """One thing to mend. It stands in a lesson, in the course file or in the record."""

    code: str
    message: str
    hint: str
    path: Path = ()
    """From the lesson, the course file, or the record's thing."""
    lesson: str = ""
    """A lesson's id, or `course` for the course file; empty for the record."""
    record: tuple[str, str] = ("", "")
    """A list of the record and the id of the thing in it: `("claims", "oil-export-route")`."""
    word: str = ""
    """A word inside the text at `path`, if the finding is about that."""


def located(finding: Finding, survey: Survey) -> Problem:
    """Give a finding its file, line and column."""
    file, place = _find(finding, survey)
    return Problem(file, *place, finding.code, finding.message, finding.hint)


def at_address(spec: Spec, address: str) -> Path:
    """Return the path of an address such as `parts/the-pipe/slides/2/headline`, as far as it leads."""
    value: Any = spec
    path: list[str | int] = []
    for step in address.split("/"):
        if isinstance(value, tuple):
            places = [n for n, item in enumerate(value) if step in (str(n), getattr(item, "id", None))]
            if not places:
                break
            value = value[places[-1]]
            path.append(places[-1])
        elif hasattr(value, step):
            value = getattr(value, step)
            path.append(step)
        else:
            break
    return tuple(path)


def _find(finding: Finding, survey: Survey) -> tuple[str, Place]:
    if finding.lesson:
        file = f"lessons/{finding.lesson}.yml"
        return file, survey.place(file, finding.path, finding.word)
    found = survey.things.get(finding.record)
    if found is None:
        return next(iter(survey.specs)), (1, 1)
    file, path = found
    return file, survey.place(file, (*path, *finding.path), finding.word)
