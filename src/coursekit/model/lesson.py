"""A lesson: objectives, parts with their slides, exercises, activities and quiz."""

from typing import Annotated, Literal

from pydantic import Field

from coursekit.model.base import Bloom, Id, Line, Locator, Minutes, Plain, Priority, Spec, Text
from coursekit.model.exercise import Exercise
from coursekit.model.slide import Slide


class Objective(Spec):
    """What a student can do afterwards."""

    id: Id
    bloom: Bloom
    text: Line


class Learner(Spec):
    """A learner profile: somebody the lesson is for."""

    name: Plain
    who: Line


class Doubt(Spec):
    """A doubt about the source, shown where the claim is used."""

    about: Id
    """A claim."""
    text: Text


class Part(Spec):
    """A stretch of teaching: text for students and slides for the room."""

    id: Id
    title: Line
    teaching: Minutes
    priority: Priority
    objectives: Annotated[tuple[Id, ...], Field(min_length=1)]
    figures: tuple[Id, ...] = ()
    """Charts shown on the page under the text."""
    pictures: tuple[Id, ...] = ()
    """Pictures of the record shown there too."""
    text: Text
    doubts: tuple[Doubt, ...] = ()
    slides: Annotated[tuple[Slide, ...], Field(min_length=1)]


class Role(Spec):
    """Somebody's task in an activity."""

    name: Plain
    brief: Line


class ActivityStep(Spec):
    """One step of an activity."""

    minutes: Minutes
    do: Line
    ask: Line | None = None


class Mode(Spec):
    """How the activity is run in a room and online."""

    in_person: Line
    online: Line


class Adaptations(Spec):
    """What to change for other conditions."""

    half_the_time: Line
    large_group: Line


class ActivityBase(Spec):
    """Group work, with everything needed to run it."""

    id: Id
    title: Line
    method: Plain | None = None
    """How it is known to those who lead groups: jigsaw, fishbowl."""
    minutes: Minutes
    priority: Priority = "useful"
    """When time is short, what is extra goes first, and what is core stays. For example `extra`"""
    assesses: Annotated[tuple[Id, ...], Field(min_length=1)]
    purpose: Line
    group_size: Annotated[int, Field(ge=1, le=200)]
    mode: Mode
    setup: Line
    materials: tuple[Line, ...]
    roles: tuple[Role, ...] = ()
    steps: Annotated[tuple[ActivityStep, ...], Field(min_length=1)]
    debrief: Annotated[tuple[Line, ...], Field(min_length=1)]
    adaptations: Adaptations
    risks: Text


class Discuss(ActivityBase):
    """A group talks and comes to something; its roles, if there are any, are tasks."""

    kind: Literal["discuss"]


class RolePlay(ActivityBase):
    """People speak for somebody else, so there are roles."""

    kind: Literal["role-play"]
    roles: Annotated[tuple[Role, ...], Field(min_length=1)]


Activity = Annotated[Discuss | RolePlay, Field(discriminator="kind")]
"""An activity as a lesson writes it."""


class Answer(Spec):
    """One option of a quiz question."""

    text: Line
    right: bool = False
    feedback: Line


class Question(Spec):
    """A quiz question with one right answer."""

    id: Id
    question: Line
    assesses: Annotated[tuple[Id, ...], Field(min_length=1)]
    claims: tuple[Id, ...] = ()
    options: Annotated[tuple[Answer, ...], Field(min_length=3, max_length=4)]


class Omission(Spec):
    """What the source leaves out, and how one would check it."""

    what: Line
    check: Line


class Lesson(Spec):
    """One session, `lessons/<id>.yml`."""

    title: Line
    source: Annotated[tuple[Locator, ...], Field(min_length=1)]
    summary: Text
    questions: Annotated[tuple[Line, ...], Field(min_length=1, max_length=6)]
    prerequisites: tuple[Id, ...] = ()
    objectives: Annotated[tuple[Objective, ...], Field(min_length=1, max_length=8)]
    teaching: Minutes
    """The sum of the parts' minutes."""
    exercises_minutes: Minutes
    """The sum of the exercises' and activities' minutes."""
    learners: Annotated[tuple[Learner, ...], Field(min_length=1)]
    instructor_notes: Text
    parts: Annotated[tuple[Part, ...], Field(min_length=1)]
    exercises: tuple[Exercise, ...] = ()
    activities: tuple[Activity, ...] = ()
    quiz: tuple[Question, ...] = ()
    key_points: Annotated[tuple[Line, ...], Field(min_length=1)]
    leaves_out: Annotated[tuple[Omission, ...], Field(min_length=1)]
