"""Verification: every exercise is proven, each of its checks by itself, and every notebook is run.

Code of a spec runs in processes of its own only, with limits and walls; see `box.py`.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from coursekit.checks.finding import Finding
from coursekit.model.course import Course
from coursekit.publish import Tell
from coursekit.verify import notebooks
from coursekit.verify.memory import Memory
from coursekit.verify.notebooks import Notebook
from coursekit.verify.process import Children
from coursekit.verify.programs import Limits
from coursekit.verify.subjects import Subject, prove, subjects
from coursekit.verify.tally import Part, Tally
from coursekit.wording import wording

ENDLESS = {"program-hangs", "program-crashes"}
"""Findings after which a lesson's notebooks are not run: they hold the same program."""

Item = TypeVar("Item", Subject, Notebook)
Result = TypeVar("Result")


@dataclass(frozen=True)
class Choice:
    """What a person asked to be proven, and how."""

    lessons: tuple[str, ...]
    notebooks: bool = True
    """Whether notebooks are run, too."""
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True)
class Proof:
    """What was proven, and what was found."""

    findings: tuple[Finding, ...]
    lessons: dict[str, Tally]
    """What was proven, by lesson."""
    walls: bool
    """Whether the system shut in what was run."""

    @property
    def whole(self) -> Tally:
        """The sums of all lessons."""
        return sum(self.lessons.values(), Tally())


def verify(course: Course, choice: Choice, memory: Memory, tell: Tell) -> Proof:
    """Prove the exercises of some lessons, then run these lessons' notebooks; what is remembered is not."""
    words = wording(course.spec.languages[0])
    views = [course.view(lesson) for lesson in choice.lessons]
    marked = [subject for view in views for subject in subjects(view, words)]
    books = [Notebook(view, words, solved) for view in views if choice.notebooks for solved in (True, False)]
    total = len(marked) + len(books)
    tallies = {lesson: Tally() for lesson in choice.lessons}
    findings: list[Finding] = []
    known: set[tuple[str, str]] = set()
    barred: set[str] = set()
    recall = partial(_recalled, memory, choice.limits)
    # Who is interrupted ends the processes first, then waits for what waits for them.
    with memory, ThreadPoolExecutor(os.cpu_count()) as pool, Children() as children:
        work = partial(prove, children, choice.limits)
        for done, (subject, proof) in enumerate(_each(pool, recall, marked, work)):
            tell(done, total, subject.exercise.id)
            found, tally = proof or ([], subject.tally())
            tallies[subject.lesson] += tally + Tally(remembered=Part(int(proof is None), 1))
            findings += found
            if found:
                known.add((subject.lesson, subject.exercise.id))
            if any(finding.code in ENDLESS for finding in found):
                barred.add(subject.lesson)
            memory.settle(subject.name, subject.fingerprint(choice.limits), proven=not found)
        open_books = [book for book in books if book.view.id not in barred]
        run = partial(notebooks.run, children, choice.limits, known)
        for done, (book, faults) in enumerate(_each(pool, recall, open_books, run), start=len(marked)):
            tell(done, total, book.view.name)
            tallies[book.view.id] += Tally(
                notebooks=Part(int(not faults), 1), remembered=Part(int(faults is None), 1)
            )
            findings += faults or ()
            proven = not faults and not any(lesson == book.view.id for lesson, _ in known)
            memory.settle(book.name, book.fingerprint(choice.limits), proven=proven)
        for book in books:
            if book.view.id in barred:
                tallies[book.view.id] += Tally(notebooks=Part(0, 1), remembered=Part(0, 1))
        return Proof(tuple(findings), tallies, children.walls)


def _recalled(memory: Memory, limits: Limits, item: Subject | Notebook) -> bool:
    return memory.holds(item.name, item.fingerprint(limits))


def _each(
    pool: ThreadPoolExecutor,
    recall: Callable[[Item], bool],
    items: Sequence[Item],
    work: Callable[[Item], Result],
) -> Iterator[tuple[Item, Result | None]]:
    """Yield each item with what work on it gives; None for one that is remembered as proven."""
    recalled = {item.name: recall(item) for item in items}
    results = pool.map(work, [item for item in items if not recalled[item.name]])
    for item in items:
        yield item, None if recalled[item.name] else next(results)
