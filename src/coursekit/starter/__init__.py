"""Begins a course in a new folder, and a lesson in a course; overwrites nothing."""

import re
import shutil
from pathlib import Path

from coursekit.load.course import survey
from coursekit.load.document import Document
from coursekit.load.folder import COURSE_FILE, has_nothing
from coursekit.load.meant import meant
from coursekit.load.yaml import read
from coursekit.model.base import ID_PATTERN
from coursekit.problems import CourseError
from coursekit.starter.answers import Answers, NotUnderstoodError, title_for
from coursekit.starter.fill import EDITOR, PICTURE, course_files, editor_file, filled, lesson_text, marked
from coursekit.variants import FOLDER, Bases, overlaid, variant_names
from coursekit.variants.accepted import lock_path

__all__ = (
    "Answers",
    "NotMadeError",
    "NotUnderstoodError",
    "editor_files",
    "free",
    "free_lesson",
    "new_course",
    "new_lesson",
    "title_for",
)

DASH = re.compile(r"[ \t]*-[ \t]+")
SCALAR = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|[a-z0-9-]+")
BOM = "\ufeff"


class NotMadeError(Exception):
    """Something that is not made, since it would overwrite or can't be read; says what to do."""


def free(folder: Path) -> None:
    """Refuse a folder in which something is. Raises NotMadeError."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise NotMadeError(f"{folder} is there already and not empty. Name a new folder.")


def new_course(folder: Path, answers: Answers) -> tuple[str, ...]:
    """Make a course that builds at once; return the paths of its files. What fails leaves nothing."""
    free(folder)
    there = folder.exists()
    first = next((path for path in reversed((folder, *folder.parents)) if not path.exists()), folder)
    try:
        return _course(folder, answers)
    except BaseException:  # also Ctrl-C
        for path in tuple(folder.iterdir()) if there else (first,):
            shutil.rmtree(path, ignore_errors=True)
            path.unlink(missing_ok=True)
        raise


def free_lesson(root: Path, name: str) -> str:
    """Return the path of a lesson that can be added. Raises NotMadeError; CourseError without a course."""
    if name in ("course", "log"):
        raise NotMadeError(f"lessons/{name}.yml is for something else. Take another id.")
    if not re.fullmatch(ID_PATTERN, name):
        hint = meant(name, f"^{ID_PATTERN}$") or "use small letters, digits and hyphens."
        raise NotMadeError(f'"{name}" is no id for a lesson: {hint}')
    path = f"lessons/{name}.yml"
    if (root / path).exists():
        raise NotMadeError(f"{path} is there already.")
    if has_nothing(root):
        raise CourseError(survey(root).problems)
    return path


def new_lesson(root: Path, name: str, title: str) -> str:
    """Add a lesson with one part to a course and to its list; return the lesson's path."""
    path = free_lesson(root, name)
    found = survey(root)
    spec = found.specs.get(COURSE_FILE)
    if found.course is None or spec is None:
        raise CourseError(found.problems)
    if not found.course.facts.claims:
        raise NotMadeError("The record in seeds/ has no claim yet. Write one first: a lesson rests on it.")
    listed = (root / COURSE_FILE).read_bytes()
    if name not in found.course.spec.lessons:
        listed = _listing(listed, spec.document, name)
    claim = next(iter(found.course.facts.claims.values()))
    text = lesson_text(found.course.spec.languages[0])
    gaps = {"title": marked(title), "locator": claim.at[0], "claim": claim.id}
    _write(root / path, filled(text, gaps))
    (root / COURSE_FILE).write_bytes(listed)
    return path


def editor_files(root: Path) -> tuple[str, ...]:
    """Give a course VS Code's settings for its schemas, unless it has some; return what was written."""
    made = []
    for name in EDITOR:
        if not (root / f".vscode/{name}").exists():
            _write(root / f".vscode/{name}", editor_file(name))
            made.append(f".vscode/{name}")
    return tuple(made)


def _listing(data: bytes, document: Document, name: str) -> bytes:
    """Return the course file with one more lesson in its list, and not a letter of it changed besides."""
    lessons = document.value["lessons"]
    _, line, column = document.place(("lessons", len(lessons) - 1))
    text = data.decode("utf-8")
    mark = BOM if text.startswith(BOM) else ""
    rows = text.removeprefix(BOM).splitlines(keepends=True)
    before, rest = rows[line - 1][: column - 1], rows[line - 1][column - 1 :]
    if DASH.fullmatch(before):
        end = "\r\n" if "\r\n" in text else "\n"
        last_row = rest.rstrip("\r\n")
        rows[line - 1] = f"{before}{last_row}{end}{before}{name}{end}"
    elif item := SCALAR.match(rest):
        rows[line - 1] = f"{before}{item[0]}, {name}{rest[item.end() :]}"
    listed = (mark + "".join(rows)).encode()
    again, _ = read(listed, COURSE_FILE)
    if again is None or again.value != {**document.value, "lessons": (*lessons, name)}:
        raise NotMadeError(
            f"{COURSE_FILE} lists its lessons in an unusual way. Add {name} to it by hand first."
        )
    return listed


def _course(folder: Path, answers: Answers) -> tuple[str, ...]:
    files, gaps = course_files(answers.language), answers.gaps()
    for name, entry in files.items():
        if name.endswith(PICTURE):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(entry.read_bytes())
        else:
            _write(folder / name, filled(entry.read_text(encoding="utf-8"), gaps))
    locks = []
    for name in variant_names(folder):
        lock = lock_path(folder / FOLDER, name)
        lock.write_bytes(overlaid(folder, name, Bases(folder)).lock)
        locks.append(lock.relative_to(folder).as_posix())
    return tuple(sorted((*files, *locks)))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as stream:
        stream.write(text)
