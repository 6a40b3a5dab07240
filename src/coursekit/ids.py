"""The ids that can be referred to in a course, each with what it stands for, for editors to offer."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Literal

from coursekit.model.course import Course
from coursekit.model.facts import Facts
from coursekit.model.references import Kind
from coursekit.model.seed import Claim
from coursekit.render.prose import statement
from coursekit.wording import LANGUAGES, Wording, wording

AXIS = "axis-"
"""How the name of a phrase begins that names a unit."""

IdKind = Kind | Literal["unit"]
Ids = Mapping[IdKind, Mapping[str, str]]
"""By kind, each id with its words."""


def ids(course: Course) -> Ids:
    """Return what a course's fields can name."""
    language = course.spec.languages[0]
    words = wording(language if language in LANGUAGES else LANGUAGES[0])
    facts = course.facts
    cited: dict[str, list[str]] = {}
    for claim in facts.claims.values():
        for at in claim.at:
            cited.setdefault(at, []).append(claim.id)
    return {
        "claim": {
            name: f"{claim.kind}, {', '.join(claim.at)}: {_said(claim, facts, words)}"
            for name, claim in facts.claims.items()
        },
        "event": {name: f"{event.date}: {event.title}" for name, event in facts.events.items()},
        "figure": {name: f"{figure.chart}: {figure.title}" for name, figure in facts.figures.items()},
        "picture": {name: picture.caption for name, picture in facts.pictures.items()},
        "term": {name: term.definition for name, term in facts.terms.items()},
        "paragraph": {
            at: f"{section.title}. {', '.join(cited.get(at, ('no claim rests on it',)))}"
            for section in course.sections
            for at in (f"{section.id}P{number}" for number in range(1, section.paragraphs + 1))
        },
        "lesson": {name: lesson.title for name, lesson in course.lessons.items()},
        **_of_lessons(course),
        "unit": {
            name.removeprefix(AXIS): str(phrase)
            for name, phrase in words.phrases.items()
            if name.startswith(AXIS)
        },
    }


def _said(claim: Claim, facts: Facts, words: Wording) -> str:
    # A course that has problems may count in a unit that has no words.
    with suppress(KeyError):
        return statement(claim, facts, words)
    return claim.says


def _of_lessons(course: Course) -> Ids:
    found: dict[IdKind, dict[str, str]] = {"objective": {}, "exercise": {}, "activity": {}, "quiz": {}}
    for name, lesson in course.lessons.items():
        things: dict[IdKind, list[tuple[str, str]]] = {
            "objective": [(thing.id, thing.text) for thing in lesson.objectives],
            "exercise": [(thing.id, thing.title) for thing in lesson.exercises],
            "activity": [(thing.id, thing.title) for thing in lesson.activities],
            "quiz": [(thing.id, thing.question) for thing in lesson.quiz],
        }
        for kind, rows in things.items():
            for known, words in rows:
                before = found[kind].get(known)  # each lesson has ids of its own
                said = f"In {name}: {words}"
                found[kind][known] = f"{before} {said}" if before else said
    return found
