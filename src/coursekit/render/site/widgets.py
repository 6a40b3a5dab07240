"""What the page's script is given of an exercise: its task, without the answers, as one attribute."""

import base64
import html
import json
from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup

from coursekit.model.exercise import (
    Calculate,
    ChartExercise,
    Choose,
    Classify,
    CodeExercise,
    Complete,
    Exercise,
    Match,
    Order,
)
from coursekit.model.facts import Facts
from coursekit.model.lesson import Question
from coursekit.model.references import GAP
from coursekit.render import programs, tasks
from coursekit.render.shuffle import LETTERS, salt
from coursekit.render.tasks import Sealed, Task
from coursekit.wording import Wording

WORDS = (
    "announce", "attempt", "check", "clear", "cleared", "cut", "down", "empty", "failed", "first", "function",
    "gap", "hint", "kept", "loading", "look-again", "no-hints", "no-python", "not-a-number", "not-kept",
    "number", "open-questions", "output", "pick", "program", "quiz-all", "ran", "reset", "run", "running",
    "score", "silent", "starting", "stop", "stopped", "too-long", "up", "with-error",
)  # fmt: skip
"""What only pages say, or say in other words than notebooks."""


def calculate(exercise: Calculate, sealed: Sealed) -> Task:
    """Give a field for the number, its unit beside it."""
    return {**tasks.number(exercise, sealed), "unit": sealed.wording.axis(exercise.answer.unit)}


def choose(exercise: Choose, sealed: Sealed) -> Task:
    """Give a box for each option."""
    return {**tasks.options(exercise, sealed), "keys": LETTERS[: len(exercise.options)]}


def classify(exercise: Classify, sealed: Sealed) -> Task:
    """Give a list of groups for each item."""
    names = [sealed.words(name) for name in exercise.into]
    keys = [str(place + 1) for place in by_text(exercise)]
    return {**tasks.groups(exercise, sealed), "keys": keys, "choices": [[name, name] for name in names]}


def match(exercise: Match, sealed: Sealed) -> Task:
    """Give a list of partners for each item."""
    letters = tasks.letters(tuple(pair.right for pair in exercise.pairs), sealed)
    partners = [
        [letter, f"{letter}. {sealed.words(exercise.pairs[place].right)}"]
        for place, letter in letters.items()
    ]
    keys = [str(place) for place in range(1, len(exercise.pairs) + 1)]
    return {**tasks.partners(exercise, sealed), "keys": keys, "choices": partners}


def order(exercise: Order, sealed: Sealed) -> Task:
    """Give items that move up and down."""
    return {**tasks.sequence(exercise, sealed), "keys": LETTERS[: len(exercise.items)]}


def complete(exercise: Complete, sealed: Sealed) -> Task:
    """Give a field for each gap, in the order of the sentence."""
    return {**tasks.gaps(exercise, sealed), "keys": GAP.findall(exercise.sentence)}


def function(exercise: CodeExercise, sealed: Sealed) -> Task:
    """Give an editor for a program that defines the function."""
    task = programs.function(exercise, sealed)
    return {**task, "name": exercise.function, "record": record(sealed.facts)}


def chart(exercise: ChartExercise, sealed: Sealed) -> Task:
    """Give an editor for a program that makes the chart."""
    return {**programs.chart(exercise, sealed), "name": "chart", "record": record(sealed.facts)}


WIDGETS: Mapping[str, Callable[[Any, Sealed], Task]] = {
    "calculate": calculate,
    "choose": choose,
    "classify": classify,
    "match": match,
    "order": order,
    "complete": complete,
    "code": function,
    "chart": chart,
}
"""Kinds that become form controls. A new one is a function and a row here, and its part of a script."""


def exercise_task(lesson: str, exercise: Exercise, facts: Facts, wording: Wording) -> Markup:
    """Return an exercise's task for its attribute; nothing where the page can't check it."""
    if exercise.kind not in WIDGETS:
        return Markup()
    task = WIDGETS[exercise.kind](exercise, _sealed(lesson, exercise, facts, wording))
    return packed({**task, "id": exercise.id})


def question_task(lesson: str, question: Question, facts: Facts, wording: Wording) -> Markup:
    """Return a quiz question's task for its attribute."""
    sealed = Sealed(None, facts, wording, salt(lesson, f"quiz/{question.id}"))
    task = tasks.choice(question.options, sealed)
    keys = LETTERS[: len(question.options)]
    return packed(
        {**task, "kind": "question", "keys": keys, "id": question.id, "assesses": question.assesses}
    )


def says(wording: Wording) -> Markup:
    """Return all that the script says, for one attribute of the page."""
    return packed({**tasks.check_words(wording), **{key: wording(f"widget-{key}") for key in WORDS}})


def record(facts: Facts) -> dict[str, float]:
    """Return the numbers of the record by their claims."""
    return {claim.id: claim.value for claim in facts.claims.values() if claim.value is not None}


def by_text(exercise: Classify) -> list[int]:
    """Return the places of items in the order of their texts, which gives no group away."""
    return sorted(range(len(exercise.items)), key=lambda place: exercise.items[place].text.lower())


def mixed(lesson: str, exercise: Match | Order, facts: Facts, wording: Wording) -> list[str]:
    """Return the texts to be matched or put in order, as they are lettered."""
    sealed = _sealed(lesson, exercise, facts, wording)
    texts = (
        tuple(pair.right for pair in exercise.pairs)
        if isinstance(exercise, Match)
        else tuple(item.text for item in exercise.items)
    )
    return [texts[place] for place in tasks.letters(texts, sealed)]


def packed(values: Mapping[str, object]) -> Markup:
    """Write values so that they are safe in an attribute."""
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return Markup(html.escape(text))  # noqa: S704 - escaped here


def veiled(text: Markup) -> Markup:
    """Write a task so that what is said of answers is not read at a glance; it weighs a third more."""
    return Markup(base64.b64encode(text.unescape().encode()).decode())  # noqa: S704 - letters, digits, + / =


def _sealed(lesson: str, exercise: Exercise, facts: Facts, wording: Wording) -> Sealed:
    return Sealed(exercise, facts, wording, salt(lesson, exercise.id))
