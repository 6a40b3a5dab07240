"""One lesson: for each number of minutes the best that can be kept of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coursekit.fit.bits import Bits, bits_of
from coursekit.fit.items import Piece, Stock
from coursekit.fit.measure import Measure

Front = dict[int, int]
"""The best measure for each number of minutes; no fewer minutes have a better one."""
States = dict[int, Front]
"""The best so far for each set of bits that what comes later has to know."""
Pairs = list[tuple[int, int]]


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
class Search:
    """A lesson, and what is counted."""

    stock: Stock
    measure: Measure
    limit: int
    """More minutes than this are of no use."""

    def front(self) -> Front:
        """Return the best for each number of minutes; something is kept of the lesson.

        Whether a task has a point hangs on all that is taught, so parts come first; choices of parts that
        teach the same then go through the tasks together.
        """
        bits = bits_of(self.stock)
        groups: dict[int, States] = {}
        for state, front in self._parts(bits).items():
            groups.setdefault(state & bits.of(self.stock.taught), {})[state] = front
        found: Pairs = []
        for taught, states in groups.items():
            names = frozenset(name for name, bit in bits.objectives.items() if taught & bit)
            found += self._tasks(bits, names, states).items()
        return better(found, self.limit)

    def _parts(self, bits: Bits) -> States:
        """Return the best for each set of what parts bring."""
        states: States = {0: {0: 0}}
        for piece in self.stock.parts:
            grown: dict[int, Pairs] = {}
            adds = self._adds(piece, piece.own)
            brought = bits.brought(piece)
            for state, front in states.items():
                if piece.item.priority != "core":
                    grown.setdefault(state, []).extend(front.items())
                grown.setdefault(state | brought, []).extend(_shifted(front, piece.own, adds))
            states = self._best(grown)
        return {state: front for state, front in states.items() if state}

    def _tasks(self, bits: Bits, taught: frozenset[str], states: States) -> Front:
        """Add tasks, and the questions that stay, to choices of parts that teach these objectives."""
        tasks = [piece for piece in self.stock.tasks if self.stock.fits(piece, taught)]
        if any(piece.item.priority == "core" and piece not in tasks for piece in self.stock.tasks):
            return {}
        states = self._begun(bits, taught, states, bits.needs | _asked(bits, tasks))
        # A part can be forgotten once all that it opens has been decided on: such tasks come first.
        tasks.sort(key=bits.opened, reverse=True)
        for place, piece in enumerate(tasks):
            states = self._with_task(bits, states, piece, _asked(bits, tasks[place + 1 :]))
        return states.get(0, {})

    def _begun(self, bits: Bits, taught: frozenset[str], states: States, told: int) -> States:
        """Return choices of parts by what tasks ask for, with what objectives and questions add."""
        questions = [piece for piece in self.stock.questions if self.stock.fits(piece, taught)]
        told &= ~_any(bits.filled(piece) for piece in questions)
        dear = sum(self.measure.objective[self.stock.priority(name)] for name in taught)
        begun: dict[int, Pairs] = {}
        for state, front in states.items():
            minutes, adds = self._questions(bits, questions, state)
            begun.setdefault(state & told, []).extend(_shifted(front, minutes, adds + dear))
        return self._best(begun)

    def _with_task(self, bits: Bits, states: States, piece: Piece, later: int) -> States:
        """Return the states after a task, kept or left out, by what later tasks ask for."""
        lost = bits.needs & ~later
        met = bits.met(piece)
        grown: dict[int, Pairs] = {}
        for state, front in states.items():
            if piece.item.priority != "core" and not state & lost:
                grown.setdefault(state & later, []).extend(front.items())
            if not state & lost & ~met:
                minutes = bits.minutes(piece, state)
                with_it = _shifted(front, minutes, self._adds(piece, minutes))
                grown.setdefault(state & later & ~met, []).extend(with_it)
        return self._best(grown)

    def _questions(self, bits: Bits, questions: Sequence[Piece], state: int) -> tuple[int, int]:
        """Return the minutes and the measure of the slides that ask these questions."""
        priorities = {piece.item.id: piece.item.priority for piece in self.stock.parts}
        total = adds = 0
        for piece in questions:
            for part, minutes in piece.opened:
                if state & bits.opening[part]:
                    total += minutes
                    adds += minutes * self.measure.minute[priorities[part]]
        return total, adds

    def _adds(self, piece: Piece, minutes: int) -> int:
        return self.measure.item[piece.item] + minutes * self.measure.minute[piece.item.priority]

    def _best(self, grown: dict[int, Pairs]) -> States:
        fronts = ((state, better(pairs, self.limit)) for state, pairs in grown.items())
        return {state: front for state, front in fronts if front}


def _asked(bits: Bits, tasks: Iterable[Piece]) -> int:
    """Return the needs and parts that any of these tasks has to do with."""
    return _any(bits.met(piece) | bits.opened(piece) for piece in tasks)


def _any(found: Iterable[int]) -> int:
    together = 0
    for bit in found:
        together |= bit
    return together


def _shifted(front: Front, minutes: int, adds: int) -> Pairs:
    return [(before + minutes, measured + adds) for before, measured in front.items()]
