"""A plan as tables, and these as text for a terminal or as Markdown."""

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, zip_longest
from typing import Literal

from coursekit.fit.reasons import reason
from coursekit.fit.selection import Selection
from coursekit.problems import counted
from coursekit.render.paper.clock import Clock
from coursekit.render.run import duration
from coursekit.schedule import Plan
from coursekit.schedule.coverage import Measured
from coursekit.schedule.sessions import Session, Slot

Side = Literal["left", "right"]
Columns = tuple[tuple[str, Side], ...]

GAP = 2
"""Columns of the terminal between two of a table."""
SLOTS: Columns = (("at", "right"), ("min", "right"), ("what", "left"), ("kind", "left"))
LEFT: Columns = (("min", "right"), ("left out", "left"), ("why", "left"))
COVERED: Columns = (
    ("objective", "left"),
    ("taught in", "left"),
    ("practised in", "left"),
    ("assessed by", "left"),
)
MEASURED: Columns = (
    ("planned", "right"),
    ("took", "right"),
    ("times", "right"),
    ("what", "left"),
    ("", "left"),
)


@dataclass(frozen=True)
class Table:
    """Rows under a title."""

    title: str
    columns: Columns
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    """Sentences below it."""


def tables(plan: Plan) -> Iterator[Table]:
    """Yield what a plan shows: what is left out, each session, what is covered, what was measured."""
    if plan.selection:
        yield _left(plan.selection)
    for session in plan.sessions:
        yield Table(heading(plan, session), SLOTS, tuple(_slots(plan, session)), tuple(_notes(plan, session)))
    yield from (_covered(plan, name) for name in plan.course.lessons)
    if plan.measured:
        yield _measured(plan.measured)


def heading(plan: Plan, session: Session) -> str:
    """Return a session's number, day, times and lessons."""
    clock = Clock(plan.timing.start)
    day = f"{session.day:%a %Y-%m-%d}" if session.day else ""
    times = f"{clock.at(0)}\N{EN DASH}{clock.at(session.minutes)}" if plan.timing.start is not None else ""
    when = " ".join(filter(None, (day, times))) or duration(session.minutes)
    titles = "; ".join(map(plan.lesson_title, session.lessons))
    return f"Session {session.number}, {when}: {titles}"


def when(plan: Plan, slot: Slot) -> str:
    """Return the clock time at which a slot begins, or without a start the time since the session began."""
    return Clock(plan.timing.start).at(slot.at) or duration(slot.at)


def what(plan: Plan, slot: Slot) -> str:
    """Return what happens in a slot."""
    if slot.step is None:
        return "Break"
    title = plan.words(slot.step.title)
    return f"{title} (continued)" if slot.step.again else title


def as_text(found: Iterable[Table], width: int) -> Iterator[str]:
    """Yield the lines of tables for a terminal."""
    for number, table in enumerate(found):
        yield from [""] * bool(number)
        yield from textwrap.wrap(table.title, width)
        yield ""
        widths = _widths(table, width)
        yield from _grid(table, widths) if widths else _stacked(table, width)
        for place, note in enumerate(table.notes):
            yield from [""] * (place == 0)
            yield from _wrapped(note, width)


def _widths(table: Table, width: int) -> list[int]:
    """Return how wide each column is; none where the longest words have no room beside each other."""
    columns = list(zip(*([name for name, _ in table.columns], *table.rows), strict=True))
    words = [max((len(word) for cell in column for word in cell.split()), default=0) for column in columns]
    widths = [max(map(len, column)) for column in columns]
    room = width - GAP * (len(columns) - 1)
    if sum(words) > room:
        return []
    while sum(widths) > room:
        loose = [place for place, least in enumerate(words) if widths[place] > least]
        widths[max(loose, key=widths.__getitem__)] -= 1
    return widths


def _grid(table: Table, widths: list[int]) -> Iterator[str]:
    for row in ([name for name, _ in table.columns], *table.rows):
        cells = [_wrapped(cell, width) for cell, width in zip(row, widths, strict=True)]
        for lines in zip_longest(*cells, fillvalue=""):
            sides = zip(lines, widths, table.columns, strict=True)
            told = (text.rjust(n) if side == "right" else text.ljust(n) for text, n, (_, side) in sides)
            yield (" " * GAP).join(told).rstrip()


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, max(width, 1), break_long_words=False, break_on_hyphens=False) or [""]


def _stacked(table: Table, width: int) -> Iterator[str]:
    """Yield each row as lines: its first cell, and the others below it, each with its column's name."""
    for first, *others in table.rows:
        yield from textwrap.wrap(first, width)
        for (name, _), cell in zip(table.columns[1:], others, strict=True):
            lines = _wrapped(f"{name} {cell}", width - 4)
            yield from (f"{'    ' if place else '  '}{line}" for place, line in enumerate(lines))


def as_markdown(found: Iterable[Table]) -> Iterator[str]:
    """Yield the lines of tables in Markdown."""
    for number, table in enumerate(found):
        yield from [""] * bool(number)
        yield f"## {_escaped(table.title)}"
        if table.rows:
            yield ""
            yield f"| {' | '.join(name for name, _ in table.columns)} |"
            yield f"|{'|'.join('--:' if side == 'right' else ':--' for _, side in table.columns)}|"
            yield from (f"| {' | '.join(map(_escaped, row))} |" for row in table.rows)
        for note in table.notes:
            yield ""
            yield _escaped(note)


def _slots(plan: Plan, session: Session) -> Iterator[tuple[str, ...]]:
    lesson = session.lessons[0] if len(session.lessons) == 1 else ""
    for slot in session.slots:
        if slot.step and slot.step.lesson != lesson:
            lesson = slot.step.lesson
            yield "", "", plan.lesson_title(lesson).upper(), ""
        yield when(plan, slot), str(slot.minutes), what(plan, slot), slot.step.kind if slot.step else ""


def _notes(plan: Plan, session: Session) -> Iterator[str]:
    breaks = [slot for slot in session.slots if slot.step is None]
    content = session.minutes - sum(slot.minutes for slot in breaks)
    if breaks:
        yield f"{counted(content, 'minute')} and {counted(len(breaks), 'break')}."
    for name, wanted in plan.lacking:
        if name in session.lessons:
            yield f"{name} builds on {wanted}, which is not in this plan."
    if plan.timing.day_minutes and session.minutes > plan.timing.day_minutes:
        yield f"This lesson is longer than the {plan.timing.day_minutes} minutes of a session."


def _left(selection: Selection) -> Table:
    said = f"{selection.minutes} of {selection.asked} minutes are used"
    saved = sum(left.minutes for left in selection.left)
    title = f"{said}; {f'{saved} are' if selection.left else 'nothing is'} left out"
    return Table(title, LEFT, tuple(_left_out(selection)))


def _left_out(selection: Selection) -> Iterator[tuple[str, ...]]:
    for lesson, group in groupby(selection.left, key=lambda left: left.item.lesson):
        yield "", lesson, ""
        for left in group:
            minutes = str(left.minutes) if left.minutes else ""
            yield minutes, f"{left.item.kind} {left.item.id}", reason(left)


def _covered(plan: Plan, lesson: str) -> Table:
    rows = tuple(
        (row.objective, *(", ".join(ids) or "nothing" for ids in (row.taught, row.practised, row.assessed)))
        for row in plan.covered
        if row.lesson == lesson
    )
    return Table(f"Objectives: {plan.lesson_title(lesson)}", COVERED, rows)


def _measured(found: tuple[Measured, ...]) -> Table:
    rows = tuple(
        (
            str(row.planned),
            f"{row.median:g}",
            str(len(row.taken)),
            f"{row.kind} {row.id}",
            f"far off: plan {round(row.median)}" if row.far else "",
        )
        for row in found
    )
    return Table("Planned, and what it took (the median, in minutes)", MEASURED, rows)


def _escaped(text: str) -> str:
    for sign in "\\`*_[]<>|#":
        text = text.replace(sign, f"\\{sign}")
    return text
