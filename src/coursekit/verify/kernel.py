"""Runs a notebook in a kernel: a program, `python -P kernel.py`, with a job on its input.

It writes one JSON object: what each code cell put out, or the cell at which the kernel was stopped.
It knows nothing of coursekit, so that it runs where only nbclient and ipykernel are.
"""

import contextlib
import json
import os
import runpy
import signal
import sys
from pathlib import Path
from typing import Any


def main() -> None:
    """Read a job, run its notebook to its end, and say what became of each cell."""
    job = json.load(sys.stdin)
    results = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    # The file beside this one; it stays out of the path, where its name could hide another's.
    runpy.run_path(str(Path(__file__).with_name("child.py")))["limit"](job["limits"])
    results.write(json.dumps(run(job["notebook"], job["seconds"])))
    results.flush()


def run(text: str, seconds: int) -> dict[str, Any]:
    """Run a notebook; an error in a cell does not keep the next ones from running."""
    import nbformat  # noqa: PLC0415 - a second
    from nbclient import NotebookClient  # noqa: PLC0415 - a second
    from nbclient.exceptions import CellTimeoutError, DeadKernelError  # noqa: PLC0415

    book = nbformat.reads(text, as_version=4)  # type: ignore[no-untyped-call]
    client = NotebookClient(book, timeout=seconds, allow_errors=True, kernel_name="python3")
    begun: list[str] = []
    client.on_cell_start = lambda cell, cell_index: begun.append(cell.id)  # noqa: ARG005 - nbclient's names
    client.on_notebook_start = lambda notebook: remember(client)  # noqa: ARG005 - nbclient's names
    try:
        client.execute()
    except CellTimeoutError:
        return {"stopped": "time", "cell": begun[-1]}
    except DeadKernelError:
        return {"stopped": "dead", "cell": begun[-1]}
    finally:
        end(groups)
    return {"cells": {cell.id: said(cell.outputs) for cell in book.cells if cell.cell_type == "code"}}


groups: list[int] = []
"""The process group of the kernel."""


def remember(client: Any) -> None:
    """Keep the kernel's process group, so that nothing of it is left behind."""
    group = getattr(client.km.provisioner, "pgid", None)
    if group:
        groups.append(group)


def end(left: list[int]) -> None:
    """End what a kernel has started and left."""
    for group in left:
        with contextlib.suppress(OSError):
            os.killpg(group, signal.SIGKILL)


def said(outputs: Any) -> dict[str, str]:
    """Return what a cell has put out: its text, what it complained of, and its error."""
    found = {"stdout": "", "stderr": "", "error": ""}
    for output in outputs:
        if output.output_type == "stream":
            found[output.name] += output.text
        elif output.output_type == "error":
            found["error"] = f"{output.ename}: {output.evalue}"
    return {name: text[:20_000] for name, text in found.items()}


if __name__ == "__main__":
    main()
