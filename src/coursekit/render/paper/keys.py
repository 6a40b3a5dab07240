"""The answers of exercises, as the letters and numbers of the worksheet name them; for run sheets only."""

from collections.abc import Callable, Mapping
from typing import Any

from coursekit.model.exercise import (
    Calculate,
    ChartExercise,
    Choose,
    Classify,
    CodeExercise,
    Complete,
    Match,
    Order,
    Reflect,
)
from coursekit.model.values import evaluate, plotted
from coursekit.render.paper.content import Content, Writer, call, joined, program, typed
from coursekit.render.shuffle import LETTERS, shuffled


def calculate(exercise: Calculate, writer: Writer, _salt: str) -> Content:
    """Write the number with its unit."""
    answer = exercise.answer
    value = answer.value
    if value is None:
        value = evaluate(answer.formula or "0", writer.facts.claims)
    return _answer(typed(writer.wording.quantity(value, answer.unit)), writer)


def choose(exercise: Choose, writer: Writer, _salt: str) -> Content:
    """Write the letters of the right options."""
    right = [LETTERS[place] for place, option in enumerate(exercise.options) if option.right]
    return _answer(typed(", ".join(right)), writer)


def classify(exercise: Classify, writer: Writer, _salt: str) -> Content:
    """Write each sentence with its group."""
    rows = [
        joined([writer.line(item.text), typed(" → "), call("strong", writer.line(item.answer))])
        for item in exercise.items
    ]
    return joined([_answer(Content(""), writer), call("list", *rows)])


def match(exercise: Match, writer: Writer, salt: str) -> Content:
    """Write each number with the letter of its partner."""
    order = shuffled(salt, tuple(pair.right for pair in exercise.pairs))
    pairs = [f"{place + 1} {LETTERS[order.index(place)]}" for place in range(len(order))]
    return _answer(typed(", ".join(pairs)), writer)


def order(exercise: Order, writer: Writer, salt: str) -> Content:
    """Write the letters in the right order."""
    moved = shuffled(salt, tuple(item.text for item in exercise.items))
    letters = [LETTERS[moved.index(place)] for place in range(len(moved))]
    return _answer(typed(", ".join(letters)), writer)


def complete(exercise: Complete, writer: Writer, _salt: str) -> Content:
    """Write the word of each gap."""
    words = [" / ".join((gap.answer, *gap.accept)) for gap in exercise.gaps]
    return _answer(typed(", ".join(words)), writer)


def code(exercise: CodeExercise, writer: Writer, _salt: str) -> Content:
    """Write a program that solves it."""
    return joined([_answer(Content(""), writer), program(exercise.answer)])


def chart(exercise: ChartExercise, writer: Writer, _salt: str) -> Content:
    """Write each label with its number, in the order in which they stand."""
    rows = []
    for point in exercise.points:
        number = writer.wording.quantity(plotted(point, writer.facts.claims), exercise.unit)
        rows.append(joined([typed(f"{point.label} → "), call("strong", typed(number))]))
    return joined([_answer(Content(""), writer), call("list", *rows)])


def reflect(exercise: Reflect, writer: Writer, _salt: str) -> Content:
    """Write what a good answer does."""
    rows = [writer.line(row) for row in exercise.rubric]
    return joined([call("task", writer.words("exercise-rubric")), call("list", *rows)])


KEYS: Mapping[str, Callable[[Any, Writer, str], Content]] = {
    "calculate": calculate,
    "choose": choose,
    "classify": classify,
    "match": match,
    "order": order,
    "complete": complete,
    "code": code,
    "chart": chart,
    "reflect": reflect,
}
"""How each kind's answer is told. A new kind is one function and one row."""


def _answer(words: Content, writer: Writer) -> Content:
    return call("para", joined([writer.label("site-answer"), typed(" "), words]))
