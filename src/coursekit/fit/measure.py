"""The measure of a selection, as one whole number: the larger, the better.

In this order: how many useful objectives are kept, useful minutes, how many extra objectives are kept,
extra minutes; of two selections that are still equal the better is the one that keeps the earliest item in
which they differ. What is core is always kept and not counted. An objective is as dear as the dearest part
that teaches it.

Each of these has its own digits of the number, so that measures can be added, and no two selections have
the same one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from coursekit.fit.items import Item, Stock
from coursekit.model.base import Priority


@dataclass(frozen=True)
class Measure:
    """What each thing that is kept adds to the measure."""

    item: Mapping[Item, int]
    """Besides its minutes: a digit of its own, the earlier in the course the higher."""
    minute: Mapping[Priority, int]
    objective: Mapping[Priority, int]

    def kept(self, measured: int) -> tuple[Item, ...]:
        """Return the parts and tasks that a measure was added up from, in the course's order."""
        return tuple(item for item, digit in self.item.items() if measured & digit)


def measure_of(stocks: Iterable[Stock]) -> Measure:
    """Return the measure for a course."""
    all_stocks = tuple(stocks)
    pieces = [piece for stock in all_stocks for piece in (*stock.parts, *stock.tasks)]
    extra = len(pieces)
    minutes = sum(stock.minutes for stock in all_stocks).bit_length()
    objectives = sum(len(stock.taught) for stock in all_stocks).bit_length()
    extra_objective = extra + minutes
    useful = extra_objective + objectives
    useful_objective = useful + minutes
    return Measure(
        {piece.item: 1 << (extra - 1 - number) for number, piece in enumerate(pieces)},
        {"core": 0, "useful": 1 << useful, "extra": 1 << extra},
        {"core": 0, "useful": 1 << useful_objective, "extra": 1 << extra_objective},
    )


def no_measure(stock: Stock) -> Measure:
    """Return a measure by which all selections of a lesson are equal: only minutes are then told apart."""
    pieces = (*stock.parts, *stock.tasks)
    nothing: dict[Priority, int] = {"core": 0, "useful": 0, "extra": 0}
    return Measure({piece.item: 0 for piece in pieces}, nothing, nothing)
