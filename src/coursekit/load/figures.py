"""Faults of a stacked chart: points that make no bars, or more parts than can be told apart."""

from collections import Counter
from collections.abc import Iterator

from coursekit.load.document import where
from coursekit.load.shape import Fitted
from coursekit.model.references import Path
from coursekit.model.seed import STACKED, Figure, Seed
from coursekit.model.values import stacks
from coursekit.problems import Problem

MOST_PARTS, MOST_BARS = 4, 6
CODE = "stacked-parts"


def parts(fitted: Fitted[Seed]) -> Iterator[Problem]:
    """Yield a problem for each point that is no part of a bar and should be, or is one and should not."""
    if fitted.value is None:
        return
    for number, figure in enumerate(fitted.value.figures):
        path = ("figures", number)
        yield from _stacked(figure, path, fitted) if figure.chart in STACKED else _plain(figure, path, fitted)


def _plain(figure: Figure, path: Path, fitted: Fitted[Seed]) -> Iterator[Problem]:
    for index, point in enumerate(figure.points):
        if point.part is not None:
            at = (*path, "points", index, "part")
            message = f"{where(at)} is a part of a bar, but a {figure.chart} chart has none"
            hint = (
                f"write `chart: stacked-{'column' if figure.chart == 'column' else 'bar'}`, or take it out."
            )
            yield fitted.document.problem(fitted.place(at), CODE, message, hint)


def _stacked(figure: Figure, path: Path, fitted: Fitted[Seed]) -> Iterator[Problem]:
    seen: Counter[tuple[str, str]] = Counter()
    for index, point in enumerate(figure.points):
        at = (*path, "points", index)
        if point.part is None:
            message = f"{where(at)} does not say which part of its bar it is"
            hint = "add `part: …`; points with the same label make one bar."
            yield fitted.document.problem(fitted.place(at), CODE, message, hint)
            continue
        seen[point.label, point.part] += 1
        if seen[point.label, point.part] > 1:
            message = f'the bar "{point.label}" has the part "{point.part}" twice'
            yield fitted.document.problem(
                fitted.place(at), CODE, message, "give one of the two another part."
            )
    made = stacks(seen)
    for name, count, most in (("parts", len(made.parts), MOST_PARTS), ("bars", len(made.bars), MOST_BARS)):
        if count > most:
            message = f"a stacked chart shows {most} {name} at most, this one has {count}"
            hint = f"put the smallest {name} together, or draw two charts."
            yield fitted.document.problem(fitted.place((*path, "points")), CODE, message, hint)
