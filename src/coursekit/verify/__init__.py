"""Verification: every exercise is proven, each of its checks by itself, and every notebook is run.

Code of a spec runs in processes of its own only, with limits; see `child.py` and `kernel.py`.
"""

import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

from coursekit.checks.finding import Finding
from coursekit.model.course import Course
from coursekit.publish import Tell
from coursekit.verify import notebooks
from coursekit.verify.notebooks import Notebook
from coursekit.verify.process import Children
from coursekit.verify.subjects import Subject, prove, subjects
from coursekit.wording import wording

ENDLESS = {"program-hangs", "program-crashes"}
"""Findings after which a lesson's notebooks are not run: they hold the same program."""


@dataclass(frozen=True)
class Proof:
    """What was proven, and what was found."""

    findings: tuple[Finding, ...]
    exercises: int
    """Exercises that are marked by machine."""
    proven: int
    """Those of them in which there is nothing to mend."""
    notebooks: int
    """Notebooks that were to be run."""
    ran: int
    """Those of them that ran, with nothing to mend."""


def verify(course: Course, lessons: Iterable[str], *, with_notebooks: bool, tell: Tell) -> Proof:
    """Prove the exercises of some lessons, then run these lessons' notebooks."""
    words = wording(course.spec.languages[0])
    views = [course.view(lesson) for lesson in lessons]
    marked = [subject for view in views for subject in subjects(view, words)]
    books = [Notebook(view, words, solved) for view in views if with_notebooks for solved in (True, False)]
    total = len(marked) + len(books)
    # Who is interrupted ends the processes first, then waits for what waits for them.
    with ThreadPoolExecutor(os.cpu_count()) as pool, Children() as children:
        proofs: list[list[Finding]] = []
        for subject, found in zip(marked, pool.map(partial(prove, children), marked), strict=True):
            tell(len(proofs), total, subject.exercise.id)
            proofs.append(found)
        known, barred = _known(marked, proofs)
        open_books = [book for book in books if book.view.id not in barred]
        runs: list[list[Finding]] = []
        for book, found in zip(
            open_books, pool.map(partial(notebooks.run, children, known), open_books), strict=True
        ):
            tell(len(marked) + len(runs), total, book.view.name)
            runs.append(found)
    findings = tuple(finding for found in (*proofs, *runs) for finding in found)
    return Proof(findings, len(marked), proofs.count([]), len(books), runs.count([]))


def _known(marked: list[Subject], proofs: list[list[Finding]]) -> tuple[set[tuple[str, str]], set[str]]:
    """Return the exercises that were complained of, and the lessons whose notebooks would not end."""
    known, barred = set(), set()
    for subject, found in zip(marked, proofs, strict=True):
        if found:
            known.add((subject.lesson, subject.exercise.id))
        if any(finding.code in ENDLESS for finding in found):
            barred.add(subject.lesson)
    return known, barred
