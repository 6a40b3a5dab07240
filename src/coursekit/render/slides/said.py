"""What a slide says, noted while it is drawn, so that its twin in plain text says the same."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from coursekit.render.prose import Run
from coursekit.render.slides.metrics import Paragraph

Line = tuple[Run, ...]


@dataclass(frozen=True)
class Words:
    """A text at its place."""

    field: str
    """Of the spec, from the slide's address: `options/0`, `events/2/date`."""
    items: Sequence[Paragraph]


@dataclass(frozen=True)
class Rows:
    """A table, or a chart's numbers as one; the first row is its header."""

    field: str
    rows: Sequence[Sequence[Line]]
    shows: str = ""
    """What a chart shows, for who can't see it; empty for a table."""


@dataclass(frozen=True)
class Arrow:
    """An arrow from one text to another."""

    field: str
    says: str


@dataclass(frozen=True)
class Shown:
    """A picture, by what it shows."""

    field: str
    says: str


Said = Words | Rows | Arrow | Shown


@dataclass
class SaidSlide:
    """One slide: what it says in reading order, and its notes."""

    level: int
    """Of its heading: 1 for the deck's title, 2 for what opens a part or stands outside, 3 within a part."""
    notes: Sequence[Line]
    said: list[Said] = field(default_factory=list)
