"""Begins a course in a new folder, and a lesson in a course; overwrites nothing."""

import json
import re
from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from coursekit.load.course import survey
from coursekit.load.document import Document
from coursekit.load.yaml import read
from coursekit.model.base import ID_PATTERN
from coursekit.problems import CourseError

COURSE_FILE = "lessons/course.yml"
TITLE = "@title@"
LONGEST = 100
"""Characters of a title; a longer one has no place on a title slide."""
EDITOR = ("settings.json", "extensions.json")
RENAMED = {"gitignore": ".gitignore", **{f"vscode/{name}": f".vscode/{name}" for name in EDITOR}}
"""Files of the package whose name would mean something where they lie."""
PICTURE = ".png"
"""How files end that have no words for the title to be put into."""
DASH = re.compile(r"[ \t]*-[ \t]+")
SCALAR = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|[a-z0-9-]+")
BOM = "\ufeff"


class NotMadeError(Exception):
    """Something that is not made, since it would overwrite or can't be read; says what to do."""


def title_for(name: str) -> str:
    """Return a title to begin with, from the name of a folder or lesson: `our-course`, `Our course`."""
    words = re.sub(r"[-_\s]+", " ", name).strip()
    return words[:1].upper() + words[1:] or "A course"


def new_course(folder: Path, title: str) -> tuple[str, ...]:
    """Make a course that builds at once; return the paths of its files."""
    _check_title(title)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise NotMadeError(f"{folder} is there already and not empty. Name a new folder.")
    files = {RENAMED.get(name, name): entry for name, entry in _files(_data() / "course", "")}
    for name, entry in files.items():
        if name.endswith(PICTURE):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(entry.read_bytes())
        else:
            _write(folder / name, _filled(entry.read_text(encoding="utf-8"), title))
    return tuple(sorted(files))


def new_lesson(root: Path, name: str, title: str) -> str:
    """Add a lesson with one part to a course and to its list; return the lesson's path."""
    _check_title(title)
    if not re.fullmatch(ID_PATTERN, name) or name in ("course", "log"):
        raise NotMadeError(f'"{name}" is no id for a lesson: small letters, digits and hyphens.')
    path = f"lessons/{name}.yml"
    if (root / path).exists():
        raise NotMadeError(f"{path} is there already.")
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
    text = (_data() / "lesson.yml").read_text(encoding="utf-8")
    text = text.replace("@locator@", claim.at[0]).replace("@claim@", claim.id)
    _write(root / path, _filled(text, title))
    (root / COURSE_FILE).write_bytes(listed)
    return path


def editor_files(root: Path) -> tuple[str, ...]:
    """Give a course VS Code's settings for its schemas, unless it has some; return what was written."""
    made = []
    for name in EDITOR:
        if not (root / f".vscode/{name}").exists():
            _write(root / f".vscode/{name}", (_data() / "course/vscode" / name).read_text(encoding="utf-8"))
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


def _check_title(title: str) -> None:
    if not title.strip() or not title.isprintable() or len(title) > LONGEST:
        raise NotMadeError(f"A title is one line of at most {LONGEST} characters.")


def _data() -> Traversable:
    return resources.files("coursekit") / "starter"


def _files(folder: Traversable, prefix: str) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        name = f"{prefix}{entry.name}"
        if entry.is_dir():
            yield from _files(entry, f"{name}/")
        else:
            yield name, entry


def _filled(text: str, title: str) -> str:
    """Put the title into a text: quoted where YAML wants it so, else as it is."""
    return text.replace(f'"{TITLE}"', json.dumps(title, ensure_ascii=False)).replace(TITLE, title)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as stream:
        stream.write(text)
