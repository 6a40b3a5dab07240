"""Numbers of the record: a claim's own, and arithmetic over claims."""

import ast
import operator
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from coursekit.model.base import LARGEST
from coursekit.model.references import VALUE
from coursekit.model.seed import Claim, Figure
from coursekit.model.wrong import Plotted

OPERATORS: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
MAX_DEPTH = 20
PLAIN = re.compile(r"[0-9.+\-*/() ]*")
"""What a formula is made of besides claims."""
KNOWS = "a formula knows numbers, claims in braces and + - * / ( )"


class FormulaError(ValueError):
    """A formula that cannot be worked out; the message says why."""


def evaluate(formula: str, claims: Mapping[str, Claim]) -> float:
    """Work out arithmetic over numbers and `{claim-id}`.

    Knows `+ - * / ( )`. Raises FormulaError for anything else, for a claim without a number and
    for a division by zero.
    """
    if not PLAIN.fullmatch(VALUE.sub("", formula)):
        raise FormulaError(KNOWS)
    names: dict[str, float] = {}

    def named(claim_id: str) -> str:
        name = f"claim{len(names)}"
        names[name] = number(claim_id, claims)
        return f" {name} "

    text = VALUE.sub(lambda match: named(match[1].removesuffix(".number")), formula)
    try:
        tree = ast.parse(text.strip(), mode="eval")
        result = _value(tree.body, names, MAX_DEPTH)
    except (SyntaxError, RecursionError, MemoryError, ValueError) as error:
        if isinstance(error, FormulaError):
            raise
        raise FormulaError(f'"{formula}" is not arithmetic') from None
    except (ZeroDivisionError, OverflowError):
        raise FormulaError(f'"{formula}" divides by zero or is too large') from None
    if not abs(result) <= LARGEST:  # nor is "not a number"
        raise FormulaError(f'"{formula}" divides by zero or is too large')
    return result


def number(claim_id: str, claims: Mapping[str, Claim]) -> float:
    """Return a claim's number. Raises FormulaError where it has none."""
    claim = claims.get(claim_id)
    if claim is None or claim.value is None:
        raise FormulaError(f'"{claim_id}" has no number')
    return claim.value


def plotted(point: Plotted, claims: Mapping[str, Claim]) -> float:
    """Return the number of a point that students plot."""
    if point.value is not None:
        return point.value
    return number(point.claim, claims) if point.claim else evaluate(point.formula or "", claims)


def points(figure: Figure, claims: Mapping[str, Claim]) -> tuple[tuple[str, float], ...]:
    """Return the figure's labels with their numbers, in the figure's unit."""
    return tuple(
        (point.label, number(point.claim, claims) if point.claim else evaluate(point.formula or "", claims))
        for point in figure.points
    )


@dataclass(frozen=True)
class Stacks:
    """How the points of a stacked chart make bars."""

    bars: tuple[str, ...]
    parts: tuple[str, ...]
    cells: tuple[tuple[int | None, ...], ...]
    """For each bar the place of the point that is each part; None where the bar has no such part."""


def stacks(named: Iterable[tuple[str, str]]) -> Stacks:
    """Return bars and parts in the order in which points first name them, each by bar and part."""
    places = {pair: place for place, pair in enumerate(named)}
    bars = tuple(dict.fromkeys(bar for bar, _ in places))
    parts = tuple(dict.fromkeys(part for _, part in places))
    return Stacks(bars, parts, tuple(tuple(places.get((bar, part)) for part in parts) for bar in bars))


def _value(node: ast.expr, names: Mapping[str, float], depth: int) -> float:
    if depth == 0:
        raise FormulaError("the formula is nested too deep")
    match node:
        case ast.Constant(value=int() | float() as constant) if not isinstance(constant, bool):
            return constant
        case ast.Name(id=name) if name in names:
            return names[name]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand, names, depth - 1)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in OPERATORS:
            return OPERATORS[type(op)](_value(left, names, depth - 1), _value(right, names, depth - 1))
    raise FormulaError(KNOWS)
