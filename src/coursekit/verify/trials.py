"""Trials: every answer that an exercise's check is given, and what must come of it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from coursekit.model.exercise import (
    Calculate,
    ChartExercise,
    Choose,
    Classify,
    CodeExercise,
    Complete,
    Match,
    Order,
)
from coursekit.model.item import Pair, Placed
from coursekit.model.references import Path
from coursekit.render import tasks
from coursekit.render.exercises.kinds.charts import source_of
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
    yield Trial("solution", parts.before + parts.answer, ("answer",))
    yield Trial("starter", parts.before + parts.starter, ("starter",))
    wrong = WRONG.get(exercise.kind)
    if wrong:
        for trial in wrong(exercise, setting, says):
            yield replace(trial, source=parts.before + trial.source)


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


def _placed(exercise: Classify | Match, setting: Setting, says: Says) -> Iterator[Trial]:
    rows: list[tuple[Pair | Placed, str]]
    if isinstance(exercise, Match):
        letters = tasks.letters(tuple(pair.right for pair in exercise.pairs), setting)
        names = {pair.right: letters[place] for place, pair in enumerate(exercise.pairs)}
        rows = [(pair, pair.right) for pair in exercise.pairs]
    else:
        names = {group: setting.words(group) for group in exercise.into}
        rows = [(item, item.answer) for item in exercise.items]
    right = {key: names[answer] for key, (_, answer) in enumerate(rows, start=1)}
    field = "pairs" if isinstance(exercise, Match) else "items"
    for key, (row, _) in enumerate(rows, start=1):
        for number, wrong in enumerate(row.wrong_answers):
            place: Path = (field, key - 1, "wrong_answers", number)
            line = f"{key}: {says['not yet']} {setting.words(wrong.message)}"
            source = f"{setting.variable} = {right | {key: names[wrong.answer]}!r}"
            yield Trial("wrong", source, (*place, "answer"), line, (*place, "message"))


def _orders(exercise: Order, setting: Setting, says: Says) -> Iterator[Trial]:
    del says
    letters = tasks.letters(tuple(item.text for item in exercise.items), setting)
    for index, wrong in enumerate(exercise.wrong_answers):
        # The others stay where they belong.
        order = list(range(len(exercise.items)))
        for seat, item in zip(sorted(wrong.answer), wrong.answer, strict=True):
            order[seat - 1] = item - 1
        source = f"{setting.variable} = {[letters[place] for place in order]!r}"
        place: Path = ("wrong_answers", index)
        line = setting.words(wrong.message)
        yield Trial("wrong", source, (*place, "answer"), line, (*place, "message"))


def _charts(exercise: ChartExercise, setting: Setting, says: Says) -> Iterator[Trial]:
    for index, wrong in enumerate(exercise.wrong_answers):
        place: Path = ("wrong_answers", index)
        line = f"{says['not yet']} {setting.words(wrong.message)}"
        source = source_of(exercise, wrong, setting)
        yield Trial("wrong", source, place, line, (*place, "message"))


def _programs(exercise: CodeExercise, setting: Setting, says: Says) -> Iterator[Trial]:
    del says
    for index, wrong in enumerate(exercise.wrong_answers):
        source = f"{wrong.code.rstrip()}\n\n\n{setting.variable} = {exercise.function}"
        place: Path = ("wrong_answers", index)
        yield Trial("wrong", source, (*place, "code"), setting.words(wrong.message), (*place, "message"))


WRONG: Mapping[str, Callable[[Any, Setting, Says], Iterator[Trial]]] = {
    "calculate": _numbers,
    "choose": _options,
    "classify": _placed,
    "match": _placed,
    "order": _orders,
    "complete": _gaps,
    "code": _programs,
    "chart": _charts,
}
"""The listed wrong answers of each kind that has them."""
