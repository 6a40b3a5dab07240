"""What is kept of a course, what is left out, and why."""

from collections.abc import Iterator
from dataclasses import dataclass

from coursekit.fit.items import Item, Kind, Piece, Stock


@dataclass(frozen=True)
class Still:
    """An objective of something that is left out: where it is taught, practised and assessed all the same."""

    objective: str
    taught: tuple[str, ...]
    """Ids of parts; none where the objective is given up."""
    practised: tuple[str, ...]
    """Ids of exercises and activities."""
    assessed: tuple[str, ...]
    """Ids of questions."""


@dataclass(frozen=True)
class Left:
    """Something that is left out."""

    item: Item
    minutes: int
    """What this saves, with the slides elsewhere that would have opened it."""
    still: tuple[Still, ...]
    """Its objectives."""
    lesson_too: bool
    """Whether its whole lesson is left out."""


@dataclass(frozen=True)
class Selection:
    """What fits into a number of minutes."""

    asked: int
    """The minutes there are."""
    minutes: int
    """The minutes that what is kept takes, without breaks."""
    lessons: tuple[str, ...]
    """Lessons of which something is kept."""
    kept: tuple[Item, ...]
    left: tuple[Left, ...]
    lost: tuple[tuple[str, str], ...]
    """Objectives that are given up, each as its lesson and its id."""

    @property
    def spare(self) -> int:
        """Minutes that are left over."""
        return self.asked - self.minutes

    def dropped(self) -> frozenset[tuple[str, Kind, str]]:
        """Return what is left out by lesson, kind and id."""
        return frozenset((left.item.lesson, left.item.kind, left.item.id) for left in self.left)


def selection_of(stocks: tuple[Stock, ...], chosen: tuple[Item, ...], asked: int) -> Selection:
    """Return the selection that keeps these parts and tasks."""
    views = tuple(_Kept(stock, frozenset(chosen)) for stock in stocks)
    return Selection(
        asked,
        sum(view.minutes() for view in views),
        tuple(view.stock.lesson for view in views if view.parts),
        tuple(piece.item for view in views for piece in view.stock.pieces if view.keeps(piece)),
        tuple(left for view in views for left in view.left()),
        tuple(
            (view.stock.lesson, name)
            for view in views
            for name in view.objectives()
            if name in view.stock.taught - view.taught
        ),
    )


@dataclass(frozen=True)
class _Kept:
    """What is kept of one lesson."""

    stock: Stock
    chosen: frozenset[Item]

    @property
    def parts(self) -> frozenset[str]:
        return frozenset(piece.item.id for piece in self.stock.parts if piece.item in self.chosen)

    @property
    def taught(self) -> frozenset[str]:
        return frozenset(
            name for piece in self.stock.parts if piece.item in self.chosen for name in piece.item.objectives
        )

    def keeps(self, piece: Piece) -> bool:
        """Tell whether an item stays; a question does where it has a point."""
        if piece.item.kind == "quiz":
            return bool(self.parts) and self.stock.fits(piece, self.taught)
        return piece.item in self.chosen

    def minutes(self) -> int:
        return sum(piece.minutes(self.parts) for piece in self.stock.pieces if self.keeps(piece))

    def left(self) -> Iterator[Left]:
        for piece in self.stock.pieces:
            if not self.keeps(piece):
                still = tuple(map(self._still, piece.item.objectives))
                yield Left(piece.item, self._saved(piece), still, lesson_too=not self.parts)

    def objectives(self) -> tuple[str, ...]:
        """Return the objectives that anything of the lesson names, in their order there."""
        return tuple(dict.fromkeys(name for piece in self.stock.pieces for name in piece.item.objectives))

    def _saved(self, piece: Piece) -> int:
        """Return the minutes of an item and of the slides in kept parts that open it."""
        if piece.item.kind == "part":
            return piece.item.minutes
        return piece.minutes(self.parts)

    def _still(self, name: str) -> Still:
        def ids(pieces: tuple[Piece, ...]) -> tuple[str, ...]:
            there = (piece.item for piece in pieces if self.keeps(piece))
            return tuple(item.id for item in there if name in item.objectives)

        if not ids(self.stock.parts):
            return Still(name, (), (), ())
        return Still(name, *map(ids, (self.stock.parts, self.stock.tasks, self.stock.questions)))
