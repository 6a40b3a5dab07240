"""The answers of one exercise, given to its check in processes of their own."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from coursekit.verify.judge import Outcome
from coursekit.verify.process import Children
from coursekit.verify.trials import Says

SECONDS = 5
"""Of work that an answer may take, unless a person says otherwise."""


@dataclass(frozen=True)
class Limits:
    """How long what a spec holds may run."""

    seconds: int = SECONDS
    """Of work, for an answer."""

    @property
    def clock(self) -> int:
        """Most time on the clock for the answers that share a process."""
        return 4 * self.seconds

    @property
    def cell(self) -> int:
        """Most time for a cell of a notebook."""
        return 12 * self.seconds

    @property
    def notebook(self) -> int:
        """Most time for a notebook with the start of its kernel."""
        return 30 + 42 * self.seconds

    @property
    def answer(self) -> dict[str, int]:
        """What an answer's process may take: work, memory, the size of a file, other processes."""
        return {
            "RLIMIT_CPU": self.seconds,
            "RLIMIT_AS": 512_000_000,
            "RLIMIT_FSIZE": 16_000_000,
            "RLIMIT_NPROC": 0,
            "RLIMIT_CORE": 0,
        }


def outcomes(
    children: Children, limits: Limits, job: Mapping[str, Any], sources: Sequence[str], *, apart: bool
) -> list[Outcome]:
    """Try answers on the check that a job describes; `apart`, each in a process of its own.

    Answers that are data share a process. Programs do not: one may change what the next one finds.
    """
    found: list[Outcome] = []
    while len(found) < len(sources):
        left = sources[len(found) :]
        found += _some(children, limits, job, left[:1] if apart else left)
    return found


def _some(
    children: Children, limits: Limits, job: Mapping[str, Any], sources: Sequence[str]
) -> list[Outcome]:
    whole_job = {**job, "trials": list(sources), "limits": limits.answer}
    ended = children.run("child.py", "-I", whole_job, limits.clock)
    whole = ended.result.split("\n")[:-1]
    found = [_outcome(line) for line in whole[: len(sources)]]
    if len(found) < len(sources):
        found.append(Outcome(stopped="late" if ended.late else "gone"))
    return found


def _outcome(line: str) -> Outcome:
    try:
        said = json.loads(line)
        alone = tuple(map(tuple, said.get("alone", ())))
        return Outcome(tuple(said.get("lines", ())), said.get("error", ""), alone=alone)
    except (AttributeError, TypeError, ValueError):
        # A program that writes over its results is one that can't be believed.
        return Outcome(stopped="gone")


def job_for(checker: str, says: Says, task: Mapping[str, object], name: str) -> dict[str, Any]:
    """Return what a process needs to know of an exercise; `name` is the variable of its answer."""
    named = {**task, "name": name}
    return {"checker": checker, "words": dict(says), "task": named, "alone": alone(named)}


def alone(task: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return a task for each case of a program's task: each call is checked by itself."""
    return [{**task, "cases": [case]} for case in task.get("cases", ())]
