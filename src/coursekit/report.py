"""Problems as a colleague would show them: by file, each with its line, a caret, and what to do."""

import textwrap
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from rich.cells import cell_len

from coursekit.problems import Problem, counted, one_line

Line = Callable[[str, int], str | None]
"""Gives a line of a file; None where there is none to show."""

GUTTER = 6
"""Columns for a line's number."""
MARGIN = "    "
ALIKE = 4
"""So many problems of one code are shown of a file; whoever has understood them knows the others."""
CUT = "…"
MISSING = "missing-file"
"""What is wrong with a file that has no line yet."""
TAB = "→"
"""Shown for what stands for spaces in most editors and is none."""
PAINTS = {"file": "\x1b[1m", "code": "\x1b[33m", "caret": "\x1b[31m", "none": ""}


def report_lines(
    problems: Iterable[Problem], notices: Iterable[Problem], line: Line, width: int, *, colour: bool
) -> Iterator[str]:
    """Yield every problem and notice at length; the last line says how many, and where to read more."""
    mend, look = sorted(problems), sorted(notices)
    found = sorted([*mend, *look])

    def paint(text: str, name: str) -> str:
        return f"{PAINTS[name]}{text}\x1b[0m" if colour else text

    for file, group in groupby(found, key=lambda problem: problem.file):
        yield paint(one_line(file), "file")
        at_length, in_brief = _alike(group)
        for problem in at_length:
            yield ""
            text = line(problem.file, problem.line)
            place = f"line {problem.line}, column {problem.column}: "
            if text is None and problem.code == MISSING:
                place = ""
            yield f"  {place}{paint(problem.code, 'code')}"
            if text is not None:
                shown, caret = excerpt(text, problem.column, width - GUTTER - 3)
                yield f"{problem.line:>{GUTTER}} | {shown}"
                yield f"{'':>{GUTTER}} | {caret.replace('^', paint('^', 'caret'))}"
            yield from _wrapped(_ended(problem.message), width)
            yield from _wrapped(_begun(_ended(problem.hint)), width)
        yield ""
        for code, lines in in_brief.items():
            places = ", ".join(map(str, dict.fromkeys(lines)))
            yield from _wrapped(f"And {len(lines)} more of {code}, in {_lines(lines)} {places}.", width, "  ")
            yield ""
    files = len({problem.file for problem in found})
    counts = [counted(len(some), noun) for some, noun in ((mend, "problem"), (look, "notice")) if some]
    summary = f"{' and '.join(counts)} in {counted(files, 'file')}{_harmless(len(look), alone=not mend)}."
    yield from _wrapped(f"{summary} {_more(mend or look)}", width, "")


def excerpt(text: str, column: int, width: int) -> tuple[str, str]:
    """Return the stretch of a line around a column that fits a width, and a caret for below it."""
    shown = "".join(c if c.isprintable() else TAB if c == "\t" else "\N{REPLACEMENT CHARACTER}" for c in text)
    at = min(max(column - 1, 0), len(shown))
    start, room = 0, width - len(CUT)
    if cell_len(shown[:at]) > room * 3 // 4:  # the line's beginning has no place
        room -= len(CUT)
        start = at
        while cell_len(shown[start - 1 : at]) <= room // 2:
            start -= 1
    end = at
    while end < len(shown) and cell_len(shown[start : end + 1]) <= room:
        end += 1
    before = (CUT if start else "") + shown[start:at]
    after = shown[at:end] + (CUT if end < len(shown) else "")
    return (before + after).rstrip(), " " * cell_len(before) + "^"


def _alike(group: Iterable[Problem]) -> tuple[list[Problem], dict[str, list[int]]]:
    """Part the problems of a file: those to show at length, and by code the lines of all others like them."""
    at_length: list[Problem] = []
    in_brief: dict[str, list[int]] = {}
    for problem in group:
        if sum(shown.code == problem.code for shown in at_length) < ALIKE:
            at_length.append(problem)
        else:
            in_brief.setdefault(problem.code, []).append(problem.line)
    return at_length, in_brief


def _lines(lines: list[int]) -> str:
    return "line" if len(set(lines)) == 1 else "lines"


def _harmless(notices: int, *, alone: bool) -> str:
    """Return that notices keep nothing from being built, for the end of a sentence that counts them."""
    if not notices:
        return ""
    one, more = ("it", "they") if alone else ("the notice", "the notices")
    return (
        f"; {one} keeps nothing from being built"
        if notices == 1
        else f"; {more} keep nothing from being built"
    )


def _ended(text: str) -> str:
    line = one_line(text)
    return line if line.endswith((".", "?", "!", "…")) else f"{line}."


def _begun(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _wrapped(sentence: str, width: int, margin: str = MARGIN) -> Iterator[str]:
    room = width - len(margin)
    for line in textwrap.wrap(sentence, room, break_long_words=False, break_on_hyphens=False):
        yield f"{margin}{line}"


def _more(found: list[Problem]) -> str:
    codes = [problem.code for problem in found]
    often = max(dict.fromkeys(codes), key=codes.count)
    return f"`coursekit explain {often}` says more."
