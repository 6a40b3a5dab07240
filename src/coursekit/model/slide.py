"""Slides: one class per layout, told apart by `layout`."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from coursekit.model.base import Id, Minutes, Plain, Spec, Text


def _short(limit: int) -> StringConstraints:
    return StringConstraints(min_length=1, max_length=limit)


class SlideBase(Spec):
    """What every slide has."""

    headline: Annotated[str, _short(90), "line"]
    """A sentence that could be wrong; no two slides of a lesson share one. For example `The library lost more
    than opening days`
    """
    minutes: Minutes
    """How long it is shown. For example `3`"""
    notes: Text
    """Prompts for who teaches: what to ask, how long to wait. For example `Ask which of the three one could
    check oneself.`
    """
    claims: tuple[Id, ...] = ()
    """Claims the slide rests on besides those that its fields name. For example `[days-cut]`"""


class Statement(Spec):
    """One card of a `points` slide."""

    lead: Annotated[str, _short(40), "line"]
    """Two to four words. For example `Fewer days`"""
    text: Annotated[str, _short(110), "line"]
    """One line. For example `The council cut them from five to two [@days-cut].`"""


class Points(SlideBase):
    """Two or three short statements, side by side."""

    layout: Literal["points"]
    points: Annotated[tuple[Statement, ...], Field(min_length=2, max_length=3)]
    """Two or three statements. For example `[{lead: Days, text: Five became two.}, {lead: People, text: Fewer
    came.}]`
    """


class Chart(SlideBase):
    """A figure of the record as a native chart."""

    layout: Literal["chart"]
    figure: Id
    """The id of a figure of the record. For example `trade-shares`"""
    focus: Plain | None = None
    """The label of the point to look at; in a stacked chart, the part. For example `After the cut`"""
    aside: Annotated[str, _short(160), "line"] | None = None
    """A line beside the chart. For example `Both numbers are estimates from the desk.`"""


class PictureSlide(SlideBase):
    """A picture of the record, with a word beside it."""

    layout: Literal["picture"]
    picture: Id
    """The id of a picture of the record. For example `old-oven`"""
    aside: Annotated[str, _short(160), "line"] | None = None
    """A line beside the picture. For example `Who is not in it?`"""


class BigNumber(SlideBase):
    """One number with its whole and its source."""

    layout: Literal["big-number"]
    claim: Id
    """The claim whose number is shown. For example `signatures`"""
    context: Annotated[str, _short(160), "line"]
    """What the whole is, and whose number it is. For example `Signatures under the petition, by the
    newsletter's count.`
    """


class Column(Spec):
    """One side of a comparison."""

    title: Annotated[str, _short(50), "line"]
    """What stands over the column. For example `The council`"""
    points: Annotated[tuple[Annotated[str, _short(80), "line"], ...], Field(min_length=2, max_length=4)]
    """Two to four short lines. For example `[Thinks in days, Looks at the costs]`"""


class Comparison(SlideBase):
    """Two things held side by side."""

    layout: Literal["comparison"]
    left: Column
    """The left side. For example `{title: The council, points: [Thinks in days, Looks at the costs]}`"""
    right: Column
    """The right side. For example `{title: The readers, points: [Think in people, Look at who comes]}`"""


class Table(SlideBase):
    """Rows and columns of short words."""

    layout: Literal["table"]
    columns: Annotated[tuple[Annotated[str, _short(60), "line"], ...], Field(min_length=2, max_length=4)]
    """The heads of the columns. For example `[Year, Visitors, Opening days]`"""
    rows: Annotated[
        tuple[tuple[Annotated[str, _short(60), "line"], ...], ...], Field(min_length=2, max_length=6)
    ]
    """Rows with as many cells as there are columns. For example `[["2022", "{visitors-before}", Five],
    ["2023", "{visitors-after}", Two]]`
    """


class Timeline(SlideBase):
    """Events of the record in their order."""

    layout: Literal["timeline"]
    events: Annotated[tuple[Id, ...], Field(min_length=2, max_length=6)]
    """Events of the record, by their ids. For example `[the-cut, the-petition, the-trial]`"""


class Node(Spec):
    """A box of a flow diagram."""

    id: Id
    """The box's name, for the arrows. For example `cut`"""
    text: Annotated[str, _short(50), "line"]
    """What stands in the box. For example `The council cuts the days`"""
    focus: bool = False
    """`true` for the box to look at. For example `true`"""


class Arrow(Spec):
    """An arrow of a flow diagram, from one box to another."""

    start: Annotated[Id, Field(alias="from")]
    """The box where the arrow begins, by its id. For example `cut`"""
    end: Annotated[Id, Field(alias="to")]
    """The box where the arrow ends, by its id. For example `petition`"""
    label: Annotated[str, _short(24), "line"] | None = None
    """A word on the arrow. For example `anger`"""


class Flow(SlideBase):
    """Causes and effects, or who needs whom."""

    layout: Literal["flow"]
    nodes: Annotated[tuple[Node, ...], Field(min_length=2, max_length=6)]
    """The boxes. For example `[{id: cut, text: The council cuts the days}, {id: petition, text: Neighbours
    sign, focus: true}]`
    """
    arrows: Annotated[tuple[Arrow, ...], Field(min_length=1, max_length=10)]
    """What leads to what. For example `[{from: cut, to: petition, label: anger}]`"""


class Card(Spec):
    """Who says what."""

    who: Annotated[str, _short(50), "line"]
    """Whose position it is. For example `The readers' group`"""
    text: Annotated[str, _short(140), "line"]
    """What they say or want. For example `Those who use the library should have a say.`"""


class Positions(SlideBase):
    """A map of positions, one card each."""

    layout: Literal["positions"]
    cards: Annotated[tuple[Card, ...], Field(min_length=2, max_length=4)]
    """Two to four positions. For example `[{who: The council, text: Two days are enough.}, {who: The readers,
    text: They are not.}]`
    """


class SourceReading(SlideBase):
    """Claims to be told apart by their kind; the answers stand in the notes."""

    layout: Literal["source-reading"]
    claims: Annotated[tuple[Id, ...], Field(min_length=2, max_length=4)]
    """Two to four claims of different kinds, by their ids. For example `[children-share, cut-as-choice]`"""


class ExerciseSlide(SlideBase):
    """An exercise of this lesson, with its time."""

    layout: Literal["exercise"]
    exercise: Id
    """The exercise, by its id. For example `how-much-less`"""


class ActivitySlide(SlideBase):
    """An activity of this lesson, with its steps and times."""

    layout: Literal["activity"]
    activity: Id
    """The activity, by its id. For example `the-hearing`"""


class Discussion(SlideBase):
    """One question to talk about, and how."""

    layout: Literal["discussion"]
    question: Annotated[str, _short(140), "line"]
    """The question. For example `Who should decide when a library is open?`"""
    steps: Annotated[tuple[Annotated[str, _short(90), "line"], ...], Field(min_length=1, max_length=4)]
    """How it is talked about, step by step. For example `[Think alone for one minute., Talk with your
    neighbour for two.]`
    """


class QuizSlide(SlideBase):
    """A quiz question, and a second slide with its answer."""

    layout: Literal["quiz"]
    quiz: Id
    """The question of the quiz, by its id. For example `what-came-first`"""


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
