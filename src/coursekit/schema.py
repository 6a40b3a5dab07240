"""JSON Schemas of the spec files, made from the model, for editors that complete and underline."""

import ast
import inspect
import json
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

from coursekit.model.base import Spec
from coursekit.model.course import CourseSpec
from coursekit.model.lesson import Lesson
from coursekit.model.log import Log
from coursekit.model.seed import Seed
from coursekit.model.variant import Variant
from coursekit.problems import CourseError, Problem

MODELS: Mapping[str, type[Spec]] = {
    "course": CourseSpec,
    "lesson": Lesson,
    "log": Log,
    "seed": Seed,
    "variant": Variant,
}
COURSE_FILE = "lessons/course.yml"
FOLDER = ".coursekit/schemas"
DRAFT = "http://json-schema.org/draft-07/schema#"
"""What yaml-language-server, which serves most editors, can read."""


def schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema of a kind of file, with the fields' docstrings as descriptions."""
    model = MODELS[name]
    made = model.model_json_schema(by_alias=True)
    definitions = made.get("$defs", {})
    for spec in _specs(model):
        described = made if spec is model else definitions[spec.__name__]
        texts = _docstrings(spec)
        for field, info in spec.model_fields.items():
            entry = described["properties"][info.alias or field]
            entry.pop("title", None)  # pydantic's is the field's name again
            if field in texts:
                entry["description"] = texts[field]
    return {"$schema": DRAFT, **made, "title": f"A {name} file of coursekit"}


def schema_text(name: str) -> str:
    """Return a schema as text."""
    return json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n"


def write(root: Path) -> tuple[str, ...]:
    """Write every schema into the course's own folder; return their paths from the course."""
    if not (root / COURSE_FILE).is_file():
        hint = "run this in the course's folder, or name it with --root."
        message = f"there is no {COURSE_FILE} in {root.name or 'this folder'}"
        raise CourseError([Problem(COURSE_FILE, 1, 1, "missing-file", message, hint)])
    (root / FOLDER).mkdir(parents=True, exist_ok=True)
    for name in MODELS:
        (root / FOLDER / f"{name}.json").write_bytes(schema_text(name).encode())
    return tuple(f"{FOLDER}/{name}.json" for name in MODELS)


def editor_settings(root: Path) -> dict[str, Any]:
    """Return the settings that make VS Code hold each file of the course against its schema."""
    names = (path.name for path in (root / "lessons").glob("*.yml"))
    files = {
        "course": [COURSE_FILE],
        "lesson": sorted(f"lessons/{name}" for name in names if name not in ("course.yml", "log.yml")),
        "log": ["lessons/log.yml"],
        "seed": ["seeds/*.yml"],
        "variant": ["lessons/variants/*.yml"],
    }
    return {"yaml.schemas": {f"{FOLDER}/{name}.json": found for name, found in files.items()}}


def _specs(model: type[Spec]) -> list[type[Spec]]:
    """Return a model and every one that its fields lead to."""
    found = [model]
    for spec in found:
        for info in spec.model_fields.values():
            found += [inner for inner in _inside(info.annotation) if inner not in found]
    return list(dict.fromkeys(found))


def _inside(hint: Any) -> Iterator[type[Spec]]:
    if isinstance(hint, type) and issubclass(hint, Spec):
        yield hint
    for argument in get_args(hint):
        yield from _inside(argument)


def _docstrings(spec: type[Spec]) -> dict[str, str]:
    """Return the texts that stand under the fields of a class and of those it is made from.

    pydantic's `use_attribute_docstrings` would read them each time that any command starts.
    """
    found: dict[str, str] = {}
    for owner in reversed(spec.__mro__):
        if issubclass(owner, Spec) and owner is not Spec:
            found |= dict.fromkeys(owner.__annotations__, "") | _own_docstrings(owner)
    return {name: text for name, text in found.items() if text}


@cache
def _own_docstrings(owner: type[Spec]) -> dict[str, str]:
    tree = ast.parse(inspect.getsource(owner))
    body = next(node.body for node in tree.body if isinstance(node, ast.ClassDef))
    found = {}
    for field, text in pairwise(body):
        match field, text:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(words))):
                found[name] = inspect.cleandoc(words)
    return found
