"""What stands under an exercise's prompt on paper: things to tick, place or fill, and room to write."""

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
from coursekit.model.references import GAP
from coursekit.render.paper.content import GAP_MARK, Content, Writer, call, joined, program, typed
from coursekit.render.shuffle import LETTERS

ROOM = 5
"""Lines to work something out."""
PROGRAM = 8
"""Lines to write the steps of a program."""
SHORTEST, LONGEST = 8, 18
"""Lines for free text: about one a minute."""


def calculate(exercise: Calculate, writer: Writer) -> Content:
    """Give room to work out a number, and a place for it with its unit."""
    unit = typed(writer.wording.axis(exercise.answer.unit))
    return joined(
        [call("lines", count=ROOM), call("answer", writer.label("site-answer"), unit)],
    )


def choose(exercise: Choose, writer: Writer) -> Content:
    """Write options to be ticked."""
    rows = [
        call("ticked", call("strong", typed(LETTERS[place])), writer.line(option.text))
        for place, option in enumerate(exercise.options)
    ]
    return joined([call("task", writer.words("paper-tick")), *rows, call("lines", count=2)])


def classify(exercise: Classify, writer: Writer) -> Content:
    """Write sentences with a place beside each for its group."""
    groups = [writer.line(name) for name in exercise.into]
    rows = [cell for item in exercise.items for cell in (writer.line(item.text), Content(""))]
    return joined(
        [
            call("task", writer.words("paper-classify")),
            call("groups", *groups),
            call("placing-table", writer.words("paper-sentence"), writer.words("paper-group"), *rows),
        ]
    )


def match(exercise: Match, writer: Writer) -> Content:
    """Write two columns; the letter of the partner goes into the box."""
    rows = [
        cell
        for number, pair in enumerate(exercise.pairs, start=1)
        for cell in (
            call("strong", typed(f"{number}")),
            writer.line(pair.left),
            call("letter-box"),
            call("strong", typed(LETTERS[number - 1])),
            writer.line(pair.right),
        )
    ]
    return joined([call("task", writer.words("paper-match")), call("pairs", *rows)])


def order(exercise: Order, writer: Writer) -> Content:
    """Write lettered items, each with a box for its place."""
    rows = [
        call("placed", call("strong", typed(LETTERS[place])), writer.line(item.text))
        for place, item in enumerate(exercise.items)
    ]
    return joined([call("task", writer.words("paper-order")), *rows])


def complete(exercise: Complete, writer: Writer) -> Content:
    """Write a text with gaps wide enough for a word."""
    text = writer.text(GAP.sub(GAP_MARK, exercise.sentence))
    return joined([call("task", writer.words("paper-complete")), call("gapped", text)])


def code(exercise: CodeExercise, writer: Writer) -> Content:
    """Write a program to be read, calls to be worked out by hand, and lines for its steps."""
    calls = [
        cell
        for case in exercise.cases
        for cell in (call("code", text=_call(exercise.function, case.arguments)), Content(""))
    ]
    return joined(
        [
            call("task", writer.words("paper-read")),
            program(exercise.starter),
            call("task", writer.words("paper-trace")),
            call("trace-table", writer.words("paper-call"), writer.words("paper-gives"), *calls),
            call("task", writer.words("paper-steps")),
            call("lines", count=PROGRAM),
        ]
    )


def chart(exercise: ChartExercise, writer: Writer) -> Content:
    """Write what is to be plotted, a place for each number, and squared paper with axes to draw on."""
    rows = [cell for point in exercise.points for cell in (typed(point.label), Content(""))]
    unit = writer.wording.axis(exercise.unit)
    return joined(
        [
            call("task", writer.words("paper-chart-numbers")),
            call("trace-table", writer.words("paper-chart-label"), typed(unit), *rows),
            call("task", writer.words(f"paper-chart-{exercise.form}")),
            call("squared", typed(unit), count=len(exercise.points)),
        ]
    )


def reflect(exercise: Reflect, writer: Writer) -> Content:
    """Write what a good answer does, and lines for it."""
    rubric = call("list", *[writer.line(row) for row in exercise.rubric])
    count = max(SHORTEST, min(LONGEST, exercise.minutes))
    return joined([call("task", writer.words("exercise-rubric")), rubric, call("lines", count=count)])


TASKS: Mapping[str, Callable[[Any, Writer], Content]] = {
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
"""How each kind is done on paper. A new kind is one function and one row."""


def _call(function: str, arguments: tuple[Any, ...]) -> str:
    return f"{function}({', '.join(_python(argument) for argument in arguments)})"


def _python(value: Any) -> str:
    """Write plain data as a student's Python has it: lists for sequences."""
    if isinstance(value, tuple):
        return f"[{', '.join(map(_python, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key!r}: {_python(item)}' for key, item in value.items())}}}"
    return repr(value)
