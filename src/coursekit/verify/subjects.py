"""The exercises that are marked by machine, and the proof of one of them."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from coursekit.artifact import fingerprint
from coursekit.checks.finding import Finding
from coursekit.model.course import LessonView
from coursekit.model.exercise import Exercise, Order
from coursekit.model.references import Path
from coursekit.render import programs
from coursekit.render.exercises.setting import Rendered, Setting
from coursekit.render.exercises.sheet import exercise_facts, written
from coursekit.render.shuffle import LETTERS
from coursekit.render.tasks import check_words
from coursekit.verify.changes import CHANGES
from coursekit.verify.judge import Fault, judge
from coursekit.verify.process import Children
from coursekit.verify.programs import Limits, job_for, outcomes
from coursekit.verify.tally import Part, Tally
from coursekit.verify.trials import Says, Trial, trials
from coursekit.wording import Wording


@dataclass(frozen=True)
class Subject:
    """One exercise as its notebook has it, with the place it has in its lesson."""

    lesson: str
    index: int
    exercise: Exercise
    setting: Setting
    parts: Rendered
    says: Says
    tried: tuple[Trial, ...]
    """Every answer that its check is to be given."""

    @property
    def name(self) -> str:
        """How it is remembered."""
        return f"{self.lesson}/{self.exercise.id}"

    def fingerprint(self, limits: Limits) -> str:
        """Return a digest of all that the proof rests on: exercise, facts, words, kit, Python, limits."""
        made = (self.exercise, self.parts, self.says, self.tried, self.setting.variable)
        return fingerprint(sys.version, limits.seconds, made)

    def tally(self, faults: Sequence[tuple[Trial, Fault]] = ()) -> Tally:
        """Return what is proven in numbers, if these are the faults of the trials."""
        failed = {trial.role for trial, _ in faults}
        wrong = [trial for trial in self.tried if trial.role in ("wrong", "option")]
        unproven = {fault.check for _, fault in faults if fault.check >= 0}
        checks = len({trial.check for trial in self.tried if trial.check >= 0})
        none = failed & {"solution", "starter", "right"} and not unproven
        return Tally(
            exercises=Part(int(not faults), 1),
            solutions=Part(int(not failed & {"solution", "right"}), 1),
            starters=Part(int("starter" not in failed), 1),
            wrong_answers=Part(len(wrong) - sum(trial in wrong for trial, _ in faults), len(wrong)),
            checks=Part(0 if none else checks - len(unproven), checks),
        )


def subjects(view: LessonView, wording: Wording) -> Iterator[Subject]:
    """Yield the exercises of a lesson that are marked by machine."""
    facts = exercise_facts(view)
    says = check_words(wording)
    for index, exercise in enumerate(view.lesson.exercises):
        setting, parts = written(view, exercise, facts, wording)
        if parts.task is not None:
            tried = [*trials(exercise, setting, parts, says)]
            tried += CHANGES[exercise.kind](exercise, setting, parts, says)
            yield Subject(view.id, index, exercise, setting, parts, says, tuple(tried))


def prove(children: Children, limits: Limits, subject: Subject) -> tuple[list[Finding], Tally]:
    """Give an exercise's check every answer it is to tell apart; return what it gets wrong, and the sums."""
    faults = _faults(children, limits, subject)
    place: Path = ("exercises", subject.index)
    found = [fault.finding(subject.lesson, place) for _, fault in faults]
    tally = subject.tally(faults)
    if isinstance(subject.exercise, Order) and _given_away(subject.exercise, subject):
        message = f'the items of "{subject.exercise.id}" are shown in their right order'
        hint = "give items that look alike different texts."
        found.append(Finding("order-given-away", message, hint, (*place, "items"), subject.lesson))
        tally = replace(tally, exercises=Part(0, 1))
    return found, tally


def _faults(children: Children, limits: Limits, subject: Subject) -> list[tuple[Trial, Fault]]:
    says, apart = subject.says, subject.exercise.kind in programs.PROGRAMS
    job = job_for(programs.source("checker.py"), says, subject.parts.task or {}, subject.setting.variable)

    def judged(tried: Sequence[Trial]) -> list[tuple[Trial, Fault]]:
        came = outcomes(children, limits, job, [trial.source for trial in tried], apart=apart)
        rows = (
            (trial, judge(subject.exercise, trial, outcome, says))
            for trial, outcome in zip(tried, came, strict=True)
        )
        return [(trial, fault) for trial, fault in rows if fault]

    solution = [trial for trial in subject.tried if trial.role == "solution"]
    found = judged(solution)
    # What is made from a solution that fails, fails for the same reason.
    made = ("solution", "right", "changed") if found else ("solution",)
    return found + judged([trial for trial in subject.tried if trial.role not in made])


def _given_away(exercise: Order, subject: Subject) -> bool:
    right = (subject.setting.line(item.text) for item in exercise.items)
    rows = zip(LETTERS, right, strict=False)
    return subject.parts.items == "\n".join(f"- **{letter}** {text}" for letter, text in rows)
