"""Finds the quotation mark that nobody closed, where YAML goes wrong far behind it."""

import re
from collections.abc import Iterator

import yaml

OTHERS = re.compile(r"""(["']?)[\w./-]+\1:(\s|$)|-\s""")
"""How a line begins that has a key, or that begins an item."""
BEGINS = re.compile(r"(?P<dashes>\s*(?:-\s+)*)(?P<what>.?)")
QUOTES = ("'", '"')
Quoted = tuple[yaml.Mark, yaml.Mark]
"""Where a quoted text begins, and where it ends or where reading it went wrong."""


def left_open(text: str, until: yaml.Mark) -> yaml.Mark | None:
    """Return where the first quoted text begins that has taken in lines which are none of it.

    Such a line has a key or begins an item, and stands no further to the right than what the quoted
    text belongs to; whoever goes on with a text on a new line indents it. `until` is where YAML goes wrong.
    """
    lines = text.split("\n")
    for begin, end in _quoted(text):
        if begin.index > until.index:
            break
        first, *rest = lines[begin.line : end.line + 1]
        if any(_is_other(line, _column(first)) for line in rest):
            return begin
    return None


def _quoted(text: str) -> Iterator[Quoted]:
    try:
        for token in yaml.scan(text, Loader=yaml.CSafeLoader):
            if isinstance(token, yaml.ScalarToken) and token.style in QUOTES:
                yield token.start_mark, token.end_mark
    except yaml.MarkedYAMLError as error:
        if "quoted scalar" in (error.context or "") and error.context_mark and error.problem_mark:
            yield error.context_mark, error.problem_mark


def _column(line: str) -> int:
    """Return the last column in which a line can't go on with a text that began in this one."""
    found = BEGINS.match(line)
    dashes, what = (found["dashes"], found["what"]) if found else ("", "")
    if what and what not in "\"'{[":
        return len(dashes)
    if "-" in dashes:
        return dashes.rindex("-")
    return len(dashes) - (what in "\"'")


def _is_other(line: str, column: int) -> bool:
    begun = line.lstrip()
    return len(line) - len(begun) <= column and OTHERS.match(begun) is not None
