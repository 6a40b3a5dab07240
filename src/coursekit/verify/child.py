"""Runs answers and gives what they are to the check; `box.py` runs it, with a job and a file for results.

It needs the standard library alone and nothing of coursekit, and writes a line of JSON for each answer.
"""

import json
import runpy
import threading
from pathlib import Path
from typing import Any, TextIO

PATIENCE = 0.2
"""Seconds in which threads that an answer has begun may come to their end."""


def main(job: dict[str, Any], results: TextIO) -> None:
    """Try the job's answers one after the other."""
    own: dict[str, Any] = {}
    exec(job["checker"], own)  # noqa: S102 - our own file, read as a notebook reads it
    tasks = {"it": job["task"], **{str(place): task for place, task in enumerate(job["alone"])}}
    check = own["Checker"](job["words"], tasks, {})
    # Files beside this one; they stay out of the path, where their names could hide another's.
    here = Path(__file__)
    needed = runpy.run_path(str(here.with_name("box.py")))["needed"]()
    watch = runpy.run_path(str(here.with_name("guard.py")))["watch"]
    guard = watch(Path.cwd(), [Path(path) for path in job["hidden"]], needed)
    for trial in job["trials"]:
        results.write(json.dumps(attempt(trial, job["task"]["name"], check, guard)) + "\n")
        results.flush()


def attempt(source: str, variable: str, check: Any, guard: Any) -> dict[str, Any]:
    """Run an answer and return what the check says of it, in all and of each part, or its error."""
    names: dict[str, Any] = {"__name__": "__main__"}
    try:
        exec(source, names)  # noqa: S102 - what this process is for
    except BaseException as error:  # noqa: BLE001 - whatever a program may raise
        return {"error": _tried(guard) or f"{type(error).__name__}: {error}"[:200]}
    answer = names.get(variable)
    said = {name: check.lines(name, answer) for name in check.tasks}
    wrong = _tried(guard) or _left(guard)
    return {"error": wrong} if wrong else {"lines": said.pop("it"), "alone": list(said.values())}


def _tried(guard: Any) -> str:
    return guard.tried[0] if guard.tried else ""


def _left(guard: Any) -> str:
    for thread in threading.enumerate():
        if thread is not threading.current_thread():
            thread.join(PATIENCE)
            if thread.is_alive():
                return "an exercise leaves nothing running"
    return "" if guard.folder.is_dir() else "an exercise leaves its folder where it is"
