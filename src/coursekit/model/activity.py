"""What activities are made of: roles, steps, and what to change."""

from typing import Literal

from coursekit.model.base import Line, Minutes, Plain, Spec

Meeting = Literal["in-person", "online", "hybrid"]
"""Where people meet."""


class Role(Spec):
    """Somebody's task in an activity."""

    name: Plain
    """What the role is called. For example `Timekeeper`"""
    brief: Line
    """What this person does or wants, as it stands on the role card. For example `Comes with two children,
    once a week.`
    """


class ActivityStep(Spec):
    """One step of an activity."""

    minutes: Minutes
    """How long the step takes. For example `5`"""
    do: Line
    """What the group does. For example `Draw a role and read it.`"""
    ask: Line | None = None
    """What who leads it asks. For example `What do you want, and why?`"""


class Mode(Spec):
    """How the activity is run in a room and online."""

    in_person: Line
    """How it is done in a room. For example `Chairs in a circle.`"""
    online: Line
    """How it is done in a call. For example `Rooms of two.`"""


class Adaptations(Spec):
    """What to change for other conditions."""

    half_the_time: Line
    """What to leave out when there is half the time. For example `Only three roles speak.`"""
    large_group: Line
    """What to change with many people. For example `Hold two hearings side by side.`"""
