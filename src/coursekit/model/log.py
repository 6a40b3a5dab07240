"""The teaching log: what things really took."""

from typing import Annotated

from pydantic import StringConstraints

from coursekit.model.base import Date, Id, Minutes, Plain, Spec

Day = Annotated[Date, StringConstraints(min_length=10)]
"""A day, as ISO 8601 writes it: `2026-12-03`."""


class Taught(Spec):
    """What one thing took, once: a part, exercise or activity, or without these the whole lesson."""

    date: Day
    """The day. For example `"2026-10-01"`"""
    lesson: Id
    """The lesson it belongs to. For example `flour`"""
    part: Id | None = None
    """A part of the lesson. For example `one-mill`"""
    exercise: Id | None = None
    """An exercise of the lesson. For example `rest-of-flour`"""
    activity: Id | None = None
    """An activity of the lesson. For example `weigh-sacks`"""
    minutes: Minutes
    """How long it took. For example `27`"""
    note: Plain | None = None
    """What was different that day. Never the name of a person. For example `The projector came late.`"""


class Log(Spec):
    """What was really taught, `lessons/log.yml`."""

    taught: tuple[Taught, ...]
    """What was taught, each time. For example `[{date: "2026-10-01", lesson: flour, minutes: 95}]`"""
