"""The source record: bibliography, sections, claims, events, figures and terms."""

from typing import Annotated, Literal

from pydantic import Field

from coursekit.model.base import Date, File, Id, Line, Locator, Number, Plain, Spec, Text

ClaimKind = Literal["figure", "event", "interpretation", "position"]
Qualifier = Literal["about", "nearly", "at-least", "less-than", "more-than", "up-to"]
ChartKind = Literal[
    "bar", "column", "line", "doughnut", "stacked-bar", "stacked-column", "shares-bar", "shares-column"
]
STACKED: frozenset[ChartKind] = frozenset({"stacked-bar", "stacked-column", "shares-bar", "shares-column"})
"""Charts whose bars are made of parts."""
SHARES: frozenset[ChartKind] = frozenset({"shares-bar", "shares-column"})
"""Those whose bars are all equally long: each is a whole, its parts are shares of it."""


class Source(Spec):
    """The bibliographic record of what was read."""

    author: Plain
    """Who wrote it. For example `Dmitry Mazorenko`"""
    title: Plain
    """Its title, in the language of the text that was read. For example `A year at the Mill Lane library`"""
    published: Date
    """When it came out, in quotes: a year, a month or a day. For example `"2025-10-29"`"""
    venue: Plain
    """Where it came out: a newspaper, a journal, a website. For example `Posle`"""
    language: Plain
    """The language of the text that was read, as a BCP 47 tag. For example `fr`"""
    about: Text
    """Who wrote, where, how it was translated, and what that means for quoting."""


class Section(Spec):
    """A section of the source; its paragraphs are counted from 1."""

    id: Annotated[str, Field(pattern=r"^S(0|[1-9][0-9]?)$")]
    """S and the section's number. For example `S1`"""
    title: Plain
    """The section's heading in the source, or a name of yours for it. For example `The opening days`"""
    paragraphs: Annotated[int, Field(ge=1, le=999)]
    """How many paragraphs it has; the fourth is then `S1P4`. For example `11`"""


class Claim(Spec):
    """One statement of the source, in our own words."""

    id: Id
    """The name by which lessons refer to this statement. For example `oil-export-route`"""
    at: Annotated[tuple[Locator, ...], Field(min_length=1)]
    """Where it stands in the source: section and paragraph. For example `[S1P9]`"""
    kind: ClaimKind
    """Whether it was counted (figure), happened (event), is the author's reading (interpretation) or what
    somebody wants or says (position). For example `figure`
    """
    says: Line
    """The statement in your own words; `{value}` stands for the figure in words. For example `"{value} of the
    exported oil crosses Russia."`
    """
    holder: Plain | None = None
    """Who holds a position; only with `kind: position`. For example `The village council`"""
    value: Number | None = None
    """The figure as a plain number, without unit and without spaces. For example `4000000000`"""
    to: Number | None = None
    """The upper end, where the source gives a range. For example `40`"""
    unit: Id | None = None
    """What the number counts: a row `unit-…` of the phrases. For example `percent`"""
    qualifier: Qualifier | None = None
    """How the source qualifies the number; left out where it gives it as exact. The words are added by the
    kit. For example `about`
    """
    period: Line | None = None
    """What time the figure is for. For example `the first half of 2022`"""
    doubt: Text | None = None
    """What looks wrong or is hard to check, and how to check it. For example `Nobody counted at the door. Ask
    how the number was arrived at.`
    """


class Event(Spec):
    """Something dated, for the timeline."""

    id: Id
    """The name by which timelines refer to it. For example `january-2022`"""
    date: Date
    """When it happened or began, in quotes: a year, a month or a day. For example `"2022-01"`"""
    end: Date | None = None
    """When it ended, if it took longer. For example `"2022-02"`"""
    title: Line
    """What happened, in a few words. For example `The neighbours hand in a petition`"""
    claims: Annotated[tuple[Id, ...], Field(min_length=1)]
    """The statements of the record that it rests on. For example `[january-unrest]`"""


class Point(Spec):
    """One value of a figure: a claim's number, or arithmetic over claims."""

    label: Plain
    """What the bar, slice or point is called. For example `After the cut`"""
    part: Plain | None = None
    """In a stacked chart, which part of the bar it is; points with the same label make one bar. For example
    `Children`
    """
    claim: Id | None = None
    """The claim whose number is shown. For example `visitors-after`"""
    formula: Plain | None = None
    """In place of a claim, arithmetic over claims in braces. For example `"100 - {oil-export-route}"`"""


class Figure(Spec):
    """Numbers of the record that can be charted."""

    id: Id
    """The name by which slides and parts refer to the chart. For example `trade-shares`"""
    title: Line
    """The finding, as a sentence. For example `Fewer people came after the cut`"""
    chart: ChartKind
    """Lying bars (bar), standing bars (column), a line, or a ring for parts of a whole (doughnut); with
    `stacked-` each bar is made of parts, with `shares-` these make a whole. For example `bar`
    """
    unit: Id
    """What all its points are counted in. For example `percent`"""
    points: Annotated[tuple[Point, ...], Field(min_length=1, max_length=12)]
    """What it shows, in this order, each a claim's number or worked out from some. For example `[{label:
    Before, claim: visitors-before}, {label: After, claim: visitors-after}]`
    """
    alt: Line | None = None
    """What the chart shows, for who cannot see it; required by the check `figure-without-alt`. For example
    `Two bars. The first is longer than the second.`
    """
    note: Text | None = None
    """What one must know to read it rightly. For example `A usual week is one without holidays.`"""


class Picture(Spec):
    """A picture as evidence: a photograph, a scanned page, a map."""

    id: Id
    """The name by which slides and parts refer to it. For example `old-oven`"""
    file: File
    """A PNG or JPEG picture in the course's folder. What else it tells, as where it was taken, is removed.
    For example `pictures/oven.jpg`
    """
    alt: Annotated[str, Field(min_length=1, max_length=300)] | None = None
    """What it shows, for who can't see it. For example `Four people in front of an open oven.`"""
    decorative: bool = False
    """It says nothing that the words beside it don't. For example `true`"""
    caption: Annotated[str, Field(min_length=1, max_length=160), "line"]
    """What one looks at, and when and where it is from as far as that harms nobody. For example `The oven,
    about 1910.`
    """
    credit: Annotated[str, Field(min_length=1, max_length=80)]
    """Who made it, or the archive that holds it. For example `Village archive`"""
    licence: Annotated[str, Field(min_length=1, max_length=60)]
    """What allows you to show it: a licence, a permission, or that it is in the public domain. For example
    `CC BY 4.0`
    """
    claims: tuple[Id, ...] = ()
    """What it is evidence for. For example `[oven-built]`"""


class Term(Spec):
    """A glossary entry."""

    id: Id
    """The name by which texts refer to the entry, as in `[words](term:multi-vector)`. For example
    `multi-vector`
    """
    name: dict[Annotated[str, Field(pattern=r"^[a-z]{2,3}$")], Plain]
    """The term by language, as ISO 639 codes; English at least. For example `{en: friends' group, fr: société
    d'amis}`
    """
    definition: Line
    """What it means, in a sentence. For example `An association of people who support a library.`"""
    claims: tuple[Id, ...] = ()
    """Where the source speaks of it; may be empty. For example `[third-day]`"""


class Unused(Spec):
    """A paragraph no claim rests on, and why."""

    at: Locator
    """The paragraph. For example `S2P4`"""
    reason: Line
    """Why no claim rests on it. For example `It only thanks the helpers.`"""


class Seed(Spec):
    """One source record, `seeds/<id>.yml`."""

    source: Source
    """What was read: who wrote it, where, when."""
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]
    """The source's sections, each with the number of its paragraphs. For example `[{id: S1, title: The
    opening days, paragraphs: 4}]`
    """
    claims: tuple[Claim, ...]
    """What the source says, one statement at a time, in your own words. For example `[{id: days-cut, at:
    [S1P1], kind: event, says: The council cut the opening days.}]`
    """
    events: tuple[Event, ...] = ()
    """What has a date, for timelines. For example `[{id: the-cut, date: "2023-01", title: The council cuts
    the days, claims: [days-cut]}]`
    """
    figures: tuple[Figure, ...] = ()
    """Charts, made from the claims' numbers."""
    pictures: tuple[Picture, ...] = ()
    """Pictures as evidence. For example `[{id: old-oven, file: oven.jpg, caption: The oven in 1910., credit:
    Village archive, licence: public domain}]`
    """
    terms: tuple[Term, ...] = ()
    """The glossary. For example `[{id: friends-group, name: {en: friends' group}, definition: People who
    support a library.}]`
    """
    unused: tuple[Unused, ...] = ()
    """Paragraphs that no claim rests on, and why. For example `[{at: S2P4, reason: It only thanks the
    helpers.}]`
    """
