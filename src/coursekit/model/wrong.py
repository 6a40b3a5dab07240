"""Wrong answers that students really give: the misconception behind each, and what it must be told."""

from typing import Annotated

from pydantic import Field

from coursekit.model.base import Code, Id, Line, Number, Plain, Spec


class WrongNumber(Spec):
    """A number students really give, and what they must be told."""

    answer: Number | None = None
    """The wrong number. For example `98`"""
    formula: Plain | None = None
    """In place of a number, arithmetic over claims in braces. For example `"{visitors-after} /
    {visitors-before}"`
    """
    misconception: Line
    """What is behind it, for who teaches. For example `The part is taken for the whole.`"""
    message: Line
    """What is said to the student. For example `That is the part. What is left?`"""


class WrongPlace(Spec):
    """A place that students really give to an item, and what they must be told."""

    answer: Line
    """One of the groups, or the right half of another pair, as it is written there. For example `Position`"""
    misconception: Line
    """What is behind it, for who teaches. For example `The part is taken for the whole.`"""
    message: Line
    """What is said to the student. For example `That is the part. What is left?`"""


class WrongOrder(Spec):
    """An order that students really give, and what they must be told."""

    answer: Annotated[tuple[int, ...], Field(min_length=2, max_length=8)]
    """Items by their right places, from 1: `[3, 1]` is any order in which the third is before the first. For
    example `[3, 1]`
    """
    misconception: Line
    """What is behind it, for who teaches. For example `The part is taken for the whole.`"""
    message: Line
    """What is said to the student. For example `That is the part. What is left?`"""


class WrongWord(Spec):
    """A word students really give, and what they must be told."""

    answer: Plain
    """The wrong word. For example `after`"""
    misconception: Line
    """What is behind it, for who teaches. For example `The part is taken for the whole.`"""
    message: Line
    """What is said to the student. For example `That is the part. What is left?`"""


class WrongCode(Spec):
    """Code students really write."""

    code: Code
    """The wrong program. For example:

        code: |
          def double(number):
              return number * number
    """
    misconception: Line
    """What is behind it, for who teaches. For example `The part is taken for the whole.`"""
    message: Line
    """What the check must say of it: the message of one of the cases. For example `One of four loaves is 25
    per cent.`
    """


class Plotted(Spec):
    """One value of a chart: a claim's number, arithmetic over the record, or a number of its own."""

    label: Plain
    """What the bar or point is called. For example `Before the cut`"""
    claim: Id | None = None
    """The claim whose number is plotted. For example `visitors-before`"""
    formula: Plain | None = None
    """In place of a claim, arithmetic over claims in braces. For example `"{visitors-before} -
    {visitors-after}"`
    """
    value: Number | None = None
    """In place of both, a number of your own. For example `37.5`"""


class WrongChart(Spec):
    """A chart that students really draw, and what they must be told."""

    points: tuple[Plotted, ...] = ()
    """What it plots, in its order; a label alone has its right value. Left out, they are the right ones. For
    example `[{label: Before the cut}, {label: Lost, value: 37.5}]`
    """
    unit: Plain | None = None
    """What stands on its axis, where that is what is wrong. For example `per cent`"""
    misconception: Line
    """What is behind it, for who teaches. For example `The part is taken for the whole.`"""
    message: Line
    """What is said to the student. For example `That is the part. What is left?`"""
