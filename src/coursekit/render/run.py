"""The run of a session: what comes when, for who teaches."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from coursekit.model.activity import ActivityStep, Meeting
from coursekit.model.exercise import Exercise
from coursekit.model.lesson import Activity, Lesson
from coursekit.model.slide import ActivitySlide, ExerciseSlide, Slide
from coursekit.wording import Wording

Ways = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Row:
    """One row of the run."""

    kind: Literal["part", "slide", "exercise", "activity"]
    at: int
    """In minutes from the session's beginning."""
    minutes: int
    title: str
    how: str
    """A part's priority, a slide's layout, or the kind of an exercise or activity."""
    anchor: str = ""

    @property
    def start(self) -> str:
        """When it comes, as hours and minutes from the session's beginning."""
        return duration(self.at)


def run_of(lesson: Lesson) -> tuple[Row, ...]:
    """Return the rows of a session; exercises and activities follow the slide that opens them."""
    return tuple(_rows(lesson))


def steps_of(activity: Activity) -> Iterator[tuple[str, ActivityStep]]:
    """Yield the steps of an activity with the time each begins at."""
    return ((duration(at), step) for at, step in timed_steps(activity))


def timed_steps(activity: Activity) -> Iterator[tuple[int, ActivityStep]]:
    """Yield the steps of an activity with the minute each begins at."""
    at = 0
    for step in activity.steps:
        yield at, step
        at += step.minutes


def kind_of(activity: Activity, wording: Wording) -> str:
    """Say what an activity is, and how it is known: `Discussion (jigsaw)`."""
    kind = wording(f"site-kind-{activity.kind}")
    return wording("activity-method", kind=kind, method=activity.method) if activity.method else kind


def duration(minutes: int) -> str:
    """Write minutes as hours and minutes: `1:05`."""
    return f"{minutes // 60}:{minutes % 60:02d}"


def _rows(lesson: Lesson) -> Iterator[Row]:
    at = 0
    tasks: dict[tuple[str, str], Exercise | Activity] = {}
    tasks |= {("exercise", exercise.id): exercise for exercise in lesson.exercises}
    tasks |= {("activity", activity.id): activity for activity in lesson.activities}
    for part in lesson.parts:
        yield Row("part", at, part.teaching, part.title, part.priority, f"slides-{part.id}")
        for slide in part.slides:
            yield Row("slide", at, slide.minutes, slide.headline, slide.layout)
            at += slide.minutes
            opened = _opens(slide)
            if task := tasks.pop(opened, None):
                yield _task(opened, task, at)
                at += task.minutes
    for opened, task in tasks.items():
        yield _task(opened, task, at)
        at += task.minutes


def _task(opened: tuple[str, str], task: Exercise | Activity, at: int) -> Row:
    kind: Literal["exercise", "activity"] = "exercise" if opened[0] == "exercise" else "activity"
    return Row(kind, at, task.minutes, task.title, task.kind, f"{kind}-{task.id}")


def _opens(slide: Slide) -> tuple[str, str]:
    match slide:
        case ExerciseSlide(exercise=name):
            return "exercise", name
        case ActivitySlide(activity=name):
            return "activity", name
        case _:
            return "", ""


def groups_of(activity: Activity, people: int | None, wording: Wording) -> str:
    """Say how many groups people make, behind the size of one: `, 4 groups if 24 come`; or nothing."""
    if not people or activity.group_size == 1:
        return ""
    count = -(-people // activity.group_size)
    return f", {wording('site-groups-come', count=count, people=wording.number(people))}"


def ways_of(activity: Activity, meeting: Meeting | None) -> tuple[Ways, Ways]:
    """Return how an activity is held where people meet, and how elsewhere: phrases, with what it says."""
    room, call = ("site-in-person", activity.mode.in_person), ("site-online", activity.mode.online)
    match meeting:
        case "online":
            return (call,), (room,)
        case "hybrid":
            return (room, call), ()
    return (room,), (call,)
