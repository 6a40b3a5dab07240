"""Reads the teaching log, `lessons/log.yml`, which a course may have."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from coursekit.load.folder import LOG_FILE, read_bytes
from coursekit.load.shape import Fitted, fit
from coursekit.load.yaml import read
from coursekit.model.course import Course
from coursekit.model.lesson import Lesson
from coursekit.model.log import Log, Taught
from coursekit.problems import Problem, nearest

THINGS = ("part", "exercise", "activity")


@dataclass(frozen=True)
class ReadLog:
    """A log as it was read."""

    taught: tuple[Taught, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_log(root: Path, course: Course | None, hurt: frozenset[str] = frozenset()) -> ReadLog:
    """Read the log of a course folder; where there is none, nothing was taught yet.

    Of lessons that are hurt nobody can tell what they have.
    """
    path = root / LOG_FILE
    if not path.exists() and not path.is_symlink():
        return ReadLog()
    data = read_bytes(path, LOG_FILE, root)
    if isinstance(data, Problem):
        return ReadLog((), (data,))
    document, problems = read(data, LOG_FILE)
    if document is None:
        return ReadLog((), tuple(problems))
    fitted = fit(Log, document)
    found = (*problems, *fitted.problems, *_references(root, fitted, course, hurt))
    return ReadLog(fitted.value.taught if fitted.value else (), tuple(sorted(set(found))))


def _references(
    root: Path, fitted: Fitted[Log], course: Course | None, hurt: frozenset[str]
) -> Iterator[Problem]:
    if fitted.value is None or course is None:
        return
    for index, taught in enumerate(fitted.value.taught):
        named = [thing for thing in THINGS if getattr(taught, thing)]
        if len(named) > 1:
            place = fitted.place(("taught", index, named[1]))
            message = f"taught[{index}] names two things, {named[0]} and {named[1]}"
            hint = "write an entry for each."
            yield fitted.document.problem(place, "does-not-fit", message, hint)
        there = (root / "lessons" / f"{taught.lesson}.yml").is_file()
        if taught.lesson not in course.spec.lessons and not there:
            place = fitted.place(("taught", index, "lesson"))
            message = f'taught[{index}].lesson names "{taught.lesson}", which is not a lesson of this course'
            hint = nearest(taught.lesson, course.spec.lessons)
            yield fitted.document.problem(place, "unknown-lesson", message, hint)
        elif taught.lesson in course.lessons and taught.lesson not in hurt:
            known = _ids(course.lessons[taught.lesson])
            for thing in named:
                name = getattr(taught, thing)
                if name not in known[thing]:
                    place = fitted.place(("taught", index, thing))
                    message = f'taught[{index}].{thing} names "{name}", which {taught.lesson} does not have'
                    hint = nearest(name, known[thing])
                    yield fitted.document.problem(place, "not-in-lesson", message, hint)


def _ids(lesson: Lesson) -> Mapping[str, tuple[str, ...]]:
    return {
        "part": tuple(part.id for part in lesson.parts),
        "exercise": tuple(exercise.id for exercise in lesson.exercises),
        "activity": tuple(activity.id for activity in lesson.activities),
    }
