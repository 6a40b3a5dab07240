"""Variants as lines for a terminal: the list of all, and one with what it leaves out."""

from collections.abc import Iterable, Iterator

from coursekit.judging import Judged
from coursekit.model.course import Course, minutes_of
from coursekit.problems import as_text, counted
from coursekit.variants.notes import Loss

NONE = ("There are no variants yet. Write one into lessons/variants/<name>.yml; docs/format.md says how.",)


def list_lines(found: Iterable[Judged]) -> Iterator[str]:
    """Yield a line for each variant, and below it what somebody should look at."""
    rows = list(found)
    if not rows:
        yield from NONE
    for one in rows:
        title = one.variant.spec.title if one.variant.spec else "can't be read"
        yield f"{one.variant.name}: {title}"
        yield f"  {_state(one)}"
        yield from (f"  {as_text(notice)}" for notice in one.variant.notices)


def one_lines(one: Judged) -> Iterator[str]:
    """Yield all about one variant: its lessons, and what it does without, with the reasons."""
    yield from list_lines([one])
    yield from (f"  {as_text(problem)}" for problem in one.problems)
    if one.course:
        yield ""
        yield from _lessons(one.course)
    lessons = [loss.lesson for loss in one.variant.losses if loss.kind == "lesson"]
    if lessons:
        yield from ("", f"Lessons that are not chosen: {', '.join(lessons)}.")
    inside = [loss for loss in one.variant.losses if loss.kind != "lesson"]
    for lesson in dict.fromkeys(loss.lesson for loss in inside):
        yield ""
        yield f"{lesson} does without:"
        yield from (f"  {_loss(loss)}" for loss in inside if loss.lesson == lesson)


def accepted_line(name: str, count: int, file: str) -> str:
    """Return what was accepted, and where it is remembered."""
    if not count:
        return f"{name} sets nothing, so there is nothing to remember."
    return f"{name}: what {counted(count, 'set value')} replaced is remembered in lessons/variants/{file}."


def _state(one: Judged) -> str:
    spec = one.variant.spec
    if one.course is None:
        return f"{counted(len(one.problems), 'problem')}: see coursekit check"
    words = [counted(len(one.course.lessons), "lesson"), counted(minutes_of(one.course), "minute")]
    if spec and spec.fit:
        words[-1] += f" of {spec.fit}"
    if spec and spec.sessions:
        words.append(f"in {counted(spec.sessions, 'session')}")
    for said in (
        (spec.start, spec.mode, spec.group_size and f"up to {spec.group_size} people") if spec else ()
    ):
        words += [said] if said else []
    return ", ".join(words)


def _lessons(course: Course) -> Iterator[str]:
    for number, (name, lesson) in enumerate(course.lessons.items(), start=1):
        yield f"  {number}. {name}: {lesson.teaching} + {lesson.exercises_minutes} minutes"


def _loss(loss: Loss) -> str:
    time = f", {counted(loss.minutes, 'minute')}" if loss.minutes else ""
    return f'{loss.kind} "{loss.name}"{time}: {loss.reason}'
