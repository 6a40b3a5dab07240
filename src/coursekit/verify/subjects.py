"""The exercises that are marked by machine, and the proof of one of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from coursekit.checks.finding import Finding
from coursekit.model.course import LessonView
from coursekit.model.exercise import Exercise, Order
from coursekit.model.references import Path
from coursekit.render import programs
from coursekit.render.exercises.setting import Rendered, Setting
from coursekit.render.exercises.sheet import exercise_facts, written
from coursekit.render.shuffle import LETTERS
from coursekit.render.tasks import check_words
from coursekit.verify.judge import judge
from coursekit.verify.process import Children
from coursekit.verify.programs import job_for, outcomes
from coursekit.verify.trials import trials
from coursekit.wording import Wording


@dataclass(frozen=True)
class Subject:
    """One exercise as its notebook has it, with the place it has in its lesson."""

    lesson: str
    index: int
    exercise: Exercise
    setting: Setting
    parts: Rendered


def subjects(view: LessonView, wording: Wording) -> Iterator[Subject]:
    """Yield the exercises of a lesson that are marked by machine."""
    facts = exercise_facts(view)
    for index, exercise in enumerate(view.lesson.exercises):
        setting, parts = written(view, exercise, facts, wording)
        if parts.task is not None:
            yield Subject(view.id, index, exercise, setting, parts)


def prove(children: Children, subject: Subject) -> list[Finding]:
    """Give an exercise's check every answer it is to tell apart; return what it gets wrong."""
    says = check_words(subject.setting.wording)
    tried = list(trials(subject.exercise, subject.setting, subject.parts, says))
    job = job_for(programs.source("checker.py"), says, subject.parts.task or {}, subject.setting.variable)
    sources = [trial.source for trial in tried]
    came = outcomes(children, job, sources, apart=subject.exercise.kind in programs.PROGRAMS)
    place: Path = ("exercises", subject.index)
    judged = (
        judge(subject.exercise, trial, outcome, says) for trial, outcome in zip(tried, came, strict=True)
    )
    found = [fault.finding(subject.lesson, place) for fault in judged if fault]
    if isinstance(subject.exercise, Order) and _given_away(subject.exercise, subject):
        message = f'the items of "{subject.exercise.id}" are shown in their right order'
        hint = "give items that look alike different texts."
        found.append(Finding("order-given-away", message, hint, (*place, "items"), subject.lesson))
    return found


def _given_away(exercise: Order, subject: Subject) -> bool:
    right = (subject.setting.line(item.text) for item in exercise.items)
    rows = zip(LETTERS, right, strict=False)
    return subject.parts.items == "\n".join(f"- **{letter}** {text}" for letter, text in rows)
