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
    title: Plain
    published: Date
    venue: Plain
    language: Plain
    """The language of the text that was read, as a BCP 47 tag."""
    about: Text
    """Who wrote, where, how it was translated, and what that means for quoting."""


class Section(Spec):
    """A section of the source; its paragraphs are counted from 1."""

    id: Annotated[str, Field(pattern=r"^S(0|[1-9][0-9]?)$")]
    title: Plain
    paragraphs: Annotated[int, Field(ge=1, le=999)]


class Claim(Spec):
    """One statement of the source, in our own words."""

    id: Id
    at: Annotated[tuple[Locator, ...], Field(min_length=1)]
    kind: ClaimKind
    says: Line
    """The statement; `{value}` stands for the figure in words."""
    holder: Plain | None = None
    """Who holds a position."""
    value: Number | None = None
    to: Number | None = None
    """The upper end, where the source gives a range."""
    unit: Id | None = None
    """A row `unit-…` of the phrases."""
    qualifier: Qualifier | None = None
    """How the source qualifies the number; left out where it gives it as exact."""
    period: Line | None = None
    """What time the figure is for."""
    doubt: Text | None = None
    """What looks wrong or is hard to check, and how to check it."""


class Event(Spec):
    """Something dated, for the timeline."""

    id: Id
    date: Date
    end: Date | None = None
    title: Line
    claims: Annotated[tuple[Id, ...], Field(min_length=1)]


class Point(Spec):
    """One value of a figure: a claim's number, or arithmetic over claims."""

    label: Plain
    part: Plain | None = None
    """In a stacked chart, which part of the bar it is; points with the same label make one bar."""
    claim: Id | None = None
    formula: Plain | None = None


class Figure(Spec):
    """Numbers of the record that can be charted."""

    id: Id
    title: Line
    """The finding, as a sentence."""
    chart: ChartKind
    unit: Id
    points: Annotated[tuple[Point, ...], Field(min_length=1, max_length=12)]
    alt: Line | None = None
    """What the chart shows, for who cannot see it; required by the check `figure-without-alt`."""
    note: Text | None = None


class Picture(Spec):
    """A picture as evidence: a photograph, a scanned page, a map."""

    id: Id
    file: File
    """A PNG or JPEG picture in the course's folder. What else it tells, as where it was taken, is removed."""
    alt: Annotated[str, Field(min_length=1, max_length=300)] | None = None
    """What it shows, for who can't see it."""
    decorative: bool = False
    """It says nothing that the words beside it don't."""
    caption: Annotated[str, Field(min_length=1, max_length=160), "line"]
    """What one looks at, and when and where it is from as far as that harms nobody."""
    credit: Annotated[str, Field(min_length=1, max_length=80)]
    """Who made it, or the archive that holds it."""
    licence: Annotated[str, Field(min_length=1, max_length=60)]
    """What allows you to show it: a licence, a permission, or that it is in the public domain."""
    claims: tuple[Id, ...] = ()
    """What it is evidence for."""


class Term(Spec):
    """A glossary entry."""

    id: Id
    name: dict[Annotated[str, Field(pattern=r"^[a-z]{2,3}$")], Plain]
    """The term by language, as ISO 639 codes; English at least."""
    definition: Line
    claims: tuple[Id, ...] = ()


class Unused(Spec):
    """A paragraph no claim rests on, and why."""

    at: Locator
    reason: Line


class Seed(Spec):
    """One source record, `seeds/<id>.yml`."""

    source: Source
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]
    claims: tuple[Claim, ...]
    events: tuple[Event, ...] = ()
    figures: tuple[Figure, ...] = ()
    pictures: tuple[Picture, ...] = ()
    terms: tuple[Term, ...] = ()
    unused: tuple[Unused, ...] = ()
