"""A variant: what an organiser changes of a course without copying it, `lessons/variants/<name>.yml`."""

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from coursekit.model.activity import Meeting
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


def minutes_typed(text: str) -> int:
    """Return the minutes of a number or a span that somebody typed; 0 where it is neither."""
    typed = re.sub(r"min\.?$", "minutes", text.strip())
    return int(typed) if re.fullmatch(r"[0-9]{1,6}", typed) else minutes_in(typed)


def _span(span: str) -> str:
    if not minutes_in(span):
        raise ValueError(f'"{span}" is not a time; write `90 minutes`, `3 hours` or `2 hours 30 minutes`')
    return span


def _row(value: Any) -> Any:
    return {"id": value} if isinstance(value, str) else value


class LessonChoice(Spec):
    """A lesson of the variant, and what of it. A list chooses and orders; without it, all stays."""

    id: Chosen
    """A lesson of the course, or `tag:` and a tag of lessons. For example `a-new-path`"""
    parts: Annotated[tuple[Chosen, ...], Field(min_length=1)] | None = None
    """Its parts, in their order. For example `[two-groups, closed-square]`"""
    exercises: tuple[Chosen, ...] | None = None
    """Its exercises, in their order. For example `["tag:short"]`"""
    activities: tuple[Chosen, ...] | None = None
    """Its activities, in their order. For example `[one-page]`"""
    quiz: tuple[Chosen, ...] | None = None
    """Its questions, in their order. For example `[]`"""
    objectives: Annotated[tuple[Chosen, ...], Field(min_length=1)] | None = None
    """What the session claims to teach; parts and tasks then name no others. For example `[draft-demand]`"""
    without: tuple[Chosen, ...] = ()
    """Parts, exercises, activities, questions or objectives that are left out. For example `[no-will]`"""
    fit: Annotated[str, AfterValidator(_span)] | None = None
    """How long this session is, where each has its own time. For example `90 minutes`"""


LessonRow = Annotated[LessonChoice, BeforeValidator(_row, json_schema_input_type=str | LessonChoice)]
"""A lesson's id alone, or a mapping."""


class Addition(Spec):
    """Something of the organiser's own that a lesson gets: one of the things below, at its place."""

    to: Id
    """A lesson of the variant. For example `a-new-path`"""
    after: Id | None = None
    """The id of what it stands behind, for a key point its number; without it and `before`, it comes last.
    For example `two-groups`
    """
    before: Id | None = None
    """The id of what it stands before. For example `two-groups`"""
    part: Part | None = None
    """A part, as a lesson has them under `parts:`."""
    exercise: Exercise | None = None
    """An exercise, as a lesson has them under `exercises:`."""
    activity: Activity | None = None
    """An activity, as a lesson has them under `activities:`."""
    question: Question | None = None
    """A question, as a lesson has them under `quiz:`."""
    key_point: Line | None = None
    """What one should remember in a week. For example `Our depot counts too.`"""


class Pauses(Spec):
    """Breaks between the steps of a session."""

    every: Annotated[int, Field(ge=10, le=600)]
    """Nobody sits longer than so many minutes without one. For example `75`"""
    minutes: Annotated[int, Field(ge=1, le=240)] = 10
    """How long each is. For example `15`"""
    lunch: Annotated[int, Field(ge=1, le=240)] | None = None
    """How long the one nearest the middle is instead. For example `45`"""


class Look(Spec):
    """What decks look like instead; what is left out stays as in the course."""

    palette: Literal["light", "dark"] | None = None
    """Light text on a dark ground, or dark on a light one. For example `dark`"""
    logo: LogoSpec | None = None
    """Your own logo. For example `{file: logo.png, alt: "The bakers' union", place: ends}`"""
    template: File | None = None
    """Your own PowerPoint file, from the variant's own folder. For example `our.pptx`"""
    layouts: LayoutNames | None = None
    """The names of your template's layouts. For example `{content: Title Only}`"""


class Variant(Spec):
    """One variant of a course; its name is the file's."""

    title: Line
    """What it is called. For example `Who could answer from below?`"""
    subtitle: Line | None = None
    """A line under the title. For example `An evening on two groups of workers`"""
    audience: Text
    """Whom it is for, and what they need to know beforehand. For example `Members of a union, after work.`"""
    summary: Text | None = None
    """What it is about, instead of the course's summary. For example `One evening with three paragraphs.`"""
    languages: Annotated[tuple[Language, ...], Field(min_length=1)] | None = None
    """The first is the site's own; left out, the course's. For example `[en]`"""
    based_on: File | None = None
    """The folder of the course it is a variant of, if that is another one. For example `../that-course`"""
    start: Annotated[str, StringConstraints(pattern=r"^([01]?[0-9]|2[0-3]):[0-5][0-9]$")] | None = None
    """When it begins, for clock times on run sheets. For example `"18:30"`"""
    sessions: Annotated[int, Field(ge=1, le=100)] | None = None
    """How often people meet; left out, once for each lesson. For example `1`"""
    breaks: Pauses | None = None
    """Which breaks there are; left out, none are planned. For example `{every: 75, minutes: 15, lunch: 45}`
    """
    group_size: Annotated[int, Field(ge=1, le=2000)] | None = None
    """How many people come at most: activities say how many groups these make. For example `24`"""
    mode: Meeting | None = None
    """Where people meet: what activities say for it comes first. For example `online`"""
    fit: Annotated[str, AfterValidator(_span)] | None = None
    """How long there is in all. For example `90 minutes`"""
    lessons: Annotated[tuple[LessonRow, ...], Field(min_length=1)]
    """Which lessons, in teaching order. For example `[flour, {id: a-new-path, quiz: []}]`"""
    assumes: tuple[Id, ...] = ()
    """Lessons that people come with; others may build on them. For example `[uncertain-resistance]`"""
    seeds: tuple[File, ...] = ()
    """Records of local facts, each a file as in `seeds/`. For example `[our/depot.yml]`"""
    set: dict[str, Any] = Field(default_factory=dict)
    """New values by their address. For example `{course/safety: Nobody has to give a name.}`"""
    add: tuple[Addition, ...] = ()
    """What lessons get of your own. Each begins with `- to: …`, and has a part, exercise or other thing."""
    slides: Look = Look()
    """How decks look, if not as the course's. For example `{palette: dark}`"""
