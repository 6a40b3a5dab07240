"""Reads a file that a spec names, from the course's folder and no other."""

from dataclasses import replace
from pathlib import Path as FilePath
from typing import Any

from coursekit.load.folder import read_bytes
from coursekit.load.shape import Fitted
from coursekit.model.references import Path
from coursekit.problems import Problem, nearest


def named_file(name: str, path: Path, spec: Fitted[Any], root: FilePath, most: int) -> bytes | Problem:
    """Return what stands in a file that a spec names, or what is wrong at the line that names it."""
    there = root / name
    data = read_bytes(there, name, root, most)
    if isinstance(data, bytes):
        return data
    line, column = spec.place(path)
    if data.code != "outside-course" and not there.exists():
        ending = there.suffix.casefold()
        near = [file.relative_to(root).as_posix() for file in there.parent.glob(f"*{ending}")]
        return problem_at(spec, path, "missing-file", f"there is no file {name}", nearest(name, near))
    return replace(data, file=spec.document.file, line=line, column=column)


def problem_at(spec: Fitted[Any], path: Path, code: str, message: str, hint: str) -> Problem:
    """Return a problem at a value of a spec."""
    return spec.document.problem(spec.place(path), code, message, hint)
