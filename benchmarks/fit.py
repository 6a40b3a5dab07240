"""How long it takes to choose what fits, of made-up parts and exercises: `python benchmarks/fit.py`."""

import argparse
import sys
import time
from dataclasses import dataclass
from random import Random
from statistics import median

from coursekit.fit.choose import best, fewest
from coursekit.fit.items import Item, Kind, Piece, Stock
from coursekit.model.base import Priority

PRIORITIES: tuple[Priority, ...] = ("core", "useful", "useful", "extra")


@dataclass(frozen=True)
class Shape:
    """What a made-up course is like; the same shape gives the same course."""

    lessons: int
    parts: int
    exercises: int
    objectives: int
    opening: int = 6
    """How many exercises of a lesson a slide opens, each in another part as far as they go."""
    core: bool = True
    """Whether some of the parts are core."""


SHAPES = (
    Shape(8, 8, 17, 4),
    Shape(8, 8, 17, 8),
    Shape(4, 14, 36, 4),
    Shape(4, 14, 36, 8),
    Shape(1, 40, 160, 4),
    Shape(1, 40, 160, 8),
    Shape(1, 12, 12, 5, opening=12, core=False),
)


def course(shape: Shape) -> tuple[Stock, ...]:
    """Return a course in which each lesson builds on the one before."""
    return tuple(lesson(shape, number) for number in range(shape.lessons))


def lesson(shape: Shape, number: int) -> Stock:
    """Return a lesson of a made-up course."""
    random = Random(number)  # noqa: S311 - the same course each time
    names = [f"objective-{place}" for place in range(shape.objectives)]

    def item(kind: Kind, place: int, minutes: int, priorities: tuple[Priority, ...]) -> Item:
        own = tuple(random.sample(names, random.randint(1, 2)))
        priority = random.choice(priorities)
        return Item(f"lesson-{number}", kind, f"{kind}-{place}", "", minutes, priority, own)

    parts, exercises = [], []
    for place in range(shape.parts):
        minutes = random.randint(5, 15)
        priorities = PRIORITIES if shape.core else PRIORITIES[1:]
        parts.append(Piece(item("part", place, minutes, priorities), minutes))
    for place in range(shape.exercises):
        minutes = random.randint(3, 12)
        opened = ((f"part-{place % shape.parts}", 1),) if place < shape.opening else ()
        exercises.append(Piece(item("exercise", place, minutes, PRIORITIES), minutes, opened))
    return Stock(
        f"lesson-{number}",
        (f"lesson-{number - 1}",) if number else (),
        tuple(parts),
        tuple(exercises),
        (),
        frozenset(name for piece in parts for name in piece.item.objectives),
        frozenset(name for piece in exercises for name in piece.item.objectives),
    )


def row(shape: Shape, times: int) -> str:
    """Return a line of the table: a course that is to fit into the middle between its core and all of it."""
    stocks = course(shape)
    asked = (fewest(stocks) + sum(stock.minutes for stock in stocks)) // 2
    seconds = []
    for _ in range(times):
        before = time.process_time()
        best(stocks, asked)
        seconds.append(time.process_time() - before)
    items = shape.lessons * (shape.parts + shape.exercises)
    cells = (items, shape.lessons, shape.objectives, asked, f"{median(seconds):.2f}")
    return f"| {' | '.join(map(str, cells))} |"


def main() -> None:
    """Print the table that stands in docs/measurements.md."""
    options = argparse.ArgumentParser()
    options.add_argument("--times", type=int, default=5)
    times = options.parse_args().times
    rows = ["| items | lessons | objectives of each | minutes | seconds |", "|--:|--:|--:|--:|--:|"]
    rows += [row(shape, times) for shape in SHAPES]
    sys.stdout.write("\n".join(rows) + "\n")


if __name__ == "__main__":
    main()
