"""Reads a file that a spec names, from the course's folder and no other."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path as FilePath
from typing import Any

from coursekit.load.folder import read_bytes
from coursekit.load.shape import Fitted
from coursekit.model.references import Path
from coursekit.problems import Problem, alike

PUT = "put the file there, or mend the name."
Home = Callable[[str], FilePath]
"""Gives the folder that files are named from which a spec file names."""


def named_file(name: str, path: Path, spec: Fitted[Any], home: Home, most: int) -> bytes | Problem:
    """Return what stands in a file that a spec names, or what is wrong at the line that names it."""
    place = spec.place(path)
    root = home(place.file)
    there = root / name
    data = read_bytes(there, name, root, most)
    if isinstance(data, bytes):
        return data
    if data.code != "outside-course" and not there.exists():
        ending = there.suffix.casefold()
        near = [file.relative_to(root).as_posix() for file in there.parent.glob(f"*{ending}")]
        return problem_at(spec, path, "missing-file", f"there is no file {name}", alike(name, near) or PUT)
    return replace(data, file=place.file, line=place.line, column=place.column)


def problem_at(spec: Fitted[Any], path: Path, code: str, message: str, hint: str) -> Problem:
    """Return a problem at a value of a spec."""
    return spec.document.problem(spec.place(path), code, message, hint)
