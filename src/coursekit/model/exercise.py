"""Exercises: one class per kind, told apart by `kind`; no rendering."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from coursekit.model.base import Code, Id, Line, Minutes, Priority, Spec, Text
from coursekit.model.item import Case, Gap, Option, Pair, Placed, Quantity, Step
from coursekit.model.wrong import (
    Plotted,
    WrongChart,
    WrongCode,
    WrongNumber,
    WrongOrder,
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
    """The name by which a slide refers to it. For example `how-much-less`"""
    title: Line
    """What it is called. For example `How much less?`"""
    minutes: Minutes
    """How long it takes. For example `5`"""
    priority: Priority = "useful"
    """When time is short, what is extra goes first, and what is core stays. For example `extra`"""
    assesses: Annotated[tuple[Id, ...], Field(min_length=1)]
    """Objectives of the lesson that it practises, by their ids. For example `[compare-numbers]`"""
    prompt: Text
    """What is asked. For example `By how many per cent did the number fall?`"""
    uses: tuple[Id, ...] = ()
    """Claims whose data the exercise needs. For example `[visitors-before, visitors-after]`"""
    hints: Annotated[tuple[Line, ...], Field(min_length=1)]
    """From gentle to plain. For example `["Of what is it a share?", Divide by the number before the cut.]`"""
    solution: Text
    """The solution and why it is right, or a model answer. For example `The difference is a share of the
    number *before* the cut.`
    """
    tags: tuple[Id, ...] = ()
    """Words of your own by which variants choose. For example `[at-home]`"""


class Calculate(ExerciseBase):
    """A number, with unit and tolerance."""

    kind: Literal["calculate"]
    answer: Quantity
    """The right number with its unit. For example `{value: 49, unit: percent, tolerance: 1}`"""
    wrong_answers: Annotated[tuple[WrongNumber, ...], Field(min_length=1)]
    """Numbers that people really give, and what each is told. For example `[{answer: 98, misconception: The
    part is taken for the rest., message: That is the part. What is left?}]`
    """


class Choose(ExerciseBase):
    """One or several right options."""

    kind: Literal["choose"]
    options: Annotated[tuple[Option, ...], Field(min_length=3, max_length=8)]
    """Three or more options; one or several are right."""


class Classify(ExerciseBase):
    """Items put into groups."""

    kind: Literal["classify"]
    into: Annotated[tuple[Line, ...], Field(min_length=2, max_length=6)]
    """The groups. For example `[Event, Interpretation, Position]`"""
    items: Annotated[tuple[Placed, ...], Field(min_length=3, max_length=12)]
    """Three or more items. For example `[{text: They opened., answer: Event}, {text: It was a choice.,
    answer: Interpretation}, {text: Two are enough., answer: Position}]`
    """


class Match(ExerciseBase):
    """Pairs to be found."""

    kind: Literal["match"]
    pairs: Annotated[tuple[Pair, ...], Field(min_length=3, max_length=8)]
    """Three or more pairs, written as they belong together."""


class Order(ExerciseBase):
    """Items in sequence, written in the right order."""

    kind: Literal["order"]
    items: Annotated[tuple[Step, ...], Field(min_length=3, max_length=8)]
    """Three or more items in the right order. For example `[{text: The cut}, {text: The petition}, {text: The
    trial}]`
    """
    feedback: Line | None = None
    """What any other wrong order is told. For example `Nobody protests against a cut that has not come yet.`
    """
    wrong_answers: tuple[WrongOrder, ...] = ()
    """Orders that people really give, and what each is told. For example `[{answer: [3, 2], misconception:
    The trial is taken for the cause., message: They asked first.}]`
    """


class Complete(ExerciseBase):
    """A text with gaps, written `[[gap-id]]`."""

    kind: Literal["complete"]
    sentence: Text
    """A text with gaps, each its name in double brackets. For example `The difference is a share of the
    number [[when]] the cut.`
    """
    gaps: Annotated[tuple[Gap, ...], Field(min_length=1, max_length=8)]
    """The gaps, with the right word for each. For example `[{id: when, answer: before}]`"""


class CodeExercise(ExerciseBase):
    """A function, checked on several inputs."""

    kind: Literal["code"]
    function: Annotated[str, StringConstraints(pattern=r"^[a-z_][a-z0-9_]{0,40}$")]
    """The function's name. For example `shares`"""
    starter: Code
    '''Python that students begin with: the function's head and a docstring. For example:

        starter: |
          def double(number):
              """Return twice the number."""
    '''
    answer: Code
    """Python that solves it. For example:

        answer: |
          def double(number):
              return 2 * number
    """
    cases: Annotated[tuple[Case, ...], Field(min_length=2, max_length=8)]
    """Calls of the function, and what each must return. For example `[{arguments: [2], result: 4, message:
    Twice two is four.}, {arguments: [3], result: 6, message: Twice three is six.}]`
    """
    wrong_answers: Annotated[tuple[WrongCode, ...], Field(min_length=1)]
    """Programs that people really write, and what each is told."""


class ChartExercise(ExerciseBase):
    """A chart made from the record; what it plots is checked, not how it looks."""

    kind: Literal["chart"]
    form: Literal["bar", "line"]
    """Bars or a line. For example `bar`"""
    unit: Id
    """What stands on the axis. For example `people`"""
    points: Annotated[tuple[Plotted, ...], Field(min_length=2, max_length=8)]
    """What is plotted, in the order in which it must stand. For example `[{label: Before, claim:
    visitors-before}, {label: After, claim: visitors-after}]`
    """
    tolerance: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 0.0
    """How far off a value may be, in the unit, where numbers are rounded. For example `1`"""
    starter: Code
    """Python that names its chart `chart`, with nothing plotted yet. For example:

        starter: |
          labels, values = [], []
          chart = bar_chart(labels, values, unit="", title="")
    """
    answer: Code
    """Python that solves it. For example:

        answer: |
          values = [record["visitors-before"], record["visitors-after"]]
          chart = bar_chart(["Before", "After"], values, unit="people", title="A usual week")
    """
    wrong_answers: Annotated[tuple[WrongChart, ...], Field(min_length=1)]
    """Charts that people really draw, and what each is told. For example `[{unit: per cent, misconception:
    Any number is taken for a share., message: What did the desk count?}]`
    """


class Reflect(ExerciseBase):
    """Free text with a rubric and a model answer; never marked by machine."""

    kind: Literal["reflect"]
    rubric: Annotated[tuple[Line, ...], Field(min_length=2, max_length=6)]
    """What a good answer does; two or more lines. For example `[It names the position fairly., It cites a
    number with its source.]`
    """


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
