"""Trials of each check by itself: the right answer, changed in one place, must fail there and only there."""

import ast
from collections.abc import Callable, Iterator, Mapping
from typing import Any

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
from coursekit.model.references import Path
from coursekit.render.exercises.setting import Rendered, Setting
from coursekit.render.programs import data, values_of
from coursekit.render.shuffle import LETTERS
from coursekit.render.tasks import STEPS
from coursekit.verify.trials import Says, Trial

CHANGED = """{answer}

def changed(function):
    return lambda *given: ("changed",) if repr(list(given)) == {call!r} else function(*given)

{variable} = changed({variable})
"""
"""The solution's program, but for one call."""


def numbers(exercise: Calculate, setting: Setting, _parts: Rendered, _says: Says) -> Iterator[Trial]:
    """Yield numbers at both ends of the tolerance, and just beyond them."""
    right = setting.number(exercise.answer.value, exercise.answer.formula)
    tolerance = exercise.answer.tolerance
    # An answer is known by the step it falls on, so that the edge is as sharp as a step is fine.
    beyond = tolerance * (1 + 1 / STEPS) + 1e-5
    for value in (right - tolerance, right + tolerance):
        yield Trial("right", f"{setting.variable} = {value!r}", ("answer",))
    for value in (right - beyond, right + beyond):
        yield Trial("changed", f"{setting.variable} = {value!r}", ("answer",), check=0)


def options(exercise: Choose, setting: Setting, parts: Rendered, _says: Says) -> Iterator[Trial]:
    """Yield the right options with one of them left out, or with another one too."""
    right = _value(parts)
    for place, letter in enumerate(LETTERS[: len(exercise.options)]):
        source = f"{setting.variable} = {sorted(set(right) ^ {letter})!r}"
        yield Trial("changed", source, ("options", place), check=place)


def groups(exercise: Classify, setting: Setting, parts: Rendered, says: Says) -> Iterator[Trial]:
    """Yield the right placing with one item in each of the other groups."""
    names = [setting.words(group) for group in exercise.into]
    return _placed("items", names, setting, parts, says)


def partners(exercise: Match, setting: Setting, parts: Rendered, says: Says) -> Iterator[Trial]:
    """Yield the right pairs with one item given each of the other partners."""
    return _placed("pairs", LETTERS[: len(exercise.pairs)], setting, parts, says)


def sequence(exercise: Order, setting: Setting, parts: Rendered, says: Says) -> Iterator[Trial]:
    """Yield the right order with one item and the next one in each other's place."""
    right = _value(parts)
    most = len(exercise.items)
    for place in range(most):
        moved, other = list(right), (place + 1) % most
        moved[place], moved[other] = moved[other], moved[place]
        line = says["in place"].format(right=most - 2, all=most)
        yield Trial(
            "changed", f"{setting.variable} = {moved!r}", ("items", place), check=place, lines=(line,)
        )


def gaps(exercise: Complete, setting: Setting, parts: Rendered, says: Says) -> Iterator[Trial]:
    """Yield every spelling that is accepted, and each gap filled with what nobody means."""
    right = _value(parts)
    for place, gap in enumerate(exercise.gaps):
        path: Path = ("gaps", place)
        for number, word in enumerate(gap.accept):
            source = f"{setting.variable} = { ({**right, gap.id: word})!r}"
            yield Trial("right", source, (*path, "accept", number))
        yield _changed(gap.id, f"{gap.answer} ~ {gap.answer}", (place, path), (setting, right, says))


def programs(exercise: CodeExercise, setting: Setting, parts: Rendered, _says: Says) -> Iterator[Trial]:
    """Yield the solution with another result for one of the calls."""
    for place, case in enumerate(exercise.cases):
        call = repr([data(argument) for argument in case.arguments])
        source = CHANGED.format(answer=parts.before + parts.answer, call=call, variable=setting.variable)
        yield Trial("changed", source, ("cases", place), check=place)


def charts(exercise: ChartExercise, setting: Setting, parts: Rendered, says: Says) -> Iterator[Trial]:
    """Yield the right chart with one of its values far from what it should be."""
    right = values_of(exercise, None, setting)
    unit, most = setting.wording.axis(exercise.unit), len(right)
    far = 2 * exercise.tolerance + 0.37 * max(abs(value) for _, value in right) + 1
    for place, (label, _) in enumerate(right):
        labels = [name for name, _ in right]
        values = [value + far * (at == place) for at, (_, value) in enumerate(right)]
        source = f"{setting.variable} = {exercise.form}_chart({labels!r}, {values!r}, unit={unit!r})"
        lines = (says["points"].format(right=most - 1, all=most), f"{label}: {says['not yet']}")
        yield Trial("changed", parts.before + source, ("points", place), check=place, lines=lines)


CHANGES: Mapping[str, Callable[[Any, Setting, Rendered, Says], Iterator[Trial]]] = {
    "calculate": numbers,
    "choose": options,
    "classify": groups,
    "match": partners,
    "order": sequence,
    "complete": gaps,
    "chart": charts,
    "code": programs,
}
"""How each kind's right answer is changed in one place. A new kind that is marked is a function and a row."""


def _placed(field: str, names: Any, setting: Setting, parts: Rendered, says: Says) -> Iterator[Trial]:
    right = _value(parts)
    for place, (key, answer) in enumerate(right.items()):
        for name in names:
            if name != answer:
                yield _changed(key, name, (place, (field, place)), (setting, right, says))


def _changed(
    key: Any, word: str, where: tuple[int, Path], what: tuple[Setting, dict[Any, str], Says]
) -> Trial:
    setting, right, says = what
    source = f"{setting.variable} = { ({**right, key: word})!r}"
    others = tuple(f"{other}: {says['right']}" for other in right if other != key)
    return Trial("changed", source, where[1], check=where[0], lines=others)


def _value(parts: Rendered) -> Any:
    """Return the value that the solved cell gives its name, which the kit itself has written."""
    (statement,) = ast.parse(parts.answer).body
    assert isinstance(statement, ast.Assign)  # noqa: S101 - for the reader and mypy
    return ast.literal_eval(statement.value)
