"""Runs a reader's program in the page, as a cell of a notebook would run it.

This file is Python for the page's own Python. It is given a job as JSON, sends what is printed as it
comes, and returns as JSON what there is to show. It needs the standard library alone.
"""

import ast
import io
import json
import linecache
import sys
import traceback

NAME = "<program>"
MOST = 200_000
"""Characters of what is printed that are sent on."""
DEEPEST = 12
"""Lines of an error that are shown, from its end."""


class Printed(io.TextIOBase):
    """What a program prints, sent on until it is too much."""

    def __init__(self, send):
        super().__init__()
        self.send, self.left = send, MOST

    def writable(self):
        """Say that one can write here."""
        return True

    def write(self, text):
        """Send a text on, or the part of it that there is still room for."""
        if self.left > 0:
            self.send(text[: self.left])
        self.left -= len(text)
        return len(text)


def run(job, send, checker, given):
    """Run a job's program, and check its answer where the job says how; return what there is to show.

    The program finds what is `given` by name: what draws charts, as in a notebook. Where its last line
    gives nothing, what the job `shows` by name is shown.
    """
    job = json.loads(job)
    names = {"__name__": "__main__", "record": dict(job["record"]), **given}
    out, before = Printed(send), (sys.stdout, sys.stderr)
    sys.stdout = sys.stderr = out
    try:
        shown = {"value": "", "picture": "", "error": ""} | cell(job["source"], names)
        if not any(shown.values()):
            shown |= display(names.get(job["shows"]))
        if "task" in job and not shown["error"]:
            check = checker(job["words"], {"it": job["task"]}, {})
            shown["lines"] = check.lines("it", names.get(job["task"]["name"]))
    finally:
        sys.stdout, sys.stderr = before
    return json.dumps({**shown, "cut": out.left < 0})


def cell(source, names):
    """Run a program; what its last line gives is shown, as in a notebook."""
    linecache.cache[NAME] = (len(source), None, source.splitlines(keepends=True), NAME)
    try:
        tree = ast.parse(source, NAME)
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, NAME, "exec"), names)
        if last is None:
            return {}
        value = eval(compile(ast.Expression(last.value), NAME, "eval"), names)
        return display(value)
    except BaseException as error:
        return {"error": told(error)}


def display(value):
    """Return a value as a notebook shows it: a picture if it can draw itself, else its text.

    One that can do neither shows its error, and can be checked all the same.
    """
    if value is None:
        return {}
    try:
        draw = getattr(value, "_repr_svg_", None)
        return {"picture": str(draw())} if draw else {"value": repr(value)[:MOST]}
    except BaseException as error:
        return {"value": told(error)}


def told(error):
    """Write an error with the program's own lines, and none of ours."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == NAME]
    lines = traceback.format_list(frames) + traceback.format_exception_only(error)
    rows = "".join(lines).rstrip().split("\n")
    return "\n".join(rows[-DEEPEST:] if len(rows) > DEEPEST else rows)[:MOST]
