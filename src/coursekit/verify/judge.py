"""What became of a trial, and whether that is what must become of it."""

from dataclasses import dataclass
from typing import Literal

from coursekit.checks.finding import Finding
from coursekit.model.exercise import ExerciseBase
from coursekit.model.references import Path
from coursekit.verify.trials import Says, Trial

SHOWN = 300
"""Characters of what a check says that a problem repeats."""
NAMES = {
    "solution": "the solution",
    "starter": "the starter",
    "wrong": "this wrong answer",
    "option": "this option",
}


@dataclass(frozen=True)
class Outcome:
    """What became of an answer."""

    lines: tuple[str, ...] = ()
    """What the check said."""
    error: str = ""
    """The error that the answer's own program ended with."""
    stopped: Literal["", "late", "gone"] = ""
    """Whether its process was stopped, or ended itself."""


@dataclass(frozen=True)
class Fault:
    """A finding before it has its place in a lesson."""

    code: str
    message: str
    hint: str
    path: Path

    def finding(self, lesson: str, exercise: Path) -> Finding:
        """Give the fault its place."""
        return Finding(self.code, self.message, self.hint, (*exercise, *self.path), lesson)


def passed(lines: tuple[str, ...], says: Says) -> bool:
    """Tell whether a check has found an answer right."""
    return bool(lines) and lines[-1] in (says["right"], says["complete"])


def judge(exercise: ExerciseBase, trial: Trial, outcome: Outcome, says: Says) -> Fault | None:
    """Return what is wrong with what became of a trial, if anything is."""
    who = f'{NAMES[trial.role]} of "{exercise.id}"'
    if outcome.stopped == "late":
        message = f"{who} does not come to its end and was stopped"
        return Fault("program-hangs", message, "look for a loop without end.", trial.path)
    if outcome.stopped == "gone":
        message = f"{who} ends Python itself, or takes more than it may"
        hint = "a program of an exercise stays within 512 MB and 5 seconds, and starts no others."
        return Fault("program-crashes", message, hint, trial.path)
    if outcome.error:
        message = f"{who} can't be run: {outcome.error}"
        return Fault("program-fails", message, "run it by itself in Python, and mend it.", trial.path)
    if trial.role == "solution":
        return _solution(who, trial, outcome, says)
    if trial.role == "starter":
        return _starter(who, trial, outcome, says)
    return _wrong(who, exercise, trial, outcome, says)


def _solution(who: str, trial: Trial, outcome: Outcome, says: Says) -> Fault | None:
    if passed(outcome.lines, says):
        return None
    message = f"{who} does not pass its own check, which says: {_said(outcome)}"
    return Fault("solution-fails", message, "mend the answer, or what it is checked with.", trial.path)


def _starter(who: str, trial: Trial, outcome: Outcome, says: Says) -> Fault | None:
    if outcome.lines == (says["empty"],):
        return None
    if passed(outcome.lines, says):
        message = f"{who} passes before anybody has done anything"
        return Fault("starter-passes", message, "take the answer out of it.", trial.path)
    message = f"{who} is not asked to begin; the check says: {_said(outcome)}"
    hint = "let it raise nothing and return nothing: a head and a docstring are enough."
    return Fault("starter-not-asked", message, hint, trial.path)


def _wrong(who: str, exercise: ExerciseBase, trial: Trial, outcome: Outcome, says: Says) -> Fault | None:
    program = trial.path[-1] == "code"
    if trial.role == "wrong" and passed(outcome.lines, says):
        code = "wrong-program-passes" if program else "wrong-answer-passes"
        hint = "add a case that tells it apart." if program else "narrow what counts as right, or remove it."
        return Fault(code, f"{who} passes", hint, trial.path)
    if program and outcome.lines == (says["empty"],):
        message = f"{who} is told to begin, as if nothing had been written"
        return Fault("wrong-message", message, "let it return something.", trial.path)
    if _says(outcome.lines, trial.line, exercise.kind):  # type: ignore[attr-defined]
        return None
    message = f"{who} does not get its own message; the check says: {_said(outcome)}"
    hint = (
        "write the message of a case that it fails."
        if program
        else "keep wrong answers further apart from each other and from what is right."
    )
    return Fault("wrong-message", message, hint, trial.message)


def _says(lines: tuple[str, ...], wanted: str, kind: str) -> bool:
    if kind in ("calculate", "chart"):
        return lines == (wanted,)
    # Of a program, its call and what it gave stand before the message.
    return any(line.endswith(f". {wanted}") for line in lines) if kind == "code" else wanted in lines


def _said(outcome: Outcome) -> str:
    text = " ".join(outcome.lines)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
