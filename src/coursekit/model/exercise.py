"""Exercises: one class per kind, told apart by `kind`; no rendering."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, StringConstraints

from coursekit.model.base import Code, Id, Line, Minutes, Number, Plain, Priority, Spec, Text
from coursekit.model.wrong import (
    Plotted,
    WrongChart,
    WrongCode,
    WrongNumber,
    WrongOrder,
    WrongPlace,
    WrongWord,
)

NOTEBOOK_NAMES = ("check", "record", "own", "opening", "base64", "json", "bar_chart", "line_chart")
"""Names of Python that a notebook uses itself, so that no answer may take them."""

MODULES = (
    "ast", "base64", "bisect", "calendar", "collections", "contextlib", "copy", "csv", "dataclasses",
    "datetime", "decimal", "enum", "fractions", "functools", "hashlib", "heapq", "html", "io", "itertools",
    "json", "math", "numbers", "operator", "pprint", "random", "re", "statistics", "string", "textwrap",
    "time", "traceback", "types", "typing", "unicodedata", "warnings",
)  # fmt: skip
"""Modules of Python that programs of exercises may import: those that a page has too."""


class ExerciseBase(Spec):
    """What every exercise has."""

    id: Id
    title: Line
    minutes: Minutes
    priority: Priority = "useful"
    """When time is short, what is extra goes first, and what is core stays. For example `extra`"""
    assesses: Annotated[tuple[Id, ...], Field(min_length=1)]
    """Objectives of the lesson."""
    prompt: Text
    uses: tuple[Id, ...] = ()
    """Claims whose data the exercise needs."""
    hints: Annotated[tuple[Line, ...], Field(min_length=1)]
    """From gentle to plain."""
    solution: Text
    tags: tuple[Id, ...] = ()
    """Words of your own by which variants choose, as `at-home`."""


class Quantity(Spec):
    """A number with its unit, written or worked out from the record."""

    value: Number | None = None
    formula: Plain | None = None
    unit: Id
    tolerance: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 0.0
    """How far off, in the unit, still counts as right."""


class Calculate(ExerciseBase):
    """A number, with unit and tolerance."""

    kind: Literal["calculate"]
    answer: Quantity
    wrong_answers: Annotated[tuple[WrongNumber, ...], Field(min_length=1)]


class Option(Spec):
    """One answer to choose."""

    text: Line
    right: bool = False
    misconception: Line | None = None
    """What is behind a wrong option."""
    feedback: Line


class Choose(ExerciseBase):
    """One or several right options."""

    kind: Literal["choose"]
    options: Annotated[tuple[Option, ...], Field(min_length=3, max_length=8)]


class Placed(Spec):
    """An item and the group it belongs to."""

    text: Line
    answer: Line
    feedback: Line | None = None
    """What any other wrong placing is told; does not give the answer away."""
    wrong_answers: tuple[WrongPlace, ...] = ()


class Classify(ExerciseBase):
    """Items put into groups."""

    kind: Literal["classify"]
    into: Annotated[tuple[Line, ...], Field(min_length=2, max_length=6)]
    items: Annotated[tuple[Placed, ...], Field(min_length=3, max_length=12)]


class Pair(Spec):
    """Two things that belong together."""

    left: Line
    right: Line
    feedback: Line | None = None
    wrong_answers: tuple[WrongPlace, ...] = ()


class Match(ExerciseBase):
    """Pairs to be found."""

    kind: Literal["match"]
    pairs: Annotated[tuple[Pair, ...], Field(min_length=3, max_length=8)]


class Step(Spec):
    """One item of a sequence."""

    text: Line
    event: Id | None = None
    """An event of the record: the kit then checks the order against its date."""


class Order(ExerciseBase):
    """Items in sequence, written in the right order."""

    kind: Literal["order"]
    items: Annotated[tuple[Step, ...], Field(min_length=3, max_length=8)]
    feedback: Line | None = None
    """What any other wrong order is told."""
    wrong_answers: tuple[WrongOrder, ...] = ()


class Gap(Spec):
    """A gap of a sentence."""

    id: Id
    answer: Plain
    accept: tuple[Plain, ...] = ()
    wrong_answers: tuple[WrongWord, ...] = ()


class Complete(ExerciseBase):
    """A text with gaps, written `[[gap-id]]`."""

    kind: Literal["complete"]
    sentence: Text
    gaps: Annotated[tuple[Gap, ...], Field(min_length=1, max_length=8)]


def _plain_data(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_plain_data(item) for item in value)
    if isinstance(value, dict):
        return {name: _plain_data(item) for name, item in value.items()}
    if value is None or isinstance(value, bool | int | float | str):
        return value
    raise ValueError("takes numbers, text, true or false, lists and mappings; other words need quotes")


class Case(Spec):
    """One call of the function, and what it must return."""

    arguments: Annotated[tuple[Any, ...], AfterValidator(_plain_data)]
    """Plain data: numbers, text, true or false, lists and mappings."""
    result: Annotated[Any, AfterValidator(_plain_data)]
    message: Line
    """What a student is told whose function returns something else."""


class CodeExercise(ExerciseBase):
    """A function, checked on several inputs."""

    kind: Literal["code"]
    function: Annotated[str, StringConstraints(pattern=r"^[a-z_][a-z0-9_]{0,40}$")]
    starter: Code
    answer: Code
    cases: Annotated[tuple[Case, ...], Field(min_length=2, max_length=8)]
    wrong_answers: Annotated[tuple[WrongCode, ...], Field(min_length=1)]


class ChartExercise(ExerciseBase):
    """A chart made from the record; what it plots is checked, not how it looks."""

    kind: Literal["chart"]
    form: Literal["bar", "line"]
    unit: Id
    points: Annotated[tuple[Plotted, ...], Field(min_length=2, max_length=8)]
    """In the order in which they must stand."""
    tolerance: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 0.0
    """How far off a value may be, in the unit, where numbers are rounded."""
    starter: Code
    """Python that names its chart `chart`, with nothing plotted yet."""
    answer: Code
    wrong_answers: Annotated[tuple[WrongChart, ...], Field(min_length=1)]


class Reflect(ExerciseBase):
    """Free text with a rubric and a model answer; never marked by machine."""

    kind: Literal["reflect"]
    rubric: Annotated[tuple[Line, ...], Field(min_length=2, max_length=6)]


def misconceptions(exercise: ExerciseBase) -> tuple[str, ...]:
    """Return what is behind the wrong answers of an exercise, in their order."""
    return tuple(_misconceptions(exercise))


def _misconceptions(value: object) -> Iterator[str]:
    if isinstance(value, tuple):
        for item in value:
            yield from _misconceptions(item)
    elif isinstance(value, Spec):
        for name in type(value).model_fields:
            field = getattr(value, name)
            if name == "misconception" and field:
                yield field
            else:
                yield from _misconceptions(field)


Exercise = Annotated[
    Calculate | Choose | Classify | Match | Order | Complete | CodeExercise | ChartExercise | Reflect,
    Field(discriminator="kind"),
]
"""An exercise as a lesson writes it."""
