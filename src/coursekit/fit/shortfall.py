"""When what is core takes longer than there is time: by how much, and what could be done."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from coursekit.fit.choose import fewest_of, stay
from coursekit.fit.items import Item, Piece, Stock
from coursekit.problems import counted, listed

NAMED = 5
"""More choices than this help nobody who reads them."""
TOGETHER = 3
"""Whoever would have to give up more core items than this is better served with fewer lessons."""


@dataclass(frozen=True)
class Shortfall:
    """Too little time for what is core, and the nearest choices."""

    asked: int
    fewest: int
    """The fewest minutes that would do."""
    without: tuple[tuple[tuple[Item, ...], int], ...]
    """Core items that, if they were only useful, would make the rest fit, and into how many minutes: single
    ones, or where none is enough, several together."""
    without_lesson: tuple[tuple[str, int], ...]
    """Lessons that no other builds on: without this one, the fewest minutes."""
    alone: tuple[tuple[tuple[str, ...], int], ...]
    """Fewer lessons that fit, with the fewest minutes of each choice: the first together, or single ones."""

    @property
    def over(self) -> int:
        """By how many minutes the core is too long."""
        return self.fewest - self.asked


def shortfall_of(stocks: tuple[Stock, ...], minutes: int) -> Shortfall:
    """Return by how much the core is too long, and the nearest choices."""
    firm = stay(stocks)
    each = {stock.lesson: fewest_of(stock) for stock in stocks if stock.lesson in firm}
    total = sum(each.values())
    wanted = {name for stock in stocks if stock.lesson in firm for name in stock.prerequisites}
    ends = [(name, total - least) for name, least in each.items() if name not in wanted]
    fitting = tuple((name, left) for name, left in ends if 0 < left <= minutes)
    return Shortfall(minutes, total, _softer(stocks, firm, minutes), fitting, tuple(_fewer(each, minutes)))


def shortfall_lines(shortfall: Shortfall) -> Iterator[str]:
    """Yield a sentence for the shortfall and one for each kind of choice."""
    yield (
        f"What is core takes {counted(shortfall.fewest, 'minute')}, "
        f"{shortfall.over} more than the {shortfall.asked} there are."
    )
    yield f"{counted(shortfall.fewest, 'minute')} would do."
    for items, left in shortfall.without:
        names = listed([f'the {item.kind} "{item.id}" of {item.lesson}' for item in items])
        yield f"It would fit into {left} if {names} {'were' if len(items) > 1 else 'was'} not core."
    for name, left in shortfall.without_lesson:
        yield f"It would fit into {left} without the lesson {name}."
    for lessons, left in shortfall.alone:
        themselves = "themselves" if len(lessons) > 1 else "itself"
        yield f"{listed(lessons)} would fit by {themselves}: {left} minutes."


def _softer(
    stocks: tuple[Stock, ...], firm: frozenset[str], minutes: int
) -> tuple[tuple[tuple[Item, ...], int], ...]:
    """Return single core items to give up, or where none is enough, those that together save most."""
    least = cache(fewest_of)
    given: tuple[Item, ...] = ()
    for _ in range(TOGETHER):
        total = sum(least(stock) for stock in stocks if stock.lesson in firm)
        left = [
            (piece, total - least(stock) + least(_softened(stock, piece)))
            for stock in stocks
            for piece in (*stock.parts, *stock.tasks)
            if piece.item.priority == "core"
        ]
        fitting = [((*given, piece.item), rest) for piece, rest in left if rest <= minutes]
        if fitting or not left:
            return tuple(sorted(fitting, key=lambda found: -found[1])[: 1 if given else NAMED])
        most, _ = min(left, key=lambda found: found[1])
        given = (*given, most.item)
        stocks = tuple(_softened(stock, most) for stock in stocks)
    return ()


def _softened(stock: Stock, piece: Piece) -> Stock:
    """Return a lesson in which a core item is only useful."""
    softer = replace(piece, item=replace(piece.item, priority="useful"))

    def changed(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
        return tuple(softer if other == piece else other for other in pieces)

    return replace(stock, parts=changed(stock.parts), tasks=changed(stock.tasks))


def _fewer(each: dict[str, int], minutes: int) -> Iterator[tuple[tuple[str, ...], int]]:
    first: list[str] = []
    for name, least in each.items():
        if sum(each[other] for other in first) + least > minutes:
            break
        first.append(name)
    if len(first) > 1:
        yield tuple(first), sum(each[name] for name in first)
    singles = [((name,), least) for name, least in each.items() if least <= minutes and name not in first[1:]]
    yield from sorted(singles, key=lambda found: -found[1])[:NAMED]
