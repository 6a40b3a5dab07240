"""Runs a notebook in a kernel; `box.py` runs it, with a job and a file for the result.

It writes lines of JSON: each cell that is begun, then what each code cell put out, or why it stopped.
It knows nothing of coursekit, so that it runs where only nbclient and ipykernel are.
"""

import contextlib
import json
import os
import signal
from typing import Any, TextIO

MOST_SAID = 1_000_000
"""Characters that a notebook may put out."""


def main(job: dict[str, Any], results: TextIO) -> None:
    """Run the job's notebook to its end, and say what became of each cell."""

    def write(row: dict[str, Any]) -> None:
        results.write(json.dumps(row) + "\n")
        results.flush()

    write(run(job["notebook"], job["seconds"], write))


def run(text: str, seconds: float, write: Any) -> dict[str, Any]:
    """Run a notebook; an error in a cell does not keep the next ones from running."""
    import nbformat  # noqa: PLC0415 - a second
    from nbclient import NotebookClient  # noqa: PLC0415 - a second
    from nbclient.exceptions import CellTimeoutError, DeadKernelError  # noqa: PLC0415

    class Client(NotebookClient):
        said = 0

        def process_message(self, msg: Any, cell: Any, cell_index: int) -> Any:
            """Read on, unless there is too much to keep."""
            self.said += len(str(msg["content"]))
            if self.said > MOST_SAID:
                end(groups)
                write({"stopped": "output"})
                os._exit(0)
            return super().process_message(msg, cell, cell_index)

    book = nbformat.reads(text, as_version=4)  # type: ignore[no-untyped-call]
    client = Client(book, timeout=seconds, allow_errors=True, kernel_name="python3")
    client.on_cell_start = lambda cell, cell_index: write({"begun": cell.id})  # noqa: ARG005 - nbclient's names
    client.on_notebook_start = lambda notebook: remember(client)  # noqa: ARG005 - nbclient's names
    try:
        client.execute()
    except CellTimeoutError:
        return {"stopped": "time"}
    except DeadKernelError:
        return {"stopped": "dead"}
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
