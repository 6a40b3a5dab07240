"""Runs answers in a process of their own and gives what they are to the check.

This file is a program: `python -I child.py`, with a job on its input. It needs the standard library
alone and nothing of coursekit, sets its own limits first, and writes a line of JSON for each answer.
"""

import contextlib
import json
import os
import sys
from typing import Any


def main() -> None:
    """Read a job, shut every way in and out, and try the job's answers one after the other."""
    job = json.load(sys.stdin)
    results = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    limit(job["limits"])
    own: dict[str, Any] = {}
    exec(job["checker"], own)  # noqa: S102 - our own file, read as a notebook reads it
    for trial in job["trials"]:
        check = own["Checker"](job["words"], {"it": job["task"]}, {})
        results.write(json.dumps(attempt(trial, job["task"]["name"], check)) + "\n")
        results.flush()


def attempt(source: str, variable: str, check: Any) -> dict[str, Any]:
    """Run an answer and return what the check says of it, or the error that it ends with."""
    names: dict[str, Any] = {"__name__": "__main__"}
    try:
        exec(source, names)  # noqa: S102 - what this process is for
    except BaseException as error:  # noqa: BLE001 - whatever a program may raise
        return {"error": f"{type(error).__name__}: {error}"[:200]}
    return {"lines": check.lines("it", names.get(variable))}


def limit(limits: dict[str, int]) -> None:
    """Limit this process and what it starts, as far as the system can."""
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        return
    for name, most in limits.items():
        # The second number is what the system ends a process at, after a warning at the first that
        # says which limit it was. One that the system does not know, or has set lower, is left alone.
        with contextlib.suppress(AttributeError, OSError, ValueError):
            resource.setrlimit(getattr(resource, name), (most, most + 1))


if __name__ == "__main__":
    main()
