"""Sessions: which lessons come on one day, and when breaks are.

A break comes between two steps, never within one: before the step that would go past `every` minutes since
the session began or the last break ended. A step that is longer by itself runs on to its end. There is no
break at the beginning, and none when what is left of the session is no longer than the break. One of them
can be longer than the others: lunch, in the middle.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from coursekit.schedule.steps import Step


@dataclass(frozen=True)
class Breaks:
    """How often there is a break, and how long it is, in minutes."""

    every: int = 0
    """0 for no breaks."""
    minutes: int = 10
    lunch: int = 0
    """How long the one nearest the middle of a session is; 0 where it is like the others."""


@dataclass(frozen=True)
class Slot:
    """A step or a break, with the minute of the session in which it begins."""

    at: int
    minutes: int
    step: Step | None = None
    """None for a break."""


@dataclass(frozen=True)
class Session:
    """What comes on one day."""

    number: int
    """From 1."""
    lessons: tuple[str, ...]
    slots: tuple[Slot, ...]
    day: date | None = None

    @property
    def minutes(self) -> int:
        """How long it is, with its breaks."""
        return sum(slot.minutes for slot in self.slots)


Lessons = Sequence[tuple[str, tuple[Step, ...]]]
"""Ids of lessons with their steps, in teaching order."""


def slots_of(steps: Sequence[Step], breaks: Breaks) -> tuple[Slot, ...]:
    """Return the steps of a session with the breaks between them."""
    slots: list[Slot] = []
    at = since = 0
    left = sum(step.minutes for step in steps)
    for step in steps:
        if breaks.every and since and since + step.minutes > breaks.every and left > breaks.minutes:
            slots.append(Slot(at, breaks.minutes))
            at += breaks.minutes
            since = 0
        slots.append(Slot(at, step.minutes, step))
        at += step.minutes
        since += step.minutes
        left -= step.minutes
    return _with_lunch(slots, breaks)


def _with_lunch(slots: Sequence[Slot], breaks: Breaks) -> tuple[Slot, ...]:
    """Make the break nearest the middle as long as lunch is."""
    middle = sum(slot.minutes for slot in slots) / 2
    pauses = [place for place, slot in enumerate(slots) if slot.step is None]
    if not breaks.lunch or not pauses:
        return tuple(slots)
    place = min(pauses, key=lambda place: abs(slots[place].at + breaks.minutes / 2 - middle))
    later = [replace(slot, at=slot.at + breaks.lunch - breaks.minutes) for slot in slots[place + 1 :]]
    return (*slots[:place], replace(slots[place], minutes=breaks.lunch), *later)


def one_each(lessons: Lessons) -> list[Lessons]:
    """Return a session for each lesson."""
    return [[lesson] for lesson in lessons]


def by_day(lessons: Lessons, minutes: int, breaks: Breaks) -> list[Lessons]:
    """Return sessions of at most so many minutes; a lesson that is longer by itself has its own."""
    days: list[list[tuple[str, tuple[Step, ...]]]] = []
    for lesson in lessons:
        if days and _long([*days[-1], lesson], breaks) <= minutes:
            days[-1].append(lesson)
        else:
            days.append([lesson])
    return list(days)


def into(lessons: Lessons, number: int, breaks: Breaks) -> list[Lessons]:
    """Return so many sessions, the longest of them as short as can be; the order stays."""
    longest = max(_long([lesson], breaks) for lesson in lessons)
    while len(days := by_day(lessons, longest, breaks)) > number:
        longest += 1
    while len(days) < min(number, len(lessons)):
        place = max((p for p, day in enumerate(days) if len(day) > 1), key=lambda p: _long(days[p], breaks))
        middle = (len(days[place]) + 1) // 2
        days[place : place + 1] = [days[place][:middle], days[place][middle:]]
    return days


def dated(
    days: Sequence[Lessons], breaks: Breaks, first: date | None, apart: timedelta
) -> tuple[Session, ...]:
    """Return the sessions with their steps, breaks and days."""
    return tuple(
        Session(
            number + 1,
            tuple(name for name, _ in day),
            slots_of([step for _, steps in day for step in steps], breaks),
            first + number * apart if first else None,
        )
        for number, day in enumerate(days)
    )


def _long(day: Lessons, breaks: Breaks) -> int:
    slots = slots_of([step for _, steps in day for step in steps], breaks)
    return sum(slot.minutes for slot in slots)
