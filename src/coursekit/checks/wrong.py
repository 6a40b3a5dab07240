"""Checks of the wrong answers that exercises list: each can be given, is wrong, and has a reason."""

from collections.abc import Iterator

from coursekit.checks.finding import Finding
from coursekit.model.course import Course
from coursekit.model.exercise import ChartExercise, Choose, Classify, Exercise, Match, Order
from coursekit.model.references import Path
from coursekit.model.values import plotted
from coursekit.model.wrong import Plotted, WrongChart
from coursekit.problems import nearest


def unknown_answer(course: Course) -> Iterator[Finding]:
    """A listed wrong answer names groups, partners, items or points of its exercise."""
    for name, exercise, path in _exercises(course):
        match exercise:
            case Classify():
                given = [(item.wrong_answers, (*path, "items", n)) for n, item in enumerate(exercise.items)]
                there = exercise.into
            case Match():
                given = [(pair.wrong_answers, (*path, "pairs", n)) for n, pair in enumerate(exercise.pairs)]
                there = tuple(pair.right for pair in exercise.pairs)
            case Order():
                yield from _orders(name, exercise, path)
                continue
            case ChartExercise():
                yield from _charts(name, exercise, path)
                continue
            case _:
                continue
        for rows, place in given:
            for number, wrong in enumerate(rows):
                if wrong.answer not in there:
                    at = (*place, "wrong_answers", number, "answer")
                    message = f'"{wrong.answer}" is nothing that can be answered here'
                    yield Finding("unknown-answer", message, nearest(wrong.answer, there), at, name)


def right_answer_listed_as_wrong(course: Course) -> Iterator[Finding]:
    """A place, an order or a chart that is listed as wrong is not the right one."""
    for name, exercise, path in _exercises(course):
        for at in _right_ones(course, exercise):
            message = "this is the right answer"
            yield Finding("right-answer-listed-as-wrong", message, "change or remove it.", (*path, *at), name)


def option_without_misconception(course: Course) -> Iterator[Finding]:
    """A wrong option says what is behind it."""
    for name, exercise, path in _exercises(course):
        for number, option in enumerate(exercise.options if isinstance(exercise, Choose) else ()):
            if not option.right and option.misconception is None:
                message = "this wrong option does not say what is behind it"
                hint = "add `misconception: …`: what does somebody think who chooses it?"
                yield Finding("option-without-misconception", message, hint, (*path, "options", number), name)


def _exercises(course: Course) -> Iterator[tuple[str, Exercise, Path]]:
    for name, lesson in course.lessons.items():
        for index, exercise in enumerate(lesson.exercises):
            yield name, exercise, ("exercises", index)


def _orders(name: str, exercise: Order, path: Path) -> Iterator[Finding]:
    most = len(exercise.items)
    for number, wrong in enumerate(exercise.wrong_answers):
        if len(set(wrong.answer)) < len(wrong.answer) or not set(wrong.answer) <= set(range(1, most + 1)):
            message = f"a wrong order names some of the items 1 to {most}, each once"
            hint = "[2, 1] is any order in which the second item stands before the first."
            at = (*path, "wrong_answers", number, "answer")
            yield Finding("unknown-answer", message, hint, at, name)


def _charts(name: str, exercise: ChartExercise, path: Path) -> Iterator[Finding]:
    labels = [point.label for point in exercise.points]
    rows = [((*path, "points"), exercise.points, False)]
    rows += [
        ((*path, "wrong_answers", number, "points"), wrong.points, True)
        for number, wrong in enumerate(exercise.wrong_answers)
    ]
    for place, points, wrong in rows:
        for index, point in enumerate(points):
            given = sum(value is not None for value in (point.claim, point.formula, point.value))
            if given > 1 or (given == 0 and not (wrong and point.label in labels)):
                message = f'the point "{point.label}" needs one of a claim, a formula or a value'
                hint = "add it; in a wrong answer, a label of the right chart may stand alone."
                yield Finding("unknown-answer", message, hint, (*place, index), name)


def _right_ones(course: Course, exercise: Exercise) -> Iterator[Path]:
    match exercise:
        case Classify(items=items):
            for index, item in enumerate(items):
                for number, wrong in enumerate(item.wrong_answers):
                    if wrong.answer == item.answer:
                        yield "items", index, "wrong_answers", number, "answer"
        case Match(pairs=pairs):
            for index, pair in enumerate(pairs):
                for number, wrong in enumerate(pair.wrong_answers):
                    if wrong.answer == pair.right:
                        yield "pairs", index, "wrong_answers", number, "answer"
        case Order(wrong_answers=rows):
            for number, order in enumerate(rows):
                if list(order.answer) == sorted(set(order.answer)):
                    yield "wrong_answers", number, "answer"
        case ChartExercise(wrong_answers=charts):
            for number, chart in enumerate(charts):
                if chart.unit is None and _plots_right(course, exercise, chart):
                    yield "wrong_answers", number
        case _:
            pass


def _plots_right(course: Course, exercise: ChartExercise, wrong: WrongChart) -> bool:
    right = {point.label: plotted(point, course.facts.claims) for point in exercise.points}
    if [point.label for point in wrong.points] not in ([], list(right)):
        return False
    return all(
        abs(value - right[point.label]) <= exercise.tolerance
        for point in wrong.points
        if (value := _number(course, point)) is not None
    )


def _number(course: Course, point: Plotted) -> float | None:
    if point.claim is None and point.formula is None and point.value is None:
        return None
    return plotted(point, course.facts.claims)
