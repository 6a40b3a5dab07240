"""The answers of one exercise, given to its check in processes of their own."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from coursekit.verify.judge import Outcome
from coursekit.verify.process import Children
from coursekit.verify.trials import Says

SECONDS = 20
"""Most time on the clock for the answers that share a process."""
LIMITS = {
    "RLIMIT_CPU": 5,
    "RLIMIT_AS": 512_000_000,
    "RLIMIT_FSIZE": 16_000_000,
    "RLIMIT_NPROC": 0,
    "RLIMIT_CORE": 0,
}
"""What such a process may take: seconds of work, bytes of memory and of a file, other processes."""


def outcomes(
    children: Children, job: Mapping[str, Any], sources: Sequence[str], *, apart: bool
) -> list[Outcome]:
    """Try answers on the check that a job describes; `apart`, each in a process of its own.

    Answers that are data share a process. Programs do not: one may change what the next one finds.
    """
    found: list[Outcome] = []
    while len(found) < len(sources):
        left = sources[len(found) :]
        found += _some(children, job, left[:1] if apart else left)
    return found


def _some(children: Children, job: Mapping[str, Any], sources: Sequence[str]) -> list[Outcome]:
    data = json.dumps({**job, "trials": list(sources), "limits": LIMITS}).encode()
    ended = children.run("child.py", "-I", data, SECONDS)
    whole = ended.result.split("\n")[:-1]
    found = [_outcome(line) for line in whole[: len(sources)]]
    if len(found) < len(sources):
        found.append(Outcome(stopped="late" if ended.late else "gone"))
    return found


def _outcome(line: str) -> Outcome:
    try:
        said = json.loads(line)
        return Outcome(tuple(said.get("lines", ())), said.get("error", ""))
    except (AttributeError, TypeError, ValueError):
        # A program that writes over its results is one that can't be believed.
        return Outcome(stopped="gone")


def job_for(checker: str, says: Says, task: Mapping[str, object], name: str) -> dict[str, Any]:
    """Return what a process needs to know of an exercise; `name` is the variable of its answer."""
    return {"checker": checker, "words": dict(says), "task": {**task, "name": name}}
