"""A lesson's exercises on paper: no answers, room to write, hints on the last page."""

from collections.abc import Iterator
from dataclasses import replace

from coursekit.kept import kept
from coursekit.model.course import LessonView
from coursekit.model.exercise import Exercise
from coursekit.model.references import Reference, References, in_text, references
from coursekit.model.seed import Claim
from coursekit.render.paper.content import Content, Writer, call, joined, typed
from coursekit.render.paper.sources import sources
from coursekit.render.paper.tasks import ROOMS, TASKS
from coursekit.render.paper.unsolved import unsolved
from coursekit.render.shuffle import salt
from coursekit.wording import Wording

_unsolved = kept(unsolved)


def without_answers(view: LessonView) -> LessonView:
    """Return a lesson with its unsolved exercises, and the facts that they mention."""
    exercises = tuple(_unsolved(one, salt(view.id, one.id)) for one in view.lesson.exercises)
    lesson = view.lesson.model_copy(
        update={"exercises": exercises, "parts": (), "activities": (), "quiz": (), "instructor_notes": ""}
    )
    titles = (view.lesson.title, view.course.title)
    found = [Reference((), kind, name) for title in titles for kind, name in in_text(title)]
    for exercise in exercises:
        found += references(exercise).found
    return replace(view, lesson=lesson, facts=view.facts.only(References(tuple(found))))


def worksheet(view: LessonView, wording: Wording) -> Content:
    """Write the worksheet of a lesson that `without_answers` gave."""
    writer = Writer(view.facts, wording)
    exercises = view.lesson.exercises
    minutes = wording("minutes", count=sum(exercise.minutes for exercise in exercises))
    parts = [
        call(
            "opening",
            joined([writer.words("paper-worksheet"), typed(" · "), _session(view, wording)]),
            writer.line(view.lesson.title),
            joined(_about(view, minutes, writer)),
        )
    ]
    parts += [_exercise(number, one, writer) for number, one in enumerate(exercises, start=1)]
    parts.append(call("notes-room", writer.words("paper-notes")))
    hints = [_hints(number, one, writer) for number, one in enumerate(exercises, start=1)]
    parts.append(call("hints-page", writer.words("hints"), writer.words("paper-hints-about"), joined(hints)))
    parts.append(sources(view, writer, kinds=False))
    return joined(parts)


def _about(view: LessonView, minutes: str, writer: Writer) -> Iterator[Content]:
    yield writer.words("paper-worksheet-about", minutes=minutes)
    place = next((claim.at[0] for claim in view.facts.claims.values()), None)
    if place:
        yield typed(" ")
        yield writer.words("paper-place-about", place=place)


def _session(view: LessonView, wording: Wording) -> Content:
    return typed(wording("lesson-number", number=view.number))


def _exercise(number: int, exercise: Exercise, writer: Writer) -> Content:
    minutes = writer.wording("minutes-short", count=exercise.minutes)
    kind = writer.wording(f"site-kind-{exercise.kind}")
    title = writer.line(exercise.title)
    head = call("exercise-head", typed(f"{number}"), title, typed(f"{kind} · {minutes}"))
    parts = [writer.text(exercise.prompt)]
    if exercise.uses:
        rows = [_datum(writer.facts.claims[name], writer) for name in exercise.uses]
        parts += [call("task", writer.words("exercise-from-the-record")), call("list", *rows)]
    parts.append(TASKS[exercise.kind](exercise, writer))
    room = ROOMS[exercise.kind](exercise, number, writer) if exercise.kind in ROOMS else Content("")
    return joined([call("exercise", writer.words("paper-notes"), head, joined(parts)), room])


def _datum(claim: Claim, writer: Writer) -> Content:
    return joined([call("place", typed(", ".join(claim.at))), typed(" "), writer.said(claim)])


def _hints(number: int, exercise: Exercise, writer: Writer) -> Content:
    title = joined([typed(f"{number}  "), writer.line(exercise.title)])
    return call("hints-of", title, call("enum", *[writer.line(hint) for hint in exercise.hints]))
