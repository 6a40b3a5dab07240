"""What a verification has proven: as a table for a terminal, and as JSON for other programs."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields

from coursekit.problems import Problem, counted
from coursekit.verify import Proof
from coursekit.verify.tally import Part, Tally

COLUMNS = {
    "exercises": "exercises",
    "solutions": "solutions",
    "starters": "starters",
    "wrong_answers": "wrong",
    "checks": "checks",
    "notebooks": "notebooks",
}
"""What the table shows, and how it heads it."""
NO_WALLS = (
    "This system does not let programs be shut in: they ran with limits, but saw your files and network."
)


def proof_lines(proof: Proof) -> Iterator[str]:
    """Yield a table with a line for each lesson, then the sums in words."""
    rows = [["", *COLUMNS.values()]]
    rows += [[lesson, *_cells(tally)] for lesson, tally in proof.lessons.items()]
    if len(proof.lessons) > 1:
        rows.append(["all", *_cells(proof.whole)])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *others in rows:
        cells = (cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True))
        yield "  ".join([first.ljust(widths[0]), *cells]).rstrip()
    yield ""
    yield proof_line(proof.whole)
    if not proof.walls:
        yield NO_WALLS


def proof_line(whole: Tally) -> str:
    """Return the sums of a verification in one line."""
    notebooks = f"{_of(whole.notebooks, 'notebook')} run" if whole.notebooks.whole else "no notebooks run"
    checks = f"{_of(whole.checks, 'check')} proven both ways"
    said = f"{_of(whole.exercises, 'exercise')} proven, {checks}, {notebooks}"
    recalled = whole.remembered.done
    return f"{said}; {recalled} of these remembered, since nothing has changed." if recalled else f"{said}."


def proof_json(proof: Proof, problems: Iterable[Problem]) -> str:
    """Write what was proven, and the problems, as one JSON object."""
    content = {
        "problems": [asdict(problem) for problem in problems],
        "lessons": {lesson: _numbers(tally) for lesson, tally in proof.lessons.items()},
        "all": _numbers(proof.whole),
        "walls": proof.walls,
    }
    return json.dumps(content, ensure_ascii=False, indent=2)


def _cells(tally: Tally) -> list[str]:
    return [_cell(getattr(tally, name)) for name in COLUMNS]


def _cell(part: Part) -> str:
    return str(part.done) if part.done == part.whole else f"{part.done}/{part.whole}"


def _numbers(tally: Tally) -> dict[str, dict[str, int]]:
    return {
        f.name: {"proven": part.done, "of": part.whole}
        for f in fields(tally)
        for part in [getattr(tally, f.name)]
    }


def _of(part: Part, noun: str) -> str:
    whole = counted(part.whole, noun)
    return whole if part.done == part.whole else f"{part.done} of {whole}"
