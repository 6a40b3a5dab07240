"""The plan of a course: when each step comes, what is covered, and what it took before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from coursekit.fit import Selection
from coursekit.model.course import Course
from coursekit.model.log import Taught
from coursekit.render.paper.clock import Clock, Pause
from coursekit.render.prose import plain_line
from coursekit.schedule.coverage import Covered, Measured, covered, measured
from coursekit.schedule.sessions import Breaks, Session, by_day, dated, into, one_each
from coursekit.schedule.steps import steps_of
from coursekit.wording import wording

__all__ = ("Breaks", "Plan", "Timing", "clocks_of", "plan_of")


@dataclass(frozen=True)
class Timing:
    """How the time is laid out."""

    breaks: Breaks = field(default_factory=Breaks)
    start: int | None = None
    """In minutes after midnight."""
    day: date | None = None
    """Of the first session."""
    apart: timedelta = timedelta(weeks=1)
    sessions: int = 0
    """How many there are to be; 0 for one a lesson."""
    day_minutes: int = 0
    """How long a session may be; 0 for one a lesson."""


@dataclass(frozen=True)
class Plan:
    """A course, or what is kept of it, laid out in time."""

    course: Course
    timing: Timing
    sessions: tuple[Session, ...]
    covered: tuple[Covered, ...]
    measured: tuple[Measured, ...]
    selection: Selection | None = None
    """What was left out, if the course was made to fit."""
    lacking: tuple[tuple[str, str], ...] = ()
    """Lessons with one that they build on and that is not in the plan."""

    def words(self, line: str) -> str:
        """Return a line of the course without its Markdown."""
        return plain_line(line, self.course.facts, wording(self.course.spec.languages[0]))

    def lesson_title(self, name: str) -> str:
        """Return the title of a lesson."""
        return self.words(self.course.lessons[name].title)


def plan_of(
    course: Course,
    timing: Timing,
    taught: Sequence[Taught] = (),
    selection: Selection | None = None,
    whole: Course | None = None,
) -> Plan:
    """Lay a course out in time; `whole` is the course that it was chosen from."""
    lacking = tuple(
        (name, wanted)
        for name in course.lessons
        for wanted in (whole or course).lessons[name].prerequisites
        if wanted not in course.lessons
    )
    sessions = sessions_of(course, timing)
    return Plan(course, timing, sessions, covered(course), measured(course, taught), selection, lacking)


def sessions_of(course: Course, timing: Timing) -> tuple[Session, ...]:
    """Return which lessons come together, with their steps and breaks."""
    lessons = [(name, steps_of(name, lesson)) for name, lesson in course.lessons.items()]
    if timing.sessions:
        days = into(lessons, timing.sessions, timing.breaks)
    elif timing.day_minutes:
        days = by_day(lessons, timing.day_minutes, timing.breaks)
    else:
        days = one_each(lessons)
    return dated(days, timing.breaks, timing.day, timing.apart)


def clocks_of(course: Course, timing: Timing) -> dict[str, Clock]:
    """Return what the clock shows in each lesson, by its id; nothing without a start."""
    if timing.start is None:
        return {}
    return {
        name: clock
        for session in sessions_of(course, timing)
        for name, clock in _clocks(session, timing.start)
    }


def _clocks(session: Session, start: int) -> Iterator[tuple[str, Clock]]:
    """Yield the clock of each lesson; a break between two of them is in neither."""
    for name in session.lessons:
        inside = [n for n, slot in enumerate(session.slots) if slot.step and slot.step.lesson == name]
        gone, pauses = 0, list[Pause]()
        for slot in session.slots[inside[0] : inside[-1] + 1] if inside else ():
            if slot.step is None:
                pauses.append(Pause(gone, slot.minutes))
            else:
                gone += slot.minutes
        yield name, Clock(start + (session.slots[inside[0]].at if inside else 0), tuple(pauses))
