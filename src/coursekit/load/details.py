"""Faults that show only inside one spec once its ids are known: numbers, formulas, gaps, arrows."""

from collections.abc import Iterator, Mapping
from typing import Any

from coursekit.load.document import Place, where
from coursekit.load.shape import Fitted
from coursekit.model.base import Spec
from coursekit.model.exercise import ChartExercise, Complete
from coursekit.model.lesson import Lesson
from coursekit.model.references import GAP, OWN_VALUE, VALUE, Path, texts
from coursekit.model.seed import STACKED, Claim, Figure, Seed
from coursekit.model.slide import BigNumber, Chart, Flow
from coursekit.model.values import FormulaError, evaluate
from coursekit.problems import Problem, nearest

Claims = Mapping[str, Claim]


def numbers(fitted: Fitted[Any], claims: Claims) -> Iterator[Problem]:
    """Yield a problem for each figure that is wanted of a claim without one."""
    if fitted.value is None:
        return
    for path, _, text in texts(fitted.value):
        for match in VALUE.finditer(text):
            name = match[1].removesuffix(".number")
            if name == OWN_VALUE and (path[0] != "claims" or path[-1] != "says"):
                yield _no_own_value(fitted, path, match[0])
                continue
            claim = _claim(name, path, fitted, claims)
            if claim is not None and claim.value is None:
                place = fitted.place(path, match[0])
                yield _no_number(fitted, path, claim.id, place)
    for path, formula in _formulas(fitted.value, ()):
        if OWN_VALUE in (names := {match[1].removesuffix(".number") for match in VALUE.finditer(formula)}):
            yield _no_own_value(fitted, path, "{value")
        if not names <= claims.keys():
            continue
        try:
            evaluate(formula, claims)
        except FormulaError as error:
            hint = "write numbers, claims with a value in braces, and + - * / ( )."
            message = f"{where(fitted.origin(path))}: {error}"
            yield fitted.document.problem(fitted.place(path), "bad-formula", message, hint)


def inside_lesson(fitted: Fitted[Lesson], claims: Claims, figures: Mapping[str, Figure]) -> Iterator[Problem]:
    """Yield the faults inside slides and exercises that name each other's parts."""
    if fitted.value is None:
        return
    for number, part in enumerate(fitted.value.parts):
        for index, slide in enumerate(part.slides):
            path = ("parts", number, "slides", index)
            if isinstance(slide, Flow):
                yield from _arrows(slide, path, fitted)
            elif isinstance(slide, Chart):
                yield from _focus(slide, path, fitted, figures)
            elif isinstance(slide, BigNumber) and slide.claim in claims and claims[slide.claim].value is None:
                yield _no_number(fitted, (*path, "claim"), slide.claim, fitted.place((*path, "claim")))
    for number, exercise in enumerate(fitted.value.exercises):
        if isinstance(exercise, Complete):
            yield from _gaps(exercise, ("exercises", number), fitted)
        elif isinstance(exercise, ChartExercise):
            yield from _plotted(exercise, ("exercises", number), fitted, claims)


def inside_seed(fitted: Fitted[Seed], claims: Claims) -> Iterator[Problem]:
    """Yield a problem for each point of a figure that has no number."""
    if fitted.value is None:
        return
    for number, figure in enumerate(fitted.value.figures):
        for index, point in enumerate(figure.points):
            path = ("figures", number, "points", index)
            if (point.claim is None) == (point.formula is None):
                message = f"{where(path)} needs either a claim or a formula"
                place = fitted.place(path)
                yield fitted.document.problem(
                    place, "missing-key", message, "add `claim: …` or `formula: …`."
                )
            elif point.claim and point.claim in claims and claims[point.claim].value is None:
                yield _no_number(fitted, (*path, "claim"), point.claim, fitted.place((*path, "claim")))


def _claim(name: str, path: Path, fitted: Fitted[Any], claims: Claims) -> Claim | None:
    if name == OWN_VALUE and isinstance(fitted.value, Seed) and path[0] == "claims":
        return claims.get(fitted.value.claims[int(path[1])].id)
    return claims.get(name)


def _no_own_value(fitted: Fitted[Any], path: Path, word: str) -> Problem:
    message = f"{where(fitted.origin(path))} wants a claim's own figure, but this is no claim"
    hint = "write the claim's id in place of `value`."
    return fitted.document.problem(fitted.place(path, word), "no-number", message, hint)


def _no_number(fitted: Fitted[Any], path: Path, claim: str, place: Place) -> Problem:
    message = f'{where(fitted.origin(path))} wants the number of "{claim}", which has none'
    return fitted.document.problem(
        place, "no-number", message, "give the claim a `value:`, or cite it with [@…]."
    )


def _formulas(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _formulas(item, (*path, index))
    elif isinstance(value, Spec):
        for name in type(value).model_fields:
            field = getattr(value, name)
            if name == "formula" and isinstance(field, str):
                yield (*path, name), field
            else:
                yield from _formulas(field, (*path, name))


def _arrows(slide: Flow, path: Path, fitted: Fitted[Lesson]) -> Iterator[Problem]:
    nodes = [node.id for node in slide.nodes]
    for index, arrow in enumerate(slide.arrows):
        if arrow.start == arrow.end:
            place = fitted.place((*path, "arrows", index))
            message = f'an arrow leads from "{arrow.start}" to itself'
            yield fitted.document.problem(place, "arrow-to-itself", message, "give it another end.")
        for name, end in (("start", arrow.start), ("end", arrow.end)):
            if end not in nodes:
                place = fitted.place((*path, "arrows", index, name))
                message = f'an arrow leads to or from "{end}", which is not a node of this slide'
                yield fitted.document.problem(place, "unknown-node", message, nearest(end, nodes))


def _focus(
    slide: Chart, path: Path, fitted: Fitted[Lesson], figures: Mapping[str, Figure]
) -> Iterator[Problem]:
    figure = figures.get(slide.figure)
    labels = [point.part or point.label for point in figure.points] if figure else []
    if figure and slide.focus is not None and slide.focus not in labels:
        place = fitted.place((*path, "focus"))
        kind = "part" if figure.chart in STACKED else "label"
        message = f'"{slide.focus}" is not a {kind} of the figure "{slide.figure}"'
        yield fitted.document.problem(place, "unknown-word", message, nearest(slide.focus, labels))


def _plotted(
    exercise: ChartExercise, path: Path, fitted: Fitted[Lesson], claims: Claims
) -> Iterator[Problem]:
    rows = [((*path, "points"), exercise.points)]
    rows += [((*path, "wrong_answers", n, "points"), w.points) for n, w in enumerate(exercise.wrong_answers)]
    for place, points in rows:
        for index, point in enumerate(points):
            if point.claim and point.claim in claims and claims[point.claim].value is None:
                at = (*place, index, "claim")
                yield _no_number(fitted, at, point.claim, fitted.place(at))


def _gaps(exercise: Complete, path: Path, fitted: Fitted[Lesson]) -> Iterator[Problem]:
    written = GAP.findall(exercise.sentence)
    given = [gap.id for gap in exercise.gaps]
    for index, gap in enumerate(given):
        if gap not in written or given.index(gap) != index:
            place = fitted.place((*path, "gaps", index, "id"))
            message = f'the gap "{gap}" has no place of its own in the sentence'
            yield fitted.document.problem(
                place, "gap-without-place", message, f"write [[{gap}]] once where it belongs."
            )
    for gap in written:
        if gap not in given:
            place = fitted.place((*path, "sentence"), f"[[{gap}]]")
            message = f"[[{gap}]] has no row in `gaps:`"
            yield fitted.document.problem(place, "gap-without-place", message, nearest(gap, given))
