"""A problem: what is wrong in a course, where, and what to do about it."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from difflib import get_close_matches


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One thing to mend in a course.

    Lines and columns count from 1; a column counts characters, as editors do.
    """

    file: str
    """Path from the course's folder, with `/` between its parts."""
    line: int
    column: int
    code: str
    """The name of the check, as in docs/problems.md."""
    message: str
    hint: str
    """What to do, in one sentence."""


MANY = 30
"""More names than this help nobody who reads them in a hint."""


class CourseError(Exception):
    """A course that cannot be built; carries every problem found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        super().__init__("the course has problems")
        self.problems = tuple(sorted(set(problems)))


def nearest(word: str, known: Iterable[str]) -> str:
    """Return `did you mean "…"?` for the nearest known word, or what words there are."""
    words = sorted(set(known))
    if near := alike(word, words):
        return near
    if not words:
        return "there is none yet."
    if len(words) > MANY:
        return "nothing here has a name like it: take it out, or put back what it named."
    return f"known here: {', '.join(words)}."


def alike(word: str, known: Iterable[str]) -> str:
    """Return `did you mean "…"?` for the nearest known word; empty where none is near."""
    folded = {known_word.casefold(): known_word for known_word in sorted(set(known))}
    near = get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return f'did you mean "{folded[near[0]]}"?' if near else ""


def as_text(problem: Problem) -> str:
    """Write a problem on one line: `file:line:column: code: message (hint)`."""
    place = f"{problem.file}:{problem.line}:{problem.column}"
    return f"{place}: {problem.code}: {_said(problem)}"


def as_github(problem: Problem, level: str = "error") -> str:
    """Write a problem as a workflow command, which a code review shows beside the line."""
    text = _escaped(_said(problem))
    file = _escaped(problem.file).replace(":", "%3A").replace(",", "%2C")
    return f"::{level} file={file},line={problem.line},col={problem.column},title={problem.code}::{text}"


def as_json(problems: Iterable[Problem], notices: Iterable[Problem] = ()) -> str:
    """Write problems as a JSON list of objects with the fields of `Problem`; notices have one more."""
    rows = [asdict(problem) for problem in problems]
    rows += [{**asdict(notice), "notice": True} for notice in notices]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def one_line(text: str) -> str:
    """Return text with line breaks and control characters replaced, for one line of a terminal."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in " ".join(text.split()))


def counted(number: int, noun: str) -> str:
    """Write a number with its noun: `1 file`, `2 files`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def listed(names: Sequence[str]) -> str:
    """Write several names as one would say them: `a, b and c`."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _said(problem: Problem) -> str:
    return f"{one_line(problem.message)} ({one_line(problem.hint).removesuffix('.')})"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
