"""What is told apart while one lesson is searched, each as one bit of a whole number."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from coursekit.fit.items import Piece, Stock


@dataclass(frozen=True)
class Bits:
    """Objectives, and parts of which a task or question has to know."""

    objectives: Mapping[str, int]
    bare: Mapping[str, int]
    """Parts that can't be without what their slides open."""
    opening: Mapping[str, int]
    """Parts whose slides open something: what is opened takes longer beside them."""
    needs: int
    """What a task or question must meet, if it is kept: objectives that some task practises, bare parts."""

    def brought(self, part: Piece) -> int:
        """Return what a part brings into the lesson."""
        own = part.item.id
        return self.of(part.item.objectives) | self.bare.get(own, 0) | self.opening.get(own, 0)

    def of(self, objectives: Iterable[str]) -> int:
        """Return these objectives, without those that nothing teaches."""
        return sum(self.objectives.get(name, 0) for name in set(objectives))

    def met(self, piece: Piece) -> int:
        """Return the needs that a task meets."""
        return (self.of(piece.item.objectives) & self.needs) | self.filled(piece)

    def filled(self, piece: Piece) -> int:
        """Return the bare parts that keep a slide with a task or question."""
        return sum(self.bare.get(part, 0) for part in {part for part, _ in piece.opened})

    def opened(self, piece: Piece) -> int:
        """Return the parts that open a task or question."""
        return sum(self.opening[part] for part in {part for part, _ in piece.opened})

    def minutes(self, piece: Piece, state: int) -> int:
        """Return what a task takes beside the parts of a state."""
        return piece.own + sum(minutes for part, minutes in piece.opened if state & self.opening[part])


def bits_of(stock: Stock) -> Bits:
    """Return the bits of a lesson."""
    opened = (part for piece in (*stock.tasks, *stock.questions) for part, _ in piece.opened)
    names = (
        sorted(stock.taught),
        [piece.item.id for piece in stock.parts if piece.bare],
        list(dict.fromkeys(opened)),
    )
    places = iter(range(sum(map(len, names))))
    objectives, bare, opening = ({name: 1 << next(places) for name in group} for group in names)
    practised = sum(bit for name, bit in objectives.items() if name in stock.practised)
    return Bits(objectives, bare, opening, practised | sum(bare.values()))
