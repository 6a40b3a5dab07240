"""How long it takes to choose what fits, of 200 made-up parts and exercises: `python benchmarks/fit.py`."""

import argparse
import sys
import time
from random import Random
from statistics import median

from coursekit.fit.choose import best, fewest
from coursekit.fit.items import Item, Piece, Stock

PRIORITIES = ("core", "useful", "useful", "extra")
KINDS = (("eight lessons of 25", 8, 25, 8), ("four of 50", 4, 50, 14), ("one of 200", 1, 200, 40))

OPENING = 6
"""Tasks of a lesson that a slide opens."""


def lesson(number: int, items: int, parts: int, objectives: int) -> Stock:
    """Return a lesson whose tasks are opened by its parts; one item in four is core."""
    random = Random(number)  # noqa: S311 - the same course each time
    name = f"lesson-{number}"
    names = [f"objective-{place}" for place in range(objectives)]

    def item(kind: str, place: int, minutes: int) -> Item:
        own = tuple(random.sample(names, min(objectives, random.randint(1, 2))))
        return Item(name, kind, f"{kind}-{place}", "", minutes, random.choice(PRIORITIES), own)

    taught = [
        Piece(item("part", place, minutes), minutes)
        for place in range(parts)
        for minutes in (random.randint(5, 15),)
    ]
    tasks = []
    for place in range(items - parts):
        minutes = random.randint(3, 12)
        opened = ((f"part-{random.randrange(parts)}", 1),) if place < OPENING else ()
        tasks.append(Piece(item("exercise", place, minutes), minutes, opened))
    return Stock(
        name,
        (f"lesson-{number - 1}",) if number else (),
        tuple(taught),
        tuple(tasks),
        (),
        frozenset(name for piece in taught for name in piece.item.objectives),
        frozenset(name for piece in tasks for name in piece.item.objectives),
    )


def timed(course: tuple[Stock, ...], times: int) -> tuple[int, int, float]:
    """Return the fewest minutes, those asked for, and the median of the seconds it takes."""
    least = fewest(course)
    asked = (least + sum(stock.minutes for stock in course)) // 2
    seconds = []
    for _ in range(times):
        before = time.process_time()
        best(course, asked)
        seconds.append(time.process_time() - before)
    return least, asked, median(seconds)


def main() -> None:
    """Print the table that stands in docs/measurements.md."""
    options = argparse.ArgumentParser()
    options.add_argument("--times", type=int, default=5)
    times = options.parse_args().times
    rows = ["| 200 items in | objectives | core, min | asked, min | seconds |", "|:--|--:|--:|--:|--:|"]
    for title, lessons, items, parts in KINDS:
        for objectives in (4, 8):
            course = tuple(lesson(number, items, parts, objectives) for number in range(lessons))
            least, asked, seconds = timed(course, times)
            rows.append(f"| {title} | {objectives} | {least} | {asked} | {seconds:.2f} |")
    sys.stdout.write("\n".join(rows) + "\n")


if __name__ == "__main__":
    main()
