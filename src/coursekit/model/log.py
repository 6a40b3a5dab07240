"""The teaching log: what things really took."""

from typing import Annotated

from pydantic import StringConstraints

from coursekit.model.base import Date, Id, Minutes, Plain, Spec

Day = Annotated[Date, StringConstraints(min_length=10)]
"""A day, as ISO 8601 writes it: `2026-12-03`."""


class Taught(Spec):
    """What one thing took, once: a part, exercise or activity, or without these the whole lesson."""

    date: Day
    lesson: Id
    part: Id | None = None
    exercise: Id | None = None
    activity: Id | None = None
    minutes: Minutes
    note: Plain | None = None
    """What was different that day. Never the name of a person."""


class Log(Spec):
    """What was really taught, `lessons/log.yml`."""

    taught: tuple[Taught, ...]
