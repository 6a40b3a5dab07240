"""JSON Schemas of the spec files, made from the model, for editors that complete and underline."""

import inspect
import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from coursekit.artifact import fingerprint
from coursekit.fields import Field, fields, name_of, specs, tag
from coursekit.ids import IdKind, Ids, ids
from coursekit.model.base import ID_PATTERN, LOCATOR_PATTERN, Spec
from coursekit.model.course import Course, CourseSpec
from coursekit.model.lesson import Lesson
from coursekit.model.log import Log
from coursekit.model.references import FIELDS
from coursekit.model.seed import Seed
from coursekit.model.variant import Variant
from coursekit.publish import write_whole

MODELS: Mapping[str, type[Spec]] = {
    "course": CourseSpec,
    "lesson": Lesson,
    "log": Log,
    "seed": Seed,
    "variant": Variant,
}
FOLDER = ".coursekit/schemas"
MADE_FROM = f"{FOLDER}/made-from"
"""Keeps the digest of what the schemas were made from, so that they are not made again for nothing."""
DRAFT = "http://json-schema.org/draft-07/schema#"
"""What yaml-language-server, which serves most editors, can read."""
NAMES: Mapping[str, IdKind] = {**FIELDS, "unit": "unit", "lessons": "lesson"}
"""Fields that name a thing, with its kind."""
MANY = 1_000
"""Beyond so many ids of a kind an editor would be slow; they are then offered, but no longer explained."""
NAMED = (f"^{ID_PATTERN}$", f"^{LOCATOR_PATTERN}$")


def schema(name: str, known: Ids | None = None) -> dict[str, Any]:
    """Return the JSON Schema of a kind of file, which offers the ids that are known."""
    model = MODELS[name]
    made = model.model_json_schema(by_alias=True)
    definitions = made.setdefault("$defs", {})
    for spec in specs(model):
        described = made if spec is model else definitions[spec.__name__]
        described["title"] = name_of(spec)
        for field in fields(spec):
            _describe(described["properties"], field, known or {})
    named = {NAMES[field.key] for spec in specs(model) for field in fields(spec) if field.key in NAMES}
    for kind, words in (known or {}).items():
        if kind in named:
            definitions[f"{kind}-id"] = _offered(words, NAMED[kind == "paragraph"])
    del made["title"]  # editors would show it over every field
    return {"$schema": DRAFT, **made}


def schema_text(name: str, known: Ids | None = None) -> str:
    """Return a schema as text."""
    return json.dumps(schema(name, known), ensure_ascii=False, indent=2) + "\n"


def write(root: Path, course: Course) -> tuple[str, ...]:
    """Write every schema into a course's folder; return their paths from the course."""
    known = ids(course)
    for name in MODELS:
        write_whole(root / FOLDER / f"{name}.json", schema_text(name, known).encode())
    write_whole(root / MADE_FROM, _made_from(known).encode())
    return tuple(f"{FOLDER}/{name}.json" for name in MODELS)


def refresh(root: Path, course: Course | None, *, begin: bool = False) -> None:
    """Write the schemas again if a course's ids or the kit have changed since; if it has none, to begin.

    A folder that nobody may write into stays as it is: they are a help, and nothing is made from them.
    """
    if course is None or not (begin or (root / FOLDER).is_dir()):
        return
    with suppress(OSError):
        there = root / MADE_FROM
        if not there.is_file() or there.read_text(encoding="ascii") != _made_from(ids(course)):
            write(root, course)


def _made_from(known: Ids) -> str:
    return fingerprint(FOLDER, known)


def _describe(described: dict[str, Any], field: Field, known: Ids) -> None:
    """Put into a field's schema what an editor shows and offers."""
    entry = described[field.key]
    entry.pop("title", None)  # pydantic's is the field's name again
    kind = NAMES.get(field.key)
    if kind in known:
        _named(entry, {"$ref": f"#/$defs/{kind}-id"})
    if field.about:
        entry["description"] = f"{field.about.replace('`', '')}\n\n{field.rule.replace('`', '')}"
        entry["markdownDescription"] = f"{field.about}\n\n{field.rule}"
    _told_apart(entry.get("items", {}), field)


def _named(entry: dict[str, Any], offered: dict[str, str]) -> None:
    """Let a field that takes ids, alone or in a list, offer those that are known."""
    if entry.get("pattern") in NAMED:
        del entry["pattern"], entry["type"]
        entry |= offered
    for inner in (entry.get("items"), *entry.get("anyOf", ())):
        if inner:
            _named(inner, offered)


def _told_apart(items: dict[str, Any], field: Field) -> None:
    """Let the word that tells layouts or kinds apart decide what else a mapping holds.

    pydantic's `oneOf` tries each in turn, which takes an editor long, and blames the wrong one.
    """
    members = {tag(spec)[1]: spec for spec in field.inside if tag(spec)[1]}
    if "oneOf" not in items or len(members) < 2:  # noqa: PLR2004 - one alone needs no telling apart
        return
    key = tag(field.inside[0])[0]
    about = [inspect.cleandoc(spec.__doc__ or "") for spec in members.values()]
    items.clear()
    items |= {
        "type": "object",
        "required": [key],
        "properties": {key: {"enum": [*members], "enumDescriptions": about}},
        "allOf": [
            {
                "if": {"required": [key], "properties": {key: {"const": word}}},
                "then": {"$ref": f"#/$defs/{spec.__name__}"},
            }
            for word, spec in members.items()
        ],
    }


def _offered(words: Mapping[str, str], pattern: str) -> dict[str, Any]:
    """Return the schema of an id: any will do, since it may be newer than this; those known are offered."""
    if len(words) > MANY:
        snippets = [{"label": name, "body": name, "description": said} for name, said in words.items()]
        return {"type": "string", "pattern": pattern, "defaultSnippets": snippets}
    known = [{"type": "string", "enum": [name], "enumDescriptions": [said]} for name, said in words.items()]
    return {"anyOf": [{"type": "string", "pattern": pattern}, *known]}
