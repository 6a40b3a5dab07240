"""Arithmetic over the record: what a formula knows, and that it knows nothing else."""

import re

import pytest

from coursekit.model.values import FormulaError, evaluate, number, points

KNOWS = "a formula knows numbers, claims in braces and"

WORKED_OUT = {
    "2": 2,
    "0.5": 0.5,
    "1 + 2 * 3": 7,
    "(1 + 2) * 3": 9,
    "10 - 4 - 3": 3,
    "8 / 4 / 2": 1,
    "-2 * -(3)": 6,
    " 1 +1 ": 2,
    "{flour-from-mill}": 70,
    "100 - {flour-from-mill}": 30,
    "{flour-from-mill.number} / 7": 10,
    "{members-1912}/{members-1908}": 4,
    "{members-1912} / (1 + {members-1908} / 1)": 3,
    "{members-1908} * {members-1908} + {members-1908}": 12,
    "+".join(["{members-1908}"] * 12): 36,
}


@pytest.mark.parametrize(("formula", "wanted"), WORKED_OUT.items())
def test_worked_out(formula, wanted, small_course):
    assert evaluate(formula, small_course.facts.claims) == wanted


REFUSED = {
    "a power": ("2 ** 3", KNOWS),
    "a power that would never end": ("9 ** 9 ** 9 ** 9", KNOWS),
    "whole division": ("7 // 2", KNOWS),
    "a remainder": ("7 % 2", KNOWS),
    "a plus before a number": ("+1", KNOWS),
    "a name": ("abc", KNOWS),
    "our own name for a claim": ("{price-1904} + claim0", KNOWS),
    "a call": ("abs(1)", KNOWS),
    "a call of a number": ("(1)(2)", KNOWS),
    "a call of a claim": ("{price-1904}(2)", KNOWS),
    "an attribute": ("(1).real", KNOWS),
    "a dangerous attribute": ("().__class__.__bases__", KNOWS),
    "an import": ("__import__('os')", KNOWS),
    "a lambda": ("lambda: 1", KNOWS),
    "a text": ("'1'", KNOWS),
    "a yes/no": ("True", KNOWS),
    "a comparison": ("1 < 2", KNOWS),
    "a walrus": ("(x := 1)", KNOWS),
    "a list": ("[1][0]", KNOWS),
    "an index": ("1[0]", KNOWS),
    "an imaginary number": ("1j", KNOWS),
    "a hexadecimal number": ("0x10", KNOWS),
    "an exponent": ("1e400", KNOWS),
    "digits of another script": ("١ + ١", KNOWS),
    "a comment": ("1 # 2", KNOWS),
    "two lines": ("1\n+ 1", KNOWS),
    "a null byte": ("1\0", KNOWS),
    "empty brackets": ("()", KNOWS),
    "nothing": ("", "is not arithmetic"),
    "only a space": (" ", "is not arithmetic"),
    "half a sum": ("1 +", "is not arithmetic"),
    "an open bracket": ("(1", "is not arithmetic"),
    "two numbers": ("1 2", "is not arithmetic"),
    "two points": ("1.2.3", "is not arithmetic"),
    "two claims without a sign": ("{price-1904}{price-1908}", "is not arithmetic"),
    "a number and a claim without a sign": ("2{price-1904}", "is not arithmetic"),
    "a claim and a number without a sign": ("{price-1904}2", "is not arithmetic"),
    "a leading nought": ("010", "is not arithmetic"),
    "an unknown claim": ("{nobody}", '"nobody" has no number'),
    "a claim without a number": ("{strike}", '"strike" has no number'),
    "a claim's own figure": ("{value}", '"value" has no number'),
    "no claim": ("{}", '"" has no number'),
    "a claim with another attribute": ("{price-1904.unit}", '"price-1904.unit" has no number'),
    "division by zero": ("1 / 0", "divides by zero or is too large"),
    "division by a claim that comes to zero": (
        "1 / ({members-1908} - 3)",
        "divides by zero or is too large",
    ),
    "zero by zero": ("0.0 / 0.0", "divides by zero or is too large"),
    "too large": ("9999999999 * 9999999999", "divides by zero or is too large"),
    "larger than any float": ("9" * 400 + ".0", "divides by zero or is too large"),
    "larger than Python divides": ("9" * 400 + " / 3", "divides by zero or is too large"),
    "nested too deep": ("-" * 30 + "1", "nested too deep"),
    "brackets nested without end": ("(" * 5000 + "1" + ")" * 5000, "is not arithmetic"),
    "signs without end": ("-" * 100_000 + "1", "n"),
    "a sum without end": ("1" + " + 1" * 5000, "n"),
    "digits without end": ("1" * 10_000, "is not arithmetic"),
}


@pytest.mark.parametrize(("formula", "wanted"), REFUSED.values(), ids=list(REFUSED))
def test_refused(formula, wanted, small_course):
    with pytest.raises(FormulaError, match=re.escape(wanted)):
        evaluate(formula, small_course.facts.claims)


def test_the_number_of_a_claim(small_course):
    claims = small_course.facts.claims
    assert number("price-1908", claims) == 2.5
    for name in ("strike", "nobody"):
        with pytest.raises(FormulaError, match=f'"{name}" has no number'):
            number(name, claims)


def test_points_of_a_figure_are_numbers(small_course):
    figure = small_course.facts.figures["loaf-kinds"]
    assert points(figure, small_course.facts.claims) == (("White", 55), ("Rye", 30), ("Other", 15))
