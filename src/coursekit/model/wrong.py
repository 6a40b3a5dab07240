"""Wrong answers that students really give: the misconception behind each, and what it must be told."""

from typing import Annotated

from pydantic import Field

from coursekit.model.base import Code, Id, Line, Number, Plain, Spec


class WrongNumber(Spec):
    """A number students really give, and what they must be told."""

    answer: Number | None = None
    formula: Plain | None = None
    misconception: Line
    message: Line


class WrongPlace(Spec):
    """A place that students really give to an item, and what they must be told."""

    answer: Line
    """One of the groups, or the right half of another pair, as it is written there."""
    misconception: Line
    message: Line


class WrongOrder(Spec):
    """An order that students really give, and what they must be told."""

    answer: Annotated[tuple[int, ...], Field(min_length=2, max_length=8)]
    """Items by their right places, from 1: `[3, 1]` is any order in which the third is before the first."""
    misconception: Line
    message: Line


class WrongWord(Spec):
    """A word students really give, and what they must be told."""

    answer: Plain
    misconception: Line
    message: Line


class WrongCode(Spec):
    """Code students really write."""

    code: Code
    misconception: Line
    message: Line
    """What the check must say of it: the message of one of the cases."""


class Plotted(Spec):
    """One value of a chart: a claim's number, arithmetic over the record, or a number of its own."""

    label: Plain
    claim: Id | None = None
    formula: Plain | None = None
    value: Number | None = None


class WrongChart(Spec):
    """A chart that students really draw, and what they must be told."""

    points: tuple[Plotted, ...] = ()
    """What it plots, in its order; a label alone has its right value. Left out, they are the right ones."""
    unit: Plain | None = None
    """What stands on its axis, where that is what is wrong."""
    misconception: Line
    message: Line
