"""A lesson: objectives, parts with their slides, exercises, activities and quiz."""

from typing import Annotated, Literal

from pydantic import Field

from coursekit.model.activity import ActivityStep, Adaptations, Mode, Role
from coursekit.model.base import Bloom, Id, Line, Locator, Minutes, Plain, Priority, Spec, Text
from coursekit.model.exercise import Exercise
from coursekit.model.slide import Slide


class Objective(Spec):
    """What a student can do afterwards."""

    id: Id
    """The name by which parts, exercises and questions refer to it. For example `map-levers`"""
    bloom: Bloom
    """The level of the verb, from remembering to creating. For example `analyse`"""
    text: Line
    """What one can do afterwards, beginning with a verb that one can watch. For example `Compare two numbers
    and say what the change is a share of.`
    """


class Learner(Spec):
    """A learner profile: somebody the lesson is for."""

    name: Plain
    """A first name, made up. For example `Aigerim`"""
    who: Line
    """What this person does, knows and has little of. For example `Borrows a book a week, has never been to a
    council meeting.`
    """


class Doubt(Spec):
    """A doubt about the source, shown where the claim is used."""

    about: Id
    """The claim that is doubtful. For example `visitors-before`"""
    text: Text
    """What is doubtful about it, and how one would check. For example `Nobody counted at the door. Ask how
    the number was arrived at.`
    """


class Part(Spec):
    """A stretch of teaching: text for students and slides for the room."""

    id: Id
    """The part's name in addresses and links. For example `what-changed`"""
    title: Line
    """Its heading on the page and on its first slide. For example `What the cut changed`"""
    teaching: Minutes
    """Minutes: the sum of its slides' minutes. For example `15`"""
    priority: Priority
    """What can be left out when time is short: extra goes first, core never. For example `core`"""
    objectives: Annotated[tuple[Id, ...], Field(min_length=1)]
    """What it teaches, by the objectives' ids. For example `[map-levers]`"""
    figures: tuple[Id, ...] = ()
    """Charts of the record shown on the page under the text. For example `[oil-routes]`"""
    pictures: tuple[Id, ...] = ()
    """Pictures of the record shown there too. For example `[old-oven]`"""
    text: Text
    """What students read. Each fact names its claim, as in `[@days-cut]`; a claim's number is written by its
    id in braces. For example `The council cut the days [@days-cut]; {visitors-after} came.`
    """
    doubts: tuple[Doubt, ...] = ()
    """What is doubtful about a claim, shown where it is used. For example `[{about: visitors-before, text:
    Nobody counted at the door.}]`
    """
    slides: Annotated[tuple[Slide, ...], Field(min_length=1)]
    """The part's slides. Each begins with `- layout: …`, and has a headline, minutes and notes."""
    tags: tuple[Id, ...] = ()
    """Words of your own by which variants choose. For example `[at-home]`"""


class ActivityBase(Spec):
    """Group work, with everything needed to run it."""

    id: Id
    """The name by which a slide refers to it. For example `lever-table`"""
    title: Line
    """What it is called. For example `Four levers, four tables`"""
    method: Plain | None = None
    """How it is known to those who lead groups. For example `fishbowl`"""
    minutes: Minutes
    """The sum of its steps' minutes. For example `25`"""
    priority: Priority = "useful"
    """When time is short, what is extra goes first, and what is core stays. For example `extra`"""
    assesses: Annotated[tuple[Id, ...], Field(min_length=1)]
    """Objectives that it practises, by their ids. For example `[map-levers]`"""
    purpose: Line
    """What it is good for. For example `Argue a position that is not one's own.`"""
    group_size: Annotated[int, Field(ge=1, le=200)]
    """How many people work together. For example `4`"""
    mode: Mode
    """How it is run in a room and online. For example `{in_person: Chairs in a circle., online: Rooms of
    two.}`
    """
    setup: Line
    """What to do before anybody comes. For example `Put the chairs in a circle.`"""
    materials: tuple[Line, ...]
    """What is needed. For example `[Role cards, A clock that everybody sees]`"""
    roles: tuple[Role, ...] = ()
    """Who does what; a role play has some. For example `[{name: Timekeeper, brief: Says when half the time is
    over.}]`
    """
    steps: Annotated[tuple[ActivityStep, ...], Field(min_length=1)]
    """What is done, step by step, with minutes. For example `[{minutes: 5, do: Draw a role and read it.}]`"""
    debrief: Annotated[tuple[Line, ...], Field(min_length=1)]
    """Questions for talking about it afterwards. For example `[Which argument was new to you?]`"""
    adaptations: Adaptations
    """What to change for less time or more people. For example `{half_the_time: Only three roles speak.,
    large_group: Hold two hearings.}`
    """
    risks: Text
    """Who could be hurt by this, and what you do about it. For example `A role can come too close. Anybody
    may swap or pass, without a reason.`
    """
    tags: tuple[Id, ...] = ()
    """Words of your own by which variants choose. For example `[at-home]`"""


class Discuss(ActivityBase):
    """A group talks and comes to something; its roles, if there are any, are tasks."""

    kind: Literal["discuss"]


class RolePlay(ActivityBase):
    """People speak for somebody else, so there are roles."""

    kind: Literal["role-play"]
    roles: Annotated[tuple[Role, ...], Field(min_length=1)]
    """Whom people speak for. For example `[{name: Chair, brief: Gives the word and keeps the time.}]`"""


Activity = Annotated[Discuss | RolePlay, Field(discriminator="kind")]
"""An activity as a lesson writes it."""


class Answer(Spec):
    """One option of a quiz question."""

    text: Line
    """What can be chosen. For example `Of the number before the cut`"""
    right: bool = False
    """`true` for the one right option; left out with all others. For example `true`"""
    feedback: Line
    """What is said to who chooses it. For example `Then a fall could be more than everything.`"""


class Question(Spec):
    """A quiz question with one right answer."""

    id: Id
    """The name by which a slide refers to it. For example `what-98-means`"""
    question: Line
    """What is asked. For example `Of what is a fall in visitors a share?`"""
    assesses: Annotated[tuple[Id, ...], Field(min_length=1)]
    """Objectives that it tests, by their ids. For example `[read-shares]`"""
    claims: tuple[Id, ...] = ()
    """Statements of the record that it asks about. For example `[oil-export-route]`"""
    options: Annotated[tuple[Answer, ...], Field(min_length=3, max_length=4)]
    """Three or four options, one of them right."""
    tags: tuple[Id, ...] = ()
    """Words of your own by which variants choose. For example `[at-home]`"""


class Omission(Spec):
    """What the source leaves out, and how one would check it."""

    what: Line
    """What the source does not say. For example `Who no longer comes`"""
    check: Line
    """How one would find out. For example `Ask at the school next door.`"""


class Lesson(Spec):
    """One session, `lessons/<id>.yml`."""

    title: Line
    """What the session is called. For example `Who decides when the library is open?`"""
    source: Annotated[tuple[Locator, ...], Field(min_length=1)]
    """Paragraphs of the source that it is made from; it uses a claim of each. For example `[S1P1, S1P2]`"""
    summary: Text
    """Two sentences: what happens in this session, and with what question one leaves it."""
    questions: Annotated[tuple[Line, ...], Field(min_length=1, max_length=6)]
    """Two to four questions that the session answers. For example `["What did the cut change, and how do we
    know?"]`
    """
    prerequisites: tuple[Id, ...] = ()
    """Lessons that come before this one and that it builds on, by their ids. For example
    `[reading-the-relationship]`
    """
    objectives: Annotated[tuple[Objective, ...], Field(min_length=1, max_length=8)]
    """What one can do afterwards; three to five. For example `[{id: map-levers, bloom: analyse, text: Map the
    four levers.}]`
    """
    teaching: Minutes
    """The sum of the parts' minutes. For example `60`"""
    exercises_minutes: Minutes
    """The sum of the exercises' and activities' minutes. For example `50`"""
    learners: Annotated[tuple[Learner, ...], Field(min_length=1)]
    """People you think of while you write. For example `[{name: Tom, who: Sits on the council and is short of
    time.}]`
    """
    instructor_notes: Text
    """What who teaches this must know: what to bring, where it gets difficult. For example `The numbers come
    first, the opinions second.`
    """
    parts: Annotated[tuple[Part, ...], Field(min_length=1)]
    """Stretches of teaching in their order. Each begins with `- id: …`, and has text for students and slides
    for the room.
    """
    exercises: tuple[Exercise, ...] = ()
    """What students do alone or in pairs. Each begins with `- id: …`, and has a `kind:`."""
    activities: tuple[Activity, ...] = ()
    """Group work. Each begins with `- id: …`, and has a `kind:`, `discuss` or `role-play`."""
    quiz: tuple[Question, ...] = ()
    """Questions at the end, with three or four options each. Each begins with `- id: …`."""
    key_points: Annotated[tuple[Line, ...], Field(min_length=1)]
    """What one should remember in a week. For example `[A change is a share of what there was before.]`"""
    leaves_out: Annotated[tuple[Omission, ...], Field(min_length=1)]
    """What the source leaves out, and how one would check it. For example `[{what: Who no longer comes,
    check: Ask at the school next door.}]`
    """
    tags: tuple[Id, ...] = ()
    """Words of your own by which variants choose. For example `[at-home]`"""
