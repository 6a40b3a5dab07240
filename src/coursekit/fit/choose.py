"""The whole course: the best of its lessons together, and the fewest minutes that would do."""

from coursekit.fit.items import Item, Stock
from coursekit.fit.lesson import Front, Search, better
from coursekit.fit.measure import measure_of, no_measure

States = dict[frozenset[str], Front]
"""The best so far, for each set of lessons that were kept and that a later one builds on."""


def best(stocks: tuple[Stock, ...], minutes: int) -> tuple[Item, ...] | None:
    """Return the parts and tasks to keep, in the course's order; None where the core alone takes longer.

    Which lessons and questions stay follows from them.
    """
    measure = measure_of(stocks)
    firm = stay(stocks)
    fronts = [Search(stock, measure, min(stock.minutes, minutes)).front() for stock in stocks]
    states: States = {frozenset(): {0: 0}}
    for place, (stock, front) in enumerate(zip(stocks, fronts, strict=True)):
        later = frozenset(name for other in stocks[place + 1 :] for name in other.prerequisites)
        ahead = sum(
            min(front, default=minutes + 1)
            for other, front in zip(stocks[place + 1 :], fronts[place + 1 :], strict=True)
            if other.lesson in firm
        )
        states = _with_lesson(states, stock, front, later, minutes - ahead, optional=stock.lesson not in firm)
    found = [measured for front in states.values() for measured in front.values()]
    return measure.kept(max(found)) if found else None


def fewest(stocks: tuple[Stock, ...]) -> int:
    """Return the fewest minutes in which everything that is core can be taught."""
    firm = stay(stocks)
    return sum(fewest_of(stock) for stock in stocks if stock.lesson in firm)


def fewest_of(stock: Stock) -> int:
    """Return the fewest minutes of a lesson that is kept."""
    return min(Search(stock, no_measure(stock), stock.minutes).front())


def stay(stocks: tuple[Stock, ...]) -> frozenset[str]:
    """Return the lessons that stay whatever happens: those with something core, and what they build on."""
    there = {stock.lesson: stock for stock in stocks}
    firm = [stock.lesson for stock in stocks if stock.core]
    for name in firm:
        firm += [wanted for wanted in there[name].prerequisites if wanted in there and wanted not in firm]
    return frozenset(firm)


def _with_lesson(
    states: States, stock: Stock, front: Front, later: frozenset[str], limit: int, *, optional: bool
) -> States:
    """Return the states after a lesson, kept or left out; `later` are lessons that others will ask for."""
    grown: dict[frozenset[str], list[tuple[int, int]]] = {}
    for kept, before in states.items():
        if optional:
            grown.setdefault(kept & later, []).extend(before.items())
        if kept.issuperset(stock.prerequisites):
            own = (kept | {stock.lesson}) & later
            both = ((m + n, a + b) for m, a in before.items() for n, b in front.items())
            grown.setdefault(own, []).extend(both)
    return {kept: better(pairs, limit) for kept, pairs in grown.items()}
