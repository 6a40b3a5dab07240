"""What exercises are made of: options, items, pairs, gaps and cases."""

from typing import Annotated, Any

from pydantic import AfterValidator, Field

from coursekit.model.base import Id, Line, Number, Plain, Spec
from coursekit.model.wrong import WrongPlace, WrongWord


class Quantity(Spec):
    """A number with its unit, written or worked out from the record."""

    value: Number | None = None
    """The right number, if it does not follow from the record. For example `49`"""
    formula: Plain | None = None
    """In place of a number, arithmetic over claims in braces. For example `"100 - {oil-export-route}"`"""
    unit: Id
    """What the number is counted in. For example `percent`"""
    tolerance: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 0.0
    """How far off, in the unit, still counts as right. For example `1`"""


class Option(Spec):
    """One answer to choose."""

    text: Line
    """What can be chosen. For example `Why they stayed away`"""
    right: bool = False
    """`true` for right options; left out with wrong ones. For example `true`"""
    misconception: Line | None = None
    """What is behind a wrong option, for who teaches. For example `The part is taken for the whole.`"""
    feedback: Line
    """What is said to who chooses it. For example `You can, for the second number is smaller.`"""


class Placed(Spec):
    """An item and the group it belongs to."""

    text: Line
    """The item. For example `Volunteers opened a third day.`"""
    answer: Line
    """The group it belongs to, as it is written under `into:`. For example `Event`"""
    feedback: Line | None = None
    """What any other wrong placing is told; does not give the answer away. For example `Could one have seen
    it?`
    """
    wrong_answers: tuple[WrongPlace, ...] = ()
    """Groups that people really choose, and what each is told. For example `[{answer: Position,
    misconception: What they do is taken for what they say., message: Could one have seen it?}]`
    """


class Pair(Spec):
    """Two things that belong together."""

    left: Line
    """The left half. For example `The council`"""
    right: Line
    """The right half. For example `Two days are enough.`"""
    feedback: Line | None = None
    """What any other wrong pair is told; does not give the answer away. For example `Who can say what is
    enough?`
    """
    wrong_answers: tuple[WrongPlace, ...] = ()
    """Right halves of other pairs that people really choose, and what each is told. For example `[{answer: It
    was a choice., misconception: What is said about them is taken for theirs., message: Would they say it?}]`
    """


class Step(Spec):
    """One item of a sequence."""

    text: Line
    """What happens. For example `The council cuts the opening days`"""
    event: Id | None = None
    """An event of the record: the kit then checks the order against its date. For example `the-cut`"""


class Gap(Spec):
    """A gap of a sentence."""

    id: Id
    """The gap's name, as it stands in the sentence. For example `when`"""
    answer: Plain
    """The right word. For example `before`"""
    accept: tuple[Plain, ...] = ()
    """Other spellings that count as right. For example `[prior to]`"""
    wrong_answers: tuple[WrongWord, ...] = ()
    """Words that people really write, and what each is told. For example `[{answer: after, misconception:
    What is left is taken for the whole., message: Then what was the whole?}]`
    """


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
    """What the function is called with, as a list. Plain data: numbers, text, true or false, lists and
    mappings. For example `[[1, 3]]`
    """
    result: Annotated[Any, AfterValidator(_plain_data)]
    """What it must return. For example `[25.0, 75.0]`"""
    message: Line
    """What a student is told whose function returns something else. For example `One of four loaves is 25 per
    cent.`
    """
