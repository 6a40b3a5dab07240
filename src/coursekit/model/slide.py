"""Slides: one class per layout, told apart by `layout`."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from coursekit.model.base import Id, Minutes, Plain, Spec, Text


def _short(limit: int) -> StringConstraints:
    return StringConstraints(min_length=1, max_length=limit)


class SlideBase(Spec):
    """What every slide has."""

    headline: Annotated[str, _short(90), "line"]
    """A sentence that could be wrong."""
    minutes: Minutes
    notes: Text
    """Prompts for who teaches."""
    claims: tuple[Id, ...] = ()
    """Claims the slide rests on besides those that its fields name."""


class Statement(Spec):
    """One card of a `points` slide."""

    lead: Annotated[str, _short(40), "line"]
    text: Annotated[str, _short(110), "line"]


class Points(SlideBase):
    """Two or three short statements, side by side."""

    layout: Literal["points"]
    points: Annotated[tuple[Statement, ...], Field(min_length=2, max_length=3)]


class Chart(SlideBase):
    """A figure of the record as a native chart."""

    layout: Literal["chart"]
    figure: Id
    focus: Plain | None = None
    """The label of the point to look at; in a stacked chart, the part."""
    aside: Annotated[str, _short(160), "line"] | None = None


class PictureSlide(SlideBase):
    """A picture of the record, with a word beside it."""

    layout: Literal["picture"]
    picture: Id
    aside: Annotated[str, _short(160), "line"] | None = None


class BigNumber(SlideBase):
    """One number with its whole and its source."""

    layout: Literal["big-number"]
    claim: Id
    context: Annotated[str, _short(160), "line"]


class Column(Spec):
    """One side of a comparison."""

    title: Annotated[str, _short(50), "line"]
    points: Annotated[tuple[Annotated[str, _short(80), "line"], ...], Field(min_length=2, max_length=4)]


class Comparison(SlideBase):
    """Two things held side by side."""

    layout: Literal["comparison"]
    left: Column
    right: Column


class Table(SlideBase):
    """Rows and columns of short words."""

    layout: Literal["table"]
    columns: Annotated[tuple[Annotated[str, _short(60), "line"], ...], Field(min_length=2, max_length=4)]
    rows: Annotated[
        tuple[tuple[Annotated[str, _short(60), "line"], ...], ...], Field(min_length=2, max_length=6)
    ]


class Timeline(SlideBase):
    """Events of the record in their order."""

    layout: Literal["timeline"]
    events: Annotated[tuple[Id, ...], Field(min_length=2, max_length=6)]


class Node(Spec):
    """A box of a flow diagram."""

    id: Id
    text: Annotated[str, _short(50), "line"]
    focus: bool = False


class Arrow(Spec):
    """An arrow of a flow diagram, from one box to another."""

    start: Annotated[Id, Field(alias="from")]
    end: Annotated[Id, Field(alias="to")]
    label: Annotated[str, _short(24), "line"] | None = None


class Flow(SlideBase):
    """Causes and effects, or who needs whom."""

    layout: Literal["flow"]
    nodes: Annotated[tuple[Node, ...], Field(min_length=2, max_length=6)]
    arrows: Annotated[tuple[Arrow, ...], Field(min_length=1, max_length=10)]


class Card(Spec):
    """Who says what."""

    who: Annotated[str, _short(50), "line"]
    text: Annotated[str, _short(140), "line"]


class Positions(SlideBase):
    """A map of positions, one card each."""

    layout: Literal["positions"]
    cards: Annotated[tuple[Card, ...], Field(min_length=2, max_length=4)]


class SourceReading(SlideBase):
    """Claims to be told apart by their kind; the answers stand in the notes."""

    layout: Literal["source-reading"]
    claims: Annotated[tuple[Id, ...], Field(min_length=2, max_length=4)]


class ExerciseSlide(SlideBase):
    """An exercise of this lesson, with its time."""

    layout: Literal["exercise"]
    exercise: Id


class ActivitySlide(SlideBase):
    """An activity of this lesson, with its steps and times."""

    layout: Literal["activity"]
    activity: Id


class Discussion(SlideBase):
    """One question to talk about, and how."""

    layout: Literal["discussion"]
    question: Annotated[str, _short(140), "line"]
    steps: Annotated[tuple[Annotated[str, _short(90), "line"], ...], Field(min_length=1, max_length=4)]


class QuizSlide(SlideBase):
    """A quiz question, and a second slide with its answer."""

    layout: Literal["quiz"]
    quiz: Id


Slide = Annotated[
    Points
    | Chart
    | PictureSlide
    | BigNumber
    | Comparison
    | Table
    | Timeline
    | Flow
    | Positions
    | SourceReading
    | ExerciseSlide
    | ActivitySlide
    | Discussion
    | QuizSlide,
    Field(discriminator="layout"),
]
"""A slide as a lesson writes it."""
