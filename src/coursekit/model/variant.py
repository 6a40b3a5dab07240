"""A variant: what an organiser changes of a course without copying it, `lessons/variants/<name>.yml`."""

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from coursekit.model.base import ID_PATTERN, File, Id, Line, Spec, Text
from coursekit.model.course import Language
from coursekit.model.deck import LayoutNames, LogoSpec
from coursekit.model.exercise import Exercise
from coursekit.model.lesson import Activity, Part, Question

TAG = "tag:"
"""Before a tag, where an id or a tag may stand."""
CHOSEN_PATTERN = rf"^({TAG})?{ID_PATTERN}$"
Chosen = Annotated[str, StringConstraints(pattern=CHOSEN_PATTERN)]
"""An id, or `tag:` and a tag: all that have it, in their order."""

SPAN = re.compile(r"(?:([1-9][0-9]?) hours?)?(?: ?([1-9][0-9]{0,3}) minutes?)?")
HOUR = 60


def minutes_in(span: str) -> int:
    """Return the minutes of a span such as `90 minutes` or `2 hours 30 minutes`; 0 where it is none."""
    match = SPAN.fullmatch(span.strip())
    return HOUR * int(match[1] or 0) + int(match[2] or 0) if match else 0


def _span(span: str) -> str:
    if not minutes_in(span):
        raise ValueError(f'"{span}" is not a time; write `90 minutes`, `3 hours` or `2 hours 30 minutes`')
    return span


def _row(value: Any) -> Any:
    return {"id": value} if isinstance(value, str) else value


class LessonChoice(Spec):
    """A lesson of the variant, and what of it. A list chooses and orders; without it, all stays."""

    id: Chosen
    """A lesson of the course, or `tag:` and a tag of lessons."""
    parts: Annotated[tuple[Chosen, ...], Field(min_length=1)] | None = None
    exercises: tuple[Chosen, ...] | None = None
    activities: tuple[Chosen, ...] | None = None
    quiz: tuple[Chosen, ...] | None = None
    objectives: Annotated[tuple[Chosen, ...], Field(min_length=1)] | None = None
    """What the session claims to teach; parts and tasks then name no others."""
    without: tuple[Chosen, ...] = ()
    """Parts, exercises, activities, questions or objectives that are left out."""
    fit: Annotated[str, AfterValidator(_span)] | None = None
    """How long this session is, where each has its own time: `90 minutes`."""


LessonRow = Annotated[LessonChoice, BeforeValidator(_row, json_schema_input_type=str | LessonChoice)]
"""A lesson's id alone, or a mapping."""


class Addition(Spec):
    """Something of the organiser's own that a lesson gets: one of the things below, at its place."""

    to: Id
    """A lesson of the variant."""
    after: Id | None = None
    """The id of what it stands behind, for a key point `"2"`; without it and `before`, it comes last."""
    before: Id | None = None
    """The id of what it stands before."""
    part: Part | None = None
    exercise: Exercise | None = None
    activity: Activity | None = None
    question: Question | None = None
    key_point: Line | None = None


class Look(Spec):
    """What decks look like instead; what is left out stays as in the course."""

    palette: Literal["light", "dark"] | None = None
    logo: LogoSpec | None = None
    template: File | None = None
    """From the variant's own folder; empty, to do without the course's."""
    layouts: LayoutNames | None = None


class Variant(Spec):
    """One variant of a course; its name is the file's."""

    title: Line
    subtitle: Line | None = None
    audience: Text
    summary: Text | None = None
    languages: Annotated[tuple[Language, ...], Field(min_length=1)] | None = None
    """The first is the site's own; left out, the course's."""
    based_on: File | None = None
    """The folder of the course it is a variant of, if it is another one: `../that-course`."""
    start: Annotated[str, StringConstraints(pattern=r"^([01]?[0-9]|2[0-3]):[0-5][0-9]$")] | None = None
    """When it begins, for clock times on run sheets: `"18:30"`."""
    group_size: Annotated[int, Field(ge=1, le=2000)] | None = None
    mode: Literal["in-person", "online", "hybrid"] | None = None
    fit: Annotated[str, AfterValidator(_span)] | None = None
    """How long there is: `90 minutes`."""
    lessons: Annotated[tuple[LessonRow, ...], Field(min_length=1)]
    """In teaching order."""
    assumes: tuple[Id, ...] = ()
    """Lessons of the course that people come with, so that others may build on them."""
    seeds: tuple[File, ...] = ()
    """Records of local facts, each a file as in `seeds/`."""
    set: dict[str, Any] = Field(default_factory=dict)
    """New values by their address: `the-decolonial-debate/parts/memory/title`, `course/safety`."""
    add: tuple[Addition, ...] = ()
    slides: Look = Look()
    """How decks look."""
