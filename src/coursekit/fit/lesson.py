"""One lesson: for each number of minutes the best that can be kept of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from coursekit.fit.items import Piece, Stock
from coursekit.fit.measure import Measure

Front = dict[int, int]
"""The best measure for each number of minutes; no fewer minutes have a better one."""


def better(front: Iterable[tuple[int, int]], limit: int) -> Front:
    """Return pairs of minutes and measure without those that others make needless."""
    best: Front = {}
    for minutes, measured in front:
        if minutes <= limit and measured > best.get(minutes, -1):
            best[minutes] = measured
    found: Front = {}
    highest = -1
    for minutes in sorted(best):
        if best[minutes] > highest:
            found[minutes] = highest = best[minutes]
    return found


@dataclass(frozen=True)
class Needs:
    """Objectives, and parts that can't be without what their slides open, each as one bit."""

    bits: Mapping[tuple[str, str], int]
    """By `objective` or `part` and the id."""
    asked: int
    """Those that need a task, where they are kept."""

    def brought(self, piece: Piece) -> int:
        """Return what a part brings into the lesson."""
        return self.practised(piece) | (self.bits["part", piece.item.id] if piece.bare else 0)

    def practised(self, piece: Piece) -> int:
        """Return the objectives of an item."""
        return sum(self.bits.get(("objective", name), 0) for name in set(piece.item.objectives))

    def filled(self, piece: Piece) -> int:
        """Return the parts that keep a slide with this task or question."""
        return sum(self.bits.get(("part", part), 0) for part in {part for part, _ in piece.opened})


@dataclass(frozen=True)
class Search:
    """A lesson, and what is counted."""

    stock: Stock
    measure: Measure
    limit: int
    """More minutes than this are of no use."""

    def front(self) -> Front:
        """Return the best for each number of minutes; something is kept of the lesson."""
        needs = _needs(self.stock)
        found: list[tuple[int, int]] = []
        for (brought, opening), front in self._parts(needs).items():
            found += self._tasks(needs, brought, opening, front).items()
        return better(found, self.limit)

    def _parts(self, needs: Needs) -> dict[tuple[int, frozenset[str]], Front]:
        """Return, for each set of needs and of parts whose slides open something, the best so far."""
        opening = {part for piece in (*self.stock.tasks, *self.stock.questions) for part, _ in piece.opened}
        states: dict[tuple[int, frozenset[str]], Front] = {(0, frozenset()): {0: 0}}
        for piece in self.stock.parts:
            grown: dict[tuple[int, frozenset[str]], list[tuple[int, int]]] = {}
            adds = self._adds(piece, piece.own)
            own = frozenset({piece.item.id} & opening)
            for (brought, there), front in states.items():
                if piece.item.priority != "core":
                    grown.setdefault((brought, there), []).extend(front.items())
                with_it = (brought | needs.brought(piece), there | own)
                grown.setdefault(with_it, []).extend(_shifted(front, piece.own, adds))
            states = {state: better(front, self.limit) for state, front in grown.items()}
        return {state: front for state, front in states.items() if state[0] and front}

    def _tasks(self, needs: Needs, brought: int, opening: frozenset[str], front: Front) -> Front:
        taught = frozenset(name for name in self.stock.taught if brought & needs.bits["objective", name])
        wanted = brought & needs.asked
        asked, minutes, adds = self._questions(needs, taught, opening)
        adds += sum(self.measure.objective[self.stock.priority(name)] for name in taught)
        states = {asked & wanted: dict(_shifted(front, minutes, adds))}
        for piece in self.stock.tasks:
            fits = self.stock.fits(piece, taught)
            if piece.item.priority == "core" and not fits:
                return {}
            if fits:
                meets = (needs.practised(piece) | needs.filled(piece)) & wanted
                states = self._with_task(states, piece, meets, opening)
        return states.get(wanted, {})

    def _with_task(
        self, states: dict[int, Front], piece: Piece, meets: int, opening: frozenset[str]
    ) -> dict[int, Front]:
        minutes = piece.minutes(opening)
        adds = self._adds(piece, minutes)
        grown: dict[int, list[tuple[int, int]]] = {}
        for met, front in states.items():
            if piece.item.priority != "core":
                grown.setdefault(met, []).extend(front.items())
            grown.setdefault(met | meets, []).extend(_shifted(front, minutes, adds))
        return {met: better(front, self.limit) for met, front in grown.items()}

    def _questions(
        self, needs: Needs, taught: frozenset[str], opening: frozenset[str]
    ) -> tuple[int, int, int]:
        """Return what the questions that stay are enough for, and their slides' minutes and measure."""
        priorities = {piece.item.id: piece.item.priority for piece in self.stock.parts}
        asked = total = adds = 0
        for piece in self.stock.questions:
            if self.stock.fits(piece, taught):
                asked |= needs.filled(piece)
                for part, minutes in piece.opened:
                    if part in opening:
                        total += minutes
                        adds += minutes * self.measure.minute[priorities[part]]
        return asked, total, adds

    def _adds(self, piece: Piece, minutes: int) -> int:
        return self.measure.item[piece.item] + minutes * self.measure.minute[piece.item.priority]


def _needs(stock: Stock) -> Needs:
    names = [("objective", name) for name in sorted(stock.taught)]
    names += [("part", piece.item.id) for piece in stock.parts if piece.bare]
    bits = {name: 1 << place for place, name in enumerate(names)}
    asked = sum(bit for (kind, name), bit in bits.items() if kind == "part" or name in stock.practised)
    return Needs(bits, asked)


def _shifted(front: Front, minutes: int, adds: int) -> list[tuple[int, int]]:
    return [(before + minutes, measured + adds) for before, measured in front.items()]
