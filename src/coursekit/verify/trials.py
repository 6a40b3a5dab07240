"""Trials: every answer that an exercise's check is given, and what must come of it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from coursekit.model.exercise import Calculate, Choose, CodeExercise, Complete
from coursekit.model.references import Path
from coursekit.render.exercises.setting import Rendered, Setting
from coursekit.render.shuffle import LETTERS

Role = Literal["solution", "starter", "right", "wrong", "option", "changed"]
"""An `option` is any answer of which only the message is asked; `right` is another way to be right, and
`changed` the right answer made wrong in one place."""


@dataclass(frozen=True)
class Trial:
    """One answer, given to one check."""

    role: Role
    source: str
    """Python that gives the answer."""
    path: Path
    """Where the answer stands, from its exercise."""
    line: str = ""
    """The line that the check must say of it."""
    message: Path = ()
    """Where that line's text stands, from the exercise."""
    check: int = -1
    """Which of the exercise's checks must fail, if it is one by itself."""
    lines: tuple[str, ...] = ()
    """Lines that must be said of the other checks."""


Says = Mapping[str, str]


def trials(exercise: Any, setting: Setting, parts: Rendered, says: Says) -> Iterator[Trial]:
    """Yield the trials of an exercise that is marked by machine."""
    yield Trial("solution", parts.answer, ("answer",))
    yield Trial("starter", parts.starter, ("starter",))
    wrong = WRONG.get(exercise.kind)
    if wrong:
        yield from wrong(exercise, setting, says)


def _numbers(exercise: Calculate, setting: Setting, says: Says) -> Iterator[Trial]:
    for index, wrong in enumerate(exercise.wrong_answers):
        value = setting.number(wrong.answer, wrong.formula)
        place: Path = ("wrong_answers", index)
        given = "answer" if wrong.answer is not None else "formula"
        line = f"{says['not yet']} {setting.words(wrong.message)}"
        source = f"{setting.variable} = {value!r}"
        yield Trial("wrong", source, (*place, given), line, (*place, "message"))


def _options(exercise: Choose, setting: Setting, says: Says) -> Iterator[Trial]:
    for index, (letter, option) in enumerate(zip(LETTERS, exercise.options, strict=False)):
        place: Path = ("options", index)
        line = f"{letter}: {says['right' if option.right else 'not yet']} {setting.words(option.feedback)}"
        source = f"{setting.variable} = {{{letter!r}}}"
        yield Trial("option" if option.right else "wrong", source, place, line, (*place, "feedback"))


def _gaps(exercise: Complete, setting: Setting, says: Says) -> Iterator[Trial]:
    for index, gap in enumerate(exercise.gaps):
        for number, wrong in enumerate(gap.wrong_answers):
            place: Path = ("gaps", index, "wrong_answers", number)
            line = f"{gap.id}: {says['not yet']} {setting.words(wrong.message)}"
            # The other gaps are filled rightly, so that this one alone decides.
            filled = {other.id: other.answer for other in exercise.gaps} | {gap.id: wrong.answer}
            source = f"{setting.variable} = {filled!r}"
            yield Trial("wrong", source, (*place, "answer"), line, (*place, "message"))


def _programs(exercise: CodeExercise, setting: Setting, says: Says) -> Iterator[Trial]:
    del says
    for index, wrong in enumerate(exercise.wrong_answers):
        source = f"{wrong.code.rstrip()}\n\n\n{setting.variable} = {exercise.function}"
        yield Trial("wrong", source, ("wrong_answers", index, "code"))


WRONG: Mapping[str, Callable[[Any, Setting, Says], Iterator[Trial]]] = {
    "calculate": _numbers,
    "choose": _options,
    "complete": _gaps,
    "code": _programs,
}
"""The listed wrong answers of each kind that has them."""
