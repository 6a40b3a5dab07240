"""What the site serves so that a page can run Python: four scripts, loaded when a reader first does.

Scripts and not data, since a page that was opened from a folder may load nothing else.
"""

import base64
import gzip
import io
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from importlib import resources
from pathlib import Path

from coursekit.artifact import Artifact
from coursekit.model.course import Course
from coursekit.pyodide.obtain import PARTS, VERSION
from coursekit.render.places import pages
from coursekit.render.programs import PROGRAMS, source

NOTICE = (
    f"/* Part of Pyodide {VERSION}, https://github.com/pyodide/pyodide, Mozilla Public License 2.0.\n"
    "   It holds CPython, Python Software Foundation License 2. Packed, and trimmed, by coursekit. */"
)
EXPORT = ("export default _createPyodideModule;", "self.coursekitModule = _createPyodideModule;")
ADDRESS = ("import.meta.url", '""')
CLASSIC = 'self.importScripts = () => { throw new TypeError("a classic worker") };'
"""Pyodide refuses classic workers, which it knows by this; only they are had from a folder."""
YEAR = (1980, 1, 1, 0, 0, 0)


def is_needed(course: Course) -> bool:
    """Tell whether an exercise of the course is Python."""
    return any(
        exercise.kind in PROGRAMS for lesson in course.lessons.values() for exercise in lesson.exercises
    )


def plan(course: Course, language: str, folder: Path | None) -> Iterator[Artifact]:
    """Plan the scripts of a language's site. Without Pyodide's folder, pages learn that they have none."""
    if not is_needed(course):
        return
    docs = f"{pages(language)}/assets/python"
    yield Artifact(f"{docs}/engine.js", (PARTS, folder is not None), partial(_engine, folder))
    for name in SCRIPTS if folder else ():
        yield Artifact(f"{docs}/{name}.js", PARTS, partial(_script, name, folder))


def _engine(folder: Path | None) -> bytes:
    if folder is None:
        return b"globalThis.coursekitPython = null\n"
    values = {
        "version": VERSION,
        "scripts": list(SCRIPTS),
        "bytes": sum(len(_script(name, folder)) for name in SCRIPTS),
        "checker": source("checker.py"),
        "drawing": source("drawing.py"),
        "cells": _own("cells.py"),
    }
    return f"globalThis.coursekitPython = {json.dumps(values)}\n".encode()


@cache
def _script(name: str, folder: Path) -> bytes:
    packed = base64.b64encode(gzip.compress(SCRIPTS[name](folder), 9, mtime=0)).decode()
    return f'{NOTICE}\ncoursekitPython.{name} = "{packed}"\n'.encode()


def _program(folder: Path) -> bytes:
    module = (folder / "pyodide.asm.mjs").read_text(encoding="utf-8")
    for old, new in (EXPORT, ADDRESS):
        if old not in module:
            raise ValueError(f"Pyodide {VERSION} has no {old}")
        module = module.replace(old, new)
    loader = (folder / "pyodide.js").read_text(encoding="utf-8")
    return "\n;\n".join((CLASSIC, loader, module, _own("worker.js"))).encode()


def _machine(folder: Path) -> bytes:
    return (folder / "pyodide.asm.wasm").read_bytes()


def _library(folder: Path) -> bytes:
    """Return the standard library with the modules that exercises may import, and what these import."""
    kept = _own("kept.txt").split()
    box = io.BytesIO()
    with zipfile.ZipFile(folder / "python_stdlib.zip") as whole, zipfile.ZipFile(box, "w") as small:
        for name in kept:
            small.writestr(zipfile.ZipInfo(name, YEAR), whole.read(name))
    return box.getvalue()


SCRIPTS: Mapping[str, Callable[[Path], bytes]] = {
    "program": _program,
    "machine": _machine,
    "library": _library,
}


def _own(name: str) -> str:
    return (resources.files("coursekit.pyodide") / name).read_text(encoding="utf-8")
