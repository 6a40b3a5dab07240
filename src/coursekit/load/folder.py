"""The files of a course folder: which there are, and what is wrong with them as files."""

import re
import shlex
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from coursekit.load.document import Document
from coursekit.load.text import MAX_BYTES
from coursekit.load.yaml import read
from coursekit.model.base import ID_PATTERN
from coursekit.problems import Problem

COURSE_FILE = "lessons/course.yml"
NEAR = 2
"""So far above a folder its course is looked for: one may be in `lessons`, or in `slides/en`."""
ELSEWHERE = "run this in the course's folder, or name it with --root"
LOG_FILE = "lessons/log.yml"
"""What was taught, which is no lesson; `load/log.py` reads it."""


def read_folder(root: Path, problems: list[Problem], shown: str = "") -> dict[str, Document]:
    """Read every spec of a course folder, by its path there.

    What is wrong with the files is added to the problems. `shown` goes before the files' names in
    them, for a folder that is not the one a person works in: `../that-course/`.
    """
    documents = {}
    files = [*sorted((root / "seeds").glob("*.yml")), *sorted((root / "lessons").glob("*.yml"))]
    for path in files:
        file = path.relative_to(root).as_posix()
        if file == LOG_FILE:
            continue
        data = read_bytes(path, f"{shown}{file}", root)
        if isinstance(data, Problem):
            problems.append(data)
            continue
        document, found = read(data, f"{shown}{file}")
        problems += found
        if document:
            documents[file] = document
    problems += _misnamed(root, shown)
    problems += _missing(root, shown, {path.relative_to(root).as_posix() for path in files})
    return documents


def lesson_names(root: Path) -> frozenset[str]:
    """Return the lessons that have a file, whatever is in it."""
    return frozenset(path.stem for path in (root / "lessons").glob("*.yml")) - {"course", "log"}


def has_nothing(root: Path) -> bool:
    """Tell whether a folder is no course, not even a broken one: there is nothing in it to mend."""
    return not any(any((root / folder).glob("*.yml")) for folder in ("lessons", "seeds"))


def read_bytes(path: Path, file: str, root: Path, most: int = MAX_BYTES) -> bytes | Problem:
    """Return what stands in a file, to one byte beyond the most, or what keeps it from being read."""
    try:
        if not path.resolve().is_relative_to(root.resolve()):
            message = f"{file} leads out of the course's folder"
            return Problem(file, 1, 1, "outside-course", message, "copy the file into the course.")
        if path.exists() and not path.is_file():  # reading a pipe would wait for ever
            reason = "it is not a file"
        else:
            with path.open("rb") as stream:
                return stream.read(most + 1)
    except OSError as error:
        reason = error.strerror or "unknown reason"
    except RuntimeError:  # what pathlib raises for a link that leads to itself
        reason = "it leads to itself"
    message = f"{file} can't be read: {reason}"
    return Problem(file, 1, 1, "unreadable-file", message, "look at the file's rights and disk.")


def _missing(root: Path, shown: str, files: set[str]) -> Iterator[Problem]:
    """Yield a problem for what a course can't do without: one where the folder is no course at all."""
    name = root.name or "this folder"
    if not files:
        message = f"there is no course in {name}"
        yield Problem(f"{shown}{COURSE_FILE}", 1, 1, "missing-file", message, _way(root))
        return
    records = any(file.startswith("seeds/") for file in files)
    for wanted, there in ((COURSE_FILE, COURSE_FILE in files), ("seeds/<name>.yml", records)):
        if not there:
            message = f"there is no {wanted} in {name}"
            yield Problem(f"{shown}{wanted}", 1, 1, "missing-file", message, f"{ELSEWHERE}.")


def _way(root: Path) -> str:
    """Return how to get from a folder to the nearest course, or what to do where none is near."""
    above, inside = Path(), list[str]()
    with suppress(OSError):  # a folder that nobody may look into
        here = root.resolve()
        inside = sorted(path.parent.parent.name for path in here.glob(f"*/{COURSE_FILE}"))
        above = next((up for up in here.parents[:NEAR] if (up / COURSE_FILE).is_file()), above)
    if len(inside) == 1:
        return f"one is in the folder {inside[0]}: `cd {shlex.quote(inside[0])}`, then say it again."
    if above.name:
        up = "/".join([".."] * (here.parents.index(above) + 1))
        return f"one is in the folder {above.name}: `cd {up}`, then say it again."
    return f"{ELSEWHERE}; `coursekit new` makes a course."


def _misnamed(root: Path, shown: str) -> Iterator[Problem]:
    """Yield a problem for each file that is left aside because of its name."""
    for path in sorted(path for folder in ("seeds", "lessons") for path in (root / folder).glob("*.y*ml*")):
        name = path.name.removesuffix(".txt").removesuffix(".yaml").removesuffix(".yml")
        wanted = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-") or "lesson"
        fits = path.parent.name == "seeds" or re.fullmatch(ID_PATTERN, name)
        if path.name != f"{name}.yml" or not fits:
            file = f"{shown}{path.relative_to(root).as_posix()}"
            message = f'"{path.name}" is not a name that a lesson or a record can have'
            yield Problem(file, 1, 1, "file-name", message, f"rename the file to {wanted}.yml.")
